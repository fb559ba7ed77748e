"""Labels that stand behind their fields: `<input> Name`, with nothing that marks them as labels.

What is behind a field may as well be a hint, and its label the text before it. Which of the two a
form does is told by its other fields: where hints are behind, a label still stands before each.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control

_LONGEST = 130
"""A text of more characters than this says more than what a field is for."""
_FEW_WORDS = 4
"""A label has no more words than this where a placeholder asks already: a hint has more."""


Place = tuple[int, int]
"""Form and dialog of one frame."""


def with_labels_behind(controls: Sequence[Control]) -> tuple[Control, ...]:
    """Every field without a label that has it behind it, with that as its label.

    Of the others nothing is behind, but of one alone in its form: which it is nothing tells there.
    """
    firsts: dict[Place, str] = {}
    forms: dict[Place, list[Control]] = defaultdict(list)
    for control in controls:
        if control.kind not in (ControlKind.HIDDEN, ControlKind.BUTTON):
            firsts.setdefault(_place(control), control.key)
        if control.behind and not control.label:
            forms[_place(control)].append(control)
    preceded = {
        place: Counter(_follows(c) for c in fields if not _is_prompted(c))
        for place, fields in forms.items()
    }
    labelled = {
        c.key
        for place, fields in forms.items()
        for c in fields
        if _is_label(c, preceded[place], first=firsts[place] == c.key)
    }
    lone = {fields[0].key for fields in forms.values() if len(fields) == 1}
    return tuple(
        c._replace(label=c.behind, source="behind")
        if c.key in labelled
        else (c._replace(behind="") if c.behind and c.key not in lone else c)
        for c in controls
    )


def _is_label(control: Control, preceded: Counter[bool], *, first: bool) -> bool:
    """No label can stand before it; or something does, but before most others not.

    Before a form's first field stands what its page says, and a heading before a part's.
    `preceded`: of how many fields a text stands before, or none, those left out that a placeholder
    tells of.
    """
    prompted = _is_prompted(control)
    if len(control.behind) > _LONGEST:
        return False
    if prompted and len(control.behind.split()) > _FEW_WORDS:
        return False
    if not _follows(control):
        return True
    others = preceded[True] - (not prompted)
    return preceded[False] > others and (first or preceded[False] > 1)


def _place(control: Control) -> Place:
    return (control.form, control.dialog)


def _is_prompted(control: Control) -> bool:
    """A placeholder asks already; a list's first entry does not."""
    return control.kind is not ControlKind.SELECT and _has_letters(control.placeholder)


def _follows(control: Control) -> bool:
    """Something is said between the field before it and itself."""
    return any(map(_has_letters, control.before))


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)
