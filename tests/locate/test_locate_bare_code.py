"""Pages that ask for a code with next to no words: a heading, a masked address, one box."""

import pytest
from corpus.words import LANGUAGES, words
from support.bare_code import bare_code

from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading

DECLARED = {"autocomplete": "one-time-code"}


def asks(lang: str, heading: str, **box: object) -> Reading:
    """A page of this heading, and a button that confirms."""
    return bare_code(heading, words(lang).button["confirm"][0], lang, **box)  # type: ignore[arg-type]


def code(reading: Reading) -> tuple[PageKind, str, str]:
    fields = reading.fields
    return reading.kind, fields[Role.CODE].status, fields[Role.CONFIRM_CODE].status


def test_a_heading_an_address_and_a_box_are_a_code_page() -> None:
    whole = (PageKind.CODE, "found", "found")
    for lang in LANGUAGES:
        for heading in words(lang).label["code"]:
            assert code(asks(lang, heading)) == whole, heading
            assert code(asks(lang, heading, **DECLARED)) == whole, heading


def test_a_declared_box_needs_no_word() -> None:
    for lang in LANGUAGES:
        for heading in words(lang).say["code_title"]:
            assert asks(lang, heading, **DECLARED).kind is PageKind.CODE, heading
            assert asks(lang, heading).kind is PageKind.UNKNOWN, heading


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Two-factor authentication", PageKind.SIGN_IN),
        ("Confirm that it is you: we noticed an unusual sign-in", PageKind.SIGN_IN),
        ("Log in", PageKind.SIGN_IN),
        ("Confirmation code", PageKind.CODE),
        ("Confirm it's you", PageKind.SIGN_IN),
        ("Confirm it's your address", PageKind.CODE),
        ("Is this you?", PageKind.SIGN_IN),
        ("Is this your address?", PageKind.CODE),
    ],
)
def test_a_code_that_tells_who_one_is_is_a_check_of_that(heading: str, kind: PageKind) -> None:
    assert bare_code(heading, "Confirm", **DECLARED).kind is kind


def test_the_title_of_a_window_is_no_heading() -> None:
    title = "Log in to the site"
    assert bare_code("Confirmation code", "Confirm", title=title, **DECLARED).kind is PageKind.CODE
