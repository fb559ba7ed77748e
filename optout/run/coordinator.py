"""What several forms of one run share: the person, the hands, the addresses they lead to."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from optout.run.turns import Turns
from optout.terminal.human import Human


class Hands:
    """Who fills in: one form at a time, as tabs come to front for it.

    They are let go of while the person is asked, so that nobody waits for them and for a turn.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._owner = ""

    @contextlib.asynccontextmanager
    async def held_by(self, form: str) -> AsyncIterator[None]:
        """Fill in meanwhile."""
        await self._take(form)
        try:
            yield
        finally:
            self._let_go(form)

    @contextlib.asynccontextmanager
    async def let_go_by(self, form: str) -> AsyncIterator[None]:
        """Let others fill in meanwhile, where this form does."""
        if not self._let_go(form):
            yield
            return
        yield
        await self._take(form)

    async def _take(self, form: str) -> None:
        await self._lock.acquire()
        self._owner = form

    def _let_go(self, form: str) -> bool:
        held = self._owner == form
        if held:
            self._owner = ""
            self._lock.release()
        return held


@dataclass
class Coordinator:
    """`forms` are the names of the run's forms by their services, in their order."""

    human: Human
    forms: Mapping[str, str]
    turns: Turns = field(init=False)
    hands: Hands = field(default_factory=Hands)
    _addresses: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turns = Turns(self.human, self.forms)

    def first_at(self, address: str, form: str) -> str:
        """The form that came to this address first in this run; `form` itself where none did."""
        return self._addresses.setdefault(address, form)
