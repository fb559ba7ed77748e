"""Labels that stand behind their fields: `<input> Name`, with nothing that marks them as labels.

What is behind a field may as well be a hint, and its label the text before it. Which of the two a
form does is told by its other fields: where hints are behind, a label still stands before each.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control

_LONGEST = 130
"""A text of more characters than this says more than what a field is for."""
_FEW_WORDS = 4
"""A label has no more words than this where a placeholder asks already: a hint has more."""


def with_labels_behind(controls: Sequence[Control]) -> tuple[Control, ...]:
    """Every field without a label that has it behind it, with that as its label.

    Of the others nothing is behind, but of one alone in its form: which it is nothing tells there.
    """
    forms: dict[tuple[int, int], Counter[bool]] = defaultdict(Counter)
    for control in controls:
        if control.behind and not control.label:
            forms[control.form, control.dialog][_follows(control)] += 1
    return tuple(
        _told(c, forms[c.form, c.dialog]) if c.behind and not c.label else c for c in controls
    )


def _told(control: Control, follows: Counter[bool]) -> Control:
    """A field with what is behind it as its label, where it is; see `_is_label`.

    `follows`: of how many such fields of its form, itself among them, a text stands before.
    """
    if _is_label(control, follows):
        return replace(control, label=control.behind, source="behind")
    return replace(control, behind="") if follows.total() > 1 else control


def _is_label(control: Control, follows: Counter[bool]) -> bool:
    """Whether no label can stand before it; or something does, but before most others not.

    Before a form's first field stands what its page says, and a heading before a part's.
    """
    prompted = control.kind is not ControlKind.SELECT and _is_said(control.placeholder)
    if len(control.behind) > _LONGEST:
        return False
    if prompted and len(control.behind.split()) > _FEW_WORDS:
        return False
    return not _follows(control) or follows[False] > follows[True] - 1


def _follows(control: Control) -> bool:
    """Whether something is said between the field before it and itself."""
    return any(map(_is_said, control.before))


def _is_said(text: str) -> bool:
    return any(c.isalpha() for c in text)
