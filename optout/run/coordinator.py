"""What several forms of one run share: the person, the hands, who has the window."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from optout.human import Human
from optout.pages import Reading
from optout.run.prompt import Movable, MovedOn, Still, unless_moved


@dataclass
class Coordinator:
    """`expected` forms come to their first human turn; until all have, tabs may come to front.

    Who has the hands may wait for the turn, never the other way about.
    """

    human: Human
    expected: int
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while a question is open: there is one keyboard."""
    hands: asyncio.Lock = field(default_factory=asyncio.Lock)
    all_here: asyncio.Event = field(default_factory=asyncio.Event)
    _here: set[str] = field(default_factory=set)
    _addresses: dict[str, str] = field(default_factory=dict)

    def arrive(self, form: str) -> None:
        """`form` needs the person, or is at its end; it may say so more than once."""
        self._here.add(form)
        if len(self._here) >= self.expected:
            self.all_here.set()

    def first_at(self, address: str, form: str) -> str:
        """The form that came to this address first in this run; `form` itself where none did."""
        return self._addresses.setdefault(address, form)

    @contextlib.asynccontextmanager
    async def turn_for(self, page: Movable, still: Still) -> AsyncIterator[Reading | None]:
        """Once all forms are here and nobody is asked anything, hold the turn: None. Or the reading
        of a page that the person has led on before that. Raises `PageGone`.
        """
        held = False

        async def come() -> None:
            nonlocal held
            await self.all_here.wait()
            await self.turn.acquire()
            held = True

        try:
            came = await unless_moved(page, come, still)
            yield came.reading if isinstance(came, MovedOn) else None
        finally:
            if held:
                self.turn.release()
