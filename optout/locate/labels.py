"""The labels of one control: what is written at it, as meanings, and what it declares."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from optout.compiled import toml
from optout.countries import is_country_list
from optout.locate.captions import (
    FIELDS,
    LABEL,
    Caption,
    at_odds,
    caption_before,
    caption_in_label,
    joined,
    names_field,
    of_purpose,
    parted,
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
class Labels:
    """The labels of one control as meanings, by where they stand: `Your e-mail` is {"email"}.

    - `question`: the text before it, where it has no label.
    - `named`: the last word of its name or id, the noun: `user_email` is an e-mail.
    - `titled`: the question is a title with a hint that stand with it alone.
    - `doubted`: what stands above its label or question may name it instead, and is not known.
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
        """Those of its label; where it has none, of the text before it and its placeholder."""
        return self.label or self.question | self.placeholder

    @property
    def whole_name(self) -> bool:
        """Its own words ask for first and last name together."""
        own = self.own | self.placeholder
        return "full_name" in own or {"first_name", "last_name"} <= own

    @property
    def represented(self) -> bool:
        """It stands under a legend or heading such as `The person you act for`."""
        if "represented" in self.above:
            return True
        return bool((_OTHERS | {"company"}) & self.above) and not _MATTERS & self.above

    @property
    def of_another(self) -> bool:
        """It takes what is another person's: `Friend's e-mail`, or what stands below such a
        word."""
        return self.represented or bool(_OTHERS & (self.own | self.placeholder))

    @property
    def trap(self) -> bool:
        """It is bait for programs: `Leave this empty`, be it in its name.

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
        """Its autocomplete names what it is for: `tel`, `postal-code`, `given-name`."""
        tokens = self.autocomplete
        return bool(tokens) and any(token.startswith(_STANDARD) for token in tokens)

    @property
    def all(self) -> frozenset[str]:
        return self.label | self.question | self.placeholder | self.identifier


def labels_of(control: Control, language: str = "") -> Labels:
    """The labels of a control on a page in `language`."""
    box = control.kind in TEXT_BOXES
    own = _own_caption(control, language)
    before = caption_before(_before(control, language), control.own, language, box=box)
    label = _meanings_of(own, language, box=box) | _meant(control.title, language)
    question = _meanings_of(before, language, box=box)
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
    return Labels(
        control=control,
        label=label,
        question=question,
        titled=bool(question and before.hints and before.alone),
        doubted=(own if control.label else before).doubted,
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


def _meanings_of(caption: Caption, language: str, *, box: bool) -> frozenset[str]:
    """The meanings of a title and its hints; none, where it may not be the field's own."""
    title = _asks_for(caption.title, language)
    if not caption.hints:
        return title
    hint = frozenset[str]().union(*(_meant(each, language) for each in caption.hints))
    if not names_field(title, box=box):
        return title | hint
    return title & {"leave_empty"} if at_odds(caption, title, language) else joined(title, hint)


def _asks_for(label: str, language: str) -> frozenset[str]:
    """The meanings of a label, less those of what an address is for: "for your request"."""
    meant = _meant(label, language)
    if "email" not in meant or meant == of_purpose(meant):
        return meant
    head, tail = map(partial(_meant, language=language), parted(label, language))
    return head | of_purpose(tail) if "email" in head else meant


@lru_cache(maxsize=8192)
def _meant(text: str, language: str) -> frozenset[str]:
    if not text:
        return _NONE
    found = meanings_in(text, language) - NO_MATTER | (_ROBOT if _SUM.search(text) else _NONE)
    if "leave_empty" not in found:
        return found
    # "Do not write more than two lines."
    empty = [meant for s in sentences(text) if "leave_empty" in (meant := meanings_in(s, language))]
    return found - {"leave_empty"} if all(_HOW_MUCH & meant for meant in empty) else found


def _declared(control: Control) -> frozenset[str]:
    """The tokens of its autocomplete, less what a field that is for no password says with it."""
    if not control.autocomplete:
        return _NONE
    tokens = frozenset(control.autocomplete.lower().split())
    return tokens if control.secret else tokens - _UNFILLED


def _before(control: Control, language: str) -> tuple[str, ...]:
    """The text before a control, without what an empty list's box shows: `Select …`."""
    before, shown = control.before, control.described
    if control.kind not in CHOICES or not shown or before[-1:] != (shown,):
        return before
    return before if _meant(shown, language) & _CHOSEN else before[:-1]


def _own_caption(control: Control, language: str) -> Caption:
    """A field's label; of `Full name First name` the latter, where other labels begin so, too.

    Whatever else several fields share, as `Friend`, tells of each whose it is.
    """
    shared, label = meanings_in(control.shared, language), control.label
    if not shared or shared - _NAMES or not label.startswith(control.shared):
        return caption_in_label(label, control.lead, language, box=control.kind in TEXT_BOXES)
    return Caption(label.removeprefix(control.shared))


def _prompted(control: Control, language: str) -> frozenset[str]:
    """The meanings of a placeholder; of a list's (`Choose another`), if it names a field."""
    meant = _meant(control.placeholder, language)
    return meant if control.kind is not ControlKind.SELECT or meant & _CHOSEN else _NONE


def _placeholder_asks(
    control: Control, question: frozenset[str], placeholder: frozenset[str]
) -> bool:
    """A placeholder asks (`Phone`); the text before it asks something else, or shows an address."""
    example = "@" in control.placeholder or not control.placeholder
    if control.kind not in _LINES or question & placeholder or example:
        return False
    if placeholder & FIELDS and "search" not in placeholder:
        return True
    return bool(_ADDRESS_EXAMPLE.search(question_before(control)))


def _doubted_behind(control: Control, question: frozenset[str], language: str) -> bool:
    """`Name` stands before a field, a brief `E-mail` behind it: either may be another field's."""
    if not control.behind or len(control.behind.split()) > LABEL:
        return False
    behind = meanings_in(control.behind, language) & FIELDS
    return bool(behind and question & FIELDS) and not question & behind


def _plain(marks: str) -> str:
    """Class names that are words: `xbf6bic` is made up anew at each deployment."""
    return " ".join(m for m in marks.split() if not any(c.isdigit() for c in m))


def question_before(control: Control) -> str:
    """The question in the text before a control."""
    return caption_before(control.before, control.own, box=control.kind in TEXT_BOXES).title


@lru_cache(maxsize=8192)
def _last_word(identifier: str, language: str) -> frozenset[str]:
    """What an identifier names: `userEmail` an e-mail, `email[title]` a title."""
    folded = [w for w in fold_identifier(identifier).split() if not w.isdigit()]
    while len(folded) > 1 and folded[-1] in _FILLERS:
        folded.pop()
    return identifier_meanings(folded[-1], language) if folded else _NONE


def identity_asked(labels: Labels) -> frozenset[str]:
    """The identity that a field asks for: an address, a number with its prefix, a user's name."""
    found = (labels.all & _IDENTIFIERS) | (labels.autocomplete & _IDENTIFIERS)
    if labels.dials or "dial" in labels.all:
        found |= {"phone"}
    return found | ({"email"} if labels.control.type == "email" else frozenset())


def is_signature(labels: Labels, language: str = "") -> bool:
    """A field asks for a name as one's signature: that is the person's to give."""
    if labels.control.kind not in WRITABLE:
        return False
    if "signature" in labels.own | labels.placeholder | labels.described | labels.identifier:
        return True
    control = labels.control
    return any(
        "signature" in meanings_in(text, language) for text in (control.group, *control.before[-3:])
    )


def name_part_of(labels: Labels) -> Role | None:
    """The part of a person's name that a field asks for by its words, else by its identifier.

    What stands beside it tells more: many languages have one word for a name and for the given
    name, some for a name and the family name.
    """
    control = labels.control
    if control.kind is not ControlKind.TEXT or control.type not in rules()[Role.NAME].types:
        return None
    declared = labels.autocomplete & _NAMES_DECLARED.keys()
    words = labels.own if labels.own & _NAMES else labels.identifier
    if not declared and (not words & _NAMES or labels.declared_other or words & _NO_NAMES):
        return None
    if is_signature(labels) or labels.represented:
        return None
    if declared:
        return _NAMES_DECLARED[min(declared)]
    if labels.whole_name:
        return Role.NAME
    if "first_name" in words:
        return None if "last_name" in words else Role.FIRST_NAME
    return Role.LAST_NAME if "last_name" in words else Role.NAME
