"""The windows of one form: its own page, and those in which the site answers what it sends.

A form may be sent into a new tab or a pop-up. What comes there counts as the site's answer only
when the request went into that very window, or the window opened after something had been sent; and
only until the person goes on to another page there by hand.
"""

import contextlib
import weakref
from collections import deque
from collections.abc import Callable
from urllib.parse import urldefrag

from playwright.async_api import Dialog, Frame, Page, Request

from optout.forms.hosts import origin_of, plain_address
from optout.system.attempt import ActFailed, TooSlow, attempt, translated

_MOST_UNPLACED = 32
_PRESSED = "sec-fetch-user"
"""The header by which the browser tells a site that somebody pressed or typed something.

For five seconds after a look at a page it tells so, too: Playwright evaluates as if for the person.
What a site brings by itself then is asked about, and not believed.
"""
_HEADERS = 2.0
"""Seconds in which the browser tells the headers of a request that it has sent."""


_owned: "weakref.WeakSet[Page]" = weakref.WeakSet()
"""The windows of all forms: two forms may stand at one address, and none is a copy of the other."""


class _Window:
    """What one window shows, and whether the person has gone on to it by hand."""

    def __init__(self) -> None:
        self._address = ""
        self._coming: tuple[Request | None] | None = None
        """The request of the document that comes next; None in it where that may be an answer."""
        self._came: Request | None = None
        """The request of the document that shows, where that is an answer unless it was pressed."""
        self._by_hand = False
        self._answered_at: str | None = None
        """Where the person went on from by hand."""

    def awaits(self, request: Request | None) -> None:
        """A document comes, by this request; None: it may be the site's answer."""
        self._coming = (request,)

    def shows(self, address: str, leads_away: Callable[[], bool]) -> None:
        """It shows a document, or another part of the same one. Steps of one page may be told
        apart by a query."""
        before, self._address = self._address, address
        coming, self._coming = self._coming, None
        if address == self._answered_at:
            self.is_answered()
        elif coming and coming[0] and address != before:
            self._left(before)
            self._came = coming[0]
        elif coming or plain_address(address) == plain_address(before):
            return
        elif leads_away():
            self._left(before)
            self._by_hand = True  # by a script, or back through the window's history

    def is_answered(self) -> None:
        """What shows there from now on is the answer, again or to what leaves just now."""
        self._by_hand, self._came, self._answered_at = False, None, None

    async def by_hand(self) -> bool:
        """Whether the person has gone on here since something was sent."""
        request, self._came = self._came, None
        if request:
            with contextlib.suppress(ActFailed, TooSlow):
                if _PRESSED in await attempt(request.all_headers(), _HEADERS):
                    self._by_hand = True
        return self._by_hand

    def _left(self, address: str) -> None:
        if self._answered_at is None:
            self._answered_at = address


class Windows:
    """Notes requests and dialogs of the form's page and of all that it opens.

    `on_request` returns whether what leaves can be what the person sends; `on_news` is told when
    a window opens, navigates or crashes. `may_answer` tells of a page that comes now whether it may
    be the site's answer: one that comes as something is pressed (True), or at another address of
    the same document (False).
    """

    def __init__(
        self,
        own: Page,
        on_request: Callable[[Request], bool],
        on_dialog: Callable[[Dialog], None],
        on_news: Callable[[], None],
        may_answer: Callable[[bool], bool] = lambda _pressed: True,
    ) -> None:
        self.own = own
        self.crashed = False
        self.fault: Exception | None = None
        """What went wrong as a request was noted: Playwright would only print it."""
        self._on_request, self._on_dialog, self._on_news = on_request, on_dialog, on_news
        self._may_answer = may_answer
        self._all: dict[Page, _Window] = {}
        self._answers: list[Page] = []
        self._sent = False
        self._unplaced: deque[Request] = deque(maxlen=_MOST_UNPLACED)
        self._add(own)
        own.context.on("request", self._request)

    @property
    def open(self) -> list[Page]:
        """All that are open, the form's own first."""
        return [page for page in self._all if not page.is_closed()]

    @property
    def answers(self) -> list[Page]:
        """The open windows in which the site may answer, the newest first."""
        return [page for page in reversed(self._answers) if not page.is_closed()]

    def answers_closed(self, page: Page) -> bool:
        """Whether this window of an answer is closed, and the form's own is not."""
        return page.is_closed() and not self.own.is_closed()

    async def by_hand(self, page: Page) -> bool:
        """Whether the person has gone on in this window since something was sent: what shows there
        answers nothing."""
        return await self._all[page].by_hand()

    def close(self) -> None:
        """Stop listening. The windows stay open."""
        with contextlib.suppress(ActFailed), translated():
            self.own.context.remove_listener("request", self._request)
        for page in self._all:
            page.on("dialog", _leave)  # where nobody listens, Playwright itself answers
            with contextlib.suppress(ActFailed), translated():
                page.remove_listener("dialog", self._on_dialog)
                page.remove_listener("crash", self._crash)
                page.remove_listener("popup", self._opened)
                page.remove_listener("framenavigated", self._navigated)

    def _add(self, page: Page) -> None:
        self._all[page] = _Window()
        _owned.add(page)
        page.on("dialog", self._on_dialog)
        page.on("crash", self._crash)
        page.on("popup", self._opened)
        page.on("framenavigated", self._navigated)

    def _opened(self, page: Page) -> None:
        self._add(page)
        if self._sent:
            self._answer(page)
        # The first request of a window comes before the window itself.
        for request in list(self._unplaced):
            if _page_of(request) is page:
                self._unplaced.remove(request)
                self._left(page, request)
        if origin_of(page.url):  # its first document has come before it
            self._shows(page, urldefrag(page.url).url)
        self._on_news()

    def _request(self, request: Request) -> None:
        page = _page_of(request)
        if page is None:
            self._unplaced.append(request)
        elif page in self._all or self._copies(page):
            self._left(page, request)

    def _left(self, page: Page, request: Request) -> None:
        navigates = request.is_navigation_request()
        whole = navigates and request.redirected_from is None and _is_whole(page, request)
        if self._notes(request):
            copy = page not in self._all
            if copy:
                self._add(page)
            self._sent = True
            self._all[page].is_answered()
            if whole:
                self._all[page].awaits(None)
            if navigates or copy:
                self._answer(page)
        elif whole and page in self._all:
            other = request.method == "GET" and self._leads_away(pressed=True)
            self._all[page].awaits(request if other else None)

    def _notes(self, request: Request) -> bool:
        try:
            return self._on_request(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look tells
            self.fault = error
            self._on_news()
            return False

    def _answer(self, page: Page) -> None:
        if page is not self.own and page not in self._answers:
            self._answers.append(page)

    def _navigated(self, frame: Frame) -> None:
        if frame.parent_frame is None:
            self._shows(frame.page, urldefrag(frame.url).url)
        self._on_news()  # also where the same page came once more, and all that was typed is gone

    def _shows(self, page: Page, address: str) -> None:
        self._all[page].shows(address, lambda: self._leads_away(pressed=False))

    def _copies(self, page: Page) -> bool:
        """Whether the person has the form open in another tab as well: they may send it there."""
        address = plain_address(page.url)
        same = address == plain_address(self.own.url) and bool(origin_of(address))
        return same and page not in _owned

    def _leads_away(self, *, pressed: bool) -> bool:
        """Whether a page that comes now is no answer to what was sent."""
        return self._sent and not self._may_answer(pressed)

    def _crash(self, _page: Page) -> None:
        self.crashed = True
        self._on_news()


def _leave(_dialog: Dialog) -> None:
    """It stays open in its window for the person."""


def _is_whole(page: Page, request: Request) -> bool:
    """Whether a request is that of the whole page, and not of a frame in it."""
    with contextlib.suppress(ActFailed), translated():
        return request.frame == page.main_frame
    return True  # the first one of a window has no frame yet


def _page_of(request: Request) -> Page | None:
    """The page that a request belongs to; None while it is not known."""
    with contextlib.suppress(ActFailed), translated():
        return request.frame.page
    return None
