"""A practice site for each test, and a page that fails the test on any error of its scripts."""

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support.practice_visitor import PracticeVisitor

from optout.practice.site import PracticeSite


@pytest.fixture
def site() -> Iterator[PracticeSite]:
    """A site that is closed after the test."""
    with PracticeSite() as site:
        yield site


@pytest.fixture
def person(site: PracticeSite, page: Page) -> Iterator[PracticeVisitor]:
    """Somebody at the browser. A script of the page that throws fails the test."""
    with _at(page, site) as person:
        yield person


@pytest.fixture
def timed_person(site: PracticeSite, context: BrowserContext) -> Iterator[PracticeVisitor]:
    """The same in a context of their own, as a clock that is set stands for all of its tabs."""
    with _at(context.new_page(), site) as person:
        yield person


@contextlib.contextmanager
def _at(page: Page, site: PracticeSite) -> Iterator[PracticeVisitor]:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_default_timeout(30_000)
    expect.set_options(timeout=15_000)
    yield PracticeVisitor(page, site)
    assert errors == []
