"""Names and dates as a language writes them, by CLDR's data (through Babel).

What is used of a locale is kept compiled: a command that says one date need not wait for Babel.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from optout import i18n
from optout.compiled import compiled

T = TypeVar("T")
LOCALES: Mapping[str, str] = {"en": "en_GB", "pt": "pt_PT"}
"""Where a language is written differently elsewhere in the world: as it is in Europe."""

_FOUND = find_spec("babel")
assert _FOUND is not None
assert _FOUND.origin is not None
BABEL = Path(_FOUND.origin)
"""The file that says which version of Babel, and so of its data, is there."""

_A_LEAP_YEAR = 2000


@cache
def locales() -> frozenset[str]:
    """CLDR's names of all its locales, such as `de_AT`."""

    def build() -> frozenset[str]:
        from babel.localedata import locale_identifiers

        return frozenset(locale_identifiers())

    return _kept("locales", build)


def locale_of(language: str, country: str = "") -> str:
    """The locale of a language that optout speaks or writes letters in, as `country` writes it."""
    there = f"{language}_{country}"
    return there if there in locales() else LOCALES.get(language, language)


def long_date(day: date, language: str, country: str = "") -> str:
    """The day in words, for example "5 November 2026" or « 1er novembre 2026 »."""
    text = _days(locale_of(language, country))[day.month, day.day]
    return text.replace(str(_A_LEAP_YEAR), str(day.year))


def day_in_words(day: date | str) -> str:
    """The day (a string is ISO 8601) in words of the terminal's language."""
    known = date.fromisoformat(day[:10]) if isinstance(day, str) else day
    return long_date(known, i18n.language())


def time_of_day(at: time) -> str:
    """The hour and the minute as the terminal's language writes them, for example "16:46"."""
    from babel.dates import format_time

    return format_time(at, "short", locale=locale_of(i18n.language()))


def moment_in_words(stamp: str, country: str) -> str:
    """The day, the hour and the minute of `stamp` (ISO 8601, with its offset), and whose time it
    is: "30 November 2026, 17:45 (Central European Standard Time)".

    Whose clocks show it in `country` is said by name; elsewhere how far it is from UTC.
    """
    at = datetime.fromisoformat(stamp)
    return f"{day_in_words(stamp)}, {time_of_day(at.time())} ({_zone_name(at, country)})"


def _zone_name(at: datetime, country: str) -> str:
    from zoneinfo import ZoneInfo

    from babel.core import get_global
    from babel.dates import get_timezone_name

    there = (zone for zone, owner in get_global("zone_territories").items() if owner == country)
    local = (at.astimezone(ZoneInfo(zone)) for zone in there)
    same = next((one for one in local if one.utcoffset() == at.utcoffset()), None)
    if same is None:
        return str(at.tzname())
    # Not as the zone's rules have it: Ireland's call its winter the time that is moved.
    winter, summer = (same.replace(month=month, day=1).strftime("%z") for month in (1, 7))
    spoken = locale_of(i18n.language())
    if same.strftime("%z") == summer != winter:
        return get_timezone_name(same, zone_variant="daylight", locale=spoken)
    return get_timezone_name(same, zone_variant="standard", locale=spoken)


def country_name(code: str, language: str) -> str:
    """The country's name, or its code where there is none."""
    return territories(locale_of(language)).get(code, code)


def language_name(code: str, language: str) -> str:
    """The name of the language with that code (`pt-BR` too), or the code where there is none."""
    return _languages(locale_of(language)).get(code.replace("-", "_"), code)


@cache
def official_languages(country: str) -> tuple[str, ...]:
    """The languages that are official in all of a country; none where CLDR knows of none."""

    def build() -> dict[str, tuple[str, ...]]:
        from babel.core import get_global
        from babel.languages import get_official_languages

        return {
            code: tuple(one.split("_")[0] for one in get_official_languages(code))
            for code in get_global("territory_languages")
        }

    return _kept("official-languages", build).get(country, ())


def zone_territory() -> str:
    """The code of the country of the system's time zone; empty where there is none."""
    from babel.core import get_global

    try:
        from babel.localtime import get_localzone  # which looks for it at once

        zone = str(get_localzone())
    except (LookupError, OSError, ValueError):
        return ""
    return str(get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone), ""))


@cache
def territories(locale: str) -> dict[str, str]:
    """Code -> name of the countries and other territories in one of `locales`."""
    return _kept(f"territories-{locale}", lambda: dict(_data(locale)["territories"]))


@cache
def _languages(locale: str) -> dict[str, str]:
    return _kept(f"languages-{locale}", lambda: dict(_data(locale)["languages"]))


@cache
def _days(locale: str) -> dict[tuple[int, int], str]:
    """Month and day -> that day of `_A_LEAP_YEAR` in words."""

    def build() -> dict[tuple[int, int], str]:
        from babel.dates import format_date

        first = date(_A_LEAP_YEAR, 1, 1)
        days = [first + timedelta(day) for day in range(366)]
        return {(d.month, d.day): in_words(d, format_date(d, "long", locale)) for d in days}

    def in_words(day: date, text: str) -> str:
        """CLDR has "1 novembre" where French and Italian have an ordinal number."""
        ordinal = {"fr": "1er", "it": "1º"}.get(locale.split("_")[0])
        return text.replace("1", ordinal, 1) if ordinal and day.day == 1 else text

    return _kept(f"days-{locale}", build)


def _data(locale: str) -> Any:
    """CLDR's data of one locale."""
    from babel import localedata

    return localedata.load(locale)


def _kept(name: str, build: Callable[[], T]) -> T:
    return compiled(name, (Path(__file__), BABEL), build)
