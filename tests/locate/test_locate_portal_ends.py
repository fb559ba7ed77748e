"""The request portal's other pages: to choose on, the check for robots, the end; and its news."""

import pytest
from support.locate_site import HOST, Site, document
from support.portal_pages import BOX, EN, LAYOUTS, LETTER, heading, page, press, step

from optout.locate.roles import PageKind, Role

ROBOT = "https://www.google.com/recaptcha/api2/anchor?k=1&size=normal"
QUIET = "https://www.google.com/recaptcha/api2/anchor?k=1&size=invisible"
PICTURES = "https://www.google.com/recaptcha/api2/bframe?k=1"
OTHER = "https://newassets.hcaptcha.com/captcha/v1/x/static/hcaptcha.html"
SERVED = dict.fromkeys((ROBOT, QUIET, PICTURES, OTHER), document("<div>I am a person</div>"))
TOLD = f"<div>{EN['thanks']}</div><div>{EN['review']}</div>"


def frame(url: str, style: str = "", size: tuple[int, int] = (304, 78)) -> str:
    return f'<iframe src="{url}" width="{size[0]}" height="{size[1]}" style="{style}"></iframe>'


def dialog(*parts: str) -> str:
    style = "position:fixed;inset:20%;background:white"
    return f'<div role="dialog" aria-modal="true" style="{style}">{"".join(parts)}</div>'


def form(*parts: str) -> str:
    put = LAYOUTS["labelled"]
    fields = put(EN["email"], BOX, "_r_1_") + put(EN["why"], LETTER, "_r_3_")
    send = press(EN["submit"], "_r_send_")
    return page(heading(EN["title"]) + fields + send + "".join(parts))


def test_a_check_in_a_dialog_over_the_form(site: Site) -> None:
    buttons = press("×", "x") + press(EN["submit"], "_r_two_", disabled=True, native=True)
    asked = heading(EN["check"]) + f"<p>{EN['required']}</p>"
    reading = site.look(form(dialog(asked, buttons)))
    assert reading.kind is PageKind.CAPTCHA, reading.why
    assert (reading.claim.kind, reading.code_sent) == ("unclear", False)
    assert reading.fields[Role.SUBMIT].control is None
    assert site.look(form()).kind is PageKind.FORM


@pytest.mark.parametrize("url", [ROBOT, OTHER])
def test_a_check_in_a_frame(site: Site, url: str) -> None:
    buttons = press("Cancel", "x") + press("Submit", "_r_two_", disabled=True)
    over = form(dialog(frame(url), buttons))
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
        assert site.look(form(one), served).kind is PageKind.FORM
    shown = "position:absolute;top:20px;left:20px;z-index:9"
    pictures = form(frame(PICTURES, shown, (400, 580)))
    assert site.look(pictures, SERVED).kind is PageKind.CAPTCHA
    in_form_s_dialog = dialog(
        heading(EN["title"]), LAYOUTS["labelled"]("Email", BOX, "_r_1_"), frame(ROBOT)
    )
    reading = site.look(page(in_form_s_dialog), SERVED)
    assert reading.kind is PageKind.FORM
    thanks = page("<h1>We have received your objection</h1>" + frame(ROBOT))
    assert site.look(thanks, SERVED).kind is PageKind.ACKNOWLEDGED


def test_the_end_and_none_while_a_form_is_there(site: Site) -> None:
    named = site.look(page(heading(EN["title"]) + TOLD + press(EN["again_button"], "_r_new_")))
    assert (named.kind, named.claim.kind) == (PageKind.ACKNOWLEDGED, "received"), named.why
    live = site.look(form(f'<div role="status">{TOLD}</div>'))
    assert (live.kind, live.claim.kind) == (PageKind.FORM, "unclear"), live.why


def test_a_page_to_choose_on(site: Site) -> None:
    choices = ("Facebook", "Instagram", "Threads")
    links = "".join(f'<a href="/{name}"><div>{name}</div></a>' for name in choices)
    products = site.look(page(heading(EN["title"]) + f"<p>{EN['start']}</p>" + links))
    assert (products.kind, products.menu) == (PageKind.MENU, ()), products.why
    tags = ('<a href="/x">TEXT</a>', '<div role="button" tabindex="0">TEXT</div>')
    asked = (EN["objection"], EN["deletion"])
    for tag in tags:
        cards = "".join(f"<div>{tag.replace('TEXT', text)}<p>…</p></div>" for text in asked)
        reading = site.look(page(heading("Meta") + cards))
        menu = (PageKind.MENU, (EN["objection"],))
        assert (reading.kind, reading.menu) == menu, reading.why
        within = page(heading("Meta") + f"<nav>{cards}</nav>")
        assert site.look(within).kind is not PageKind.MENU, tag
    links = "".join(tags[0].replace("TEXT", text) for text in asked)
    told = page(heading("Meta") + f"<article>{links}</article>")
    assert site.look(told).kind is not PageKind.MENU


def test_what_is_left_to_the_person(site: Site) -> None:
    box = f'<div role="checkbox" aria-checked="false" tabindex="0">{EN["statement"]}</div>'
    sign = LAYOUTS["labelled"](EN["signature"], BOX, "_r_9_")
    reading = site.look(step(LAYOUTS["labelled"](EN["email"], BOX, "_r_1_"), box, sign))
    assert reading.only_for_person == (EN["statement"], EN["signature"])
    for role in (Role.NAME, Role.FIRST_NAME, Role.LAST_NAME):
        assert reading.fields[role].status == "missing"
    done = box.replace('"false"', '"true"')
    signed = sign.replace("<input", '<input value="A B"')
    assert site.look(step(done, signed)).only_for_person == ()


def test_the_limits_of_the_letter(site: Site) -> None:
    letter, limit = LAYOUTS["labelled"](EN["why"], LETTER, "_r_3_"), f"<p>{EN['limit']}</p>"
    email = LAYOUTS["labelled"](EN["email"], BOX, "_r_1_")
    for body in (letter.replace("</label>", "</label>" + limit), letter + limit):
        limits = site.look(step(body, email)).limits
        assert (limits.characters, limits.lines) == (500, None)
    box = LAYOUTS["apart"]("Full name", BOX, "_r_7_").replace("</span>", "</span><p>Max. 100</p>")
    assert site.look(step(letter, box)).limits.characters is None
    assert site.look(step(letter + limit, box)).limits.characters == 500


def test_a_button_in_a_box_does_not_name_it(site: Site) -> None:
    style = "position:relative;width:300px"
    inside = "position:absolute;right:0;top:0;width:290px;height:20px"
    clear = f'<div role="button" style="{inside}">Clear text</div>'
    named = (
        f'<div style="{style}"><input id="_r_1_" style="width:300px" placeholder="Email">{clear}'
    )
    reading = site.look(step(f"<div>Email</div>{named}</div>"))
    assert reading.fields[Role.EMAIL].status == "found"
    floating = named.replace(' role="button"', "").replace("Clear text", "Card number")
    control = site.look(step(f"{floating}</div>")).fields[Role.EMAIL].control
    assert control is None or control.label == "Card number"


def test_what_says_that_it_is_optional_may_stay_empty(site: Site) -> None:
    email = LAYOUTS["labelled"](EN["email"], BOX, "_r_1_")
    more = LAYOUTS["labelled"]("Anything else? (optional)", BOX, "_r_8_")
    assert site.look(step(email, more)).optional == ("Anything else? (optional)",)
    typed = more.replace("<input", '<input value="no"')
    for other in (typed, more.replace(" (optional)", "")):
        assert site.look(step(email, other)).optional == ()
    assert site.look(step(email.replace(EN["email"], EN["email"] + " (optional)"))).optional == ()
