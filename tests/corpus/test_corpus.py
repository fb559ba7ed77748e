"""The locator on the corpus: the old form, other forms, and the portal. Prints the tables.

Thorough, on every page and on the old form's mutated; `PORTAL_SEEDS=9 DRAWN_PAGES=2000 pytest -m
thorough tests/corpus/test_corpus.py` looks further.
"""

import os
from collections.abc import Callable

import pytest
from support.locate_site import Site
from support.report import Report

from corpus.catalogue import base, drawn, everyday, mutated, portal_base, portal_everyday
from corpus.plan import Plan
from corpus.reader import Verdict, read_all
from corpus.spec import ROLES
from corpus.table import rate, states, table, troubles
from corpus.words import LANGUAGES
from optout.system.timeouts import bounded

AT_LEAST = {"email": 0.97, "country": 0.95, "explanation": 0.97, "code": 0.95}
STATE = 0.95
PORTAL_AT_LEAST = {"email": 0.95, "country": 0.95, "explanation": 0.97, "code": 0.95}
PORTAL_STATE = 0.98
PARTS = 4
SEEDS = int(os.environ.get("PORTAL_SEEDS", "2"))
DRAWN_FROM = int(os.environ.get("DRAWN_FROM", "0"))
DRAWN = int(os.environ.get("DRAWN_PAGES", "120"))

Read = Callable[[list[Plan]], list[Verdict]]


@pytest.fixture
def read(site: Site) -> Read:
    """Reads plans' pages in a browser, several at a time."""
    return lambda plans: site.run(bounded(read_all(site.context, plans), 800), timeout=810)


OF_PARTS = pytest.mark.parametrize("part", range(PARTS))
"""So that several workers share them; each has all that is asked of the whole."""


def test_some_pages(read: Read, report: Report) -> None:
    check(read(everyday()), report)


def test_some_pages_of_the_portal(read: Read, report: Report) -> None:
    check(read(portal_everyday(LANGUAGES, 6)), report, portal=True)


@pytest.mark.thorough
@OF_PARTS
def test_every_page(read: Read, report: Report, part: int) -> None:
    check(read(base()[part::PARTS]), report)


@pytest.mark.thorough
def test_every_mutated_page(read: Read, report: Report) -> None:
    check(read(list(mutated(base()))), report)


@pytest.mark.thorough
def test_pages_drawn_by_lot(read: Read, report: Report) -> None:
    """Over everything that the generator can make nothing is taken for what it is not."""
    verdicts = read([drawn(number) for number in range(DRAWN_FROM, DRAWN_FROM + DRAWN)])
    report(f"{len(verdicts)} pages drawn")
    bad = [each for each in verdicts if each.wrong or each.falsely_acknowledged]
    assert bad == [], "\n".join(troubles(bad))


@pytest.mark.thorough
@OF_PARTS
def test_every_page_of_the_portal(read: Read, report: Report, part: int) -> None:
    check(read(portal_base(LANGUAGES[part::PARTS], range(2, 2 + SEEDS))), report, portal=True)


def check(verdicts: list[Verdict], report: Report, *, portal: bool = False) -> None:
    """Tell the figures, and fail where too much was not as expected."""
    at_least, state = (PORTAL_AT_LEAST, PORTAL_STATE) if portal else (AT_LEAST, STATE)
    report("")
    for line in (*troubles(verdicts), *table(verdicts)):
        report(line)
    wrong, false = sum(len(each.wrong) for each in verdicts), falsely(verdicts)
    report(f"{len(verdicts)} pages: {wrong} wrong fields, {len(false)} false ends")
    assert [each.plan for each in verdicts if each.wrong] == []
    assert false == []
    assert [each.plan for each in verdicts if not each.problem_right] == []
    for role in ROLES:
        found, due = rate(verdicts, role)
        assert found >= at_least[role] * due, role
    right, total = states(verdicts)
    assert right >= state * total


def falsely(verdicts: list[Verdict]) -> list[Plan]:
    """The pages that were taken for the proof of an objection that none of them is."""
    return [each.plan for each in verdicts if each.falsely_acknowledged]
