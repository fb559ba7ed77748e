"""Names and dates are written as in Europe, in every language that optout speaks."""

from datetime import date

import pytest
from support.command_line import in_this_process

from optout import i18n
from optout.i18n.cldr import country_name, language_name, long_date
from optout.letters import render

FIRST = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("language", "country", "name"),
    [
        ("pt", "PL", "Polónia"),
        ("pt", "CZ", "Chéquia"),
        ("pt", "RO", "Roménia"),
        ("en", "TR", "Türkiye"),
        ("fr", "CZ", "Tchéquie"),
        ("de", "CH", "Schweiz"),
    ],
)
def test_countries(language: str, country: str, name: str) -> None:
    assert country_name(country, language) == name
    assert country_name("ZZZ", language) == "ZZZ"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1 November 2026"),
        ("fr", "1er novembre 2026"),
        ("de", "1. November 2026"),
        ("es", "1 de noviembre de 2026"),
        ("it", "1º novembre 2026"),
        ("nl", "1 november 2026"),
        ("pl", "1 listopada 2026"),
        ("pt", "1 de novembro de 2026"),
    ],
)
def test_days(language: str, words: str) -> None:
    assert long_date(FIRST, language) == words
    if language == "fr":
        assert long_date(date(2026, 11, 11), "fr") == "11 novembre 2026"
        assert long_date(date(2031, 11, 1), "fr") == "1er novembre 2031"


def test_languages_are_named_as_in_portugal() -> None:
    assert language_name("pl", "pt") == "polaco"
    assert language_name("cs", "pt") == "checo"
    assert {code: language_name(code, code) for code in ("pt", "en", "fr")} == {
        "pt": "português",
        "en": "English",
        "fr": "français",
    }


def test_a_letter_in_french_and_portuguese() -> None:
    def text(language: str, country: str) -> str:
        return render(
            service="facebook", country=country, email="a@example.org", name="", language=language,
            reason="", length="full", today=FIRST,
        ).text  # fmt: skip

    assert "Date\u00a0: 1er novembre 2026\n" in text("fr", "FR")
    assert "Date\u00a0: 1er novembre 2026\n" in text("fr", "CH")
    assert "País de residência: Polónia\n" in text("pt", "PL")
    assert "Data: 1 de novembro de 2026\n" in text("pt", "PT")


def test_the_terminal_says_them(home: dict[str, str]) -> None:
    assert "pt" in i18n.languages()
    options = ("--lang", "pt", "--country", "PT", "--email", "a@example.org")
    environ = {**home, "OPTOUT_BROWSER": "/nowhere"}
    done = in_this_process(environ, "run", "facebook", "--manual", *options)
    assert "27 de maio de 2025" in " ".join(done.stderr.split())
