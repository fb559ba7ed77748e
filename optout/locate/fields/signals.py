"""The evidence, a row a signal: what makes a control the field for a role, and how much.

What adds is joined as chances are that do not depend on each other: 0.5 and 0.4 make 0.7. What
scales multiplies that, and what caps is the most that is left. The order of rows does not matter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from math import prod
from typing import Literal

from optout.locate.context import PageContext
from optout.locate.fields import evidence
from optout.locate.fields.candidate import Candidate, possible, rules
from optout.locate.roles import Role
from optout.locate.snapshot import Control

Effect = Literal["adds", "scales", "caps"]
When = Callable[[Candidate], object]
EVERY = frozenset(rules())
EMAIL, AGAIN, COUNTRY, CODE = Role.EMAIL, Role.EMAIL_AGAIN, Role.COUNTRY, Role.CODE
NAME, FIRST, LAST = Role.NAME, Role.FIRST_NAME, Role.LAST_NAME
NAMES = (NAME, FIRST, LAST)
NAMED = (EMAIL, AGAIN, COUNTRY, *NAMES)
"""The roles whose word alone names them: a code is many things."""
ENOUGH = 0.5
"""A chance from which a field counts as found, when nothing comes near it."""
POSSIBLE = 0.3
"""A chance from which a field is worth naming as one that it could be."""
MARGIN = 0.15
"""How far the second best must be behind."""
UNSURE = 0.45
"""What a cap leaves: less than is enough."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One row: what it does to the chance of a candidate for one of `roles`, `when` it is so.

    `amount` is between 0 and 1; what scales by 0 rules the candidate out.
    """

    effect: Effect
    amount: float
    name: str
    when: When
    roles: frozenset[Role]


def _signal(effect: Effect, amount: float, name: str, when: When, *roles: Role) -> Signal:
    return Signal(effect, amount, name, when, frozenset(roles) or EVERY)


adds, scales = partial(_signal, "adds"), partial(_signal, "scales")
rules_out, caps = partial(scales, 0), partial(_signal, "caps", UNSURE)

SIGNALS = (
    # Of every role.
    adds(0.97, "its autocomplete declares it", lambda c: c.declared),
    adds(0.8, "its type declares it", lambda c: c.typed, EMAIL, AGAIN),
    adds(0.8, "its label says so", lambda c: c.rule.word in c.labels.own, *NAMED),
    adds(0.68, "its placeholder says so", lambda c: c.rule.word in c.labels.hint),
    adds(0.3, "its name has the word for it", lambda c: c.rule.word in c.labels.identifier, *NAMED),
    adds(0.3, "its name ends in the word for it", lambda c: c.rule.word in c.labels.last, *NAMED),
    scales(0.3, "it stands around the matter", evidence.around_matter),
    caps("it may be told to stay empty", lambda c: "empty" in c.spoken),
    caps("it may be somebody else's", lambda c: c.of_another, *NAMED),
    caps("another field asks for it as plainly", evidence.as_plain, EMAIL, COUNTRY),
    # An address.
    adds(0.7, "it follows the address that it repeats", evidence.follows_address, AGAIN),
    rules_out("it repeats another", evidence.repeats, EMAIL),
    rules_out("there is none before it", lambda c: not evidence.repeats(c), AGAIN),
    rules_out("it takes the code that goes to the address", evidence.takes_code, EMAIL, AGAIN),
    rules_out("it says what another field is for", evidence.other_field, EMAIL, AGAIN),
    rules_out("its domain is chosen beside it", evidence.domain_apart, EMAIL),
    caps("its label says more", lambda c: c.says_more("email", "again"), EMAIL),
    caps("its words say something else, too", evidence.odd_words, EMAIL),
    caps("it may take the code that confirms an address", evidence.verifies, EMAIL),
    caps("it repeats another person's", evidence.repeats_others, AGAIN),
    caps("it may sign in", evidence.signs_in, EMAIL),
    caps("it may subscribe to something", evidence.subscribes, EMAIL),
    # A country.
    adds(0.75, "its options are countries", lambda c: c.labels.countries, COUNTRY),
    adds(0.6, "a country's code is kept beside it", lambda c: c.control.twin, COUNTRY),
    rules_out("its options are dialling codes", lambda c: c.labels.dials, COUNTRY),
    rules_out("it is a telephone number's", evidence.of_phone, COUNTRY),
    rules_out("its options are no countries", evidence.lists_others, COUNTRY),
    caps("it may be another country", evidence.another_country, COUNTRY),
    caps("its label says something else, too", evidence.country_and_more, COUNTRY),
    caps("its own words are not known", evidence.country_unsaid, COUNTRY),
    caps(
        "its label says more",
        lambda c: not c.declared and c.says_more("country", "residence", "town"),
        COUNTRY,
    ),
    caps("it may be the town", evidence.town, COUNTRY),
    # A name.
    adds(0.8, "it asks for first and last name", evidence.whole_name, NAME),
    adds(0.8, "the other part of the name is beside it", evidence.missing_part, FIRST, LAST),
    rules_out("it asks for something else than a name", evidence.no_name, *NAMES),
    rules_out(
        "it asks for the whole name",
        lambda c: not c.declared and evidence.whole_name(c),
        *(FIRST, LAST),
    ),
    rules_out("it is a part of the name", evidence.part_of_name, NAME),
    rules_out("no last name is beside it", evidence.lone_first, FIRST),
    caps(
        "its label says more",
        lambda c: not c.declared and c.says_more("name", "full", "first", "last"),
        *NAMES,
    ),
    # A mailed code.
    adds(0.45, "it asks for a code", lambda c: "code" in c.labels.own, CODE),
    adds(0.8, "it asks for a code that was sent", lambda c: "sent" in c.labels.own, CODE),
    adds(0.5, "it has a box for each digit", lambda c: c.digits, CODE),
    adds(
        0.45, "the page speaks of a code that was sent", lambda c: "sent" in c.context.topics, CODE
    ),
    adds(0.6, "a code is headed, and where it went", evidence.headed, CODE),
    adds(0.3, "its name is that of a sent code", lambda c: "sent" in c.labels.identifier, CODE),
    adds(0.2, "it takes digits only", evidence.numeric, CODE),
    adds(0.2, "it takes as many as a code has", lambda c: 4 <= c.control.maxlength <= 8, CODE),
    adds(0.1, "it is the only field here", evidence.alone, CODE),
    rules_out("nothing speaks of a code that was sent", evidence.no_code_named, CODE),
    rules_out("it is another kind of code", evidence.other_code, CODE),
    rules_out("it is for no code by its own words", evidence.for_no_code, CODE),
    rules_out("the code is for something else", evidence.for_other_matter, CODE),
    scales(0.3, "it stands among other fields", evidence.among_fields, CODE),
    caps("nothing at it speaks of a code", evidence.code_unsaid, CODE),
    caps(
        "its label says more",
        lambda c: evidence.code_unheard(c) and c.says_more("code", "sent", "again", "email"),
        CODE,
    ),
    caps("it may take the address that a code goes to", evidence.of_address, CODE),
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


def ranked(context: PageContext) -> dict[Role, list[Score]]:
    """The controls that could have each role, by their chance for it, best first."""
    return {
        role: sorted((s for s in scored if s.chance > 0), key=lambda s: -s.chance)
        for role, scored in scores(context).items()
    }


def scores(context: PageContext) -> dict[Role, list[Score]]:
    """For each role a score for each control that anything speaks for, in the page's order."""
    return {
        role: [
            score
            for labels in context.labelled
            if possible(role, labels) and (score := _score(Candidate(context, role, labels)))
        ]
        for role in rules()
    }


def _score(candidate: Candidate) -> Score | None:
    speaking = [row for row in _rows(candidate.role, "adds") if row.when(candidate)]
    if not speaking:
        return None
    scaling = [row for row in _rows(candidate.role, "scales") if row.when(candidate)]
    chance = 1 - prod(1 - row.amount for row in speaking)
    chance *= prod(row.amount for row in scaling)
    capping = [row for row in _rows(candidate.role, "caps") if chance and row.when(candidate)]
    chance = min(chance, *(row.amount for row in capping), 1)
    return Score(candidate.control, chance, (*speaking, *scaling, *capping))


@cache
def _rows(role: Role, effect: Effect) -> tuple[Signal, ...]:
    return tuple(row for row in SIGNALS if role in row.roles and row.effect == effect)
