"""The person, as the run sees them: somebody who is told things, is asked, and acts in the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

Act = Literal[
    "submit",
    "next",
    "request_code",
    "sign_in",
    "checkpoint",
    "captcha",
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
    """How the objection at one form stands, in a few words; `done`: nothing is left to do.

    `sent` is a sentence that tells whether something is sent.
    """

    name: str
    words: str
    done: bool = False
    sent: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """What the person may do where there are buttons, and need not: `act` does it."""

    label: str
    act: Callable[[], object]


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

    def keep_in_sight(self, standings: Sequence[Standing], turn: str) -> None:
        """Show all the time, where there is a place for it, how these forms stand, and those that
        were told before; `turn` is the name of the one that has its turn, if any."""

    def offer(self, offers: Sequence[Offer], letter: str = "") -> None:
        """Have buttons for these, and the `letter` to read and copy, in place of those before.
        Where there are no buttons, nothing."""

    def interrupt(self) -> None:
        """Leave the line of a question that is not asked any more."""

    async def ask(
        self, question: str, *, check: Callable[[str], str | None] | None = None, usual: str = ""
    ) -> str:
        """One line, without outer blanks, asked for until `check`, which returns what is wrong in a
        sentence, finds nothing. `usual` is what Enter alone means, in words."""
        ...

    async def go_on(self, question: str, button: str) -> None:
        """Wait until the person has read what there is: by Enter, or by the button of that name."""
        ...

    async def pages(self, text: str) -> None:
        """Show a long letter, no faster than it is read. Raises `EndOfInput`."""
        ...

    async def paste(self, question: str, *, usual: str = "") -> str:
        """What is typed or pasted, over however many lines, as one text. `usual` is what nothing
        at all means, in words."""
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


class NoButtons:
    """The part of a `Human` who has neither a place that stays in sight nor buttons."""

    def keep_in_sight(self, standings: Sequence[Standing], turn: str) -> None:
        """Nothing."""

    def offer(self, offers: Sequence[Offer], letter: str = "") -> None:
        """Nothing."""
