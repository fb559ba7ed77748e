"""A small window of the browser beside its first one, or a tab where there is no room for two."""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, Page

from optout.system import own_pages
from optout.system.attempt import ActFailed, attempt

_ENOUGH = 1000
"""Columns of a screen from which on two windows have room side by side: 1366 at 125 % are 1093."""
_WIDTH = 380
_NEAR = 60
"""Columns by which a window may stand elsewhere than it was told to."""
# As a pop-up it keeps no place in the profile, and no new tab opens in it.
_OPEN = """(() => {
  const { availLeft: left, availTop: top, availWidth: room, availHeight: height } = screen;
  const aside = room >= %(enough)d, at = left + room - %(width)d;
  const place = `,popup,left=${at},top=${top},width=%(width)d,height=${height}`;
  window.open("%(address)s", "_blank", "noopener" + (aside ? place : ""));
  return { aside, at, left, top, height };
})()"""


@dataclass(frozen=True, slots=True)
class Opened:
    """The companion's page, empty. It is `aside`: in a window of its own, which is `placed` beside
    the other, or can only be put there by hand."""

    page: Page
    aside: bool
    placed: bool


async def open_beside(context: BrowserContext, *, asks: bool) -> Opened:
    """Open it beside the window of the site's page in front, which has no part in it: its scripts
    see neither the call nor the window. That page keeps the focus, unless the companion `asks`
    something. Raises `ActFailed`."""
    front = own_pages.front_of(context)
    if front is None:
        raise ActFailed("closed")
    form = await attempt(context.new_cdp_session(front))
    address = own_pages.new_address()
    came: asyncio.Future[Page] = asyncio.get_running_loop().create_future()

    def opened(page: Page) -> None:
        if page.url == address and not came.done():
            own_pages.add(page)  # also once it shows something else
            came.set_result(page)

    context.on("page", opened)
    try:
        place = await attempt(_open(form, address))
        page = await attempt(came)
    finally:
        context.remove_listener("page", opened)
    placed = place["aside"]
    if placed:
        with contextlib.suppress(ActFailed):
            companion = await attempt(context.new_cdp_session(page))
            placed = await attempt(_side_by_side(form, companion, place))
    if not asks:
        await own_pages.to_front(front)
    return Opened(page, place["aside"], placed)


async def _open(form: CDPSession, address: str) -> dict[str, Any]:
    """Where it was opened, and whether in a window; from a world of its own in the form's page."""
    frame = (await form.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
    world = await form.send("Page.createIsolatedWorld", {"frameId": frame})
    script = _OPEN % {"address": address, "width": _WIDTH, "enough": _ENOUGH}
    told = await form.send(
        "Runtime.evaluate",
        {
            "expression": script,
            "contextId": world["executionContextId"],
            "userGesture": True,
            "returnByValue": True,
        },
    )
    place: dict[str, Any] = told["result"]["value"]
    return place


async def _side_by_side(form: CDPSession, companion: CDPSession, place: dict[str, Any]) -> bool:
    """The form's window at the left, the companion's at the right; False where the system lets no
    program place its windows."""
    window = await companion.send("Browser.getWindowForTarget")
    if abs(window["bounds"].get("left", 0) - place["at"]) > _NEAR:
        return False
    number = (await form.send("Browser.getWindowForTarget"))["windowId"]
    rest = {"left": place["left"], "top": place["top"], "height": place["height"]}
    for bounds in ({"windowState": "normal"}, {**rest, "width": place["at"] - place["left"]}):
        await form.send("Browser.setWindowBounds", {"windowId": number, "bounds": bounds})
    return True
