"""Playwright's errors become ours here, and are known nowhere else."""

import contextlib
import re
from collections.abc import Awaitable, Iterator
from typing import TypeVar

from playwright.async_api import Error
from playwright.async_api import TimeoutError as DriverTimeout

from optout.system.timeouts import LIMIT, bounded

T = TypeVar("T")
_URL = re.compile(r"\w+://\S+")


class ActFailed(Exception):
    """An act in the browser failed, most often as its page or element is gone.

    Its text is the driver's and can repeat what was typed: it is never shown.
    """

    @property
    def closed(self) -> bool:
        """Whether the page, the browser or the driver has gone away."""
        return "closed" in self._first_line

    @property
    def crashed(self) -> bool:
        """Whether what draws the page has crashed."""
        return "crashed" in self._first_line

    @property
    def _first_line(self) -> str:
        """What the driver itself says, less any address; what follows quotes the page."""
        return _URL.sub("", str(self).partition("\n")[0])

    @property
    def without_display(self) -> bool:
        """Whether the browser found no screen to open its window on."""
        text = str(self).lower()
        return "ozone" in text or "x server" in text


class TooSlow(ActFailed):
    """An act in the browser took too long."""


async def attempt(act: Awaitable[T], limit: float | None = LIMIT) -> T:
    """What `act`, one of Playwright's or several in a row, returns. Raises `ActFailed`.

    It is given up after `limit` seconds with `TooSlow`, also when the page hangs.
    """
    try:
        return await bounded(act, limit)
    except (Error, TimeoutError) as error:
        raise _ours(error) from error


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """As `attempt`, for acts in a block that are not awaited."""
    try:
        yield
    except Error as error:
        raise _ours(error) from error


def _ours(error: Exception) -> ActFailed:
    slow = isinstance(error, (DriverTimeout, TimeoutError))
    return (TooSlow if slow else ActFailed)(str(error))
