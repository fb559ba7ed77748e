"""A browser out of sight that makes PDFs."""

import contextlib
import shutil
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from playwright.async_api import Error

from optout import errors
from optout.browser import Launch, driver, opened
from optout.cli.context import Context
from optout.dossier.pdf import Opener, pdf
from optout.errors import OptoutError

if TYPE_CHECKING:
    from playwright.async_api import Page


async def print_pages(context: Context, pages: list[str]) -> list[bytes]:
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
                page = await browser.new_page()
                try:
                    yield page
                finally:
                    await page.close()

            opener: Opener = sheet
            return [await pdf(page, opener) for page in pages]
    except Error as error:
        raise OptoutError(errors.NO_PDF) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
