"""The locator on the portal's pages in all languages. Prints the figures.

`PORTAL_SEEDS=9 pytest -m thorough tests/corpus/test_portal_corpus.py` looks further.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from support.event_loop import RunAsync
from support.locating import browsing
from support.report import Count, Report

from corpus.portal.plan import PortalPlan, every_page, everyday
from corpus.portal.reader import Verdict, read_all
from corpus.portal.tally import counted
from corpus.words import LANGUAGES
from optout.system.timeouts import bounded

KINDS = 0.98
SEEDS = int(os.environ.get("PORTAL_SEEDS", "2"))

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


def test_some_pages(read: Read, count: Count, report: Report) -> None:
    check(read(everyday(LANGUAGES, 2)), count, report)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "languages",
    [LANGUAGES[at : at + 7] for at in range(0, len(LANGUAGES), 7)],
    ids=lambda group: f"{group[0]}-{group[-1]}",
)
def test_every_page_of_these_languages(
    languages: tuple[str, ...], read: Read, count: Count, report: Report
) -> None:
    check(read(every_page(languages, range(2, 2 + SEEDS))), count, report)


def check(verdicts: list[Verdict], count: Count, report: Report) -> None:
    """Count what was examined, tell what was not as expected, and fail where too much was not."""
    for each in verdicts:
        count("portal", counted(each))
        if each.told():
            report(each.told())
    assert [line for each in verdicts for line in each.wrong] == []
    assert [each.plan.name for each in verdicts if each.falsely_acknowledged] == []
    assert [each.told() for each in verdicts if not each.problem_right] == []
    misread = [each.told() for each in verdicts if not each.kind_right]
    assert len(misread) <= (1 - KINDS) * len(verdicts), misread
