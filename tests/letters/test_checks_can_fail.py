"""Each check of the letters finds what it is there for: the letters' tests could fail."""

import pytest
from support.letter_checks import CHECKS, NBSP, faults_in, quotes
from support.letter_matrix import NAME, Case

FRENCH = Case("fr", "eu", "full", "facebook", "loss_of_control", NAME).render().text
ENGLISH = Case("en", "eu", "full", "facebook", "loss_of_control", NAME).render().text


def test_the_letters_to_spoil_are_without_fault() -> None:
    assert faults_in(FRENCH, "fr") == []
    assert faults_in(ENGLISH, "en") == []


@pytest.mark.parametrize(
    ("check", "language", "old", "new"),
    [
        ("holes", "en", "Prénom", "{{ name }}"),
        ("holes", "en", "Prénom", "{% if %}"),
        ("holes", "en", "Prénom", "{# O5 #}"),
        ("holes", "en", "Prénom", "None"),
        ("holes", "en", "Facebook\n", "\n"),
        ("holes", "en", "Prénom", "Pr\0nom"),
        ("spaces", "en", "personal data", "personal  data"),
        ("spaces", "en", "personal data", f"personal {NBSP}data"),
        ("spaces", "en", "Facebook\n", "Facebook \n"),
        ("spaces", "en", "\nService", "\n Service"),
        ("spaces", "en", "concern,", "concern ,"),
        ("spaces", "en", "Meta.", "Meta ."),
        ("spaces", "en", "(Article", "( Article"),
        ("spaces", "en", ", I request", ",I request"),
        ("spaces", "en", "concern,\n\n", "concern,\n\n\n"),
        ("spaces", "en", "Meta.", "Meta.."),
        ("spaces", "en", "concern,", "concern,,"),
        ("marks", "fr", f"Date{NBSP}:", "Date:"),
        ("marks", "fr", f"Date{NBSP}:", "Date :"),
        ("marks", "fr", f"Date{NBSP}:", "Date\u202f:"),
        ("marks", "fr", "Madame", "«Madame»"),
        ("marks", "en", "Date:", f"Date{NBSP}:"),
        ("quotes", "en", "Meta’s", "Meta's"),
        ("quotes", "en", "personal data", '"personal data"'),
        ("quotes", "en", "personal data", "«personal data»"),
        ("quotes", "en", "personal data", "“personal data"),
        ("quotes", "en", "(Article", "Article"),
        ("quotes", "en", "(GDPR", "GDPR"),
        ("gender", "fr", "Je demande", "Je, soussigné, demande"),
        ("gender", "fr", "concernant", "concerné(e)"),
        ("gender", "en", "To whom it may concern", "Dear Sir"),
    ],
)
def test_a_spoiled_letter_is_found_out(check: str, language: str, old: str, new: str) -> None:
    letter = FRENCH if language == "fr" else ENGLISH
    if new == "GDPR":
        old, new = "GDPR)", "GDPR"
    assert old in letter
    assert CHECKS[check](letter.replace(old, new, 1), language)


@pytest.mark.parametrize("text", ["(čl. 6 písm. f) GDPR)", "στοιχείο στ) (x)", "(point f)", "f)"])
def test_the_bracket_after_a_list_letter_may_close_one_or_none(text: str) -> None:
    assert quotes(text, "en") == []


@pytest.mark.parametrize("text", ["(čl. 6 písm. f GDPR", "x f) 2)", "(x))", "6(f)) x", "((x)"])
def test_any_other_bracket_needs_its_other_half(text: str) -> None:
    assert quotes(text, "en") == ["a bracket without its other half"]
