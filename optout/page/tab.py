"""One form's tab: what it shows, as it changes, and what it asks in native dialogs."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any

from playwright.async_api import Dialog, Page, Request

from optout.domain.proofs import Proof
from optout.forms.hosts import Allowed
from optout.locate.roles import PageKind
from optout.page.close_tab import close_tab
from optout.page.native_dialogs import NativeDialogs
from optout.page.picture import picture_of, text_of, tree_of
from optout.page.reading import PageGone, Reading, changed, read, settled
from optout.page.redaction import without_code
from optout.page.watch import Mark
from optout.page.windows import Windows
from optout.system import own_pages
from optout.system.attempt import ActFailed, attempt
from optout.system.timeouts import bounded, end_task

_PARSING = 4.0
_CLOSING = 1000
_NEXT_DOCUMENT = 0.2
_ENDING = 1.0
_MOST_UNANSWERED = 3
_ERROR_PAGE = "chrome-error:"
# Without the timer the page would collect the promise as garbage, and the wait would fail.
_FOREVER = "() => new Promise(resolve => setTimeout(resolve, 2 ** 31 - 1))"


class Listener:
    """What a tab calls when something happens in the windows of its form.

    This one does nothing, for a page that is only looked at.
    """

    def on_request(self, request: Request) -> bool:
        """A request leaves for one of the form's hosts. Whether it is what the person sends."""
        return False

    def on_request_elsewhere(self, request: Request) -> bool:
        """A request leaves for another host: that is nothing that the person sends to the form."""
        return False

    def on_gone(self, longest: int, *, heard: bool) -> None:
        """The form's page goes away: as `Unreported` tells."""

    def on_dialog(self, kind: str, message: str) -> None:
        """A native dialog opens: its type and its text."""

    def may_tell(self, kind: PageKind) -> bool:
        """A native dialog over a page of this kind may have told of what was sent."""
        return False

    def may_answer(self) -> bool:
        """A page that comes now may be the site's answer to what was sent."""
        return True

    def continues(self, url: str) -> bool:
        """A page at `url` may be a later step of the form that was begun in this tab."""
        return False

    @property
    def letter(self) -> str:
        """What was filled in as the letter: none of the page's own words."""
        return ""

    @property
    def known(self) -> frozenset[str]:
        """What the page said before anything was sent: it answers nothing."""
        return frozenset()

    def unclear(self, reading: Reading) -> bool:
        """A window that may show an answer shows none."""
        return reading.kind in (PageKind.UNKNOWN, PageKind.FORM)


class Tab:
    """Watches one form's page, and the windows in which the site answers it.

    What has changed since a look counts, however late the wait for it begins.
    """

    def __init__(self, page: Page, allowed: Allowed, listener: Listener) -> None:
        self.page = page
        """The window that was looked at last."""
        self.allowed = allowed
        self._listener = listener
        self.codes: set[str] = set()
        """The codes that were typed: they are kept nowhere."""
        self.dialogs = NativeDialogs()
        self._news = asyncio.Event()
        self._windows = Windows(
            page,
            self._request,
            self._dialog,
            self._news.set,
            listener.may_answer,
        )
        self._lost, self._unanswered = False, 0
        self._change: asyncio.Task[None] | None = None
        self._seen: dict[Page, tuple[Mark, ...]] = {}
        self._alive: asyncio.Task[None] | None = None
        self._background: set[asyncio.Task[None]] = set()

    @property
    def crashed(self) -> bool:
        return self._windows.crashed

    @property
    def has_window(self) -> bool:
        """A window of the form is open."""
        return bool(self._windows.open)

    @property
    def lost(self) -> bool:
        """The browser's driver has ended: what happened since is not known."""
        return self._lost

    async def parsed(self) -> None:
        """Wait until the document is read to its end, but not for long: a look tells the rest."""
        with contextlib.suppress(ActFailed):
            await attempt(self.page.wait_for_load_state("domcontentloaded"), _PARSING)

    async def look(self) -> Reading:
        """What the form's window shows now, or the answer in another. Raises `PageGone`."""
        if self._windows.fault:
            raise self._windows.fault
        await self._begin_look()
        own, answers = self._windows.own, [*filter(self._may_answer, self._windows.answers)]
        for page in answers:
            with contextlib.suppress(PageGone):
                reading = await self._read(page)
                if not self._listener.unclear(reading):
                    return reading
        if answers and own.is_closed():
            return await self._read(answers[0])
        reading = await self._read(own)
        if answers and reading.kind is PageKind.FORM:
            with contextlib.suppress(PageGone):  # it may close meanwhile: the form is still there
                return await self._read(answers[0])
        return reading

    async def settle(self, *, still: float = 0.5, patience: float = 4.0) -> Reading:
        """What the page shows once it is still. Raises `PageGone`."""
        if self.page.is_closed():
            return await self.look()
        await self._begin_look()
        try:
            reading = await settled(
                self.page,
                self.allowed.permits,
                still=still,
                patience=patience,
                continues=self._listener.continues,
                letter=self._listener.letter,
                known=self._listener.known,
            )
        except PageGone:
            if not self._windows.answers_closed(self.page):
                raise
            return await self.look()
        self._seen[self.page] = reading.marks
        self._still_driven()
        return self._placed(self.page, reading)

    async def moved(self) -> None:
        """Wait for a change since the last look. Costs nothing. Raises `PageGone`."""
        if self._change is None:
            self._change = asyncio.create_task(self._any_change(self._windows.open))
        await asyncio.shield(self._change)

    def wake_after(self, act: Awaitable[object]) -> None:
        """Let `act` count as a change once it is done; it may take for ever."""

        async def wake() -> None:
            with contextlib.suppress(ActFailed, PageGone):
                await attempt(act, None)
                self._news.set()

        task = asyncio.create_task(wake())
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def moved_within(self, seconds: float) -> bool:
        """Wait for a change, at most so many seconds; False where none came."""
        with contextlib.suppress(TimeoutError):
            await bounded(self.moved(), seconds)
            return True
        return False

    async def until(
        self,
        found: Callable[[Reading], bool],
        seconds: float,
        reading: Reading | None = None,
        *,
        settled: bool = False,
    ) -> Reading:
        """The first reading that is `found`, else the last one before so many seconds are over.

        It begins with `reading`, or with a look, and looks again after each change; if `settled`,
        each time once the page is still for 0.3 seconds, at the latest after 1. Raises `PageGone`.
        """
        end = monotonic() + seconds
        look = partial(self.settle, still=0.3, patience=1.0) if settled else self.look
        reading = reading or await look()
        while not found(reading) and (remaining := end - monotonic()) > 0:
            if await self.moved_within(remaining):
                reading = await look()
        return reading

    async def picture(self, *, all_typed: bool, letter: bool = False) -> bytes | None:
        """The page at its full height as PNG; None where the browser cannot.

        Codes and boxes for secrets are black in it, with `all_typed` every box of one line; with
        `letter` boxes of several lines show all of their text.
        """
        return await picture_of(self.page, self.codes, all_typed=all_typed, letter=letter)

    async def words(self) -> str:
        """The page's visible text, and what it has said in native dialogs since something left."""
        texts = [await text_of(self.page), *self.dialogs.words(self.page)]
        return self.without_codes("\n".join(filter(None, texts)))

    async def tree(self) -> str:
        """The page's accessible tree, as roles and names, without what was typed into it."""
        return self.without_codes(await tree_of(self.page))

    def without_codes(self, text: str) -> str:
        """What the page says, without the codes that were typed into it."""
        return without_code(text, self.codes)

    async def to_front(self) -> None:
        """Show this tab: clicks in a background tab stall."""
        with contextlib.suppress(ActFailed):
            await own_pages.to_front(self.page)

    async def end(self) -> bool:
        """Close the windows, and hear of all that leaves them until then.

        Whether all have closed; one that hangs is not waited for. Raises `PageGone` where none was
        open any more.
        """
        windows = self._windows.open
        if not windows:
            raise PageGone
        await asyncio.gather(*map(_end, windows))
        return not (self._windows.open or self._lost)

    async def close(self) -> None:
        """Stop watching. The windows stay open."""
        self._windows.close()
        tasks = (self._change, self._alive, *self._background)
        await end_task(*(task for task in tasks if task is not None))

    async def _read(self, page: Page) -> Reading:
        reading = await read(
            page,
            self.allowed.permits,
            continues=self._listener.continues,
            letter=self._listener.letter,
            known=self._listener.known,
        )
        self._still_driven()
        self.page = page
        self._seen[page] = reading.marks
        self._unanswered = self._unanswered + 1 if _hangs(reading) else 0
        if 0 < self._unanswered <= _MOST_UNANSWERED:
            self.wake_after(page.evaluate("() => 0"))  # it is looked at once it answers again
        return self._placed(page, reading)

    def _placed(self, page: Page, reading: Reading) -> Reading:
        """The reading with what the window has said in native dialogs, and whether it is late."""
        if self._listener.may_tell(reading.kind):
            reading = self.dialogs.over(page, reading, letter=self._listener.letter)
        return replace(reading, later=self._windows.later(page))

    def _may_answer(self, page: Page) -> bool:
        """A window stands on the form's own hosts, or at an answer that did not come."""
        return self.allowed.permits(page.url) or page.url.startswith(_ERROR_PAGE)

    def _still_driven(self) -> None:
        if self._lost:
            raise PageGone

    async def _begin_look(self) -> None:
        """What was seen before counts no more; what happens from here on does."""
        if self._change is not None:
            await end_task(self._change)
            self._change = None
        self._seen.clear()
        self._news.clear()
        if self._alive is None or self._alive.done():
            self._alive = asyncio.create_task(self._notice_loss(self.page))

    async def _any_change(self, windows: list[Page]) -> None:
        if not windows or any(page.is_closed() for page in self._seen):
            return
        changes: list[asyncio.Future[Any]] = [
            asyncio.create_task(changed(page, self._seen.get(page, ()))) for page in windows
        ]
        changes.append(asyncio.ensure_future(self._news.wait()))
        try:
            await asyncio.wait(changes, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await end_task(*changes)

    async def _notice_loss(self, page: Page) -> None:
        if await _driver_ends(page):
            self._lost = True
            self._news.set()

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.hear(dialog)
        self._listener.on_dialog(dialog.type, dialog.message)
        # An alert only wants to be read, and it has been told. Every other dialog is a decision:
        # it stays open in the window for the person.
        if dialog.type == "alert":
            self.wake_after(dialog.accept())

    def _request(self, request: Request) -> bool:
        to_form, elsewhere = self._listener.on_request, self._listener.on_request_elsewhere
        sent = (to_form if self.allowed.permits(request.url) else elsewhere)(request)
        if sent:
            self.dialogs.forget()
        return sent


async def _driver_ends(page: Page) -> bool:
    """Wait until nothing can be learnt of `page` any more: whether what drove the browser has
    ended, rather than the page.

    No event tells of that; only a call that waits for its answer fails, as it does when the page's
    document gives way to another.
    """
    while True:
        try:
            await attempt(page.evaluate(_FOREVER), None)
        except ActFailed as error:
            if page.is_closed() or error.crashed:
                return False
            if error.closed:
                break
            await asyncio.sleep(_NEXT_DOCUMENT)
    with contextlib.suppress(ActFailed):  # a page that closes says so, a moment later
        await attempt(page.wait_for_event("close", timeout=_CLOSING))
        return False
    return True


async def _end(page: Page) -> None:
    with contextlib.suppress(ActFailed):
        # Word of what has left a page can still be on its way here, and would be lost with it.
        await attempt(page.evaluate("() => 0"), _ENDING)
    with contextlib.suppress(ActFailed):
        await close_tab(page, _ENDING)


def _hangs(reading: Reading) -> bool:
    return reading.snapshot.main.unread is Proof.NO_ANSWER
