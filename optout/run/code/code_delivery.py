"""Whether a typed code has left, and is answered: a page may send it by itself, with its last
digit."""

import asyncio
import contextlib
from collections.abc import Awaitable

from playwright.async_api import Request

from optout.run.progress import Delivery
from optout.run.sending.delivery import delivery
from optout.system.timeouts import bounded


class CodeDelivery:
    """How far one code has come: not out of the page, to the site, or to an answer."""

    def __init__(self, complaints: frozenset[str] = frozenset()) -> None:
        self.complaints = complaints
        """What the page complained of once a code stood there: none of it is of a later one."""
        self._left = asyncio.Event()
        self._unanswered = 0

    @property
    def left(self) -> bool:
        """A request has carried the code."""
        return self._left.is_set()

    @property
    def under_way(self) -> bool:
        """A request carries the code, and the site has not answered it."""
        return self._unanswered > 0

    async def left_within(self, seconds: float) -> bool:
        """The code has left the page, or does within so many seconds."""
        with contextlib.suppress(TimeoutError):
            await bounded(self._left.wait(), seconds)
        return self.left

    def leaves_by(self, request: Request) -> Awaitable[Delivery]:
        """The code leaves by `request`; what is returned waits for the answer, and tells it."""
        self._left.set()
        self._unanswered += 1
        return self._follow(request)

    async def _follow(self, request: Request) -> Delivery:
        try:
            return await delivery(request)
        finally:
            self._unanswered -= 1
