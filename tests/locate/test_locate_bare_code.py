"""Pages that ask for a code with next to no words: a heading, a masked address, one box."""

import pytest
from corpus.words import LANGUAGES, words
from support.bare_code import bare_code

from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

DECLARED = {"autocomplete": "one-time-code"}


def code(reading: Reading) -> tuple[PageKind, str, str]:
    fields = reading.fields
    return reading.kind, fields[Role.CODE].status, fields[Role.CONFIRM_CODE].status


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("box", [DECLARED, {}], ids=["declared", "undeclared"])
def test_a_heading_an_address_and_a_box_are_a_code_page(lang: str, box: dict[str, str]) -> None:
    said = words(lang)
    for heading in said.label["code"]:
        reading = bare_code(heading, said.button["confirm"][0], lang, **box)
        assert code(reading) == (PageKind.CODE, "found", "found"), heading


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_declared_box_needs_no_word(lang: str) -> None:
    said = words(lang)
    for heading in said.say["code_title"]:
        button = said.button["confirm"][0]
        assert bare_code(heading, button, lang, **DECLARED).kind is PageKind.CODE
        assert bare_code(heading, button, lang).kind is PageKind.UNKNOWN


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_codes_are_none(lang: str) -> None:
    said = words(lang)
    for key in ("promo", "gift", "zip"):
        (heading, *_), (button, *_) = said.label[key], said.button["confirm"]
        assert bare_code(heading, button, lang).kind is PageKind.UNKNOWN, key
        declared = bare_code(heading, button, lang, **DECLARED)
        assert declared.kind is PageKind.UNKNOWN, key
        labelled = bare_code("", button, lang, label=heading, **DECLARED)
        assert labelled.fields[Role.CODE].status != "found", key


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["email", "name", "phone", "search", "street"])
def test_a_label_for_something_else_vetoes_the_declaration(lang: str, key: str) -> None:
    said = words(lang)
    reading = bare_code("", said.button["next"][0], lang, label=said.label[key][0], **DECLARED)
    assert reading.fields[Role.CODE].status != "found"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Two-factor authentication", PageKind.CHECKPOINT),
        ("Confirm that it is you: we noticed an unusual sign-in", PageKind.CHECKPOINT),
        ("Log in", PageKind.CHECKPOINT),
        ("Confirmation code", PageKind.CODE),
        ("Confirm it's you", PageKind.CHECKPOINT),
        ("Confirm it's your address", PageKind.CODE),
        ("Is this you?", PageKind.CHECKPOINT),
        ("Is this your address?", PageKind.CODE),
    ],
)
def test_a_code_that_tells_who_one_is_is_a_check_of_that(heading: str, kind: PageKind) -> None:
    assert bare_code(heading, "Confirm", **DECLARED).kind is kind


def test_the_title_of_a_window_is_no_heading() -> None:
    title = "Log in to the site"
    assert bare_code("Confirmation code", "Confirm", title=title, **DECLARED).kind is PageKind.CODE


@pytest.mark.parametrize(
    ("lang", "label", "other", "button"),
    [
        ("de", "Zahlenfolge aus der Mail", "Zahl der Beschäftigten", "Weiter"),
        ("da", "Tallene fra mailen", "Antal ansatte", "Videre"),
        ("lt", "Skaičiai iš laiško", "Darbuotojų skaičius", "Toliau"),
        ("hr", "Brojke iz e-pošte", "Broj zaposlenih", "Dalje"),
    ],
)
def test_a_code_may_be_called_numbers(lang: str, label: str, other: str, button: str) -> None:
    heading = words(lang).say["code_title"][0]
    assert bare_code(heading, button, lang, label=label).kind is PageKind.CODE
    assert bare_code(heading, button, lang, label=other).kind is PageKind.UNKNOWN
