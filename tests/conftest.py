"""What all tests share. Each fixture's own file is in `support/`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page

sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "scripts"))  # last: it has an optout.py too

# The same examples each time, so that a failure is of the change at hand; and no deadline, as
# what else runs makes any example slow. `--hypothesis-profile=search` looks further.
settings.register_profile("optout", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("optout")

_LINUX = sys.platform == "linux"
"""The first needs /proc, the second a virtual display."""
pytest_plugins = (
    *(("support.leftovers",) if _LINUX else ()),
    "support.isolation",
    *(("support.display",) if _LINUX else ()),
    "support.event_loop",
    "support.pieces",
    "support.linux_alone",
    "support.ordinary_user",
    "support.terminal",
    "support.locating",
    "support.headless_run",
    "support.report",
    "support.suite",
    "support.world",
    "support.beside",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Let pytest-playwright's `browser` and `page` use the browser that optout itself would."""
    from support.locating import how_to_start

    return {**browser_type_launch_args, **how_to_start()}


@pytest.fixture(scope="session")
def kept_context(browser: Browser) -> Iterator[BrowserContext]:
    """The one context of `page`: a new one costs a second of processor, a tab in it a third.

    An empty tab stays open: without any, the next one costs as much again.
    """
    context = browser.new_context()
    context.new_page()
    # The driver tells what it was asked for. An act that comes from the site is faster than an
    # expect_... that asks only then, and would be missed.
    for event in ("request", "response", "console"):
        context.on(event, lambda _: None)
    yield context
    context.close()


@pytest.fixture
def page(kept_context: BrowserContext) -> Iterator[Page]:
    """A tab as in a new browser: all others are closed but an empty one, and no cookie is left."""
    yield kept_context.new_page()
    for tab in kept_context.pages[1:]:
        tab.close()
    kept_context.clear_cookies()
