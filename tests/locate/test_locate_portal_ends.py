"""The request portal's other pages: to choose on, the check for robots, the end; and its news."""

import pytest
from support.locate_site import HOST, Site, document
from support.portal_pages import BOX, LANGUAGES, LAYOUTS, LETTER, WORDS, heading, page, press, step

from optout.locate.roles import PageKind, Role

ROBOT = "https://www.google.com/recaptcha/api2/anchor?k=1&size=normal"
QUIET = "https://www.google.com/recaptcha/api2/anchor?k=1&size=invisible"
PICTURES = "https://www.google.com/recaptcha/api2/bframe?k=1"
OTHER = "https://newassets.hcaptcha.com/captcha/v1/x/static/hcaptcha.html"
SERVED = dict.fromkeys((ROBOT, QUIET, PICTURES, OTHER), document("<div>I am a person</div>"))


def frame(url: str, style: str = "", size: tuple[int, int] = (304, 78)) -> str:
    return f'<iframe src="{url}" width="{size[0]}" height="{size[1]}" style="{style}"></iframe>'


def dialog(*parts: str, name: str = "") -> str:
    style = "position:fixed;inset:20%;background:white"
    told = f' aria-label="{name}"' if name else ""
    return f'<div role="dialog" aria-modal="true" style="{style}"{told}>{"".join(parts)}</div>'


def form(lang: str, *parts: str) -> str:
    said, put = WORDS[lang], LAYOUTS["labelled"]
    fields = put(said["email"], BOX, "_r_1_") + put(said["why"], LETTER, "_r_3_")
    body = heading(said["title"]) + fields + press(said["submit"], "_r_send_")
    return page(body + "".join(parts), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_check_in_a_dialog_over_the_form(site: Site, lang: str) -> None:
    said = WORDS[lang]
    buttons = press("×", "x") + press(said["submit"], "_r_two_", disabled=True, native=True)
    asked = heading(said["check"]) + f"<p>{said['required']}</p>"
    for body in (asked, f"<p>{said['required']}</p>", heading(said["check"])):
        reading = site.look(form(lang, dialog(body, buttons)))
        assert reading.kind is PageKind.CAPTCHA, reading.why
        assert (reading.claim.kind, reading.code_sent) == ("unclear", False)
        assert reading.fields[Role.SUBMIT].control is None
    assert site.look(form(lang)).kind is PageKind.FORM


@pytest.mark.parametrize("url", [ROBOT, OTHER])
def test_a_check_in_a_frame(site: Site, url: str) -> None:
    buttons = press("Cancel", "x") + press("Submit", "_r_two_", disabled=True)
    over = form("en", dialog(frame(url), buttons))
    assert site.look(over, SERVED).kind is PageKind.CAPTCHA
    alone = page(heading("One more thing") + frame(url) + press("Continue", "go"))
    assert site.look(alone, SERVED).kind is PageKind.CAPTCHA
    own = page(heading("One more thing") + frame(HOST + "in") + press("Continue", "go"))
    assert site.look(own, {HOST + "in": document("Hello")}).kind is not PageKind.CAPTCHA


def test_frames_that_ask_nothing(site: Site) -> None:
    badge = "position:fixed;right:4px;bottom:4px"
    unseen = "visibility:hidden"
    quiet = (
        frame(QUIET, size=(256, 60)),
        frame(QUIET.replace("invisible", "normal"), badge, (256, 60)),
        frame(PICTURES, unseen, (400, 580)),
        frame(ROBOT),
    )
    for one in quiet:
        served = SERVED | {QUIET.replace("invisible", "normal"): document("x")}
        assert site.look(form("en", one), served).kind is PageKind.FORM
    shown = "position:absolute;top:20px;left:20px;z-index:9"
    pictures = form("en", frame(PICTURES, shown, (400, 580)))
    assert site.look(pictures, SERVED).kind is PageKind.CAPTCHA
    put, title = LAYOUTS["labelled"], heading(WORDS["en"]["title"])
    in_form_s_dialog = dialog(title, put("Email", BOX, "_r_1_"), frame(ROBOT))
    reading = site.look(page(in_form_s_dialog), SERVED)
    assert reading.kind is PageKind.FORM
    thanks = page("<h1>We have received your objection</h1>" + frame(ROBOT))
    assert site.look(thanks, SERVED).kind is PageKind.ACKNOWLEDGED


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_that_is_only_a_check(site: Site, lang: str) -> None:
    said = WORDS[lang]
    body = heading(said["check"]) + f"<p>{said['required']}</p>" + press(said["next"], "go")
    assert site.look(page(body, lang)).kind is PageKind.CAPTCHA


def test_a_check_who_one_is_is_none(site: Site) -> None:
    for body in (
        heading("Security check")
        + '<label>Code we sent you<input id="c"></label>'
        + press("OK", "o"),
        heading("Confirm it's you") + press("Continue", "go"),
    ):
        assert site.look(page(body)).kind is PageKind.CHECKPOINT


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_end(site: Site, lang: str) -> None:
    said = WORDS[lang]
    told = f"<div>{said['thanks']}</div><div>{said['review']}</div>"
    body = told + press(said["again_button"], "_r_new_")
    reading = site.look(page(body, lang))
    assert (reading.kind, reading.claim.kind) == (PageKind.UNKNOWN, "received"), reading.why
    named = site.look(page(heading(said["title"]) + body, lang))
    assert named.kind is PageKind.ACKNOWLEDGED, named.why


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_end_while_a_form_is_there(site: Site, lang: str) -> None:
    said = WORDS[lang]
    told = f"<div>{said['thanks']}</div><div>{said['review']}</div>"
    reading = site.look(form(lang, told))
    assert (reading.kind, reading.claim.kind) == (PageKind.FORM, "unclear")
    live = site.look(form(lang, f'<div role="status">{told}</div>'))
    assert (live.kind, live.claim.kind) == (PageKind.FORM, "unclear"), live.why
    boxes = f'<div role="combobox" aria-label="{said["country"]}">…</div>'
    reading = site.look(page(told + boxes + press(said["next"], "go"), lang))
    assert reading.kind is not PageKind.ACKNOWLEDGED


@pytest.mark.parametrize("lang", LANGUAGES)
def test_good_news_is_no_error(site: Site, lang: str) -> None:
    said = WORDS[lang]
    for text in (said["valid"], said["fields"], said["sent"]):
        reading = site.look(form(lang, f'<div role="alert">{text}</div>'))
        assert (reading.errors, reading.code_problem) == ((), ""), text
        assert reading.kind is PageKind.FORM


def test_bad_news_is_an_error(site: Site) -> None:
    for text in (
        "The email address is not valid.",
        "This code isn't valid. 2 attempts left.",
        "Something went wrong. Please try again in 5 minutes.",
        "Enter your email address.",
    ):
        assert site.look(form("en", f'<div role="alert">{text}</div>')).errors == (text,)


CHOICES = ("Facebook", "Instagram", "Threads")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_to_choose_on(site: Site, lang: str) -> None:
    said = WORDS[lang]
    links = "".join(f'<a href="/{name}"><div>{name}</div></a>' for name in CHOICES)
    products = page(heading(said["title"]) + f"<p>{said['start']}</p>" + links, lang)
    reading = site.look(products)
    assert (reading.kind, reading.menu) == (PageKind.MENU, ()), reading.why
    asked = (said["objection"], said["deletion"])
    for tag in ('<a href="/x">TEXT</a>', '<div role="button" tabindex="0">TEXT</div>'):
        cards = "".join(f"<div>{tag.replace('TEXT', text)}<p>…</p></div>" for text in asked)
        reading = site.look(page(heading("Meta") + cards, lang))
        menu = (PageKind.MENU, (said["objection"],))
        assert (reading.kind, reading.menu) == menu, reading.why


LINKS = '<p><a href="/o">Object to the use of my data</a></p><p><a href="/d">Delete my data</a></p>'
PROSE = "<p>In this policy we explain at length what happens to your posts and pictures.</p>" * 20


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Privacy policy</h1>{PROSE}{LINKS}",
        f"<article><h1>How to object</h1>{LINKS}</article>",
        f"<h1>Privacy</h1><nav>{LINKS}</nav><footer>{LINKS}</footer>",
        '<h1>Privacy</h1><p>To get started, select a product.</p><a href="/f">Facebook</a>',
        "<h1>Shop</h1><p>To get started, select a product.</p><a href=/f>A</a><a href=/b>B</a>",
        f"<h1>Thank you, your request was received</h1>{LINKS}",
    ],
)
def test_pages_that_are_not_to_choose_on(site: Site, body: str) -> None:
    assert site.look(page(body)).kind is not PageKind.MENU
    assert site.look(page(f"<h1>Privacy</h1>{LINKS}")).kind is PageKind.MENU


def test_at_most_five_of_a_menu_are_named(site: Site) -> None:
    links = "".join(f'<p><a href="/{n}">Object to use {n} of my data</a></p>' for n in range(9))
    menu = site.look(page(f"<h1>Privacy</h1>{links}")).menu
    assert menu == tuple(f"Object to use {n} of my data" for n in range(5))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_left_to_the_person(site: Site, lang: str) -> None:
    said = WORDS[lang]
    box = f'<div role="checkbox" aria-checked="false" tabindex="0">{said["statement"]}</div>'
    sign = LAYOUTS["labelled"](said["signature"], BOX, "_r_9_")
    reading = site.look(step(lang, LAYOUTS["labelled"](said["email"], BOX, "_r_1_"), box, sign))
    assert reading.only_for_person == (said["statement"], said["signature"])
    for role in (Role.NAME, Role.FIRST_NAME, Role.LAST_NAME):
        assert reading.fields[role].status == "missing"
    done = box.replace('"false"', '"true"')
    signed = sign.replace("<input", '<input value="A B"')
    assert site.look(step(lang, done, signed)).only_for_person == ()


def test_what_is_not_left_to_the_person(site: Site) -> None:
    boxes = '<label><input type="checkbox">Send me the newsletter</label>'
    boxes += '<label><input type="checkbox" checked required>It is true and accurate</label>'
    fields = LAYOUTS["labelled"]("Full name", BOX, "_r_7_")
    reading = site.look(step("en", fields, boxes))
    assert reading.only_for_person == ()
    assert reading.fields[Role.NAME].status == "found"
    under = heading("Electronic signature") + fields
    assert site.look(step("en", under)).fields[Role.NAME].status == "missing"


def limited(*parts: str, box: str = LETTER, lang: str = "en") -> str:
    said = WORDS[lang]
    after = LAYOUTS["labelled"](said["email"], BOX, "_r_1_")
    letter = LAYOUTS["labelled"](said["why"], box, "_r_3_")
    return step(lang, letter.replace("</label>", "</label>" + parts[0]), *parts[1:], after)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_limits_of_the_letter(site: Site, lang: str) -> None:
    said = WORDS[lang]
    for parts in ((f"<p>{said['limit']}</p>",), ("", f"<p>{said['limit']}</p>")):
        limits = site.look(limited(*parts, lang=lang)).limits
        assert (limits.characters, limits.lines) == (500, None)
    limits = site.look(limited("", f"<p>{said['lines']}</p>", lang=lang)).limits
    assert (limits.characters, limits.lines) == (None, 2)
    held = LETTER.replace("></textarea>", ">" + "a" * 20 + "</textarea>")
    limits = site.look(limited("", f"<p>{said['left']}</p>", box=held, lang=lang)).limits
    assert (limits.characters, limits.lines) == (500, None)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("0/500", 500),
        ("12 / 1,000", 1000),
        ("0/500 characters", 500),
        ("0 von 500 Zeichen", 500),
        ("7 of 500 people wrote 300 characters", None),
        ("Maximum 500", 500),
        ("Between 100 and at most 500 characters", 500),
        ("No more than 2.000 characters", 2000),
        ("At least 100 characters", None),
        ("Maximum 5 files", None),
        ("Maximum 2 MB", None),
        ("We answer within 30 days at most.", None),
        ("Page 2/3", None),
    ],
)
def test_limits_in_other_words(site: Site, text: str, characters: int | None) -> None:
    assert site.look(limited("", f"<div>{text}</div>")).limits.characters == characters


def test_limits_declared_and_told_by_an_error(site: Site) -> None:
    assert site.look(limited("")).limits == site.look(page("<p>Hello</p>")).limits
    declared = LETTER.replace("ATTRS", 'ATTRS maxlength="700"')
    assert site.look(limited("", box=declared)).limits.characters == 700
    assert site.look(limited("<p>Up to 500 characters</p>", box=declared)).limits.characters == 500
    error = '<div role="alert">Your text can have 500 characters.</div>'
    assert site.look(limited("", error)).limits.characters == 500
    other = '<div role="alert">Your name can have 100 characters.</div>'
    assert site.look(limited("", other)).limits.characters is None


def test_a_limit_of_the_next_box_is_not_the_letter_s(site: Site) -> None:
    said = WORDS["en"]
    letter = LAYOUTS["labelled"](said["why"], LETTER, "_r_3_")
    for name in ("Full name", "Email"):
        box = LAYOUTS["apart"](f"{name}", BOX, "_r_7_").replace("</span>", "</span><p>Max. 100</p>")
        assert site.look(step("en", letter, box)).limits.characters is None
    under = "<p>Max. 500 characters</p>"
    assert site.look(step("en", letter + under, box)).limits.characters == 500


def test_a_button_in_a_box_does_not_name_it(site: Site) -> None:
    style = "position:relative;width:300px"
    inside = "position:absolute;right:0;top:0;width:290px;height:20px"
    clear = f'<div role="button" style="{inside}">Clear text</div>'
    named = (
        f'<div style="{style}"><input id="_r_1_" style="width:300px" placeholder="Email">{clear}'
    )
    reading = site.look(step("en", f"<div>Email</div>{named}</div>"))
    assert reading.fields[Role.EMAIL].status == "found"
    floating = named.replace(' role="button"', "").replace("Clear text", "Card number")
    control = site.look(step("en", f"{floating}</div>")).fields[Role.EMAIL].control
    assert control is None or control.label == "Card number"
