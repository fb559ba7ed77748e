"""What all tests share. Each fixture's own file is in `support/`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page

from optout.browser import find

sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parents[1] / "scripts"))  # last: it has an optout.py too

# The same examples each time, so that a failure is of the change at hand; and no deadline, as
# what else runs makes any example slow. `--hypothesis-profile=search` looks further.
settings.register_profile("optout", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("optout")

_LINUX = sys.platform == "linux"
"""Some need a Unix terminal, a virtual display or /proc."""
pytest_plugins = (
    *(("support.leftovers",) if _LINUX else ()),
    "support.isolation",
    *(("support.display",) if _LINUX else ()),
    "support.event_loop",
    *(("support.ordinary_user", "support.terminal") if _LINUX else ()),
    "support.report",
    "support.world",
)

_LONG = {"browser", "home", "locating", "read", "shared_browser", "terminal"}
"""What opens a browser, a terminal or the program: `--quick` leaves out whoever uses it."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what is slow by its fixtures, and put all that is chosen in an order.

    Each worker gets as long a piece of it. So there is a piece for each, of neighbours, as a worker
    keeps its browsers open: what takes long begins, then the slow ones; the others, which every
    worker can take over, come last.
    """
    for item in items:
        long = _LONG.intersection(getattr(item, "fixturenames", ()))
        if long or item.get_closest_marker("headed"):
            item.add_marker(pytest.mark.slow)
    yield
    items.sort(key=lambda item: item.get_closest_marker("minute") is None)
    slow = [item for item in items if item.get_closest_marker("slow")]
    others = [item for item in items if not item.get_closest_marker("slow")]
    pieces = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = [
        item
        for piece in range(pieces)
        for kind in (slow, others)
        for item in kind[len(kind) * piece // pieces : len(kind) * (piece + 1) // pieces]
    ]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Let pytest-playwright's `browser` and `page` use the browser that optout itself would."""
    found = find.installed()
    assert found is not None, "no browser: run scripts/test.py, which gets one"
    sandbox = os.geteuid() != 0  # Chromium has none for root
    return {
        **browser_type_launch_args,
        "executable_path": found.path,
        "chromium_sandbox": sandbox,
    }


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
