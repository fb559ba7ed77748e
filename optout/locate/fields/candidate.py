"""One control taken for one role, and all that the table of signals asks about it."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from optout.locate.context import PageContext, place
from optout.locate.labels import Labels, Rule, rules
from optout.locate.roles import TEXT_BOXES, ControlKind, Role
from optout.locate.snapshot import Control

_MASKED = re.compile(r"[*•●∙·…xX.]{2,}\S*@|@\S*[*•●∙…]{2,}|…\S*@")
"""An address of which a part is left out, as a page shows where it has mailed a code."""
SEARCHED = frozenset({ControlKind.TYPEAHEAD, ControlKind.COMBOBOX})
_PARTS = frozenset({"first_name", "last_name"})
PARTS_OF_NAME = frozenset({Role.FIRST_NAME, Role.LAST_NAME})
READ = frozenset(("object", "privacy", "explanation", "message"))
"""What a box says that may be the letter's: not "AI", as a box for prompts says that, too."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`rivals` are the candidates for the role, itself among them, that no row scales down."""

    context: PageContext
    role: Role
    rule: Rule
    labels: Labels
    rivals: Callable[[], tuple["Candidate", ...]]

    @property
    def control(self) -> Control:
        return self.labels.control

    @property
    def words(self) -> frozenset[str]:
        """The meanings that name its role."""
        return self.rule.words

    @property
    def declared(self) -> bool:
        """Its autocomplete says that it has the role."""
        return bool(self.rule.autocomplete & self.labels.autocomplete)

    @property
    def against(self) -> frozenset[str]:
        """The meanings that count against it."""
        against = self.rule.against
        if not (self.declared or self.control.type in self.rule.type):
            against |= self.rule.unless_declared
        labelled = self.labels.label or self.labels.placeholder or self.labels.titled
        if labelled and not READ & self.spoken:
            against |= self.rule.unless_read
        if self.role is Role.NAME and self.labels.whole_name:
            against -= _PARTS
        if self.control.kind in SEARCHED and self.words & self.labels.own:
            against -= {"search"}  # so it says how its list is gone through
        if self.labels.countries and "dial" not in self.labels.own:
            against -= {"dial"}  # `countryCode` is most often the name of an ISO code
        return against

    @property
    def spoken(self) -> frozenset[str]:
        """The meanings of its label or the text before it, and of its placeholder."""
        return self.labels.own | self.labels.placeholder

    @property
    def named(self) -> frozenset[str]:
        """What only its name or id names; nothing, where it is declared."""
        return frozenset() if self.declared else self.labels.identifier - self.spoken

    @property
    def button_words(self) -> frozenset[str]:
        """The meanings of the buttons that act on it."""
        return self.context.button_words(self.control)

    @property
    def beside(self) -> list[Labels]:
        """The fields of its place, itself among them."""
        return self.context.beside[place(self.control)]

    @property
    def others(self) -> list[Labels]:
        """The other fields of its place."""
        return [labels for labels in self.beside if labels.control.key != self.control.key]

    @property
    def alone(self) -> bool:
        return len(self.beside) == 1

    @property
    def topics(self) -> frozenset[str]:
        """The meanings of the page's text."""
        return self.context.topics

    @property
    def digits(self) -> bool:
        """It is a row of boxes, one for each digit."""
        return self.control.kind is ControlKind.DIGITS

    @property
    def name_parts(self) -> set[Role]:
        """The parts of a name that other fields of its place ask for."""
        mine = self.context.name_part[self.control.key]
        parts = self.context.name_parts[place(self.control)]
        return {asked for asked, times in parts.items() if times > (asked is mine)}


def possible(rule: Rule, labels: Labels) -> bool:
    """A control can have a role at all, by what it is and what it must say."""
    control = labels.control
    if control.kind not in rule.kinds or control.multiple:
        return False
    if control.kind is ControlKind.TEXT and control.type not in rule.types:
        return False
    # One that proposes ends of an address is one by what it declares only.
    declared = control.type in rule.type or rule.autocomplete & labels.autocomplete
    if control.kind is ControlKind.TYPEAHEAD and rule.type and not declared:
        return False
    if rule.needs and not rule.needs <= labels.own | labels.identifier:
        return False
    if labels.declared_other and not rule.autocomplete & labels.autocomplete:
        return False
    return not control.secret


def with_grounds(context: PageContext) -> dict[Role, list[Labels]]:
    """The fields that can have each role and for which anything speaks, in the page's order."""
    found: dict[Role, list[Labels]] = {role: [] for role in rules()}
    for labels in context.labelled:
        for role in grounds(context, labels):
            if possible(rules()[role], labels):
                found[role].append(labels)
    return found


def grounds(context: PageContext, labels: Labels) -> set[Role]:
    """The roles that anything can speak for a control's having: it is named as one of the role, or
    what a row of the role alone asks for is there.

    Most fields of a page have none, so no row of the table is asked of them. Without a code at the
    control, or alone below a text that speaks of one, no row makes it a code's.
    """
    named = _named_roles()
    roles = {role for sign in _signs(labels) for role in named.get(sign, ())}
    if labels.countries or labels.control.twin:
        roles.add(Role.COUNTRY)
    if labels.whole_name:
        roles.add(Role.NAME)
    if context.name_part[labels.control.key] is Role.NAME:
        roles |= PARTS_OF_NAME
    if labels.control.kind in TEXT_BOXES:
        roles.add(Role.EXPLANATION)
    roles.discard(Role.CODE)
    return roles | {Role.CODE} if names_code(context, labels) else roles


def _signs(labels: Labels) -> frozenset[str]:
    """What may name a control: its words, its name, what it declares, its type."""
    words = labels.label | labels.question | labels.placeholder | labels.identifier | labels.named
    return words.union(labels.autocomplete, (labels.control.type,))


@cache
def _named_roles() -> dict[str, list[Role]]:
    """The roles that each meaning, token of autocomplete or type names."""
    named: dict[str, list[Role]] = defaultdict(list)
    for role, rule in rules().items():
        for sign in rule.words | rule.autocomplete | rule.type:
            named[sign].append(role)
    return dict(named)


def names_code(context: PageContext, labels: Labels) -> bool:
    """It says that it takes a code, or the page does so of its only field."""
    if "code" in labels.own or labels.control.kind is ControlKind.DIGITS:
        return True
    if "code_sent" in labels.all | labels.described:
        return True
    if labels.autocomplete & rules()[Role.CODE].autocomplete:
        return True
    alone = len(context.beside[place(labels.control)]) == 1
    return alone and ("code_sent" in context.topics or is_headed(context, labels))


def is_headed(context: PageContext, labels: Labels) -> bool:
    """It stands alone below a title that names such a code and an address in part."""
    masked = any(_MASKED.search(text) for text in labels.control.before)
    alone = len(context.beside[place(labels.control)]) == 1
    subject = context.subject
    return masked and alone and ("code_sent" in subject or {"code", "email"} <= subject)
