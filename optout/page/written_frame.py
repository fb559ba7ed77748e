"""A frame whose document its page has written, as for an editor: it has no address of its own."""

from playwright.async_api import ElementHandle, Frame

from optout.locate.snapshot import NATIVE
from optout.system.attempt import attempt

_ADDRESSES = ("about:blank", "about:srcdoc")
# Asked of the page around it: one that another site has put there does not show its document.
_IS_OPEN = "holder => holder.contentDocument !== null"

_BODY = f"() => {{ {NATIVE} return native(document).body; }}"


async def holder_of_written(frame: Frame) -> ElementHandle | None:
    """The element that holds such a frame, in the page that has written it; else None.

    Raises `ActFailed` when the frame is gone.
    """
    if frame.url not in _ADDRESSES or frame.parent_frame is None:
        return None
    holder = await attempt(frame.frame_element())
    return holder if await attempt(holder.evaluate(_IS_OPEN)) else None


async def at_home(element: ElementHandle) -> ElementHandle:
    """The same element; the body of such a frame as its own document knows it.

    Raises `ActFailed` when it is gone.
    """
    frame = await attempt(element.owner_frame())
    if frame is None or await holder_of_written(frame) is None:
        return element
    body = (await attempt(frame.evaluate_handle(_BODY))).as_element()
    same = body and await attempt(element.evaluate("(one, other) => one === other", body))
    return body if body and same else element
