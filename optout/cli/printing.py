"""A browser out of sight that makes PDFs."""

import contextlib
import shutil
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from playwright.async_api import Error

from optout.browser.launch import Launch, driver, opened
from optout.browser.pdf import Opener, pdf
from optout.cli.context import CommandContext
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system.timeouts import bounded

if TYPE_CHECKING:
    from playwright.async_api import Page

_LIMIT = 60.0
"""Seconds for one document; a long one takes its time."""


async def print_pages(context: CommandContext, pages: list[str]) -> list[bytes]:
    """Each HTML page as a PDF, in the same order.

    The browser has a profile of its own that is erased afterwards; it goes to no address. Raises
    `OptoutError`: NO_BROWSER, BROWSER_DID_NOT_START, NO_PDF.
    """
    settings = context.settings
    folder = context.places.at(settings.data_dir).printing
    launch = Launch(folder / "browser", settings.browser, headless=True)
    try:
        async with driver() as starting, opened(launch, starting) as browser:

            @contextlib.asynccontextmanager
            async def sheet() -> "AsyncIterator[Page]":
                page = await bounded(browser.new_page())
                try:
                    yield page
                finally:
                    await bounded(page.close())

            opener: Opener = sheet
            return [await bounded(pdf(page, opener), _LIMIT) for page in pages]
    except (Error, TimeoutError) as error:
        raise OptoutError(errors.NO_PDF) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
