"""The locator on the portal's pages in all languages. Prints the figures.

`PORTAL_SEEDS=9 pytest -m thorough tests/corpus/test_portal_corpus.py` looks further.
"""

import os
from collections.abc import Callable

import pytest
from support.locate_site import Site
from support.report import Report

from corpus.portal.plan import PortalPlan, every_page, everyday
from corpus.portal.reader import Verdict, read_all
from corpus.words import LANGUAGES
from optout.system.timeouts import bounded

KINDS = 0.98
SEEDS = int(os.environ.get("PORTAL_SEEDS", "2"))

Read = Callable[[list[PortalPlan]], list[Verdict]]


@pytest.fixture
def read(site: Site) -> Read:
    """Reads plans' pages in the browser that all tests of a process share."""
    return lambda plans: site.run(bounded(read_all(site.context, plans), 500), timeout=510)


def test_some_pages(read: Read, report: Report) -> None:
    check(read(everyday(LANGUAGES, 6)), report)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "languages",
    [LANGUAGES[at : at + 6] for at in range(0, len(LANGUAGES), 6)],
    ids=lambda group: f"{group[0]}-{group[-1]}",
)
def test_every_page_of_these_languages(
    languages: tuple[str, ...], read: Read, report: Report
) -> None:
    check(read(every_page(languages, range(2, 2 + SEEDS))), report)


def check(verdicts: list[Verdict], report: Report) -> None:
    """Tell what was not as expected, and fail where too much was not."""
    for told in filter(None, (each.told() for each in verdicts)):
        report(told)
    assert [line for each in verdicts for line in each.wrong] == []
    assert [each.plan.name for each in verdicts if each.falsely_acknowledged] == []
    assert [each.told() for each in verdicts if not each.problem_right] == []
    misread = [each.told() for each in verdicts if not each.kind_right]
    wrong = sum(len(each.wrong) for each in verdicts)
    report(f"portal: {len(verdicts)} pages: {len(misread)} kinds and {wrong} fields wrong")
    assert len(misread) <= (1 - KINDS) * len(verdicts), misread
