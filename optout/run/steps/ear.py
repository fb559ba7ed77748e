"""One question at a time, about a page that may go on or close meanwhile."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from optout.human import Human
from optout.locate.roles import PageKind
from optout.pages import PageGone, Reading
from optout.run.steps.tab import Tab

T = TypeVar("T", bool, str)


class MovedOn(Exception):
    """The page shows something else by now: a question about its fields has no answer."""


def in_doubt(reading: Reading) -> bool:
    """Whether a page neither went on nor says what it is: the person may know."""
    return reading.kind in (PageKind.UNKNOWN, PageKind.FORM)


@dataclass(frozen=True, slots=True)
class Ear:
    """The person's ear for one page. `turn` is what all questions of a run wait for, one by one;
    None where it is this page's turn already."""

    human: Human
    tab: Tab
    turn: asyncio.Lock | None = None

    async def alone(self, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer, with nobody else's question open. Raises `MovedOn`, `PageGone`."""

        async def in_turn() -> T:
            async with self.turn or contextlib.nullcontext():
                return await ask()

        try:
            answer = await self.tab.unless_moved(in_turn, in_doubt)
        except PageGone:
            self.human.interrupt()
            raise
        if isinstance(answer, Reading):
            self.human.interrupt()
            raise MovedOn
        return answer
