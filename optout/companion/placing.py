"""A small window of the browser beside its first one, or a tab where there is no room for two."""

import asyncio
import contextlib
from dataclasses import dataclass

from playwright.async_api import BrowserContext, Page

from optout.system import own_pages
from optout.system.attempt import ActFailed, attempt

_ENOUGH = 1100
"""Columns of a screen from which on two windows have room side by side."""
_WIDTH = 380
_NEAR = 60
"""Columns by which a window may stand elsewhere than it was told to."""
# As a pop-up it keeps no place in the profile, and no new tab opens in it.
_OPEN = """([address, width, enough]) => {
  const { availLeft: left, availTop: top, availWidth: room, availHeight: height } = screen;
  const aside = room >= enough, at = left + room - width;
  const place = `,popup,left=${at},top=${top},width=${width},height=${height}`;
  window.open(address, "_blank", "noopener" + (aside ? place : ""));
  return { aside, at, left, top, height };
}"""


@dataclass(frozen=True, slots=True)
class Opened:
    """The companion's page, empty; `aside`: in a window that stands beside the other; `told`: or
    where it can only be put by hand."""

    page: Page
    aside: bool
    placed: bool


class Opening:
    """To be begun while the first page shows nothing yet: no site's page opens it."""

    def __init__(self, context: BrowserContext) -> None:
        self._context, self._first = context, context.pages[0]
        self._address = own_pages.new_address()
        self._came: asyncio.Future[Page] = asyncio.get_running_loop().create_future()

    async def begin(self) -> None:
        """Raises `ActFailed`."""
        self._context.on("page", self._opened)
        wanted = [self._address, _WIDTH, _ENOUGH]
        self._place = await attempt(self._first.evaluate(_OPEN, wanted))

    async def end(self) -> Opened:
        """Wait for it, and make room beside it. Raises `ActFailed`."""
        page = await attempt(self._came)
        aside = placed = self._place["aside"]
        if aside:
            with contextlib.suppress(ActFailed):
                placed = await self._side_by_side(page)
        return Opened(page, aside, placed)

    def _opened(self, page: Page) -> None:
        if page.url == self._address and not self._came.done():
            own_pages.is_own(page)
            self._came.set_result(page)
            self._context.remove_listener("page", self._opened)

    async def _side_by_side(self, page: Page) -> bool:
        """The form's window at the left, the companion's at the right; False where the system lets
        no program place its windows."""
        companion = await attempt(self._context.new_cdp_session(page))
        window = await attempt(companion.send("Browser.getWindowForTarget"))
        if abs(window["bounds"].get("left", 0) - self._place["at"]) > _NEAR:
            return False
        form = await attempt(self._context.new_cdp_session(self._first))
        number = (await attempt(form.send("Browser.getWindowForTarget")))["windowId"]
        place = self._place
        rest = {"left": place["left"], "top": place["top"], "height": place["height"]}
        for bounds in ({"windowState": "normal"}, {**rest, "width": place["at"] - place["left"]}):
            wanted = {"windowId": number, "bounds": bounds}
            await attempt(form.send("Browser.setWindowBounds", wanted))
        return True
