"""Closes a tab, also one whose page gives way to the next just then."""

import asyncio
import contextlib
from typing import Any

from playwright.async_api import Page

from optout.system.attempt import ActFailed, attempt
from optout.system.timeouts import end_task

_FORGOTTEN = 0.5
"""Seconds after which a close that has not come about was forgotten."""


async def close_tab(page: Page, limit: float) -> None:
    """Close the page's tab within `limit` seconds. Raises `ActFailed` where it stays.

    Chromium says yes to a close and forgets it, where it comes while one document takes the place
    of another (issues.chromium.org/536385539): it is asked again.
    """
    closing = asyncio.ensure_future(page.close())
    try:
        await attempt(_until_closed(page, closing), limit)
    finally:
        await end_task(closing)


async def _until_closed(page: Page, closing: "asyncio.Future[Any]") -> None:
    await asyncio.wait({closing}, timeout=_FORGOTTEN)
    if not closing.done():
        with contextlib.suppress(ActFailed):  # it may be closing after all
            await attempt(_ask_again(page), None)
    await closing


async def _ask_again(page: Page) -> None:
    """What a second `page.close()` does not do: it only waits for the first."""
    browser = await page.context.new_cdp_session(page)
    info = await browser.send("Target.getTargetInfo")
    await browser.send("Target.closeTarget", {"targetId": info["targetInfo"]["targetId"]})
