"""Waits for a page to change, at no cost: the page itself calls back."""

import asyncio
import contextlib
from pathlib import Path

from playwright.async_api import Error, Frame, Page

_SCRIPT = (Path(__file__).parent / "watch.js").read_text("utf-8")
_CALM = 0.15
_EVENTS = (
    "framenavigated",
    "frameattached",
    "framedetached",
    "domcontentloaded",
    "load",
    "close",
    "crash",
)


async def changed(page: Page) -> None:
    """Return at the next change that could matter, once it has been calm for a moment.

    A change of the document, of an open shadow root or of a frame; a navigation; the page's end.
    """
    if page.is_closed():
        return
    happened = asyncio.Event()

    def note(_: object) -> None:
        happened.set()

    for event in _EVENTS:
        page.on(event, note)  # type: ignore[call-overload]
    watches = [asyncio.create_task(_watch(frame, happened)) for frame in page.frames[:20]]
    try:
        await happened.wait()
        await asyncio.sleep(_CALM)
    finally:
        for event in _EVENTS:
            page.remove_listener(event, note)
        for task in watches:
            task.cancel()
        await asyncio.gather(*watches, return_exceptions=True)


async def _watch(frame: Frame, happened: asyncio.Event) -> None:
    with contextlib.suppress(Error):  # its document is gone, which is a change
        await frame.evaluate(_SCRIPT)
    happened.set()
