"""A practice site for each test, and a page that fails the test on any error of its scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
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
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    # The driver tells what it was asked for. An act that comes from the site is faster than an
    # expect_... that asks only then, and would be missed.
    for event in ("request", "response", "console"):
        page.context.on(event, lambda _: None)
    page.set_default_timeout(30_000)
    expect.set_options(timeout=15_000)
    yield PracticeVisitor(page, site)
    assert errors == []
