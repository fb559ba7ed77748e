"""The evidence, a row a signal: what makes a control the field for a role, and how much.

What adds is joined as chances are that do not depend on each other: 0.5 and 0.4 make 0.7. What
scales multiplies that, and what caps is the most that is left. The order of rows does not matter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Literal

from optout.locate import candidate as its
from optout.locate.candidate import Candidate
from optout.locate.context import PageContext
from optout.locate.evidence import rules
from optout.locate.roles import Role
from optout.locate.snapshot import Control

Effect = Literal["adds", "scales", "caps"]
EVERY = frozenset(rules())
EMAIL, AGAIN, COUNTRY = Role.EMAIL, Role.EMAIL_AGAIN, Role.COUNTRY
TEXT, CODE = Role.EXPLANATION, Role.CODE
NAME, FIRST, LAST = Role.NAME, Role.FIRST_NAME, Role.LAST_NAME
UNSURE = 0.45
"""Too little for a field to count as found; the person is asked."""
UNLIKELY = 0.25
"""Too little even to be named as one that it could be."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One row: `name` completes "it counts, as …"; `when` tells of a candidate whether it is so."""

    name: str
    when: Callable[[Candidate], bool]
    effect: Effect
    amount: float
    roles: frozenset[Role]


def _row(
    name: str,
    when: Callable[[Candidate], bool],
    effect: Effect,
    amount: float,
    *roles: Role,
) -> Signal:
    return Signal(name, when, effect, amount, frozenset(roles) or EVERY)


SIGNALS = (
    # What it says itself. A row that names no role is of every role.
    _row("its autocomplete declares it", its.declared, "adds", 0.97),
    _row("its type declares it", its.typed, "adds", 0.8),
    _row("its label says so", its.label_says, "adds", 0.8),
    _row("its placeholder says so", its.placeholder_says, "adds", 0.68),
    _row("the question before it says so", its.question_says, "adds", 0.62),
    _row("its name ends in the word for it", its.name_is, "adds", 0.5),
    _row("its name has the word for it", its.name_has, "adds", 0.3),
    _row("it says what another field is for", its.says_other, "scales", 0.05),
    _row("its name says what another field is for", its.name_says_other, "scales", 0.6),
    _row("its name is that of another part of an address", its.named_otherwise, "scales", 0.2),
    _row("it is a search box", its.searches, "scales", 0),
    _row("it proves that one is no robot", its.captcha, "scales", 0),
    _row("it says that it is to be left empty", its.trap, "scales", 0),
    _row("it stands around the matter", its.aside, "scales", 0.3, EMAIL, AGAIN, COUNTRY, TEXT),
    # An address.
    _row("it repeats another", its.repeats, "scales", 0.05, EMAIL),
    _row("there is none before it", its.repeats_none, "scales", 0.05, AGAIN),
    _row("its domain is chosen beside it", its.domain_apart, "scales", 0.05, EMAIL, AGAIN),
    _row("it is for a newsletter", its.subscribes, "scales", 0.05, EMAIL, AGAIN),
    _row("its button signs in", its.signs_in, "scales", 0.05, EMAIL, AGAIN),
    _row("it goes with a comment", its.beside_comment, "caps", UNSURE, EMAIL, AGAIN),
    _row("it may sign in or subscribe", its.out_of_place, "caps", UNSURE, EMAIL, AGAIN),
    # A country.
    _row("its options are countries", its.lists_countries, "adds", 0.75, COUNTRY),
    _row("a country's code is kept beside it", its.keeps_iso_code, "adds", 0.6, COUNTRY),
    _row("its options are dialling codes", its.lists_dials, "scales", 0, COUNTRY),
    _row("its options are no countries", its.lists_others, "scales", 0.4, COUNTRY),
    _row("it asks for no country to live in", its.no_residence, "caps", UNSURE, COUNTRY),
    _row("it may be the town beside a postcode", its.town, "caps", UNSURE, COUNTRY),
    # The letter.
    _row("the page is about an objection", its.of_objection, "adds", 0.35, TEXT),
    _row("it is the text box wanted most", its.wanted_most, "adds", 0.3, TEXT),
    _row("it is for a comment", its.comment, "scales", 0, TEXT),
    _row("its button subscribes", its.button_subscribes, "scales", 0, TEXT),
    _row("another box is wanted more", its.wanted_less, "caps", UNLIKELY, TEXT),
    _row("it is for what else there is to say", its.additional, "caps", UNSURE, TEXT),
    _row("the page is about something else", its.other_matter, "caps", UNSURE, TEXT),
    _row("nothing says what it is for", its.unexplained, "caps", UNSURE, TEXT),
    _row("nothing says that it is for an objection", its.no_objection, "caps", UNSURE, TEXT),
    _row("one box asks why, another is wanted more", its.contested, "caps", UNSURE, TEXT),
    # A mailed code.
    _row("it asks for a code", its.asks_code, "adds", 0.45, CODE),
    _row("it has a box for each digit", its.digits, "adds", 0.5, CODE),
    _row("the page speaks of a code that was sent", its.code_sent, "adds", 0.45, CODE),
    _row("a code is headed, and where it went", its.headed, "adds", 0.6, CODE),
    _row("it takes digits only", its.numeric, "adds", 0.2, CODE),
    _row("it takes as many characters as a code has", its.short, "adds", 0.2, CODE),
    _row("it is the only field here", its.alone, "adds", 0.1, CODE),
    _row("nothing speaks of a code", its.no_code, "scales", 0, CODE),
    _row("it is another kind of code", its.other_code, "scales", 0, CODE),
    _row("the code comes from an app", its.code_of_app, "scales", 0, CODE),
    _row("the code is for something else", its.code_for_other, "scales", 0, CODE),
    _row("it is for no code by its own words", its.says_no_code, "scales", 0.3, CODE),
    _row("it stands among other fields", its.among_fields, "scales", 0.3, CODE),
    _row("nothing at it speaks of a code", its.code_unsaid, "caps", UNSURE, CODE),
    # A name.
    _row("it asks for first and last name", its.whole_name, "adds", 0.8, NAME),
    _row("the other part of the name is beside it", its.missing_part, "adds", 0.8, FIRST, LAST),
    _row("it asks for the whole name", its.whole_name, "scales", 0.05, FIRST, LAST),
    _row("it is a part of the name", its.part_of_name, "scales", 0.05, NAME),
    _row("no last name is beside it", its.no_last_name, "scales", 0.05, FIRST),
    _row("it is a signature", its.signature, "scales", 0, NAME, FIRST, LAST),
)


@dataclass(frozen=True, slots=True)
class Score:
    """How likely a control is the field for a role, 0 to 1, and the rows that made it so."""

    control: Control
    chance: float
    rows: tuple[Signal, ...]

    @property
    def how(self) -> str:
        """Why, in a few words: what caps it first, then what speaks for it most."""
        order = {"caps": 0, "adds": 1, "scales": 2}
        ranked = sorted(self.rows, key=lambda row: (order[row.effect], -row.amount))
        return "; ".join(row.name for row in ranked)[:200]


def ranked(context: PageContext, role: Role) -> list[Score]:
    """The controls that anything speaks for, by their chance for a role, best first."""
    return sorted((s for s in scores(context, role) if s.chance > 0), key=lambda s: -s.chance)


def scores(context: PageContext, role: Role) -> list[Score]:
    """A score for each control that can have a role at all, in the page's order."""
    rule, scaling = rules()[role], _rows(role, "scales")

    @cache
    def rivals() -> tuple[Candidate, ...]:
        return tuple(c for c in candidates if not any(row.when(c) for row in scaling))

    candidates = [
        Candidate(context, role, rule, said, rivals)
        for said in context.said
        if its.possible(rule, said)
    ]
    return [_scored(candidate) for candidate in candidates]


def _scored(candidate: Candidate) -> Score:
    fired = {}
    for effect in ("adds", "scales", "caps"):
        fired[effect] = [row for row in _rows(candidate.role, effect) if row.when(candidate)]
        if not fired["adds"]:
            break  # what nothing speaks for needs no more
    chance = 1 - prod(1 - row.amount for row in fired["adds"])
    chance *= prod(row.amount for row in fired.get("scales", ()))
    chance = min(chance, *(row.amount for row in fired.get("caps", ())), 1)
    return Score(candidate.said.control, chance, tuple(r for rows in fired.values() for r in rows))


@cache
def _rows(role: Role, effect: Effect) -> tuple[Signal, ...]:
    return tuple(row for row in SIGNALS if role in row.roles and row.effect == effect)
