"""HTML pages as PDF, by the browser that is there already."""

import contextlib
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import BrowserContext, Page

from optout.browser.launch import Launch, driver, opened
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system.attempt import ActFailed, attempt

Printer = Callable[[str], Awaitable[bytes]]
"""From a page of HTML to the bytes of a PDF. Raises `OptoutError` where there can be none."""

_LIMIT = 60.0
"""Seconds for one document; a long one takes its time."""


async def pdf(html: str, context: BrowserContext) -> bytes:
    """The page as A4, tagged for screen readers, with an outline of its headings.

    It is made in a tab of its own; nothing is written to disk. Raises `OptoutError` (NO_PDF).
    """
    try:
        sheet = await attempt(context.new_page())
        try:
            return await attempt(_printed(sheet, html), _LIMIT)
        finally:
            with contextlib.suppress(ActFailed):
                await attempt(sheet.close())
    except ActFailed as error:
        raise OptoutError(errors.NO_PDF) from error


async def pdfs(
    pages: list[str], folder: Path, choice: str, one_done: Callable[[], None] = lambda: None
) -> list[bytes]:
    """Each page as a PDF, by a browser out of sight that goes to no address.

    `choice` is the setting `browser`; `folder` holds its profile and is erased afterwards.
    `one_done` is called when the browser is open, and after each page. Raises
    `OptoutError`: NO_BROWSER, BROWSER_DID_NOT_START, NO_PDF; LOCKED while another uses `folder`.
    """
    launch = Launch(folder / "browser", choice, headless=True)
    ours = True
    try:
        async with driver() as starting, opened(launch, starting) as browser:
            one_done()
            made = []
            for html in pages:
                made.append(await pdf(html, browser))
                one_done()
            return made
    except OptoutError as error:
        ours = error.problem not in (errors.LOCKED, errors.FOLDER_OF_ANOTHER)
        raise
    finally:
        if ours:
            shutil.rmtree(folder, ignore_errors=True)


async def _printed(sheet: Page, html: str) -> bytes:
    await sheet.set_content(html, wait_until="load")
    return await sheet.pdf(
        outline=True, prefer_css_page_size=True, print_background=True, tagged=True
    )
