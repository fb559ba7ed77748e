"""The windows of one form: its own page, and those in which the site answers what it sends.

A form may be sent into a new tab or a pop-up. What comes there counts as the site's answer only
when the request went into that very window, or the window opened after something had been sent.
"""

import contextlib
from collections import deque
from collections.abc import Callable

from playwright.async_api import Dialog, Frame, Page, Request

from optout.system.attempt import ActFailed, translated

_MOST_UNPLACED = 32


class Windows:
    """Notes requests and dialogs of the form's page and of all that it opens.

    `on_request` returns whether what leaves can be what the person sends; `on_news` is told when
    a window opens, navigates or crashes.
    """

    def __init__(
        self,
        own: Page,
        on_request: Callable[[Request], bool],
        on_dialog: Callable[[Dialog], None],
        on_news: Callable[[], None],
    ) -> None:
        self.own = own
        self.crashed = False
        self._on_request, self._on_dialog, self._on_news = on_request, on_dialog, on_news
        self._all: list[Page] = []
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
        self._all.append(page)
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
        self._on_news()

    def _request(self, request: Request) -> None:
        page = _page_of(request)
        if page is None:
            self._unplaced.append(request)
        elif page in self._all:
            self._left(page, request)

    def _left(self, page: Page, request: Request) -> None:
        if self._on_request(request):
            self._sent = True
            if request.is_navigation_request():
                self._answer(page)

    def _answer(self, page: Page) -> None:
        if page is not self.own and page not in self._answers:
            self._answers.append(page)

    def _navigated(self, _frame: Frame) -> None:
        self._on_news()  # also where the same page came once more, and all that was typed is gone

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
