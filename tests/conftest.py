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
    """Mark what is slow by its fixtures, and put all that is chosen in an order."""
    for item in items:
        long = _LONG.intersection(getattr(item, "fixturenames", ()))
        if long or item.get_closest_marker("headed"):
            item.add_marker(pytest.mark.slow)
    yield
    items[:] = _in_pieces(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def _in_pieces(items: list[pytest.Item], count: int) -> list[pytest.Item]:
    """The tests in as many pieces as there are workers, which get as much each.

    What takes long begins in the first. Each has some of what mostly waits, and slow tests that are
    neighbours, as a worker keeps its browsers open. The others, which any worker can take over,
    come last.
    """
    kinds: dict[str, list[pytest.Item]] = {"long": [], "waits": [], "slow": [], "others": []}
    for item in items:
        kinds[_kind(item)].append(item)
    ordered, others = kinds["long"], kinds["others"]
    for piece in range(count):
        for part in (kinds["waits"], kinds["slow"]):
            ordered += part[len(part) * piece // count : len(part) * (piece + 1) // count]
        room = max(0, len(items) * (piece + 1) // count - len(ordered))
        ordered += others[:room]
        others = others[room:]
    return ordered


def _kind(item: pytest.Item) -> str:
    if item.get_closest_marker("minute"):
        return "long"
    if "shared_browser" in getattr(item, "fixturenames", ()):
        return "waits"
    return "slow" if item.get_closest_marker("slow") else "others"


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
