"""What one control asks for, by what is written at it and what it declares."""

import re
from functools import lru_cache
from typing import NamedTuple

from optout.countries import is_country_list
from optout.locate.roles import CHOICES, TEXT_BOXES, WRITABLE, ControlKind
from optout.locate.snapshot import Control
from optout.locate.stems import named, said
from optout.locate.words import fold_identifier, sentences

FIELDS = frozenset(("email", "country", "name", "first", "last", "code", "why", "letter"))
"""The lists that say what is to be filled in."""
_OF_BUTTONS = frozenset(
    (
        *("confirm", "resend", "back", "ask_code", "mailed", "wrong", "expired", "right", "step"),
        *("yes", "no", "delete", "access", "kind", "statement", "signature", "characters"),
        *("adverts", "against", "undo"),
    )
)
"""Lists of what buttons, answers and pages say: they tell nothing of a field."""
_WHOSE = frozenset(("other", "abroad", "empty", "code", "optional"))
"""What a text behind the one that asks may still tell: whose it is."""
_MATTER = frozenset(("object", "ai", "request"))
"""What a heading that names the page's own matter says: whoever else it names is nobody's."""
_FILLERS = frozenset(
    (
        *("address", "addr", "field", "input", "text", "txt", "box", "id", "value", "control"),
        *("code", "iso", "name", "residence", "required", "of", "select", "list"),
    )
)
_DIAL = re.compile(r"(^|\D)\+\s?\d{1,4}\b|\(\d{1,4}\)$")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_EXAMPLE = re.compile(r"[(（\[]?[\w.+-]+@[\w-]+\.\w+[)）\]]?")
_SUM = re.compile(r"(?<!\d)\d{1,2} ?([+×] ?\d{1,2}(?!\d)|[x*−–-] ?\d{1,2} ?[=?])")
"""A sum to work out: only a person can."""
_ENDED = re.compile(r"[.!。！)]$")
_QUESTION = 130
"""A text of more characters says more than what a control is for."""
_NONE: frozenset[str] = frozenset()


class Labels(NamedTuple):
    """What a control asks for, as the lists of words that say something at it.

    - `own`: what its label says, else what stands before it; `text` is that.
    - `hint`: its placeholder. `identifier`: its name and id; `last`: their last word, the noun.
    - `above`: its group, legend or heading. `tokens`: its autocomplete.
    """

    control: Control
    own: frozenset[str] = _NONE
    hint: frozenset[str] = _NONE
    identifier: frozenset[str] = _NONE
    last: frozenset[str] = _NONE
    above: frozenset[str] = _NONE
    tokens: frozenset[str] = _NONE
    countries: bool = False
    dials: bool = False
    text: str = ""

    @property
    def spoken(self) -> frozenset[str]:
        """What is said to the person."""
        return self.own | self.hint

    @property
    def trap(self) -> bool:
        """It is bait for programs: `Leave this empty`; one that must be filled in is none."""
        if "empty" in self.identifier:
            return True
        return "empty" in self.spoken and not (self.control.required or FIELDS & self.spoken)

    @property
    def of_robot(self) -> bool:
        """It proves that one is no robot."""
        return "robot" in self.spoken | self.identifier


@lru_cache(maxsize=4096)
def labels_of(control: Control, language: str) -> Labels:
    """The labels of a control on a page in `language`."""
    texts = [t for one in questions(control) if (t := _EXAMPLE.sub(" ", one).strip())]
    own, text = _meant(texts, language)
    hint = _said(control.placeholder, language) if control.kind is not ControlKind.SELECT else _NONE
    if _ADDRESS.search(control.placeholder):
        hint |= {"email"}
    if _SUM.search(" ".join((*texts, control.placeholder))):
        own |= {"robot"}
    asks = hint & FIELDS and not own & hint and "@" not in control.placeholder
    if asks and not control.label and control.kind in WRITABLE:
        own, text = _NONE, ""  # what stands before it is another's
    above = _said(f"{control.above}. {control.group}", language)
    options = [option.text for option in control.options if option.text]
    dials = bool(options) and sum(bool(_DIAL.search(t)) for t in options) * 2 > len(options)
    tokens = frozenset(control.autocomplete.lower().split())
    return Labels(
        control,
        own,
        hint,
        named(control.name, language) | named(control.id, language),
        _last_word(control.name, language) | _last_word(control.id, language),
        _NONE if above & _MATTER else above,
        tokens if control.secret else tokens - {"new-password"},  # so no browser fills it in
        not dials and len(options) > 1 and is_country_list(options, language),
        dials,
        text,
    )


def _said(text: str, language: str) -> frozenset[str]:
    return said(text, language) - _OF_BUTTONS


def _meant(texts: list[str], language: str) -> tuple[frozenset[str], str]:
    """What is said, and by which text: the first that names a field; those after it say only whose
    it is."""
    means = [_said(text, language) for text in texts]
    for at, each in enumerate(means):
        if each & FIELDS:
            return each.union(*(later & _WHOSE for later in means[at + 1 :])), texts[at]
    return _NONE.union(*means), texts[-1] if texts else ""


def questions(control: Control) -> list[str]:
    """The texts that ask what a control is for, the title first: its label, else what stands before
    it."""
    if control.label:
        label = control.label.removeprefix(control.shared).strip() or control.label
        rest = label.removeprefix(control.lead).strip() if control.lead else ""
        texts = [control.lead, rest] if rest and rest != label else [label]
    else:
        texts = _before(control)
    return [text for text in (*texts, control.title) if text]


def _before(control: Control) -> list[str]:
    before = [text for text in control.before if any(map(str.isalpha, text))]
    own = before[-control.own :] if control.own else before[-1:]
    while len(own) < len(before) and _ENDED.search(own[0].rstrip(" *")):
        own = before[-len(own) - 1 :]  # a sentence is a hint: the title stands over it
    texts = [
        text if len(text) <= _QUESTION else " ".join(sentences(text)[-2:])[-_QUESTION:]
        for text in own[-3:]
    ]
    shown = control.kind in CHOICES and texts[-1:] == [control.described]
    return texts[:-1] if shown and len(texts) > 1 else texts


@lru_cache(maxsize=8192)
def _last_word(identifier: str, language: str) -> frozenset[str]:
    """What an identifier names: `userEmail` an e-mail, `email[title]` a title."""
    words = [word for word in fold_identifier(identifier).split() if not word.isdigit()]
    while len(words) > 1 and words[-1] in _FILLERS:
        words.pop()
    return named(words[-1], language) if words else _NONE


def is_signature(labels: Labels, language: str) -> bool:
    """A field asks for one's signature: that is the person's to give."""
    control = labels.control
    if control.kind not in WRITABLE or control.kind in TEXT_BOXES:
        return False
    texts = (control.label, control.placeholder, control.described, control.group)
    asked = said(". ".join((*texts, *control.before[-1:])), language)
    return "signature" in asked | named(control.name, language) | named(control.id, language)
