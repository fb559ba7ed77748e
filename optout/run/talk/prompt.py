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


@dataclass(frozen=True, slots=True)
class Prompt:
    """The one way to ask the person about one page.

    `whom` gives the person. `unclear` is the usual `still`: the page neither went on nor says what
    it is. `open` is told as a question begins and ends: nothing is said into it by others.
    """

    whom: Callable[[], Human]
    tab: Tab
    unclear: Still
    open: Callable[[bool], None] = lambda _open: None

    @property
    def human(self) -> Human:
        return self.whom()

    async def ask(
        self, question: Callable[[], Awaitable[T]], still: Still | None = None
    ) -> Answer[T] | MovedOn:
        """The answer, or the reading for which `still` does not hold any more. Raises `PageGone`,
        and whatever `question` raises."""
        human, still = self.human, still or self.unclear
        asking = asyncio.ensure_future(question())
        self.open(True)
        try:
            while True:
                moved = asyncio.create_task(self.tab.moved())
                try:
                    await asyncio.wait({asking, moved}, return_when=asyncio.FIRST_COMPLETED)
                    if asking.done():
                        return Answer(asking.result())
                    await moved
                finally:
                    await end_task(moved)
                reading = await self.tab.look()
                if not still(reading):
                    return MovedOn(reading)
        finally:
            if not asking.done():
                await end_task(asking)
                human.interrupt()
            self.open(False)
