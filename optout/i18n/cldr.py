"""Names and dates as a language writes them, by CLDR's data (through Babel)."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from optout import i18n

LOCALES: Mapping[str, str] = {"en": "en_GB", "pt": "pt_PT"}
"""Where a language is written differently elsewhere in the world: as it is in Europe."""


@lru_cache
def locale_of(language: str) -> Locale:
    """The locale of a language that optout speaks or writes letters in."""
    return Locale.parse(LOCALES.get(language, language))


def long_date(day: date, language: str, locale: Locale | None = None) -> str:
    """The day in words, for example "5 November 2026" or « 1er novembre 2026 »."""
    text = format_date(day, "long", locale=locale or locale_of(language))
    if language == "fr" and day.day == 1:  # CLDR has "1 novembre"
        return text.replace("1", "1er", 1)
    if language == "it" and day.day == 1:  # CLDR has "1 novembre"
        return text.replace("1", "1º", 1)
    return text


def day_in_words(day: date | str) -> str:
    """The day (a string is ISO 8601) in words of the terminal's language."""
    known = date.fromisoformat(day[:10]) if isinstance(day, str) else day
    return long_date(known, i18n.language())


def country_name(code: str, language: str) -> str:
    """The country's name, or its code where there is none."""
    return str(locale_of(language).territories.get(code, code))


def language_name(code: str, language: str) -> str:
    """The name of the language with that code (`pt-BR` too), or the code where there is none."""
    return str(locale_of(language).languages.get(code.replace("-", "_"), code))
