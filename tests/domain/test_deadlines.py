"""Months by Regulation 1182/71: a case for each sentence, and an oracle that only walks days."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from support.report import Report

from optout.domain import deadlines

DAY = timedelta(days=1)

CASES = [
    # "... the day during which that event occurs ... shall not be considered as falling within
    # the period in question" (3(1)); the period ends on the day that "falls on the same date, as
    # the day from which the period runs" (3(2)(c)).
    ("2026-11-03", 1, "2026-12-03"),
    # "If, in a period expressed in months or in years, the day on which it should expire does not
    # occur in the last month, the period shall end with the expiry of the last hour of the last
    # day of that month" (3(2)(c)).
    ("2026-08-31", 1, "2026-09-30"),
    ("2028-01-31", 1, "2028-02-29"),
    ("2028-01-30", 1, "2028-02-29"),
    ("2030-01-29", 1, "2030-02-28"),
    # "Where the last day of a period expressed otherwise than in hours is a public holiday, Sunday
    # or Saturday, the period shall end with the expiry of the last hour of the following working
    # day" (3(4)): a Saturday, a Sunday, a public holiday of Ireland.
    ("2026-07-08", 1, "2026-08-10"),
    ("2026-10-08", 1, "2026-11-09"),
    ("2026-09-26", 1, "2026-10-27"),
    # Month's end and weekend together: 28 February 2026 is a Saturday.
    ("2026-01-31", 1, "2026-03-02"),
    # Christmas, St Stephen's on a Saturday, Sunday. The Second Schedule of the Organisation of
    # Working Time Act 1997 does not move a holiday from a weekend: Monday is a working day.
    ("2026-11-25", 1, "2026-12-28"),
    # "That period may be extended by two further months" (12(3) GDPR): three from receipt, not
    # two from the first date, which would be 1 March here.
    ("2026-11-25", 3, "2027-02-25"),
    ("2026-11-30", 3, "2027-03-01"),
]


def test_the_wording() -> None:
    for event, months, end in CASES:
        found = deadlines.months_after(date.fromisoformat(event), months, "IE")
        assert found.isoformat() == end, (event, months)


def test_a_working_day_elsewhere_is_no_holiday_in_ireland() -> None:
    """14 July is a holiday in France; "in which action is to be taken" (2(1)) is Ireland."""
    assert deadlines.months_after(date(2026, 6, 14), 1, "IE") == date(2026, 7, 14)
    assert deadlines.months_after(date(2026, 6, 14), 1, "FR") == date(2026, 7, 15)
    assert deadlines.months_after(date(2026, 5, 4), 1, "DE", "BY") == date(2026, 6, 5)
    assert deadlines.months_after(date(2026, 5, 4), 1, "DE", "BE") == date(2026, 6, 4)


def test_a_term_of_days() -> None:
    """ "Periods ... shall include public holidays, Sundays and Saturdays" (3(3))."""
    assert deadlines.days_after(date(2026, 11, 25), 14, "IE") == date(2026, 12, 9)
    assert deadlines.days_after(date(2026, 12, 12), 14, "IE") == date(2026, 12, 28)


def test_days_are_irish() -> None:
    days = {
        "2026-07-31T22:59+00:00": "2026-07-31",
        "2026-07-31T23:00+00:00": "2026-08-01",
        "2026-12-31T23:59+00:00": "2026-12-31",
        "2026-12-01T00:30+01:00": "2026-11-30",
    }
    found = {at: deadlines.day_in("IE", datetime.fromisoformat(at)).isoformat() for at in days}
    assert found == days


def test_days_are_those_of_the_place() -> None:
    """23:30 by universal time in winter; without a place, the clock is the one in Brussels."""
    moment = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    days = {"IE": 30, "FI": 1, "NL": 1, "": 1, "GB": 30, "PT": 30}
    assert {place: deadlines.day_in(place, moment).day for place in days} == days


def test_without_a_place_only_weekends_give_way() -> None:
    """A controller outside Europe: no holidays are known to bind it, not even its own."""
    assert deadlines.months_after(date(2026, 11, 25), 1, "IE") == date(2026, 12, 28)
    assert deadlines.months_after(date(2026, 11, 25), 1, "") == date(2026, 12, 25)
    assert deadlines.months_after(date(2026, 11, 26), 1, "") == date(2026, 12, 28)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        deadlines.day_in("IE", datetime(2026, 1, 1))


def test_counting_31_days_is_wrong_on_most_days_of_2026() -> None:
    """On 155 days by the month's length alone, on 49 more by weekends and holidays."""
    days = [date(2026, 1, 1) + n * DAY for n in range(365)]
    wrong = [d for d in days if deadlines.months_after(d, 1, "IE") != d + 31 * DAY]
    assert wrong == [d for d in days if oracle(d, 1) != d + 31 * DAY]
    assert len(wrong) == 155 + 49


def test_ten_thousand_random_days_agree_with_the_oracle(
    report: Report,
) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for _i in range(10_000):
        event = date(2023, 1, 1) + chance.randrange(365 * 77) * DAY
        months = chance.randint(1, 12)
        assert deadlines.months_after(event, months, "IE") == oracle(event, months), (seed, event)
    report(f"deadlines: 10000 random dates agree with the oracle (seed {seed})")


def oracle(event: date, months: int) -> date:
    """Walk day by day and count the months that begin; knows no calendar arithmetic."""
    day, begun = event, 0
    while True:
        day += DAY
        begun += day.day == 1
        if begun > months:
            day -= DAY
            break
        if begun == months and day.day == event.day:
            break
    while day.strftime("%a") in ("Sat", "Sun") or is_irish_holiday(day):
        day += DAY
    return day


def is_irish_holiday(day: date) -> bool:
    """The nine days of the Act of 1997, and St Brigid's since 2023."""
    if (day.month, day.day) in ((1, 1), (3, 17), (12, 25), (12, 26)):
        return True
    if day.weekday() != 0:
        return (day.month, day.day, day.weekday()) == (2, 1, 4)
    if day.month == 2:
        return day.day <= 7 and date(day.year, 2, 1).weekday() != 4
    if day.month in (5, 6, 8):
        return day.day <= 7 or is_easter_monday(day)
    if day.month == 10:
        return day.day >= 25
    return is_easter_monday(day)


def is_easter_monday(day: date) -> bool:
    """The day after Easter Sunday, by Gauss's rule in the form of Butcher (1876)."""
    a, b, c = day.year % 19, day.year // 100, day.year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return day == date(day.year, month, number + 1) + DAY
