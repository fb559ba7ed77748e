"""The bound on every wait: nothing waits without end on a page, a browser or a terminal."""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

T = TypeVar("T")
LIMIT = 10.0
"""Seconds that one act in a page may take."""


async def bounded(act: Awaitable[T], limit: float | None = LIMIT) -> T:
    """`act`, given up after `limit` seconds with `TimeoutError`, also when the page hangs.

    `asyncio.wait_for` of Python 3.11 drops a cancellation that comes as `act` ends, and with it a
    Ctrl-C (python/cpython#86296); `asyncio.timeout` keeps it.
    """
    async with asyncio.timeout(limit):
        return await act


async def end_task(*tasks: "asyncio.Future[Any]") -> None:
    """Cancel tasks and take their exceptions, so that nothing is left running or unheard."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
