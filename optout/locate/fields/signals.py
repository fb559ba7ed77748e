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
from optout.locate.fields.candidate import Candidate, with_grounds
from optout.locate.fields.evidence import address, any_role, code, country, letter, name
from optout.locate.labels import Labels, rules
from optout.locate.roles import Role
from optout.locate.snapshot import Control

Effect = Literal["adds", "scales", "caps"]
When = Callable[[Candidate], object]
EVERY = frozenset(rules())
EMAIL, AGAIN, COUNTRY = Role.EMAIL, Role.EMAIL_AGAIN, Role.COUNTRY
TEXT, CODE = Role.EXPLANATION, Role.CODE
NAME, FIRST, LAST = Role.NAME, Role.FIRST_NAME, Role.LAST_NAME
WHOSE = (EMAIL, AGAIN, COUNTRY, NAME, FIRST, LAST)
ENOUGH = 0.5
"""A chance from which a field counts as found, when nothing comes near it."""
POSSIBLE = 0.3
"""A chance from which a field is worth naming as one that it could be."""
MARGIN = 0.15
"""How far the second best must be behind."""
UNSURE, UNLIKELY = 0.45, 0.25
"""What a cap leaves: less than is enough, less than is possible."""


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


adds, scales, caps = partial(_signal, "adds"), partial(_signal, "scales"), partial(_signal, "caps")

SIGNALS = (
    # Of every role.
    adds(0.97, "its autocomplete declares it", lambda c: c.declared),
    adds(0.8, "its type declares it", lambda c: c.control.type in c.rule.type),
    adds(0.8, "its label says so", lambda c: c.words & c.labels.label),
    adds(0.68, "its placeholder says so", lambda c: c.words & c.labels.placeholder),
    adds(0.62, "the question before it says so", lambda c: c.words & c.labels.question),
    adds(0.3, "its name has the word for it", lambda c: c.words & c.labels.identifier),
    adds(0.3, "its name ends in the word for it", lambda c: c.words & c.labels.named),
    scales(0.05, "it says what another field is for", lambda c: c.against & c.spoken),
    scales(0.6, "its name says what another field is for", lambda c: c.against & c.named),
    scales(0, "it is a search box", any_role.search_box),
    scales(0, "it proves that one is no robot", lambda c: "captcha" in c.labels.identifier),
    scales(0, "it says that it is to be left empty", lambda c: c.labels.trap),
    scales(0.3, "it stands around the matter", any_role.aside, EMAIL, AGAIN, COUNTRY, TEXT),
    scales(
        0.05,
        "a button parts it from the letter, and not another",
        any_role.apart_from_letter,
        *WHOSE,
    ),
    caps(
        UNSURE,
        "it may be for what the title above its text says",
        any_role.titled_otherwise,
        *WHOSE,
    ),
    caps(UNSURE, "a represented person is named above it", lambda c: c.labels.represented, *WHOSE),
    caps(UNSURE, "it asks for what the request is about", any_role.concerned, *WHOSE),
    caps(
        UNSURE,
        "a heading or a button names another matter",
        lambda c: c.context.of_other_matter(c.control),
        *(EMAIL, AGAIN, TEXT),
    ),
    caps(UNSURE, "another field asks for it as plainly", any_role.as_plain, EMAIL, COUNTRY),
    caps(UNSURE, "a button parts it from the letter", any_role.sent_apart, *WHOSE),
    # An address.
    scales(0.05, "it repeats another", address.repeats, EMAIL),
    scales(0.05, "there is none before it", lambda c: not address.repeats(c), AGAIN),
    scales(0.05, "its domain is chosen beside it", address.domain_apart, EMAIL, AGAIN),
    scales(0.05, "its button signs in", address.signs_in, EMAIL, AGAIN),
    caps(UNSURE, "it may take the code that verifies an address", address.verifies, EMAIL),
    caps(UNSURE, "it repeats another person's", address.repeats_others, AGAIN),
    caps(UNSURE, "it may sign in or subscribe", address.out_of_place, EMAIL, AGAIN),
    # A country.
    adds(0.75, "its options are countries", lambda c: c.labels.countries, COUNTRY),
    adds(0.6, "a country's code is kept beside it", lambda c: c.control.twin, COUNTRY),
    scales(0, "its options are dialling codes", country.of_dials, COUNTRY),
    scales(0.05, "it is a telephone number's", country.of_phone, COUNTRY),
    scales(0.4, "its options are no countries", country.lists_others, COUNTRY),
    scales(0.2, "its name is of a part of an address", country.named_otherwise, COUNTRY),
    caps(UNSURE, "it asks for no country to live in", country.no_residence, COUNTRY),
    caps(UNSURE, "it stands above the page's title", country.above_title, COUNTRY),
    caps(UNSURE, "it may be the town beside a postcode", country.town, COUNTRY),
    caps(UNSURE, "it asks for a town as well, or only", country.names_town, COUNTRY),
    # The letter.
    adds(0.35, "the page is about an objection", letter.of_objection, TEXT),
    adds(0.3, "it is the text box wanted most", letter.wanted_most, TEXT),
    scales(0, "it stands below the form's button", letter.below_button, TEXT),
    scales(0.05, "it asks for something else than the reasons", letter.asks_other, TEXT),
    caps(UNLIKELY, "another box is wanted more", letter.wanted_less, TEXT),
    caps(UNSURE, "it is for what else there is to say", letter.additional, TEXT),
    caps(UNSURE, "it asks for more than the reasons", letter.asks_both, TEXT),
    caps(UNSURE, "nothing says what it is for", letter.unexplained, TEXT),
    caps(UNSURE, "nobody is asked who writes in it, nor why", letter.for_reply, TEXT),
    caps(UNSURE, "what a box beside it is for is not known", letter.unread_beside, TEXT),
    caps(UNSURE, "nothing says that it is for an objection", letter.no_objection, TEXT),
    caps(UNSURE, "one box asks why, another is wanted more", letter.contested, TEXT),
    # A mailed code.
    adds(0.45, "it asks for a code", lambda c: "code" in c.labels.own, CODE),
    adds(0.5, "it has a box for each digit", lambda c: c.digits, CODE),
    adds(0.45, "the page speaks of a code that was sent", lambda c: "code_sent" in c.topics, CODE),
    adds(0.6, "a code is headed, and where it went", code.headed, CODE),
    adds(0.2, "it takes digits only", code.numeric, CODE),
    adds(0.2, "it takes as many as a code has", lambda c: 4 <= c.control.maxlength <= 8, CODE),
    adds(0.1, "it is the only field here", lambda c: c.alone, CODE),
    scales(0, "it is another kind of code", code.other_code, CODE),
    scales(0, "the code comes from an app", code.code_of_app, CODE),
    scales(0, "the code is for something else", code.code_for_other, CODE),
    scales(0.3, "it is for no code by its own words", code.for_no_code, CODE),
    scales(0.3, "it stands among other fields", code.among_fields, CODE),
    caps(UNSURE, "nothing at it speaks of a code", code.code_unsaid, CODE),
    caps(UNSURE, "it may take the address that a code goes to", code.of_address, CODE),
    caps(UNSURE, "the code is yet to be sent", code.yet_to_be_sent, CODE),
    # A name.
    adds(0.8, "it asks for first and last name", lambda c: c.labels.whole_name, NAME),
    adds(0.8, "the other part of the name is beside it", name.missing_part, FIRST, LAST),
    scales(0.05, "it asks for the whole name", lambda c: c.labels.whole_name, FIRST, LAST),
    scales(0.05, "it is a part of the name", name.part_of_name, NAME),
    scales(0.05, "no last name is beside it", lambda c: not c.name_parts & {LAST, NAME}, FIRST),
    caps(UNSURE, "it may be the name of something else", name.name_of_another, NAME),
    caps(UNSURE, "both parts of a name are asked for beside it", name.beside_its_parts, NAME),
    scales(0, "it is a signature", name.signature, NAME, FIRST, LAST),
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
    return {role: _scores(context, role, fields) for role, fields in with_grounds(context).items()}


def _scores(context: PageContext, role: Role, fields: list[Labels]) -> list[Score]:
    @cache
    def rivals() -> tuple[Candidate, ...]:
        scaling = _rows(role, "scales")
        return tuple(c for c in candidates if not any(row.when(c) for row in scaling))

    candidates = [Candidate(context, role, rules()[role], labels, rivals) for labels in fields]
    adding = _rows(role, "adds")
    spoken_for = ((c, [row for row in adding if row.when(c)]) for c in candidates)
    return [_score(candidate, rows) for candidate, rows in spoken_for if rows]


def _score(candidate: Candidate, adds: list[Signal]) -> Score:
    """The score of a candidate, of which the rows that add to it are known."""
    scales = [row for row in _rows(candidate.role, "scales") if row.when(candidate)]
    caps = [row for row in _rows(candidate.role, "caps") if row.when(candidate)]
    chance = 1 - prod(1 - row.amount for row in adds)
    chance *= prod(row.amount for row in scales)
    chance = min(chance, *(row.amount for row in caps), 1)
    return Score(candidate.labels.control, chance, (*adds, *scales, *caps))


@cache
def _rows(role: Role, effect: Effect) -> tuple[Signal, ...]:
    return tuple(row for row in SIGNALS if role in row.roles and row.effect == effect)
