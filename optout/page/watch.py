"""Waits for a page to change, at no cost: the page itself calls back."""

import asyncio
import contextlib

from playwright.async_api import Frame, Page

from optout.locate.snapshot import script
from optout.system.attempt import ActFailed, attempt
from optout.system.timeouts import end_task

_SCRIPT = script("watch")
_CALM_MS = 150
_MOST_MS = 200
_ENDS = ("close", "crash")
_MOVES = ("framenavigated", "frameattached", "framedetached", "domcontentloaded", "load")

Mark = tuple[str, str]
"""What a frame looked like, and its address as far as it is kept."""
URL_MOST = 2000
MOST_FRAMES = 20
"""Of a page, the first so many are read, watched and blacked out."""


async def changed(page: Page, since: tuple[Mark, ...] = ()) -> None:
    """Return at the next change that could matter, once it has been calm for a moment.

    That is a change of what a person sees of the document, of an open shadow root or of a frame; a
    navigation; the page's end. Nothing is polled. `since` is `Reading.marks` of an earlier look:
    what has changed since then counts too, so that nothing falls between looking and waiting.
    Start it anew after each return. May be cancelled at any time.
    """
    if page.is_closed():
        return
    happened = asyncio.Event()

    def note(_: object) -> None:
        happened.set()

    for event in (*_ENDS, *_MOVES):
        page.on(event, note)  # type: ignore[call-overload]
    frames = page.frames[:MOST_FRAMES]
    if since and [url for _, url in since] != [frame.url[:URL_MOST] for frame in frames]:
        happened.set()  # also of a frame whose address became known after its document was seen
    marks = [mark for mark, _ in since] if len(since) == len(frames) else [""] * len(frames)
    watches = [
        asyncio.create_task(_watch(frame, mark, happened))
        for frame, mark in zip(frames, marks, strict=True)
    ]
    try:
        await happened.wait()
    finally:
        for event in (*_ENDS, *_MOVES):
            page.remove_listener(event, note)
        await end_task(*watches)


async def _watch(frame: Frame, mark: str, happened: asyncio.Event) -> None:
    with contextlib.suppress(ActFailed):  # its document is gone: a change that the page tells of
        await attempt(frame.evaluate(_SCRIPT, [mark, _CALM_MS, _MOST_MS]), None)
        happened.set()
