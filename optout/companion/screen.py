"""What the companion shows: the state of one page, as plain data."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from optout import i18n
from optout.domain.text import printable
from optout.i18n import _, labelled
from optout.terminal.human import Choice, Offer, Standing
from optout.terminal.program import as_started

_KEPT = 12
"""Parts of what was said before that can still be read."""

Kind = Literal["line", "code", "buttons", "list"]
"""How a question is answered: by a box, by a large one, by a button, by one of a long list."""
_MOST_BUTTONS = 9
_QUOTED = "italic"
_TONES = {"red": "wrong", "bold": "strong", _QUOTED: "quote"}


@dataclass(slots=True)
class Question:
    """One that is open. `number` is random, and another one for each try: an answer without it is
    none. `value` stands in the box already, and `first` is the choice that Enter makes."""

    text: str
    kind: Kind
    choices: Sequence[Choice] = ()
    value: str = ""
    first: str = ""
    wrong: str = ""
    number: str = field(default_factory=secrets.token_urlsafe)

    def again(self, wrong: str) -> None:
        """Ask once more, as the answer does not fit."""
        self.wrong, self.number = wrong, secrets.token_urlsafe()

    def as_data(self) -> dict[str, Any]:
        """As the page's script reads it."""
        choices = [[choice.value, printable(choice.label)] for choice in self.choices]
        safe = {"text": _plain(self.text), "choices": choices, "wrong": _plain(self.wrong)}
        return {**asdict(self), **safe}


def choice_of(text: str, choices: Sequence[Choice], first: str) -> Question:
    """One of several answers."""
    kind: Kind = "buttons" if len(choices) <= _MOST_BUTTONS else "list"
    return Question(text, kind, choices, first=first)


@dataclass(slots=True)
class _Part:
    """What was said since a heading."""

    heading: str = ""
    items: list[dict[str, Any]] = field(default_factory=list)


class Screen:
    """What is said, asked and offered now. `note` stays at the top; `whose` ends the title."""

    def __init__(self, note: str = "", whose: str = "") -> None:
        self._note, self._whose = note, whose
        self._parts = [_Part()]
        self._standings: dict[str, Standing] = {}
        self._turn = self._letter = ""
        self.question: Question | None = None
        self.offers: dict[str, Offer] = {}

    def heading(self, text: str) -> None:
        """Begin another part; the one before goes to what was said."""
        if self._parts[-1].heading or self._parts[-1].items:
            self._parts.append(_Part())
            del self._parts[:-_KEPT]
        self._parts[-1].heading = _plain(text)

    def add(self, kind: str, texts: Sequence[str], style: str = "") -> None:
        """Say `texts`: a "text", a "list", a "numbered" list, a "letter"; in rich's `style`.

        What is italic are a page's own words: large, and at the top of a part.
        """
        turn = self._standings.get(self._turn)
        if turn and [turn.sent] == list(texts):
            return  # it stands at the top
        if style == _QUOTED and self._parts[-1].items:
            self.heading("")
        tone = next((tone for part, tone in _TONES.items() if part in style), "")
        self._parts[-1].items.append({"kind": kind, "texts": [*map(_plain, texts)], "tone": tone})

    def stands(self, standings: Sequence[Standing], turn: str) -> None:
        """How these forms stand; `turn` is the name of the one that has its turn."""
        self._standings |= {one.name: one for one in standings}
        self._turn = turn

    def offer(self, offers: Sequence[Offer], letter: str) -> None:
        """Have buttons for these, and the letter to read."""
        self.offers = {secrets.token_urlsafe(): offer for offer in offers}
        self._letter = letter

    @property
    def sent(self) -> str:
        """Whether something is sent: of the form in turn, else of all, in a sentence each. That
        nothing is, only where nothing is known of any."""
        known = [one for one in self._standings.values() if one.sent]
        shown = [one for one in known if one.name == self._turn] or known
        several = len(self._standings) > 1
        sentences = [labelled(one.name, one.sent) if several else one.sent for one in shown]
        return " ".join(sentences) or _("Nothing is sent.")

    def as_data(self) -> dict[str, Any]:
        """All of it, for the page's script; what is personal in it goes nowhere else."""
        forms = [
            (labelled(s.name, s.words), s.name == self._turn) for s in self._standings.values()
        ]
        title = labelled("optout", self.sent) + (f" ({self._whose})" if self._whose else "")
        return {
            "language": i18n.language(),
            "title": title,
            "note": self._note,
            "sent": self.sent,
            "forms": [[*form] for form in forms] if len(forms) > 1 else [],
            "parts": [{"heading": part.heading, "items": part.items} for part in self._parts],
            "letter": printable(self._letter),
            "offers": [[number, printable(one.label)] for number, one in self.offers.items()],
            "question": self.question and self.question.as_data(),
        }


def _plain(text: str) -> str:
    """Words of a page among them are made safe, and commands are as the person can type them."""
    return printable(as_started(text))
