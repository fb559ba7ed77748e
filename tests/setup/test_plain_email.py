"""Addresses that are taken without the library, which would take them in just that form."""

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from optout.config import settings
from optout.config.settings import check_email
from optout.domain.errors import OptoutError

PLAIN = settings._PLAIN_EMAIL
OTHERS = [
    "a..b@example.org",
    ".a@example.org",
    "a.@example.org",
    "a@b@example.org",
    "a b@example.org",
    "a@example",
    "a@-example.org",
    "a@example-.org",
    "a@ex--ample.org",
    "a@xn--bcher-kva.org",
    "a@example.org.",
    "a@example.org\n",
    "a@example.local",
    "a@example.invalid",
    "a@1.2.3.4",
    "a@EXAMPLE.org",
    "POSTMASTER@example.org",
    "é@example.org",
    "a@bücher.org",
    "a" * 65 + "@example.org",
    "a@" + "b" * 64 + ".org",
    '"a"@example.org',
    "",
]
"""What is wrong, or is written otherwise than it was given: none is plain."""


def by_library(text: str) -> str:
    return validate_email(text, check_deliverability=False, test_environment=True).normalized


@given(st.from_regex(PLAIN, fullmatch=True))
def test_the_library_takes_every_plain_address_as_it_is(text: str) -> None:
    assert by_library(text) == text


def test_usual_addresses_are_plain() -> None:
    for text in ("a@example.org", "first.last_2-x@mail.example.fr", "1@2.de"):
        assert PLAIN.fullmatch(text)
        assert check_email(text, "here") == text == by_library(text)


def test_of_all_others_the_library_decides() -> None:
    for text in OTHERS:
        assert not PLAIN.fullmatch(text), text
        try:
            taken = by_library(text)
        except EmailNotValidError:
            with pytest.raises(OptoutError):
                check_email(text, "here")
        else:
            assert check_email(text, "here") == taken


def test_the_longest_plain_address_is_one_for_the_library_too() -> None:
    longest = ".".join(["a" * 20] * 3) + "@" + ".".join(["-".join("a" * 31)] * 2) + ".org"
    assert PLAIN.fullmatch(longest)
    assert by_library(longest) == longest
    assert not PLAIN.fullmatch("a" + longest)
    assert not PLAIN.fullmatch(longest.replace("@", "@a"))
