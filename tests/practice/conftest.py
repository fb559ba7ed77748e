"""A practice site for each test, and a page that fails the test on any error of its scripts."""

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support.practice_twin.site import TwinSite
from support.practice_visitor import PracticeVisitor


@pytest.fixture
def site() -> Iterator[TwinSite]:
    """A site that is closed after the test."""
    with TwinSite() as site:
        yield site


@pytest.fixture
def person(site: TwinSite, page: Page) -> Iterator[PracticeVisitor]:
    """Somebody at the browser. A script of the page that throws fails the test."""
    with _at(page, site) as person:
        yield person


@pytest.fixture
def timed_person(site: TwinSite, context: BrowserContext) -> Iterator[PracticeVisitor]:
    """The same in a context of their own, as a clock that is set stands for all of its tabs."""
    with _at(context.new_page(), site) as person:
        yield person


@contextlib.contextmanager
def _at(page: Page, site: TwinSite) -> Iterator[PracticeVisitor]:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_default_timeout(30_000)
    expect.set_options(timeout=15_000)
    yield PracticeVisitor(page, site)
    assert errors == []
