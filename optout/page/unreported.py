"""What has left a page that went away before it could tell of it.

A page tells of a request once its script rests. One that is busy after `fetch` or XHR and is
reloaded or left meanwhile never does, and the site has the request all the same. What sends for all
pages, the browser's network service, tells at once, but only of a request's head.
"""

import contextlib
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

from playwright.async_api import Frame, Page, Request

from optout.forms.hosts import origin_of
from optout.system.attempt import ActFailed, attempt, translated

_NO_BODIES = {"maxPostDataSize": 1, "maxTotalBufferSize": 0, "maxResourceBufferSize": 0}
_BEACON = "no-cors"
"""How a page sends what it wants no answer to: its own reports, as it is left."""


class OnGone(Protocol):
    def __call__(self, longest: int, *, heard: bool) -> None: ...


class Unreported:
    """Listens to one window. `permits` tells the hosts of the form. `on_gone` is told when the
    window's page is reloaded, left or closed or crashes: the bytes of the longest body that left it
    for one of them without its word, 0 for none; and if that was `heard` at all."""

    def __init__(self, page: Page, permits: Callable[[str], bool], on_gone: OnGone) -> None:
        self._page, self._permits, self._on_gone = page, permits, on_gone
        self._heard = False
        self._bytes: dict[str, int] = {}
        self._told: set[str] = set()
        self._next_document = False

    async def listen(self) -> None:
        """Begin, before the form's page is opened. The window is listened to until it closes."""
        page = self._page
        page.on("request", self._asks)
        page.on("framenavigated", self._navigated)
        page.on("close", self._gone)
        page.on("crash", self._gone)
        with contextlib.suppress(ActFailed):
            browser = await attempt(page.context.new_cdp_session(page))
            browser.on("Network.requestWillBeSentExtraInfo", self._leaves)
            browser.on("Network.requestWillBeSent", self._tells)
            await attempt(browser.send("Network.enable", _NO_BODIES))
            self._heard = True

    def _leaves(self, event: dict[str, Any]) -> None:
        head = {name.lower(): value for name, value in event["headers"].items()}
        length, request = head.get("content-length", ""), event["requestId"]
        beacon = head.get("sec-fetch-mode") == _BEACON
        if beacon or not length.isdecimal() or request in self._told:
            return
        # In HTTP/2 the address is told in pseudo-headers (RFC 9113, 8.3.1).
        host = head.get(":authority") or head.get("host")
        scheme = head.get(":scheme") or urlsplit(self._page.url).scheme
        if not host or self._permits(f"{scheme}://{host}/"):
            self._bytes[request] = int(length)

    def _tells(self, event: dict[str, Any]) -> None:
        if event["request"].get("hasPostData"):
            self._told.add(event["requestId"])
            self._bytes.pop(event["requestId"], None)

    def _asks(self, request: Request) -> None:
        with contextlib.suppress(ActFailed), translated():
            asks = request.is_navigation_request() and request.frame.parent_frame is None
            self._next_document = self._next_document or asks

    def _navigated(self, frame: Frame) -> None:
        """Also where a script has only changed the address; no page of the browser's own is asked
        for of a site."""
        if frame.parent_frame is None and (self._next_document or not origin_of(frame.url)):
            self._gone()

    def _gone(self, _page: Page | None = None) -> None:
        longest = max(self._bytes.values(), default=0)
        self._bytes.clear()
        self._told.clear()
        self._next_document = False
        self._on_gone(longest, heard=self._heard)
