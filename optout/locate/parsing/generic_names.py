"""Names that a form's engine gives to its fields for screen readers, and that name none of them:
"Your answer", "Single line text". What they ask stands before them, as everybody else reads it.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from optout.locate.roles import CHOICES, WRITABLE
from optout.locate.snapshot import Control
from optout.locate.words import NO_MATTER, meanings

_OF_ANY_FIELD = NO_MATTER | {"message", "other_matter", "lines", "characters"}
"""What such a name may say: that something is to be written, or how much."""
_FILLED = WRITABLE | CHOICES
_SHORT = 60
"""A text of more characters is no label."""
_ENDS = tuple(".!;。！；")
"""What ends a sentence that tells something, and asks nothing."""

Place = tuple[int, int]
"""Form and dialog of one frame."""


def without_generic_names(controls: Sequence[Control]) -> tuple[Control, ...]:
    """The controls, those with a generic name without it.

    A name is one that nobody sees and that says nothing known: where fields below labels of their
    own share it, and then also another one of their form; or where it only repeats what the field
    shows itself.
    """
    needed = {c.label for c in controls if c.source == "aria-label" and not _is_asked(c)}
    named: dict[Place, list[Control]] = defaultdict(list)
    for control in controls:
        if _may_be_generic(control) and control.label not in needed:
            named[control.form, control.dialog].append(control)
    generic: set[str] = set()
    for fields in named.values():
        shared = _shared(fields)
        generic |= {c.key for c in fields if shared or c.label in (c.placeholder, c.value)}
    return tuple(c._replace(label="", source="") if c.key in generic else c for c in controls)


def _may_be_generic(control: Control) -> bool:
    if control.source != "aria-label" or control.kind not in _FILLED or not control.visible:
        return False
    return _is_asked(control) and meanings(control.label) <= _OF_ANY_FIELD


def _is_asked(control: Control) -> bool:
    """What stands before a field may be its label: a hint is a sentence."""
    last = control.before[-1].rstrip(" *") if control.before else ""
    return 0 < len(last) <= _SHORT and not last.endswith(_ENDS)


def _shared(fields: Sequence[Control]) -> bool:
    """Some of the fields have the same name, and each of them something else before it."""
    times = Counter(c.label for c in fields)
    return any(
        times[label] > 1 and len({c.before[-1] for c in fields if c.label == label}) == times[label]
        for label in times
    )
