"""What one control says about itself, and how strongly that speaks for a role."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from optout.countries import is_country_list
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control
from optout.locate.words import fold_identifier, identifier_meanings, meanings, sentences, told

WEIGHTS = {"label": 0.8, "question": 0.62, "placeholder": 0.68, "described": 0.2, "identifier": 0.5}
"""How much a role's word is worth, by where it stands."""

_ADDRESS_EXAMPLE = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_DIAL_OPTION = re.compile(r"(^|\D)\+\s?\d{1,4}\b|\(\d{1,4}\)$")
_FILLERS = frozenset(
    (
        *("address", "addr", "field", "input", "text", "txt", "box", "id", "value", "control"),
        *("code", "iso", "name", "residence", "required", "of", "select", "list", "dropdown"),
    )
)
_STANDARD = (
    *("cc-", "tel", "postal-", "street-", "address-", "bday", "sex", "url", "new-", "current-"),
    *("organization", "given-", "family-", "additional-", "nickname", "transaction-", "photo"),
)
"""How the standard's autocomplete tokens begin that name something no role is for, or one role."""
_QUESTION = 130
"""A sentence of more characters than this says more than what a control is for."""
_NOTES = frozenset(("characters", "lines", "at_most", "at_least", "remaining", "optional"))
_IDENTIFIERS = frozenset({"email", "phone", "username"})
_SEARCHED = frozenset({ControlKind.TYPEAHEAD, ControlKind.COMBOBOX})
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """A role's table of `roles.toml`."""

    kinds: frozenset[ControlKind]
    types: frozenset[str]
    words: frozenset[str]
    against: frozenset[str]
    unless_declared: frozenset[str]
    weaken: frozenset[str]
    needs: frozenset[str]
    autocomplete: dict[str, float]
    type: dict[str, float]


@cache
def rules() -> dict[Role, Rule]:
    """The rules of all roles, read once."""
    data = tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))
    return {Role(name): _rule(table) for name, table in data.items()}


def _rule(table: dict[str, Any]) -> Rule:
    return Rule(
        kinds=frozenset(ControlKind(kind) for kind in table["kinds"]),
        types=frozenset(table["types"]),
        words=frozenset(table["words"]),
        against=frozenset(table["against"]),
        unless_declared=frozenset(table.get("unless_declared", ())),
        weaken=frozenset(table.get("weaken", ())),
        needs=frozenset(table.get("needs", ())),
        autocomplete=table.get("autocomplete", {}),
        type=table.get("type", {}),
    )


@dataclass(frozen=True, slots=True)
class Says:
    """The meanings found in each place that speaks of one control.

    `named` are those of the last word of its name or id: what these are the name of.
    """

    control: Control
    label: frozenset[str] = _NONE
    question: frozenset[str] = _NONE
    placeholder: frozenset[str] = _NONE
    described: frozenset[str] = _NONE
    identifier: frozenset[str] = _NONE
    named: frozenset[str] = _NONE
    marks: frozenset[str] = _NONE
    autocomplete: frozenset[str] = _NONE
    countries: bool = False
    dials: bool = False

    @property
    def own(self) -> frozenset[str]:
        """What the control's own words say: its label, or in its absence what stands before it."""
        return self.label or self.question | self.placeholder

    @property
    def whole_name(self) -> bool:
        """Whether its own words ask for first and last name together."""
        own = self.own | self.placeholder
        return "full_name" in own or {"first_name", "last_name"} <= own

    @property
    def trap(self) -> bool:
        """Whether people are told to leave it empty, or its name tells that it is bait.

        One that must be filled in is none: its complaint says not to leave it empty.
        """
        if "leave_empty" in self.identifier:
            return True
        if self.control.required or self.control.invalid:
            return False
        return "leave_empty" in self.label | self.question or (
            not self.control.label and "leave_empty" in self.placeholder | self.described
        )

    @property
    def declared_other(self) -> bool:
        """Whether its autocomplete names what it is for, as the standard's words do."""
        return any(token.startswith(_STANDARD) for token in self.autocomplete)

    @property
    def all(self) -> frozenset[str]:
        return self.label | self.question | self.placeholder | self.identifier


def says(control: Control, language: str = "") -> Says:
    """Read everything that speaks of a control, on a page in `language`."""
    label = told(control.label, language) | told(control.title, language)
    question = told(_asked(control.before), language)
    if control.label:
        question &= {"leave_empty"}
    placeholder = told(control.placeholder, language)
    if _ADDRESS_EXAMPLE.search(control.placeholder):
        placeholder |= {"email"}
    texts = [option.text for option in control.options if option.text]
    dials = sum(bool(_DIAL_OPTION.search(text)) for text in texts) > len(texts) / 2
    return Says(
        control=control,
        label=label,
        question=question,
        placeholder=placeholder,
        described=told(control.described, language),
        identifier=identifier_meanings(control.name, language)
        | identifier_meanings(control.id, language),
        named=_last_word(control.name, language) | _last_word(control.id, language),
        marks=identifier_meanings(_plain(control.marks), language),
        autocomplete=frozenset(control.autocomplete.lower().split()),
        countries=not dials and len(texts) > 1 and is_country_list(texts),
        dials=bool(texts) and dials,
    )


def _plain(marks: str) -> str:
    """Class names that are words: `xbf6bic` is made up anew at each deployment."""
    return " ".join(m for m in marks.split() if not any(c.isdigit() for c in m))


def _asked(before: tuple[str, ...]) -> str:
    """The question in the text before a control: of a longer text, its last short sentences.

    How much may be typed often stands between the question and its box.
    """
    texts = list(before)
    while len(texts) > 1 and _is_note(texts[-1]):
        texts.pop()
    if not texts or len(texts[-1]) <= _QUESTION:
        return texts[-1] if texts else ""
    return " ".join(s for s in sentences(texts[-1])[-2:] if len(s) <= _QUESTION)


def _is_note(text: str) -> bool:
    said = meanings(text)
    return said <= _NOTES if said else not any(c.isalpha() for c in text)


def _last_word(identifier: str, language: str) -> frozenset[str]:
    """What an identifier names: `userEmail` an e-mail, `email[title]` a title."""
    folded = [w for w in fold_identifier(identifier).split() if not w.isdigit()]
    while len(folded) > 1 and folded[-1] in _FILLERS:
        folded.pop()
    return identifier_meanings(folded[-1], language) if folded else _NONE


def tells_who(said: Says) -> frozenset[str]:
    """What a field takes to tell who it is: an address, a number with its prefix, a user's name."""
    found = (said.all & _IDENTIFIERS) | (said.autocomplete & _IDENTIFIERS)
    if said.dials or "dial" in said.all:
        found |= {"phone"}
    return found | ({"email"} if said.control.type == "email" else frozenset())


@dataclass(slots=True)
class Score:
    """A role's score for one control, and the reasons in order of strength."""

    says: Says
    chance: float = 0.0
    reasons: list[tuple[float, str]] = field(default_factory=list)

    @property
    def control(self) -> Control:
        return self.says.control

    def add(self, weight: float, reason: str) -> None:
        self.chance = 1 - (1 - self.chance) * (1 - weight)
        self.reasons.append((weight, reason))

    def scale(self, factor: float, reason: str) -> None:
        self.chance *= factor
        self.reasons.append((0.0, reason))

    def cap(self, most: float, reason: str) -> None:
        if self.chance > most:
            self.chance = most
            self.reasons.append((2.0, reason))

    @property
    def refused(self) -> bool:
        """Whether something rules the control out for the role."""
        return any(weight == 0.0 for weight, _ in self.reasons)

    @property
    def how(self) -> str:
        """Why, in a few words."""
        ranked = sorted(self.reasons, key=lambda r: -r[0])
        return "; ".join(dict.fromkeys(reason for weight, reason in ranked))[:200]


def score(role: Role, said: Says) -> Score:
    """How strongly a control speaks for a role, by its own evidence alone."""
    rule, control = rules()[role], said.control
    result = Score(said)
    if control.kind not in rule.kinds or control.secret or control.multiple:
        return result
    if control.kind is ControlKind.TEXT and control.type not in rule.types:
        return result
    if said.declared_other and not rule.autocomplete.keys() & said.autocomplete:
        return result
    if rule.needs and not rule.needs <= said.own | said.identifier:
        return result
    for token, weight in rule.autocomplete.items():
        if token in said.autocomplete:
            result.add(weight, f"autocomplete {token}")
    if control.type in rule.type:
        result.add(rule.type[control.type], f"type {control.type}")
    for place, weight in WEIGHTS.items():
        if place == "question" and said.label:
            continue
        if place == "identifier" and not rule.words & said.named:
            weight *= 0.6
        if rule.words & getattr(said, place):
            result.add(weight, f"{place} says {role.value}")
    if role is Role.COUNTRY:
        _by_options(result)
        if control.twin:
            result.add(0.6, "a country's code is kept beside it")
    if said.whole_name:
        if role is Role.NAME:
            result.add(0.8, "asks for first and last name")
            return result
        if role in (Role.FIRST_NAME, Role.LAST_NAME):
            result.scale(0.05, "but it asks for the whole name")
    _against(rule, result)
    return result


def _by_options(result: Score) -> None:
    if result.says.dials:
        result.scale(0.0, "a list of dialling codes")
    elif result.says.countries:
        result.add(0.75, "options are countries")
    elif result.says.control.kind is ControlKind.SELECT and result.says.control.total > 1:
        declared = result.says.autocomplete & {"country", "country-name"}
        result.scale(0.8 if declared else 0.4, "options are not countries")


def _against(rule: Rule, result: Score) -> None:
    said = result.says
    declared = bool(rule.autocomplete.keys() & said.autocomplete)
    typed = declared or said.control.type in rule.type
    for meaning in sorted(rule.against if typed else rule.against | rule.unless_declared):
        if meaning == "dial" and said.countries and meaning not in said.own:
            continue  # `countryCode` is most often the name of an ISO code
        if meaning == "search" and rule.words & said.own and said.control.kind in _SEARCHED:
            continue  # so it says how its list is gone through
        if meaning in said.own | said.placeholder:
            result.scale(0.05, f"but it says {meaning}")
        elif meaning in said.identifier and not declared:
            result.scale(0.6 if rule.words & said.own else 0.2, f"but its name says {meaning}")
    for meaning in sorted(rule.weaken):
        if meaning in said.own | said.placeholder:
            both = bool(rule.words & (said.own | said.placeholder))
            result.scale(0.6 if both else 0.2, f"but it says {meaning}")
