"""The request portal's steps: part of the fields, a code among them, the buttons that go on."""

import pytest
from playwright.async_api import Page
from support.locate_site import Site, ids, permits
from support.portal_pages import (
    BOX,
    LAND,
    LANGUAGES,
    LAYOUTS,
    LETTER,
    WORDS,
    cases,
    heading,
    page,
    press,
    step,
)

from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading, read

CASES = list(cases())
FILLED = BOX.replace("ATTRS", 'ATTRS value="a@example.org"')
CODE_BOX = LAYOUTS["labelled"]("Verification code", BOX, "_r_4_")
EMAILS = {"email": "_r_1_", "email_again": "_r_2_"}


def emails(lang: str, layout: str = "labelled") -> str:
    put, said = LAYOUTS[layout], WORDS[lang]
    return put(said["email"], BOX, "_r_1_") + put(said["again"], BOX, "_r_2_")


def whole(lang: str, layout: str, *parts: str) -> str:
    """The portal on one page: all its fields, the code, the button that sends it."""
    put, said = LAYOUTS[layout], WORDS[lang]
    fields = put(said["country"], LAND, "_r_0_") + emails(lang, layout)
    fields += put(said["why"], LETTER, "_r_3_") + press(said["ask"], "_r_ask_")
    code = put(said["code"], BOX, "_r_4_")
    send = press(said["submit"], "_r_send_")
    return page(heading(said["title"]) + fields + code + "".join(parts) + send, lang)


def button(reading: Reading, role: Role) -> str:
    found = reading.fields[role]
    return found.control.id if found.control is not None else found.status


@pytest.mark.parametrize(("lang", "layout"), CASES)
def test_all_on_one_page(site: Site, lang: str, layout: str) -> None:
    reading = site.look(whole(lang, layout))
    held = EMAILS | {"country": "_r_0_", "explanation": "_r_3_", "code": "_r_4_"}
    assert (reading.kind, ids(reading)) == (PageKind.FORM, held), reading.why
    assert button(reading, Role.SUBMIT) == "_r_send_"
    assert button(reading, Role.REQUEST_CODE) == "_r_ask_"
    assert button(reading, Role.NEXT) == "missing"
    assert reading.fields[Role.CONFIRM_CODE].status == "missing"
    assert not reading.code_sent


@pytest.mark.parametrize(("lang", "layout"), CASES)
def test_steps_with_part_of_the_fields(site: Site, lang: str, layout: str) -> None:
    put, said = LAYOUTS[layout], WORDS[lang]
    steps = {
        "country": put(said["country"], LAND, "_r_0_"),
        "email": emails(lang, layout),
        "explanation": put(said["why"], LETTER, "_r_3_"),
    }
    for role, fields in steps.items():
        reading = site.look(step(lang, fields))
        assert reading.kind is PageKind.FORM, (role, reading.why)
        assert role in ids(reading)
        assert button(reading, Role.NEXT) == "_r_next_"
        assert reading.fields[Role.SUBMIT].status == "missing"


TITLES = (
    "Data protection request",
    "Request form",
    "Privacy rights",
    "Your objection to AI at Meta",
)
OTHER_TITLES = (
    "Track your parcel",
    "Log in to Facebook",
    "Report copyright infringement",
    "Request form: hacked account",
    "Subscribe to our newsletter about privacy",
)


@pytest.mark.parametrize("title", [*TITLES, *OTHER_TITLES])
def test_a_title_tells_whose_step_it_is(site: Site, title: str) -> None:
    fields = emails("en") + press("Next", "_r_next_")
    reading = site.look(page(heading(title) + fields))
    assert (reading.kind is PageKind.FORM) == (title in TITLES), reading.why
    assert ("email" in ids(reading)) or title not in TITLES
    no_button = site.look(page(heading(title) + LAYOUTS["named"]("Country", LAND, "_r_0_")))
    assert no_button.kind is not PageKind.FORM


def radio(name: str, more: str) -> str:
    """An answer with its description under it, nothing between the two."""
    lines = f"<div>{name}</div><div>{more}</div>"
    return f'<div role="radio" aria-checked="false" tabindex="0">{lines}</div>'


def test_a_step_with_a_question(site: Site) -> None:
    products = {"Facebook": "Your profile and posts", "Instagram": "Your account and reels"}
    choices = "".join(radio(name, more) for name, more in products.items())
    group = f'<div role="radiogroup" aria-label="Which product is it about?">{choices}</div>'
    reading = site.look(step("en", group))
    assert reading.kind is PageKind.FORM
    assert [option.label for option in reading.gates[0].options] == [
        "Facebook Your profile and posts",
        "Instagram Your account and reels",
    ]
    assert button(reading, Role.NEXT) == "_r_next_"


def test_an_option_is_what_its_name_says(site: Site) -> None:
    options = {
        "Delete my information": "Meta deletes what you gave. If you only want to object to its "
        "use for AI, choose another option.",
        "Object to the use of my information": "It is no longer used for AI. It is not deleted, "
        "and you can still download a copy of it.",
    }
    choices = "".join(radio(name, more) for name, more in options.items())
    gate = site.look(step("en", f'<div role="radiogroup">{choices}</div>')).gates[0]
    assert [option.answer for option in gate.options] == ["delete", "object"]


def test_two_questions_without_names_are_two(site: Site) -> None:
    one = '<div role="radiogroup">' + "".join(
        f'<label><input type="radio">{name}</label>' for name in ("Yes", "No")
    )
    asked = "".join(f"<div>{q}</div>{one}</div>" for q in ("Is it about AI?", "Is it yours?"))
    assert [len(gate.options) for gate in site.look(step("en", asked)).gates] == [2, 2]


def test_a_step_with_nothing_of_ours(site: Site) -> None:
    """Something to tick or to upload is a step, though nothing in it is filled in."""
    statement = '<label><input type="checkbox" required>This is true and accurate.</label>'
    for part in (statement, '<input type="file" aria-label="Upload a picture">'):
        reading = site.look(step("en", part))
        assert (reading.kind, ids(reading)) == (PageKind.FORM, {})
    assert site.look(step("en", "<p>What you should know first.</p>")).kind is PageKind.UNKNOWN
    last = page(heading("Request form") + statement + press("Submit", "_r_send_"))
    assert site.look(last).kind is PageKind.FORM


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_code_step(site: Site, lang: str) -> None:
    """The code alone with its two buttons, its box named by nothing but its placeholder."""
    said = WORDS[lang]
    box = f'<input type="text" placeholder="{said["code"]}" id="_r_4_">'
    asked = step(lang, press(said["ask"], "_r_ask_"), box)
    reading = site.look(asked)
    assert (reading.kind, ids(reading)) == (PageKind.FORM, {"code": "_r_4_"}), reading.why
    assert reading.fields[Role.CONFIRM_CODE].status == "missing"
    assert button(reading, Role.REQUEST_CODE) == "_r_ask_"
    assert not reading.code_sent
    sent = step(lang, emails(lang), press(said["sent"], "_r_ask_", disabled=True), box)
    reading = site.look(sent)
    assert (reading.kind, ids(reading)) == (PageKind.FORM, EMAILS | {"code": "_r_4_"})
    assert reading.code_sent
    assert button(reading, Role.REQUEST_CODE) == "_r_ask_"


def test_a_code_alone_is_no_form(site: Site) -> None:
    box = '<input placeholder="Submit your code" aria-label="Submit your code" name="nonce">'
    layer = f'<form>{box}<button id="ok">Confirm</button><a href="#">Resend code</a></form>'
    alone = site.look(page(heading("Check your email for a code") + layer))
    assert alone.kind is PageKind.CODE
    assert button(alone, Role.CONFIRM_CODE) == "ok"
    form = f'<form>{emails("en")}<textarea aria-label="{WORDS["en"]["why"]}"></textarea>'
    form += "<button id=send>Submit</button></form>"
    for around in (f'<div role="dialog" aria-modal="true">{layer}</div>', f"<div>{layer}</div>"):
        reading = site.look(page(heading(WORDS["en"]["title"]) + form + around))
        assert reading.kind is PageKind.CODE, around
        assert button(reading, Role.CONFIRM_CODE) == "ok"
    within = form.replace("<button", f"{CODE_BOX}<button")
    reading = site.look(page(heading(WORDS["en"]["title"]) + within))
    assert reading.kind is PageKind.FORM
    assert reading.fields[Role.CODE].status == "found"
    assert reading.fields[Role.CONFIRM_CODE].status == "missing"
    assert button(reading, Role.SUBMIT) == "send"


def on_its_way(label: str, more: str = "", *, disabled: bool, box: str = FILLED) -> str:
    put = LAYOUTS["labelled"]
    fields = put("Email", box, "_r_1_") + put("Confirm email address", box, "_r_2_")
    return step("en", fields, press(label, "_r_ask_", disabled=disabled), CODE_BOX, more)


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        (on_its_way("Request code", disabled=True), True),
        (on_its_way("Request code", disabled=False), False),
        (on_its_way("Request code", disabled=True, box=BOX), False),
        (on_its_way("Code sent", disabled=True, box=BOX), True),
        (on_its_way("Resend code", "<p>We sent a code to a@b.org.</p>", disabled=False), True),
        (on_its_way("Request code", "<p>Code sent</p>", disabled=False), True),
        (
            on_its_way("Request code", "<p>Type the code sent to you here.</p>", disabled=False),
            False,
        ),
        (on_its_way("Request code", "<p>A code will be sent to you.</p>", disabled=False), False),
        (on_its_way("Resend code", "<p>The code could not be sent.</p>", disabled=False), False),
    ],
)
def test_whether_a_code_is_on_its_way(site: Site, body: str, sent: bool) -> None:
    assert site.look(body).code_sent is sent


def test_the_form_s_button_and_the_dialog_s(site: Site) -> None:
    dialog = '<div role="dialog"><p>Security check</p><button id="d" disabled>Submit</button></div>'
    reading = site.look(whole("en", "labelled", dialog))
    assert reading.kind is PageKind.CAPTCHA
    assert button(reading, Role.SUBMIT) == "_r_send_"
    assert reading.fields[Role.CONFIRM_CODE].status == "missing"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_number_of_a_step(site: Site, lang: str) -> None:
    said = WORDS[lang]
    assert site.look(step(lang, f"<div>{said['step']}</div>")).step == (2, 3)
    assert site.look(step(lang, f"<div>{said['limit']}</div>")).step is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Step 1 of 4: Your details", (1, 4)),
        ("3단계 중 2단계", (2, 3)),
        ("第2步，共3步", (2, 3)),
        ("2 of 3", None),
        ("Step 2", None),
        ("Step 1: wait for 2 days", None),
        ("In step 2 of 3 out of 100 cases something else comes, as we have explained.", None),
    ],
)
def test_steps_that_are_counted(site: Site, text: str, number: tuple[int, int] | None) -> None:
    assert site.look(step("en", f"<div>{text}</div>")).step == number


def test_a_country_s_list_is_not_its_box(site: Site) -> None:
    """The list is named after the question too; what is filled is the box that opens it."""
    question = "Which country do you live in?"
    countries = ("France", "Germany", "Ireland", "Norway")
    options = "".join(f'<div role="option">{name}</div>' for name in countries)
    listed = f'<div role="listbox" aria-label="{question}">{options}</div>'
    box = LAYOUTS["named"](question, LAND, "_r_0_")
    assert ids(site.look(step("en", box, listed))) == {"country": "_r_0_"}
    other = LAYOUTS["named"]("In which language?", LAND, "_r_0_")
    assert ids(site.look(step("en", other, listed))) == {}


VERIFIES = '<button type="button" id="_r_verify_">{}</button>'


@pytest.mark.parametrize("says", ["Verify code", "Validate", "Confirm"])
def test_what_confirms_a_code_among_a_form_s_buttons_is_the_person_s(site: Site, says: str) -> None:
    reading = site.look(whole("en", "labelled", VERIFIES.format(says)))
    assert reading.fields[Role.CONFIRM_CODE].status == "ambiguous"
    assert button(reading, Role.SUBMIT) == "_r_send_"


def at_the_code(lang: str, ask: str, *confirms: str) -> str:
    """The portal's page once a code was asked for: what asked for it says so, and rests."""
    said = WORDS[lang]
    fields = emails(lang) + LAYOUTS["labelled"](said["why"], LETTER, "_r_3_")
    code = LAYOUTS["labelled"](said["code"], BOX, "_r_4_") + "".join(confirms)
    send = press(said["submit"], "_r_send_")
    return page(heading(said["title"]) + f"<form>{fields}{ask}{code}{send}</form>", lang)


@pytest.mark.parametrize("lang", WORDS)
def test_what_says_that_the_code_was_sent_sends_nothing(site: Site, lang: str) -> None:
    """Many languages say "Code sent" by the word with which the form is sent."""
    rests = press(WORDS[lang]["sent"], "_r_ask_", disabled=True)
    reading = site.look(at_the_code(lang, rests))
    assert button(reading, Role.SUBMIT) == "_r_send_"
    assert button(reading, Role.REQUEST_CODE) == "_r_ask_"


def test_another_button_that_sends_may_be_the_one(site: Site) -> None:
    other = press("Envoyer", "_r_ask_")
    assert button(site.look(at_the_code("fr", other)), Role.SUBMIT) == "ambiguous"


@pytest.mark.parametrize(("again", "send"), [(True, "_r_send_"), (False, "ambiguous")])
def test_what_stands_before_the_sending_of_another_code_is_the_code_s(
    site: Site, again: bool, send: str
) -> None:
    """ "Valider" can send a form, too; elsewhere it may be the form's."""
    after = [press("Renvoyer le code", "_r_again_")] if again else []
    rests = press("Code envoyé", "_r_ask_", disabled=True)
    reading = site.look(at_the_code("fr", rests, VERIFIES.format("Valider"), *after))
    assert button(reading, Role.SUBMIT) == send
    assert reading.fields[Role.CONFIRM_CODE].status == "ambiguous"
    if again:
        assert [c.id for c in reading.fields[Role.CONFIRM_CODE].candidates] == ["_r_verify_"]


@pytest.mark.parametrize(("between", "confirm"), [("", "ambiguous"), (BOX, "missing")])
def test_what_confirms_a_code_before_the_next_step(site: Site, between: str, confirm: str) -> None:
    more = LAYOUTS["labelled"]("Signature", between, "_r_9_") if between else ""
    fields = emails("en") + press("Code sent", "_r_ask_", disabled=True) + CODE_BOX
    reading = site.look(step("en", fields, more, VERIFIES.format("Confirm")))
    assert button(reading, Role.NEXT) == "_r_next_"
    assert reading.fields[Role.CONFIRM_CODE].status == confirm


def test_what_stands_further_away_confirms_no_code(site: Site) -> None:
    more = LAYOUTS["labelled"]("Signature", BOX, "_r_9_") + VERIFIES.format("Check spelling")
    reading = site.look(whole("en", "labelled", more))
    assert reading.fields[Role.CONFIRM_CODE].status == "missing"


def objects(*answers: str, fields: str) -> str:
    """A general form: what the request is, then fields of which nothing speaks of an objection."""
    radios = "".join(
        f'<label><input type="radio" name="a" {more}>{text}</label>'
        for text, more in zip(("See my data", "Object", "Delete my data"), answers, strict=True)
    )
    return page(
        f"<h1>Your request</h1><fieldset><legend>What is it about?</legend>{radios}</fieldset>"
        + fields
    )


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (("", "checked", ""), "found"),
        (("", "", ""), "found"),  # the page takes an answer back, and it is given again
        (("", "", "checked"), "ambiguous"),
        (("checked", "", ""), "ambiguous"),
    ],
)
def test_the_answer_tells_what_the_text_is_for(
    site: Site, answers: tuple[str, str, str], found: str
) -> None:
    fields = LAYOUTS["labelled"]("Your reason", LETTER, "_r_3_")
    reading = site.look(objects(*answers, fields=fields))
    assert reading.fields[Role.EXPLANATION].status == found


@pytest.mark.parametrize(
    ("attributes", "told", "found"),
    [
        ('autocomplete="one-time-code"', "We emailed you a 6-digit code. Enter it here.", "found"),
        ('autocomplete="one-time-code"', "Fill in all fields.", "ambiguous"),
        ("", "We emailed you a 6-digit code. Enter it here.", "missing"),
    ],
)
def test_a_box_that_is_declared_to_take_the_code_that_was_sent(
    site: Site, attributes: str, told: str, found: str
) -> None:
    """Nothing at the box itself speaks of a code."""
    box = BOX.replace("ATTRS", f"ATTRS {attributes}")
    code = LAYOUTS["labelled"]("Number from the message", box, "_r_7_")
    reading = site.look(
        page(heading("Object to AI at Meta") + emails("en") + f"<p>{told}</p>" + code)
    )
    assert reading.fields[Role.CODE].status == found


OWN_QUESTIONS = {
    "de": ("Ihre Begründung", "Begründung"),
    "en": ("Your reasons", "Reasons"),
    "es": ("Sus motivos", "Motivos"),
    "fr": ("Vos motifs", "Motifs"),
    "it": ("Le tue motivazioni", "Motivazioni"),
    "pl": ("Twoje uzasadnienie", "Uzasadnienie"),
    "sv": ("Din motivering", "Motivering"),
}


@pytest.mark.parametrize("lang", OWN_QUESTIONS)
@pytest.mark.parametrize("title", [True, False], ids=["its question", "another matter"])
def test_a_later_step_needs_no_other_title_than_its_question(
    site: Site, lang: str, title: bool
) -> None:
    question, label = OWN_QUESTIONS[lang]
    head = question if title else "Customer survey"
    put = LAYOUTS["labelled"](label, LETTER, "_r_3_") + press("OK", "_r_send_")

    async def looks(opened: Page) -> list[tuple[PageKind, str]]:
        readings = [
            await read(opened, permits, continues=lambda _url, later=later: later)
            for later in (True, False)
        ]
        return [(r.kind, r.fields[Role.EXPLANATION].status) for r in readings]

    later, first = site.visit(page(heading(head) + put, lang), looks)
    assert later == ((PageKind.FORM, "found") if title else (PageKind.UNKNOWN, "ambiguous"))
    assert first == (PageKind.UNKNOWN, "ambiguous")
