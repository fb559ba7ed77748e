"""One tab of the browser: what it shows, as it changes, and what it asks in native dialogs."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import TypeVar

from playwright.async_api import Dialog, Error, Page, Request

from optout import pages
from optout.fields import bounded
from optout.forms.hosts import Allowed
from optout.pages import PageGone, Reading

T = TypeVar("T")
_PARSING = 4.0
_TO_TOP = "() => { const y = window.scrollY; window.scrollTo(0, 0); return y; }"


class Tab:
    """Watches one page. The wait is armed before each look, so no change between two is missed."""

    def __init__(self, page: Page, allowed: Allowed) -> None:
        self.page = page
        self.allowed = allowed
        self.crashed = False
        self.on_request: Callable[[Request], None] | None = None
        self.on_dialog: Callable[[str, str], None] | None = None
        self._change: asyncio.Task[None] | None = None
        self._background: set[asyncio.Task[None]] = set()
        page.on("dialog", self._dialog)
        page.on("crash", self._crash)
        page.on("request", self._request)

    async def parsed(self) -> None:
        """Wait until the document is read to its end, but not for long: a look tells the rest."""
        with contextlib.suppress(Error, TimeoutError):
            await bounded(self.page.wait_for_load_state("domcontentloaded"), _PARSING)

    async def look(self) -> Reading:
        """What the page shows now. Raises `PageGone`."""
        await self._arm()
        return await pages.read(self.page, self.allowed.permits)

    async def settle(self, *, still: float = 0.5, patience: float = 4.0) -> Reading:
        """What the page shows once it is still. Raises `PageGone`."""
        await self._arm()
        return await pages.settled(self.page, self.allowed.permits, still=still, patience=patience)

    async def moved(self) -> None:
        """Wait for a change since the last look. Costs nothing. Raises `PageGone`."""
        if self._change is None:
            await self._arm()
        assert self._change is not None
        await asyncio.shield(self._change)

    async def moved_within(self, seconds: float) -> bool:
        """Whether something changes within so many seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.moved(), seconds)
            return True
        return False

    async def unless_moved(
        self, act: Callable[[], Awaitable[T]], still: Callable[[Reading], bool]
    ) -> T | Reading:
        """The result of `act`, a question, or the reading that made it needless.

        The question stays while `still` holds for what the page shows.
        """
        question = asyncio.ensure_future(act())
        try:
            while True:
                moved = asyncio.create_task(self.moved())
                try:
                    await asyncio.wait({question, moved}, return_when=asyncio.FIRST_COMPLETED)
                    if question.done():
                        return question.result()
                    await moved
                finally:
                    await _end(moved)
                reading = await self.look()
                if not still(reading):
                    return reading
        finally:
            await _end(question)

    async def picture(self) -> bytes | None:
        """The page at its full height as PNG; None where the browser cannot."""
        with contextlib.suppress(Error, TimeoutError):
            # What sticks to the window's top would otherwise stand over the fields.
            scrolled = await bounded(self.page.evaluate(_TO_TOP))
            try:
                return await bounded(
                    self.page.screenshot(full_page=True, animations="disabled", timeout=8000)
                )
            finally:
                await bounded(self.page.evaluate("y => window.scrollTo(0, y)", scrolled))
        return None

    async def words(self) -> str:
        """The page's visible text."""
        with contextlib.suppress(Error, TimeoutError):
            return str(await bounded(self.page.evaluate("() => document.body.innerText")))
        return ""

    async def tree(self) -> str:
        """The page's accessible tree, as roles and names."""
        with contextlib.suppress(Error, TimeoutError):
            return await bounded(self.page.locator("body").aria_snapshot(timeout=5000))
        return ""

    async def to_front(self) -> None:
        """Show this tab: clicks in a background tab stall."""
        with contextlib.suppress(Error, TimeoutError):
            await bounded(self.page.bring_to_front())

    async def close(self) -> None:
        """Stop watching. The page stays open."""
        for task in (self._change, *self._background):
            if task is not None:
                await _end(task)

    async def _arm(self) -> None:
        if self._change is not None:
            await _end(self._change)
        self._change = asyncio.create_task(pages.changed(self.page))
        await asyncio.sleep(0)  # its first message leaves before the look's

    def _dialog(self, dialog: Dialog) -> None:
        if self.on_dialog:
            self.on_dialog(dialog.type, dialog.message)
        # An alert only wants to be read, and it has been told. Every other dialog is a decision:
        # it stays open in the window for the person.
        if dialog.type == "alert":
            self._later(dialog.accept())

    def _crash(self, _page: Page) -> None:
        self.crashed = True

    def _request(self, request: Request) -> None:
        if self.on_request and self.allowed.permits(request.url):
            self.on_request(request)

    def _later(self, act: Awaitable[None]) -> None:
        async def quietly() -> None:
            with contextlib.suppress(Error, TimeoutError, PageGone):
                await act

        task = asyncio.create_task(quietly())
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _end(task: "asyncio.Future[T]") -> None:
    """Cancel a task and take its exception, so that nothing is left running or unheard."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
