"""What one control says about itself."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from optout.compiled import toml
from optout.countries import is_country_list
from optout.locate.captions import (
    FIELDS,
    LABEL,
    Told,
    at_odds,
    joined,
    names,
    of_purpose,
    parted,
    told_before,
    told_by_label,
)
from optout.locate.roles import CHOICES, TEXT_BOXES, WRITABLE, ControlKind, Role
from optout.locate.snapshot import Control
from optout.locate.words import (
    NO_MATTER,
    fold_identifier,
    identifier_meanings,
    meanings_in,
    sentences,
)

_ADDRESS_EXAMPLE = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_SUM = re.compile(r"(?<!\d)\d{1,2} ?([+×] ?\d{1,2}(?!\d)|[x*−–-] ?\d{1,2} ?[=?])")
"""A sum to work out: only a person can, so it is no code that was mailed."""
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
_LINES = frozenset({ControlKind.TEXT, ControlKind.TYPEAHEAD})
_CHOSEN = FIELDS | {"residence", "nationality", "dial"}
"""What a list is of, as its first entry may name it."""
_HOW_MUCH = frozenset(("characters", "lines", "at_most"))
_IDENTIFIERS = frozenset({"email", "phone", "username"})
_NAMES = frozenset(("name", "first_name", "last_name", "full_name"))
_OTHERS = frozenset(("other_person", "represented"))
_MATTERS = frozenset({"object", "ai", "privacy", "concerned"})
"""What a heading that names the page's matter says: whoever else it names is none to act for."""
_NO_NAMES = _OTHERS | {"not_name", "company", "username", "search", "email"}
_NAMES_DECLARED = {"name": Role.NAME, "given-name": Role.FIRST_NAME, "family-name": Role.LAST_NAME}
_ROBOT = frozenset({"captcha"})
_UNFILLED = frozenset({"new-password"})
"""What keeps the browser from filling in a field that is for no password."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """A role's table of `roles.toml`, which says what each key means."""

    kinds: frozenset[ControlKind]
    types: frozenset[str]
    words: frozenset[str]
    against: frozenset[str]
    unless_declared: frozenset[str] = _NONE
    unless_read: frozenset[str] = _NONE
    name_against: frozenset[str] = _NONE
    needs: frozenset[str] = _NONE
    autocomplete: frozenset[str] = _NONE
    type: frozenset[str] = _NONE


@cache
def rules() -> dict[Role, Rule]:
    """The rules of all roles that are filled in, in the order of the file, read once."""
    data = toml(Path(__file__).with_name("roles.toml"))
    return {Role(name): _rule(table) for name, table in data.items()}


def _rule(table: dict[str, list[str]]) -> Rule:
    kinds = frozenset(ControlKind(kind) for kind in table.pop("kinds"))
    return Rule(kinds=kinds, **{key: frozenset(listed) for key, listed in table.items()})


@dataclass(frozen=True, slots=True)
class Says:
    """The meanings found in each place that speaks of one control.

    `named` is of the last word of its name or id, the noun: `user_email` is an e-mail. `titled`:
    the question is a title with a hint that stand with it alone. `doubted`: what stands above its
    label or question may name it instead, and is not known.
    """

    control: Control
    label: frozenset[str] = _NONE
    question: frozenset[str] = _NONE
    placeholder: frozenset[str] = _NONE
    described: frozenset[str] = _NONE
    identifier: frozenset[str] = _NONE
    named: frozenset[str] = _NONE
    marks: frozenset[str] = _NONE
    above: frozenset[str] = _NONE
    autocomplete: frozenset[str] = _NONE
    titled: bool = False
    doubted: bool = False
    countries: bool = False
    dials: bool = False

    @property
    def own(self) -> frozenset[str]:
        """What its label says; where it has none, what stands before it and its placeholder."""
        return self.label or self.question | self.placeholder

    @property
    def whole_name(self) -> bool:
        """Whether its own words ask for first and last name together."""
        own = self.own | self.placeholder
        return "full_name" in own or {"first_name", "last_name"} <= own

    @property
    def represented(self) -> bool:
        """Whether it stands under a legend or heading that names one for whom another acts."""
        if "represented" in self.above:
            return True
        return bool((_OTHERS | {"company"}) & self.above) and not _MATTERS & self.above

    @property
    def of_another(self) -> bool:
        """Whether it takes what is another person's, by its words or by what stands over it."""
        return self.represented or bool(_OTHERS & (self.own | self.placeholder))

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
        tokens = self.autocomplete
        return bool(tokens) and any(token.startswith(_STANDARD) for token in tokens)

    @property
    def all(self) -> frozenset[str]:
        return self.label | self.question | self.placeholder | self.identifier


def says(control: Control, language: str = "") -> Says:
    """Read everything that speaks of a control, on a page in `language`."""
    box = control.kind in TEXT_BOXES
    labelled = _labelled(control, language)
    told = told_before(_before(control, language), control.own, language, box=box)
    label = _said_by(labelled, language, box=box) | _meant(control.title, language)
    question = _said_by(told, language, box=box)
    if control.label:
        question &= {"leave_empty"}
    placeholder = _prompted(control, language)
    if _ADDRESS_EXAMPLE.search(control.placeholder):
        placeholder |= {"email"}
    if _placeholder_asks(control, question, placeholder):
        question &= {"leave_empty"}
    if _doubted_behind(control, question, language):
        question &= {"leave_empty"}
    texts = [option.text for option in control.options if option.text]
    dials = sum(bool(_DIAL_OPTION.search(text)) for text in texts) > len(texts) / 2
    return Says(
        control=control,
        label=label,
        question=question,
        titled=bool(question and told.hints and told.alone),
        doubted=(labelled if control.label else told).doubted,
        placeholder=placeholder,
        described=_meant(control.described, language),
        identifier=identifier_meanings(control.name, language)
        | identifier_meanings(control.id, language),
        named=_last_word(control.name, language) | _last_word(control.id, language),
        marks=identifier_meanings(_plain(control.marks), language) if control.marks else _NONE,
        above=meanings_in(control.above, language) if control.above else _NONE,
        autocomplete=_declared(control),
        countries=not dials and len(texts) > 1 and is_country_list(texts, language),
        dials=bool(texts) and dials,
    )


def _said_by(told: Told, language: str, *, box: bool) -> frozenset[str]:
    """What a title says with its hints; nothing, where it may not be the field's own."""
    title = _asks_for(told.title, language)
    if not told.hints:
        return title
    hint = frozenset[str]().union(*(_meant(each, language) for each in told.hints))
    if not names(title, box=box):
        return title | hint
    return title & {"leave_empty"} if at_odds(told, title, language) else joined(title, hint)


def _asks_for(label: str, language: str) -> frozenset[str]:
    """What a label says, less the request that an address is for."""
    said = _meant(label, language)
    if "email" not in said or said == of_purpose(said):
        return said
    head, tail = map(partial(_meant, language=language), parted(label, language))
    return head | of_purpose(tail) if "email" in head else said


@lru_cache(maxsize=8192)
def _meant(text: str, language: str) -> frozenset[str]:
    if not text:
        return _NONE
    found = meanings_in(text, language) - NO_MATTER | (_ROBOT if _SUM.search(text) else _NONE)
    if "leave_empty" not in found:
        return found
    # "Do not write more than two lines."
    empty = [said for s in sentences(text) if "leave_empty" in (said := meanings_in(s, language))]
    return found - {"leave_empty"} if all(_HOW_MUCH & said for said in empty) else found


def _declared(control: Control) -> frozenset[str]:
    """The tokens of its autocomplete, less what a field that is for no password says with it."""
    if not control.autocomplete:
        return _NONE
    tokens = frozenset(control.autocomplete.lower().split())
    return tokens if control.secret else tokens - _UNFILLED


def _before(control: Control, language: str) -> tuple[str, ...]:
    """The text before a control, less what a list's box shows while nothing is chosen.

    It is the box's description, and names no field: "Select …".
    """
    before, shown = control.before, control.described
    if control.kind not in CHOICES or not shown or before[-1:] != (shown,):
        return before
    return before if _meant(shown, language) & _CHOSEN else before[:-1]


def _labelled(control: Control, language: str) -> Told:
    """A field's label; of "Full name First name" the latter, where the former names others too.

    Whatever else several fields share, as "Friend", tells of each whose it is.
    """
    shared = meanings_in(control.shared, language) if control.shared else _NONE
    if not shared or shared - _NAMES or not control.label.startswith(control.shared):
        return told_by_label(control.label, control.lead, language, box=control.kind in TEXT_BOXES)
    return Told(control.label.removeprefix(control.shared))


def _prompted(control: Control, language: str) -> frozenset[str]:
    """What a control's placeholder says; of a list's first entry, only what names a field.

    "Choose an alternative" is said of any list: an alternative address is not meant.
    """
    said = _meant(control.placeholder, language)
    return said if control.kind is not ControlKind.SELECT or said & _CHOSEN else _NONE


def _placeholder_asks(
    control: Control, question: frozenset[str], placeholder: frozenset[str]
) -> bool:
    """Whether a box's placeholder names what it is for, and the text before it something else.

    Of a placeholder that is not known: whether that text holds an address, so tells and asks not.
    """
    example = "@" in control.placeholder or not control.placeholder
    if control.kind not in _LINES or question & placeholder or example:
        return False
    if placeholder & FIELDS and "search" not in placeholder:
        return True
    return bool(_ADDRESS_EXAMPLE.search(asked(control)))


def _doubted_behind(control: Control, question: frozenset[str], language: str) -> bool:
    """Whether the text before a field names another than the one behind it, which may be its label.

    A few words only: a hint says more. Neither is believed, as either may be of another field.
    """
    if not control.behind or len(control.behind.split()) > LABEL:
        return False
    behind = meanings_in(control.behind, language) & FIELDS
    return bool(behind and question & FIELDS) and not question & behind


def _plain(marks: str) -> str:
    """Class names that are words: `xbf6bic` is made up anew at each deployment."""
    return " ".join(m for m in marks.split() if not any(c.isdigit() for c in m))


def asked(control: Control) -> str:
    """The question in the text before a control."""
    return told_before(control.before, control.own, box=control.kind in TEXT_BOXES).title


@lru_cache(maxsize=8192)
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


def is_signature(said: Says, language: str = "") -> bool:
    """Whether a field asks for a name as one's signature: that is the person's to give."""
    if said.control.kind not in WRITABLE:
        return False
    if "signature" in said.own | said.placeholder | said.described | said.identifier:
        return True
    control = said.control
    return any(
        "signature" in meanings_in(text, language) for text in (control.group, *control.before[-3:])
    )


def part(said: Says) -> Role | None:
    """The part of a person's name that a field asks for by its words, else by its identifier.

    What stands beside it tells more: many languages have one word for a name and for the given
    name, some for a name and the family name.
    """
    control = said.control
    if control.kind is not ControlKind.TEXT or control.type not in rules()[Role.NAME].types:
        return None
    declared = said.autocomplete & _NAMES_DECLARED.keys()
    spoken = said.own if said.own & _NAMES else said.identifier
    if not declared and (not spoken & _NAMES or said.declared_other or spoken & _NO_NAMES):
        return None
    if is_signature(said) or said.represented:
        return None
    if declared:
        return _NAMES_DECLARED[min(declared)]
    if said.whole_name:
        return Role.NAME
    if "first_name" in spoken:
        return None if "last_name" in spoken else Role.FIRST_NAME
    return Role.LAST_NAME if "last_name" in spoken else Role.NAME
