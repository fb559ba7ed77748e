"""Opens a page of a browser of its own, as the command line does for `--pdf`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import async_playwright

from optout.browser.pdf import Opener, Sheet


def pdf_opener(launch_args: dict[str, Any]) -> Opener:
    """An opener for `pdf`, with pytest-playwright's arguments for launching."""

    @asynccontextmanager
    async def opener() -> AsyncIterator[Sheet]:
        async with async_playwright() as driver:
            browser = await driver.chromium.launch(**{**launch_args, "headless": True})
            try:
                yield await browser.new_page()
            finally:
                await browser.close()

    return opener
