"""Controls that are one field together: a typeahead and its hidden twin, a box for each digit."""

import re
from collections.abc import Sequence
from dataclasses import replace

from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control

_ISO_NAME = re.compile(r"iso.?2|country.?(code|iso|id)|iso.?code|country$", re.IGNORECASE)
_BOX_TYPES = ("text", "tel", "number", "password", "")
_NARROW = 90
_LEAST_BOXES, _MOST_BOXES = 4, 10


def joined(controls: Sequence[Control]) -> tuple[Control, ...]:
    """Controls with those joined that are one field together."""
    return with_digit_boxes(with_twins(controls))


def with_twins(controls: Sequence[Control]) -> tuple[Control, ...]:
    """Every text input whose name a hidden input continues with an ISO code, made a typeahead."""
    hidden = [
        c for c in controls if c.kind is ControlKind.HIDDEN and _ISO_NAME.search(c.name or c.id)
    ]
    if not hidden:
        return tuple(controls)
    out = []
    for control in controls:
        typed = control.kind in (ControlKind.TEXT, ControlKind.TYPEAHEAD)
        twin = _twin(control, hidden) if typed else None
        out.append(replace(control, kind=ControlKind.TYPEAHEAD, twin=twin.key) if twin else control)
    return tuple(out)


def _twin(control: Control, hidden: Sequence[Control]) -> Control | None:
    for twin in hidden:
        if twin.form != control.form:
            continue
        for mine, its in ((control.name, twin.name), (control.id, twin.id)):
            if mine and its.startswith(mine) and its != mine and len(mine) > 2:
                return twin
    return None


def with_digit_boxes(controls: Sequence[Control]) -> tuple[Control, ...]:
    """Every row of one-digit boxes made one control, in the place of its first box."""
    out: list[Control] = []
    row: list[Control] = []
    for control in controls:
        if control.kind is ControlKind.HIDDEN:
            out.append(control)
            continue
        box = _is_box(control)
        if row and not (box and _beside(row[-1], control)):
            out += _as_one(row)
            row = []
        (row if box else out).append(control)
    return (*out, *_as_one(row))


def _is_box(control: Control) -> bool:
    if control.kind is not ControlKind.TEXT or control.type not in _BOX_TYPES:
        return False
    return control.visible and (control.maxlength == 1 or 0 < control.rect[2] <= _NARROW)


def _beside(first: Control, second: Control) -> bool:
    same_row = abs(first.rect[1] - second.rect[1]) <= max(4, first.rect[3] // 2)
    return first.form == second.form and first.dialog == second.dialog and same_row


def _as_one(row: list[Control]) -> list[Control]:
    single = [c for c in row if c.maxlength == 1]
    if not _LEAST_BOXES <= len(row) <= _MOST_BOXES or len(single) < len(row) - 1:
        return row
    return [
        replace(
            row[0],
            kind=ControlKind.DIGITS,
            parts=tuple(c.key for c in row),
            required=any(c.required for c in row),
            readonly=all(c.readonly for c in row),
            disabled=all(c.disabled for c in row),
            invalid=any(c.invalid for c in row),
            filled=any(c.filled for c in row),
            value="".join(c.value for c in row),
        )
    ]
