"""The request portal's steps: part of the fields, a code among them, the buttons that go on."""

import pytest
from support.locate_site import Site, ids
from support.portal_pages import (
    BOX,
    EN,
    LAND,
    LAYOUTS,
    LETTER,
    heading,
    in_each_language,
    page,
    press,
    step,
)

from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

EMAILS = {"email": "_r_1_", "email_again": "_r_2_"}


def emails(layout: str = "labelled") -> str:
    put = LAYOUTS[layout]
    return put(EN["email"], BOX, "_r_1_") + put(EN["again"], BOX, "_r_2_")


def button(reading: Reading, role: Role) -> str:
    found = reading.fields[role]
    return found.control.id if found.control is not None else found.status


@pytest.mark.parametrize("layout", LAYOUTS)
def test_all_on_one_page(site: Site, layout: str) -> None:
    put = LAYOUTS[layout]
    fields = put(EN["country"], LAND, "_r_0_") + emails(layout) + put(EN["why"], LETTER, "_r_3_")
    code = press(EN["ask"], "_r_ask_") + put(EN["code"], BOX, "_r_4_")
    send = press(EN["submit"], "_r_send_")
    looked = site.look(page(heading(EN["title"]) + fields + code + send))
    held = EMAILS | {"country": "_r_0_", "explanation": "_r_3_", "code": "_r_4_"}
    roles = (Role.SUBMIT, Role.REQUEST_CODE, Role.NEXT, Role.CONFIRM_CODE)
    buttons = ["_r_send_", "_r_ask_", "missing", "missing"]
    keys = ("title", "country", "email", "again", "why", "ask", "code", "submit")
    wrong = {
        lang: seen
        for lang, reading in in_each_language(looked, *keys)
        if (seen := (reading.kind, ids(reading), [button(reading, role) for role in roles]))
        != (PageKind.FORM, held, buttons)
    }
    assert wrong == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_steps_with_part_of_the_fields(site: Site, layout: str) -> None:
    put = LAYOUTS[layout]
    steps = {
        ("country",): put(EN["country"], LAND, "_r_0_"),
        ("email", "again"): emails(layout),
        ("why",): put(EN["why"], LETTER, "_r_3_"),
    }
    roles = {"country": "country", "email": "email", "why": "explanation"}
    wrong = {
        (keys, lang): reading.why
        for keys, fields in steps.items()
        for lang, reading in in_each_language(site.look(step(fields)), "title", "next", *keys)
        if reading.kind is not PageKind.FORM
        or roles[keys[0]] not in ids(reading)
        or button(reading, Role.NEXT) != "_r_next_"
        or reading.fields[Role.SUBMIT].status != "missing"
    }
    assert wrong == {}


def radio(name: str, more: str) -> str:
    """An answer with its description under it, nothing between the two."""
    lines = f"<div>{name}</div><div>{more}</div>"
    return f'<div role="radio" aria-checked="false" tabindex="0">{lines}</div>'


def test_an_option_is_what_its_name_says(site: Site) -> None:
    options = {
        "Delete my information": "Meta deletes what you gave. If you only want to object to its "
        "use for AI, choose another option.",
        "Object to the use of my information": "It is no longer used for AI. It is not deleted, "
        "and you can still download a copy of it.",
    }
    choices = "".join(radio(name, more) for name, more in options.items())
    reading = site.look(step(f'<div role="radiogroup">{choices}</div>'))
    (gate,) = reading.gates
    assert (reading.kind, button(reading, Role.NEXT)) == (PageKind.FORM, "_r_next_")
    assert [option.label for option in gate.options] == [" ".join(one) for one in options.items()]
    assert [option.answer for option in gate.options] == ["delete", "object"]


def test_two_questions_without_names_are_two(site: Site) -> None:
    one = '<div role="radiogroup">' + "".join(
        f'<label><input type="radio">{name}</label>' for name in ("Yes", "No")
    )
    asked = "".join(f"<div>{q}</div>{one}</div>" for q in ("Is it about AI?", "Is it yours?"))
    assert [len(gate.options) for gate in site.look(step(asked)).gates] == [2, 2]


def test_a_code_alone_is_no_form(site: Site) -> None:
    box = '<input placeholder="Submit your code" aria-label="Submit your code" name="nonce">'
    layer = f'<form>{box}<button id="ok">Confirm</button><a href="#">Resend code</a></form>'
    alone = site.look(page(heading("Check your email for a code") + layer))
    assert alone.kind is PageKind.CODE
    assert button(alone, Role.CONFIRM_CODE) == "ok"
    form = f'<form>{emails()}<textarea aria-label="{EN["why"]}"></textarea>'
    form += "<button id=send>Submit</button></form>"
    for around in (f'<div role="dialog" aria-modal="true">{layer}</div>', f"<div>{layer}</div>"):
        reading = site.look(page(heading(EN["title"]) + form + around))
        assert reading.kind is PageKind.CODE, around
        assert button(reading, Role.CONFIRM_CODE) == "ok"
    code = LAYOUTS["labelled"]("Verification code", BOX, "_r_4_")
    within = form.replace("<button", f"{code}<button")
    reading = site.look(page(heading(EN["title"]) + within))
    assert reading.kind is PageKind.FORM
    assert reading.fields[Role.CODE].status == "found"
    assert reading.fields[Role.CONFIRM_CODE].status == "missing"
    assert button(reading, Role.SUBMIT) == "send"


def test_a_country_s_list_is_not_its_box(site: Site) -> None:
    """The list is named after the question too; what is filled is the box that opens it."""
    question = "Which country do you live in?"
    countries = ("France", "Germany", "Ireland", "Norway")
    options = "".join(f'<div role="option">{name}</div>' for name in countries)
    listed = f'<div role="listbox" aria-label="{question}">{options}</div>'
    box = LAYOUTS["named"](question, LAND, "_r_0_")
    assert ids(site.look(step(box, listed))) == {"country": "_r_0_"}
    other = LAYOUTS["named"]("In which language?", LAND, "_r_0_")
    assert ids(site.look(step(other, listed))) == {}
