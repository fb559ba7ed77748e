"""What all tests share. Each fixture's own file is in `support/`."""

import os
import sys
from collections import Counter
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


_TOGETHER = 8
"""So many slow tests of a file go to one worker, which has its browser open for them."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow by its fixtures, and deal all to the workers.

    What takes long begins first, then the slow ones a few at a time; the others go by their files,
    and come last: they fill up the end.
    """
    slow, units = Counter[Path](), dict[tuple[Path, int], int]()
    for item in items:
        long = _LONG.intersection(getattr(item, "fixturenames", ()))
        if long or item.get_closest_marker("headed"):
            item.add_marker(pytest.mark.slow)
        part = 0
        if item.get_closest_marker("slow"):
            slow[item.path] += 1
            part = -(-slow[item.path] // _TOGETHER)
        unit = units.setdefault((item.path, part), len(units))
        item.add_marker(pytest.mark.xdist_group(f"{unit}"))
    items.sort(key=lambda i: (not i.get_closest_marker("minute"), not i.get_closest_marker("slow")))


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
