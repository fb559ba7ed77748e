"""One headless browser for all tests that look at pages without a window."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright
from support.event_loop import RunAsync
from support.locate_site import Site

from optout.browser import find


@pytest.fixture(scope="session")
def locating(run_async: RunAsync) -> Iterator[Site]:
    """One headless browser for all tests of the locator."""
    found = find.installed()
    assert found is not None

    async def start() -> tuple[Any, Browser, BrowserContext]:
        driver = await async_playwright().start()
        browser = await driver.chromium.launch(
            executable_path=found.path, chromium_sandbox=os.geteuid() != 0
        )
        context = await browser.new_context()
        await context.new_page()  # beside an empty tab that stays, each other one costs half
        return driver, browser, context

    driver, browser, context = run_async(start(), timeout=60)
    yield Site(run_async, context)
    run_async(browser.close())
    run_async(driver.stop())


@pytest.fixture
def site(locating: Site) -> Site:
    """Where pages can be opened and looked at."""
    return locating
