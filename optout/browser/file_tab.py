"""A file of this computer in a tab of optout's own, beside the form's."""

import contextlib
from pathlib import Path

from playwright.async_api import BrowserContext

from optout.system import own_pages
from optout.system.attempt import ActFailed, attempt


async def show_file(context: BrowserContext, file: Path) -> None:
    """Show it in front in the form's window: anew in the tab that shows it already, else in another
    one. Raises `ActFailed`."""
    address = file.as_uri()
    await own_pages.at_rest(context)
    shown = [page for page in context.pages if own_pages.is_own(page) and page.url == address]
    page = shown[0] if shown else await attempt(context.new_page())
    own_pages.add(page)
    try:
        await attempt(page.goto(address))
        await attempt(page.bring_to_front())
    except ActFailed:
        with contextlib.suppress(ActFailed):
            await attempt(page.close())
        raise
