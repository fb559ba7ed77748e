"""The one headless browser of all tests that look at pages without a window."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import BrowserContext, async_playwright
from support.event_loop import RunAsync
from support.locate_site import Site

from optout.browser import find


def how_to_start(*arguments: str) -> dict[str, Any]:
    """What Playwright is to start: the engine of the browser that optout itself would open, without
    its window and menus where the system has it so, which takes a third less of a processor."""
    found = find.installed()
    assert found is not None, "no browser: run scripts/test.py, which gets one"
    path = shutil.which("chromium-headless-shell") or found.path
    return {
        "executable_path": path,
        "chromium_sandbox": os.geteuid() != 0,  # Chromium has none for root
        "args": ["--site-per-process", *arguments],  # as it does by itself where it has a window
    }


@asynccontextmanager
async def browsing(*arguments: str) -> AsyncIterator[BrowserContext]:
    """A headless browser of one's own, with more `arguments` on its command line."""
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(**how_to_start(*arguments))
        try:
            yield await browser.new_context()
        finally:
            await browser.close()


@pytest.fixture(scope="session")
def locating(run_async: RunAsync) -> Iterator[Site]:
    """Opened once; a module that imported this fixture would have a browser of its own."""
    stack = AsyncExitStack()

    async def start() -> BrowserContext:
        context = await stack.enter_async_context(browsing())
        await context.new_page()  # beside an empty tab that stays, each other one costs half
        return context

    yield Site(run_async, run_async(start(), timeout=60))
    run_async(stack.aclose())


@pytest.fixture
def site(locating: Site) -> Site:
    """Where pages can be opened and looked at."""
    return locating
