"""Exact legal time limits, by Regulation (EEC, Euratom) No 1182/71, OJ L 124, 8.6.1971, p. 1.

Everything here is a calculation on days. Which limit applies to a dossier is said in `dossier.due`.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

REPLY_MONTHS = 1
"""Art. 12(3) GDPR, first sentence: within one month of receipt of the request."""
EXTENDED_MONTHS = 3
"""Art. 12(3) GDPR, second sentence: two further months, so three from receipt."""
PROGRESS_MONTHS = 3
"""Art. 78(2) GDPR: the authority tells of the progress within three months."""
FOLLOW_UP_DAYS = 14
"""The last term that the follow-up letter sets; no law fixes it."""

_SATURDAY = 5

_BRUSSELS = "Europe/Brussels"
_ZONES = {
    "IE": "Europe/Dublin",
    "GB": "Europe/London",
    "PT": "Europe/Lisbon",
    "IS": "Atlantic/Reykjavik",
    "BG": "Europe/Sofia",
    "CY": "Asia/Nicosia",
    "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki",
    "GR": "Europe/Athens",
    "LT": "Europe/Vilnius",
    "LV": "Europe/Riga",
    "RO": "Europe/Bucharest",
}
"""The places whose clocks differ from the one in Brussels, of those where a controller may sit."""


def day_in(place: str, moment: datetime) -> date:
    """The day on which `moment` falls in `place`, by the clock of Brussels where that is empty.

    Raises `ValueError` without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("moment has no time zone")
    return moment.astimezone(ZoneInfo(_ZONES.get(place, _BRUSSELS))).date()


@lru_cache(maxsize=4096)
def months_after(event: date, months: int, place: str, part: str = "") -> date:
    """The last day of a period of `months` that begins on the day after `event`.

    Art. 3(1): the day of the event is not counted. Art. 3(2)(c): the period ends with the same day
    number, or with the month's last day where that number does not occur. Art. 3(4): a Saturday,
    a Sunday or a public holiday gives way to the next working day.
    """
    return working_day(event + relativedelta(months=months), place, part)


def days_after(event: date, days: int, place: str, part: str = "") -> date:
    """The last day of a period of `days` calendar days that begins on the day after `event`.

    Art. 3(1), 3(2)(b), 3(3) and 3(4).
    """
    return working_day(event + timedelta(days=days), place, part)


def working_day(day: date, place: str, part: str = "") -> date:
    """`day`, or the next working day of `place` (and its `part`, for example a German Land).

    The public holidays are those of the place where one has to act (Art. 2(1)). Where `place` is
    empty, as for a controller outside Europe, or no known place, none are known to bind: weekends
    alone count.
    """
    while day.weekday() >= _SATURDAY or day in _public_holidays(place, part, day.year):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=256)
def _public_holidays(place: str, part: str, year: int) -> frozenset[date]:
    from holidays import country_holidays

    if not place:
        return frozenset()
    try:
        return frozenset(country_holidays(place, subdiv=part or None, years=year))
    except NotImplementedError:  # a place without a calendar
        return frozenset()
