"""What `optout run` tells of deadlines before anything is opened."""

from dataclasses import replace
from datetime import date

import pytest

from optout import i18n
from optout.cli.run import deadlines_told
from optout.forms import lookup

META, LATER = date(2025, 5, 27), date(2026, 12, 9)
PASSED = "The first deadline, 27 May 2025, has passed."


@pytest.mark.parametrize(
    ("named", "own", "begins"),
    [
        ("tiktok", None, []),
        ("facebook instagram", None, [PASSED]),
        ("tiktok facebook instagram", None, [f"Meta: {PASSED}"]),
        (
            "facebook LinkedIn",
            None,
            [f"Meta: {PASSED}", "LinkedIn: Deadline 9 December 2026: 7 days"],
        ),
        ("tiktok facebook", LATER, ["Deadline 9 December 2026: 7 days left."]),
    ],
)
def test_each_deadline_is_told_once_whichever_form_comes_first(
    named: str, own: date | None, begins: list[str]
) -> None:
    i18n.use("en")
    forms = [lookup.load(name.lower()) for name in named.split()]
    if "LinkedIn" in named:
        forms[1] = replace(forms[1], deadline=LATER)
    told = list(deadlines_told(own, forms, date(2026, 12, 2)))
    assert len(told) == len(begins)
    for sentence, begin in zip(told, begins, strict=True):
        assert sentence.startswith(begin)
