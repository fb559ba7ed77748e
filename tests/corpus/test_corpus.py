"""The locator on the corpus; thorough, on every page and on the same pages mutated. Prints the
table.
"""

from collections.abc import Callable

import pytest
from support.locate_site import Site
from support.report import Report

from corpus.catalogue import base, everyday, mutated
from corpus.plan import Plan
from corpus.reader import Verdict, read_all
from corpus.server import serving
from corpus.spec import ROLES
from corpus.table import rate, states, table, troubles
from optout.system.timeouts import bounded

AT_LEAST = {"email": 0.97, "country": 0.95, "explanation": 0.97, "code": 0.95}
STATE = 0.95
PARTS = 4

Read = Callable[[list[Plan]], list[Verdict]]


@pytest.fixture
def read(site: Site) -> Read:
    """Reads plans' pages in a browser, several at a time."""

    async def reading(plans: list[Plan]) -> list[Verdict]:
        with serving() as library:
            return await read_all(site.context, library, plans)

    return lambda plans: site.run(bounded(reading(plans), 800), timeout=810)


def show(verdicts: list[Verdict], report: Report) -> None:
    report("")
    for line in (*troubles(verdicts), *table(verdicts)):
        report(line)
    wrong = sum(len(each.wrong) for each in verdicts)
    report(f"{len(verdicts)} pages: {wrong} wrong fields, {falsely(verdicts)} false ends")


def falsely(verdicts: list[Verdict]) -> int:
    """How many pages were taken for the proof of an objection that none of them is."""
    return sum(each.falsely_acknowledged for each in verdicts)


OF_PARTS = pytest.mark.parametrize("part", range(PARTS))
"""So that several workers share them; each has all that is asked of the whole."""


def test_some_pages(read: Read, report: Report) -> None:
    check(read(everyday()), report)


@pytest.mark.thorough
@OF_PARTS
def test_every_page(read: Read, report: Report, part: int) -> None:
    check(read(base()[part::PARTS]), report)


@pytest.mark.thorough
@OF_PARTS
def test_every_mutated_page(read: Read, report: Report, part: int) -> None:
    check(read(list(mutated(base()))[part::PARTS]), report)


def check(verdicts: list[Verdict], report: Report) -> None:
    """Tell the figures, and fail where too much was not as expected."""
    show(verdicts, report)
    assert [each.plan for each in verdicts if each.wrong] == []
    assert falsely(verdicts) == 0
    for role in ROLES:
        found, due = rate(verdicts, role)
        assert found >= AT_LEAST[role] * due, role
    right, total = states(verdicts)
    assert right >= STATE * total
