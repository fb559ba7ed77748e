"""One control taken for one role, and what the table of signals asks about it."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from optout.compiled import toml
from optout.locate.context import PageContext
from optout.locate.labels import Labels
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control
from optout.locate.stems import left_over
from optout.locate.words import sentences

_STANDARD = (
    *("cc-", "tel", "postal-", "street-", "address-", "bday", "sex", "url", "new-", "current-"),
    *("organization", "additional-", "nickname", "transaction-", "photo", "honorific-"),
    *("given-name", "family-name", "one-time-code"),
)
"""How the standard's autocomplete tokens begin that name something no role is for, or one role."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A role's table of `roles.toml`, which says what each key means."""

    word: str
    kinds: frozenset[ControlKind]
    types: frozenset[str]
    autocomplete: frozenset[str]


@cache
def rules() -> dict[Role, Rule]:
    """The rules of all roles that are filled in but the letter, read once."""
    data = toml(Path(__file__).parent.parent / "roles.toml")
    return {
        Role(name): Rule(
            table["word"],
            frozenset(map(ControlKind, table["kinds"])),
            frozenset(table["types"]),
            frozenset(table.get("autocomplete", ())),
        )
        for name, table in data.items()
    }


@dataclass(frozen=True)
class Candidate:
    """A control and the role that it may have."""

    context: PageContext
    role: Role
    labels: Labels

    @property
    def control(self) -> Control:
        return self.labels.control

    @property
    def rule(self) -> Rule:
        return rules()[self.role]

    @property
    def spoken(self) -> frozenset[str]:
        return self.labels.spoken

    @property
    def own(self) -> frozenset[str]:
        """What its label says, else its placeholder."""
        return self.labels.own or self.labels.hint

    @property
    def declared(self) -> bool:
        """Its autocomplete says that it has the role."""
        return bool(self.rule.autocomplete & self.labels.tokens)

    @property
    def typed(self) -> bool:
        """Its type says that it takes an address."""
        return self.rule.word == "email" and self.control.type == "email"

    @cached_property
    def others(self) -> list[Labels]:
        """The other fields of its place."""
        return self.context.others(self.labels)

    @property
    def digits(self) -> bool:
        """It is a row of boxes, one for each digit."""
        return self.control.kind is ControlKind.DIGITS

    @property
    def of_another(self) -> bool:
        """It may be somebody else's, or a company's."""
        return "other" in self.spoken | self.labels.above or "no_name" in self.labels.above

    def says_more(self, *lists: str) -> bool:
        """Its label says more than what it asks for, which may be whose: `Your lawyer's e-mail`."""
        wanted = set(lists)
        text = self.labels.text if self.labels.own & wanted else ""
        if self.labels.hint & wanted and not (text and self.control.label):
            text = self.control.placeholder  # what stands before may be the page's
        named = [part for part in sentences(text) if self.context.say(part) & wanted]
        return bool(named) and all(left_over(s, self.context.language, lists) for s in named)


def possible(role: Role, labels: Labels) -> bool:
    """A control can have a role at all, by what it is."""
    control, rule = labels.control, rules()[role]
    declared = rule.autocomplete & labels.tokens
    if control.multiple or control.secret or control.search or control.kind not in rule.kinds:
        return False
    if control.kind is ControlKind.TEXT and control.type not in rule.types:
        return False
    # One that proposes ends of an address is one by what it declares only.
    proposes = control.kind is ControlKind.TYPEAHEAD and rule.word == "email"
    if proposes and not (control.type == "email" or declared):
        return False
    if labels.of_robot or labels.trap:
        return False
    return bool(declared) or not any(token.startswith(_STANDARD) for token in labels.tokens)
