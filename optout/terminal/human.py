"""The person, as the run sees them: somebody who is told things, is asked, and acts in the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Act = Literal[
    "submit",
    "next",
    "request_code",
    "sign_in",
    "checkpoint",
    "captcha",
    "menu",
    "gate",
    "fill",
    "switch_off",
]
"""What only the person may do in the page."""


class EndOfInput(Exception):
    """Standard input was closed: nobody can answer here any more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question: what is returned, and what the person reads.

    `also`: other names by which it is found among many.
    """

    value: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How the objection at one form stands, in a few words; `done`: nothing is left to do."""

    name: str
    words: str
    done: bool = False


class Human(Protocol):
    """Passed into the run: the console, or in practice somebody who plays the person."""

    can_ask: bool

    def say(self, text: str, *, style: str = "") -> None: ...
    def heading(self, text: str) -> None: ...
    def list(self, items: Sequence[str]) -> None: ...
    def numbered(self, items: Sequence[str]) -> None: ...
    def letter(self, text: str) -> None: ...
    def standings(self, standings: Sequence[Standing]) -> None: ...
    def interrupt(self) -> None: ...

    async def ask(
        self, question: str, *, check: Callable[[str], str | None] | None = None
    ) -> str: ...
    async def paste(self, question: str) -> str: ...
    async def yes_no(self, question: str, *, default: bool) -> bool: ...
    async def choose(
        self, question: str, choices: Sequence[Choice], *, default: str = ""
    ) -> str: ...

    async def hand_over(self, form: str, act: Act) -> None:
        """It is the person's turn in the page of `form`."""
        ...
