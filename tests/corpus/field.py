"""A field as a recipe wants it, and the page in the making that gives it words and a mark."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from .naming import NAMINGS
from .style import Style
from .words import words

# The attribute by which an answer is recognised. It means nothing, and neither do its values.
MARK = "data-zq9w"


@dataclass(frozen=True)
class Field:
    """One field: what it asks for, by which kind of control, and in which condition it is.

    `key` names the meaning: a role, or a decoy such as `newsletter`. `mark` tells apart two
    fields of one meaning. `around` is markup before and behind the control, `after` behind all.
    """

    key: str
    kind: str = "text"
    label: str = ""
    mark: str = ""
    required: bool = False
    optional: bool = False
    value: str = ""
    state: str = ""
    hide: str = ""
    hint: str = ""
    layout: str = ""
    options: tuple[tuple[str, str], ...] = ()
    around: tuple[str, str] = ("", "")
    after: str = ""
    attributes: Mapping[str, str | None] = field(default_factory=dict)


class Draft:
    """A page in the making: its words, its dice, and the marks it has given."""

    def __init__(self, name: str, style: Style) -> None:
        self.style = style
        self.words = words(style.lang)
        self.rng = Random(f"{name}|{style}")
        self.tokens: dict[str, str] = {}
        self.later: list[str] = []
        self._number = 0

    def number(self) -> int:
        """The next number on this page."""
        self._number += 1
        return self._number

    def mark(self, key: str) -> str:
        """A new meaningless token, remembered as `key`."""
        token = f"{self.rng.randrange(16**8):08x}"
        self.tokens[token] = key
        return token

    def label(self, key: str) -> str:
        return self.rng.choice(self.words.label[key])

    def say(self, key: str) -> str:
        return self.rng.choice(self.words.say[key])

    def button(self, key: str) -> str:
        return self.rng.choice(self.words.button[key])

    def portal(self, key: str) -> str:
        return self.rng.choice(self.words.portal[key])

    def talk(self, key: str) -> list[str]:
        return list(self.words.talk[key])

    def names(self, key: str, label: str) -> tuple[str, str]:
        """Id and name for a field, both possibly empty."""
        return NAMINGS[self.style.naming](key, label, self.number(), self.rng)
