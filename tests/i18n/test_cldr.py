"""Names and dates are written as in Europe, in every language that optout speaks."""

from datetime import date, time, timedelta

import pytest
from babel import Locale
from babel.dates import format_date
from support.command_line import in_this_process

from optout import i18n
from optout.countries import EUROPE
from optout.i18n.cldr import (
    country_name,
    language_name,
    locale_of,
    long_date,
    moment_in_words,
    official_languages,
    territories,
    time_of_day,
)
from optout.letters import languages, render

FIRST = date(2026, 11, 1)


def test_countries() -> None:
    for language, country, name in (
        ("pt", "PL", "Polónia"),
        ("pt", "CZ", "Chéquia"),
        ("pt", "RO", "Roménia"),
        ("en", "TR", "Türkiye"),
        ("fr", "CZ", "Tchéquie"),
        ("de", "CH", "Schweiz"),
    ):
        assert country_name(country, language) == name
        assert country_name("ZZZ", language) == "ZZZ"


DAYS = {
    "en": "1 November 2026",
    "fr": "1er novembre 2026",
    "de": "1. November 2026",
    "es": "1 de noviembre de 2026",
    "it": "1º novembre 2026",
    "nl": "1 november 2026",
    "pl": "1 listopada 2026",
    "pt": "1 de novembro de 2026",
}


def test_days() -> None:
    assert {language: long_date(FIRST, language) for language in DAYS} == DAYS
    assert long_date(date(2026, 11, 11), "fr") == "11 novembre 2026"
    assert long_date(date(2031, 11, 1), "fr") == "1er novembre 2031"


def test_times() -> None:
    for language in i18n.languages():
        i18n.use(language)
        assert time_of_day(time(16, 46)) == "16:46"
        assert time_of_day(time(6, 5)) == ("6:05" if language == "es" else "06:05")
        assert time_of_day(time(23, 59)) == "23:59"
    i18n.use("en")


@pytest.mark.parametrize("language", languages())
def test_every_day_and_country_is_as_babel_writes_it(language: str) -> None:
    for country in ("", "AT", "BE", "CH", "IE", "LU"):
        locale = Locale.parse(locale_of(language, country))
        assert territories(locale_of(language, country)) == dict(locale.territories)
        for day in (date(2028, 1, 2) + timedelta(days) for days in range(366)):
            written = format_date(day, "long", locale)
            said = long_date(day, language, country)
            assert said == written or (day.day == 1 and language in ("fr", "it")), said


def test_the_country_has_a_language_its_own_way() -> None:
    day = date(2027, 1, 2)
    assert long_date(day, "de", "AT") == "2. Jänner 2027"
    assert long_date(day, "de", "FR") == long_date(day, "de") == "2. Januar 2027"


def test_official_languages() -> None:
    assert set(official_languages("BE")) == {"nl", "fr", "de"}
    assert official_languages("FI") == ("fi", "sv")
    assert official_languages("ZZZ") == ()


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


def test_the_terminal_says_them(own_home: dict[str, str]) -> None:
    assert "pt" in i18n.languages()
    options = ("--lang", "pt", "--country", "PT", "--email", "a@example.org")
    environ = {**own_home, "OPTOUT_BROWSER": "/nowhere"}
    done = in_this_process(environ, "run", "facebook", "--manual", *options)
    assert "27 de maio de 2025" in " ".join(done.stderr.split())


def test_a_moment_is_said_once_with_whose_time_it_is() -> None:
    """By its name where clocks of the country show it; a clock that stands otherwise is not."""
    for stamp, country, said in (
        ("2026-11-30T17:45:12+01:00", "FR", "30 November 2026, 17:45 (Central European Standard"),
        ("2026-07-30T17:45:12+02:00", "FR", "30 July 2026, 17:45 (Central European Summer Time)"),
        ("2026-11-30T00:05:00-01:00", "PT", "30 November 2026, 00:05 (Azores Standard Time)"),
        ("2026-11-30T17:45:12+00:00", "IE", "30 November 2026, 17:45 (Greenwich Mean Time)"),
        ("2026-07-30T17:45:12+01:00", "IE", "30 July 2026, 17:45 (Irish Standard Time)"),
        ("2026-11-30T17:45:12+02:00", "FR", "30 November 2026, 17:45 (UTC+02:00)"),
        ("2026-11-30T17:45:12+00:00", "", "30 November 2026, 17:45 (UTC)"),
    ):
        assert moment_in_words(stamp, country).startswith(said)
    i18n.use("fr")
    french = moment_in_words("2026-11-30T17:45:12+01:00", "FR")
    assert french == "30 novembre 2026, 17:45 (heure normale d’Europe centrale)"
    for country in EUROPE:
        assert moment_in_words("2026-11-30T17:45:12+14:00", country).endswith("(UTC+14:00)")
