"""The person, as the run sees them: somebody who is told things, is asked, and acts in the page."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, Protocol

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


OnMisfit = Callable[[str], str | None]
"""Hears what is typed while nothing is asked, and an answer that its question does not take. What
it returns is told, in place of what is wrong with the answer; None: it has no use for it."""


class EndOfInput(Exception):
    """Standard input was closed: nobody can answer here any more."""


class Choice(NamedTuple):
    """One answer of a question: what is returned, and what the person reads; `also` are other names
    by which it is found among many."""

    value: str
    label: str
    also: tuple[str, ...] = ()


class Standing(NamedTuple):
    """How the objection at one form stands, in a few words; `done`: nothing is left to do."""

    name: str
    words: str
    done: bool = False


class Human(Protocol):
    """Passed into the run: the console, or in practice somebody who plays the person.

    Texts come in the terminal's language. Each question may be cancelled. Where nobody can answer
    any more, `yes_no` gives no, `choose` its default if it has one, and all else `EndOfInput`.
    """

    can_ask: bool
    """Somebody is there to answer."""
    on_misfit: OnMisfit | None
    """While it is set, it hears what is typed."""

    def say(self, text: str, *, style: str = "") -> None:
        """Show one paragraph. `style`, which is rich's, says nothing that the words do not."""

    def heading(self, text: str) -> None:
        """Begin a part of what is said."""

    def list(self, items: Sequence[str]) -> None:
        """Show lines that belong together."""

    def numbered(self, items: Sequence[str]) -> None:
        """Show what is to be done in this order, from 1."""

    def letter(self, text: str) -> None:
        """Show a letter, set apart from what is said."""

    def standings(self, standings: Sequence[Standing]) -> None:
        """Show how each form of the run stands."""

    def interrupt(self) -> None:
        """Leave the line of a question that is not asked any more."""

    async def ask(self, question: str, *, check: Callable[[str], str | None] | None = None) -> str:
        """One line, without outer blanks, asked for until `check`, which returns what is wrong in a
        sentence, finds nothing."""
        ...

    async def paste(self, question: str) -> str:
        """What is typed or pasted, over however many lines, as one text."""
        ...

    async def yes_no(self, question: str, *, default: bool) -> bool:
        """A yes or a no; Enter gives `default`, and who went away says no."""
        ...

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        """The `value` of one choice, by its number or how its label begins; Enter gives `default`,
        if any. Among more than nine it is searched by typing, by any part and without accents."""
        ...

    async def hand_over(self, form: str, act: Act) -> None:
        """It is the person's turn in the page of `form`."""
        ...
