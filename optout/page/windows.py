"""The windows of one form: its own page, and those in which the site answers what it sends.

A form may be sent into a new tab or a pop-up. What comes there counts as the site's answer only
when the request went into that very window, or the window opened after something had been sent; and
only while an answer is awaited: what comes later answers nothing.
"""

import contextlib
import weakref
from collections import deque
from collections.abc import Callable
from urllib.parse import urldefrag

from playwright.async_api import Dialog, Frame, Page, Request

from optout.forms.hosts import origin_of, plain_address
from optout.system import own_pages
from optout.system.attempt import ActFailed, translated

_MOST_UNPLACED = 32
_owned: "weakref.WeakSet[Page]" = weakref.WeakSet()
"""The windows of all forms: two forms may stand at one address, and none is a copy of the other."""


class _Window:
    """What one window shows, and whether that came while an answer was awaited."""

    def __init__(self) -> None:
        self.later = False
        self._address = ""
        self._answered_at = ""

    def shows(self, address: str, *, awaited: bool) -> None:
        """It shows a document, or another part of the same one."""
        self._address = address
        if awaited:
            self.is_answered()
        else:
            self.later = address != self._answered_at

    def is_answered(self) -> None:
        """What shows there now is the answer, again or to what leaves just now."""
        self.later, self._answered_at = False, self._address


class Windows:
    """Notes requests and dialogs of the form's page and of all that it opens.

    `on_request` returns whether what leaves can be what the person sends; `on_news` is told when
    a window opens, navigates or crashes. `may_answer` tells whether a page that comes now may be
    the site's answer.
    """

    def __init__(
        self,
        own: Page,
        on_request: Callable[[Request], bool],
        on_dialog: Callable[[Dialog], None],
        on_news: Callable[[], None],
        may_answer: Callable[[], bool] = lambda: True,
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
        """This window of an answer is closed, and the form's own is not."""
        return page.is_closed() and not self.own.is_closed()

    def later(self, page: Page) -> bool:
        """What shows in this window came too late to answer what was sent."""
        return self._all[page].later

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
        if own_pages.is_own(page):
            return
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
        if page is not None and own_pages.is_own(page):
            return
        if page is not None and (page in self._all or self._copies(page)):
            self._left(page, request)
        elif page is None or page not in _owned:  # of a window that is just about to open, perhaps
            self._unplaced.append(request)

    def _left(self, page: Page, request: Request) -> None:
        if not self._notes(request):
            return
        copy = page not in self._all
        if copy:
            self._add(page)
        self._sent = True
        self._all[page].is_answered()
        if copy or request.is_navigation_request():
            self._answer(page)

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
        self._all[page].shows(address, awaited=not self._sent or self._may_answer())

    def _copies(self, page: Page) -> bool:
        """The person has the form open in another tab as well: they may send it there."""
        address = plain_address(page.url)
        same = address == plain_address(self.own.url) and bool(origin_of(address))
        return same and page not in _owned

    def _crash(self, _page: Page) -> None:
        self.crashed = True
        self._on_news()


def _leave(_dialog: Dialog) -> None:
    """It stays open in its window for the person."""


def _page_of(request: Request) -> Page | None:
    """The page that a request belongs to; None while it is not known."""
    with contextlib.suppress(ActFailed), translated():
        return request.frame.page
    return None
