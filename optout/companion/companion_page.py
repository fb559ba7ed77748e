"""The companion's page: an address that leads nowhere, served to this page alone.

Nothing of it is on a disk or on a port. What it says goes to its own document only, by a handle
that no other document of the same tab has; what it answers is heard only from that document.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from typing import Any

from playwright.async_api import JSHandle, Page, Route

from optout import i18n
from optout.system import own_pages
from optout.system.attempt import ActFailed, attempt, translated
from optout.system.templates import html_environment

ADDRESS = "https://optout.localhost/"
"""Chromium itself takes this name for the own computer and asks no network for it (RFC 6761)."""
_TEMPLATE = "companion/page.html.j2"
_QUITTING = 0.5
"""Seconds in which the form's window is closed, too, where the whole browser is."""
_REST = 1.0
"""Seconds without a press after which no second click of a double click comes any more: half a
second is the usual limit, and who has a slow hand sets it to 0.9 (Windows' slowest)."""
_SHOW = "(page, [state, focus]) => page.show(state, focus)"


class CompanionPage:
    """What stands in one page. `answers` is given a number and what was answered under it;
    `closed` is called once the page is gone for good."""

    def __init__(
        self, page: Page, answers: Callable[[str, str], None], closed: Callable[[], None]
    ) -> None:
        self._page, self._answers, self._closed = page, answers, closed
        self._document: JSHandle | None = None
        self._state: dict[str, Any] = {}
        self._news = asyncio.Event()
        self._to_front = False
        self._pushing: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Load it. Raises `ActFailed`."""
        page = self._page
        page.on("close", self._gone)
        page.on("crash", self._gone)
        await attempt(page.expose_binding("answer", self._heard))
        await attempt(page.route("**/*", self._serve))
        page.on("domcontentloaded", self._loaded)
        await attempt(page.goto(ADDRESS))
        own_pages.put_in_front_after(page.context, self._at_rest)
        self._pushing = asyncio.create_task(self._push())

    def show(self, state: dict[str, Any], *, to_front: bool = False) -> None:
        """Show this soon; `to_front`: in front of all else, as something is asked here."""
        self._state = state
        self._to_front = self._to_front or to_front
        self._news.set()

    async def close(self) -> None:
        """Listen no more, and close it."""
        self._closed = lambda: None
        if self._pushing:
            self._pushing.cancel()
        await self._close_page()

    async def _close_page(self) -> None:
        with contextlib.suppress(ActFailed):
            await attempt(self._page.close(), 2)

    async def _push(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            front, self._to_front = self._to_front, False
            try:
                if front:
                    await attempt(self._page.bring_to_front())
                document = await self._own_document()
                await attempt(document.evaluate(_SHOW, [self._state, front]))
            except ActFailed:  # perhaps of a document that was left while it was looked for
                self._document = None

    async def _at_rest(self) -> None:
        """Return once nothing has been pressed here for a while, or it is there no more."""
        with contextlib.suppress(ActFailed):
            left = _REST - await self._since_press()
            while left > 0:
                await asyncio.sleep(left)
                left = _REST - await self._since_press()

    async def _since_press(self) -> float:
        """Seconds since the pointer was last pressed or let go here. Raises `ActFailed`."""
        document = await self._own_document()
        seconds: float = await attempt(document.evaluate("page => page.sincePress()"))
        return seconds

    async def _own_document(self) -> JSHandle:
        """The script's own object in the document that stands at the address: one that comes after
        it has none of what is told to this one. Raises `ActFailed`."""
        if self._document is None:
            found = await attempt(self._page.evaluate_handle("globalThis.companion"))
            if self._page.url != ADDRESS:
                raise ActFailed("elsewhere")
            self._document = found
        return self._document

    def _loaded(self, _page: Page) -> None:
        """It was loaded, perhaps anew by the person."""
        self._document = None
        self._news.set()

    async def _serve(self, route: Route) -> None:
        request = route.request
        with contextlib.suppress(ActFailed), translated():
            if not (request.is_navigation_request() and request.url == ADDRESS):
                await route.abort()
                return
            nonce = secrets.token_urlsafe()
            template = html_environment().get_template(_TEMPLATE)
            await route.fulfill(
                body=template.render(nonce=nonce, language=i18n.language()),
                headers={
                    "content-type": "text/html; charset=utf-8",
                    "cache-control": "no-store",
                    "content-security-policy": _policy(nonce),
                    "cross-origin-opener-policy": "same-origin",
                    "referrer-policy": "no-referrer",
                    "x-content-type-options": "nosniff",
                },
            )

    def _heard(self, source: dict[str, Any], number: object, answer: object) -> None:
        """The binding is there for whatever stands in this tab: only the own document is heard."""
        frame = source["frame"]
        own = frame == self._page.main_frame and frame.url == ADDRESS
        if own and isinstance(number, str) and isinstance(answer, str):
            self._answers(number, answer)

    @property
    def form_stands(self) -> bool:
        """Beside it is a page that is no own one."""
        return bool(own_pages.of_sites(self._page.context))

    def _gone(self, _page: Page) -> None:
        if self._pushing:
            self._pushing.cancel()
        self._ending = self._ending or asyncio.create_task(self._end())

    async def _end(self) -> None:
        await self._close_page()  # one that crashed would be told nothing when it is loaded anew
        await asyncio.sleep(_QUITTING)
        self._closed()


def _policy(nonce: str) -> str:
    own = f"'nonce-{nonce}'"
    rules = {
        "default-src": "'none'",
        "script-src": own,
        "style-src": own,
        "form-action": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return ";".join(" ".join(rule) for rule in rules.items())
