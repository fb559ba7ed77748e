"""The last look before anything personal is typed."""

from collections.abc import Callable
from typing import Any

from playwright.async_api import ElementHandle

from optout.page.script import script
from optout.page.written_frame import holder_of_written
from optout.system.attempt import attempt

_LOOK = script("surroundings")


class Forbidden(Exception):
    """This field must not be filled; the text says why, in a word for the record."""


async def guard(
    handle: ElementHandle, permits: Callable[[str], bool], look: str = _LOOK
) -> list[Any]:
    """Raise `Forbidden` unless the field's own document, and where it sends, may have the text.

    An element stays in its document: a page that navigates meanwhile makes the handle useless.
    `look` may prepare the field before it looks. Returns what `surroundings.js` saw.
    """
    seen: list[Any] = await attempt(handle.evaluate(look))
    addresses, password = seen
    frame = await attempt(handle.owner_frame())  # the browser's own word, after the page's turn
    holder = await holder_of_written(frame) if frame else None
    if holder is not None:
        await guard(holder, permits)  # what is true of the page is true of what it has written
        addresses = addresses[1:]
    elif frame is not None:
        addresses = [frame.url, *addresses]
    if frame is None or not all(permits(str(to)) for to in addresses):
        raise Forbidden("host")
    if password:
        raise Forbidden("password")
    return seen
