"""The locator on the portal's pages in all languages. Prints the figures.

`PORTAL_SEEDS=3 pytest tests/corpus/test_portal_corpus.py` reads every page with three seeds.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from support.event_loop import RunAsync
from support.report import Count, Report

from corpus.portal.plan import PortalPlan, everyday, thorough
from corpus.portal.reader import Verdict, read_all
from corpus.portal.tally import counted
from corpus.reader import browsing
from corpus.words import LANGUAGES
from optout.bounded import bounded

KINDS = 0.98
EACH = 10
SEEDS = int(os.environ.get("PORTAL_SEEDS", "0"))
GROUPS = [LANGUAGES[at : at + 7] for at in range(0, len(LANGUAGES), 7)]

Read = Callable[[list[PortalPlan]], list[Verdict]]


@pytest.fixture(scope="module")
def read(run_async: RunAsync) -> Iterator[Read]:
    """Reads plans' pages in a browser that all tests of a process share."""
    browser = browsing()
    context = run_async(browser.__aenter__())
    try:
        yield lambda plans: run_async(bounded(read_all(context, plans), 500), timeout=510)
    finally:
        run_async(browser.__aexit__(None, None, None))


@pytest.mark.parametrize("languages", GROUPS, ids=lambda group: f"{group[0]}-{group[-1]}")
def test_pages_of_these_languages(
    languages: tuple[str, ...], read: Read, count: Count, report: Report
) -> None:
    plans = thorough(languages, range(SEEDS)) if SEEDS else everyday(languages, EACH)
    verdicts = read(plans)
    for each in verdicts:
        count("portal", counted(each))
        if each.told():
            report(each.told())
    assert [line for each in verdicts for line in each.wrong] == []
    assert [each.plan.name for each in verdicts if each.falsely_acknowledged] == []
    assert [each.told() for each in verdicts if not each.problem_right] == []
    misread = [each.told() for each in verdicts if not each.kind_right]
    assert len(misread) <= (1 - KINDS) * len(verdicts), misread
