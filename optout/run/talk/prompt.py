"""A question about a page that may go on, or close, before it is answered."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from optout.page.reading import Reading
from optout.page.tab import Tab
from optout.system.timeouts import end_task
from optout.terminal.human import Human

T = TypeVar("T")

Still = Callable[[Reading], bool]
"""The question still makes sense for what the page shows now."""


def always(_reading: Reading) -> bool:
    """The question stays whatever the page shows; only a window that closes takes it away."""
    return True


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What the person said."""

    value: T


@dataclass(frozen=True, slots=True)
class MovedOn:
    """The page went on by itself: what it shows now."""

    reading: Reading


async def unless_moved(
    tab: Tab, act: Callable[[], Awaitable[T]], still: Still
) -> Answer[T] | MovedOn:
    """The result of `act`, or the reading for which `still` does not hold any more.

    Raises `PageGone`, and whatever `act` raises.
    """
    acting = asyncio.ensure_future(act())
    try:
        while True:
            moved = asyncio.create_task(tab.moved())
            try:
                await asyncio.wait({acting, moved}, return_when=asyncio.FIRST_COMPLETED)
                if acting.done():
                    return Answer(acting.result())
                await moved
            finally:
                await end_task(moved)
            reading = await tab.look()
            if not still(reading):
                return MovedOn(reading)
    finally:
        await end_task(acting)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The one way to ask the person about one page.

    `unclear` is the usual `still`: the page neither went on nor says what it is.
    """

    human: Human
    tab: Tab
    unclear: Still

    async def ask(
        self, question: Callable[[], Awaitable[T]], still: Still | None = None
    ) -> Answer[T] | MovedOn:
        """The answer, once nobody else's question is open. Raises `PageGone`, `EndOfInput`."""
        return await unless_moved(self.tab, question, still or self.unclear)
