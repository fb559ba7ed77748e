"""A person that a scenario plays: hears all, answers, and acts in the page when told to."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence

from optout.human import Act, Choice

LIMIT = 60.0


class Person:
    """A `Human`. `on_turn` and `on_code` are what the scenario has it do; `said` all it heard."""

    def __init__(self) -> None:
        self.can_ask = True
        self.said: list[str] = []
        self.on_turn: Callable[[Act], Awaitable[None]] | None = None
        self.on_code: Callable[[], Awaitable[str]] | None = None
        self.on_question: Callable[[str], Awaitable[str]] | None = None
        self._news = asyncio.Event()

    @property
    def text(self) -> str:
        return "\n".join(self.said)

    async def hears(self, pattern: str, limit: float = LIMIT) -> None:
        """Wait until this was said. Raises `AssertionError` with all that was."""
        try:
            async with asyncio.timeout(limit):
                while not re.search(pattern, self.text):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"never said: {pattern}\n{self.text}") from None

    def say(self, text: str, *, style: str = "") -> None:
        self.said.append(text)
        self._news.set()

    def heading(self, text: str) -> None:
        self.say(f"# {text}")

    def list(self, items: Sequence[str]) -> None:
        for item in items:
            self.say(f"- {item}")

    def numbered(self, items: Sequence[str]) -> None:
        self.list(items)

    def letter(self, text: str) -> None:
        self.say("[the letter]")

    def interrupt(self) -> None:
        self.say("[the question goes away]")

    async def hand_over(self, form: str, act: Act) -> None:
        self.say(f"[turn: {act}]")
        if self.on_turn:
            await self.on_turn(act)

    async def ask(self, question: str, *, check: Callable[[str], str | None] | None = None) -> str:
        self.say(f"{question} >")
        return await self.on_question(question) if self.on_question else ""

    async def paste(self, question: str) -> str:
        self.say(f"{question} >")
        if self.on_code:
            return await self.on_code()
        await asyncio.Event().wait()
        return ""

    async def yes_no(self, question: str, *, default: bool) -> bool:
        self.say(f"{question} no")
        return False

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        self.say(f"{question} {default}")
        return default
