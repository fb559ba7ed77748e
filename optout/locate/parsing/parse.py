"""From what `snapshot.js` returned to a `FrameSnapshot`: types checked, lengths bounded.

Controls that are one field together are joined: a typeahead and its hidden twin, a box a digit.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from optout.locate.parsing.behind import with_labels_behind
from optout.locate.roles import ControlKind
from optout.locate.snapshot import (
    LIMITS,
    Block,
    Control,
    Dialog,
    FrameSnapshot,
    Link,
    Option,
)

_ISO_NAME = re.compile(r"iso.?2|country.?(code|iso|id)|iso.?code|country$", re.IGNORECASE)
_BOX_TYPES = ("text", "tel", "number", "password", "")
_NARROW = 90
_LEAST_BOXES, _MOST_BOXES = 4, 10


@dataclass(frozen=True, slots=True)
class Holder:
    """What is known of the element that holds a frame."""

    visible: bool = True
    in_dialog: bool = False
    name: str = ""
    size: tuple[int, int] = (0, 0)
    pinned: bool = False


SEEN = Holder()
"""The page itself: nothing holds it."""


def holder_of(row: object) -> Holder:
    """A holder from what `_HOLDER` of `page.reading` returned. Raises `ValueError` otherwise."""
    if not isinstance(row, dict):
        raise ValueError("not a frame's holder")
    return Holder(
        visible=row.get("visible") is True,
        in_dialog=row.get("in_dialog") is True,
        name=clean(row.get("name"), 100),
        size=(_number(row.get("width")), _number(row.get("height"))),
        pinned=row.get("pinned") is True,
    )


def clean(text: object, most: int = LIMITS["text"]) -> str:
    """Text of a page made safe to keep and show: bounded, on one line, no control characters."""
    if not isinstance(text, str):
        return ""
    if len(text) <= most and text.isprintable():
        return text.strip()
    kept = text[: most * 2]
    if not kept.isprintable():
        kept = "".join(
            " " if c in "\t\n\r\u00a0\u2028\u2029" else c
            for c in kept
            if c in "\t\n\r\u00a0\u2028\u2029" or unicodedata.category(c)[0] != "C"
        )
    return kept[:most].strip()


def parse(
    text: object, *, index: int, url: str, permitted: bool, holder: Holder = SEEN
) -> FrameSnapshot:
    """A frame from what `snapshot.js` returned. Raises `ValueError` for anything else."""
    if not isinstance(text, str):
        raise ValueError("not a text")
    data = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("not a page")
    controls = _rows(data, "controls", LIMITS["controls"])
    made = tuple(_control(row, index, i, permitted) for i, row in enumerate(controls))
    return FrameSnapshot(
        index=index,
        url=url,
        permitted=permitted,
        **asdict(holder),
        title=clean(data.get("title")),
        lang=clean(data.get("lang"), 20),
        type=clean(data.get("type"), 40),
        mark=clean(data.get("mark"), 20),
        truncated=data.get("truncated") is True,
        times=_number(data.get("times")),
        blocks=_blocks(data),
        dialogs=tuple(
            Dialog(**{name: read(row[name]) for name, read in _DIALOG.items()})
            for row in _rows(data, "dialogs", 100)
        ),
        linked=tuple(
            Link(clean(text, 120), clean(region, 10), _number(dialog), article is True)
            for text, region, dialog, article in _rows(data, "linked", LIMITS["links"])
        ),
        controls=_with_digit_boxes(_with_twins(with_labels_behind(made))),
    )


def _rows(data: dict[str, Any], name: str, most: int) -> list[Any]:
    rows = data.get(name)
    if not isinstance(rows, list):
        raise ValueError(name)
    return rows[:most]


def _number(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) and abs(value) < 1e9 else -1


_READ: dict[Any, Callable[[object], Any]] = {
    str: clean,
    int: _number,
    bool: lambda value: value is True,
}


def _readers(kind: type[Any]) -> dict[str, Callable[[object], Any]]:
    """How each text, number and flag of a kind is read, in their order."""
    return {name: _READ[of] for name, of in kind.__annotations__.items() if of in _READ}


_PLACE, _DIALOG, _CONTROL = _readers(Block), _readers(Dialog), _readers(Control)
del _PLACE["text"]
for _known in ("key", "frame", "index", "permitted", "value", "twin"):
    del _CONTROL[_known]


def _blocks(data: dict[str, Any]) -> tuple[Block, ...]:
    """The runs of text; where several of them stand is told once."""
    places = [
        tuple(read(value) for read, value in zip(_PLACE.values(), row, strict=True))
        for row in _rows(data, "places", LIMITS["blocks"])
    ]
    return tuple(
        Block(clean(text), *places[place])
        for text, place in _rows(data, "blocks", LIMITS["blocks"])
    )


def _control(row: Any, frame: int, index: int, permitted: bool) -> Control:
    if not isinstance(row, dict):
        raise ValueError("control")
    known = {name: read(value) for name, value in row.items() if (read := _CONTROL.get(name))}
    listed = row.get("options", ())[: LIMITS["options"]]
    options = tuple([Option(clean(v, 80), clean(t, 80)) for v, t in listed])
    if row["kind"] == "select" and options and not options[0].value:
        known["placeholder"] = known.get("placeholder") or options[0].text
    value = row.get("value")
    return Control(
        key=f"{frame}:{index}",
        frame=frame,
        index=index,
        kind=ControlKind(row["kind"]),
        permitted=permitted,
        before=tuple(map(clean, row.get("before", ())[:5])),
        after=tuple(map(clean, row.get("after", ())[:4])),
        options=options,
        value=value[: LIMITS["value"]] if isinstance(value, str) else "",
        rect=_rect(row.get("rect")),
        **known,
    )


def _rect(value: object) -> tuple[int, int, int, int]:
    if not isinstance(value, list) or len(value) != 4:
        return (0, 0, 0, 0)
    left, top, width, height = map(_number, value)
    return (left, top, width, height)


def _with_twins(controls: Sequence[Control]) -> tuple[Control, ...]:
    """Every text input whose name a hidden input continues with an ISO code, made a typeahead."""
    hidden = [
        c for c in controls if c.kind is ControlKind.HIDDEN and _ISO_NAME.search(c.name or c.id)
    ]
    out = []
    for control in controls:
        typed = control.kind in (ControlKind.TEXT, ControlKind.TYPEAHEAD)
        twin = _twin(control, hidden) if typed else None
        out.append(control._replace(kind=ControlKind.TYPEAHEAD, twin=twin.key) if twin else control)
    return tuple(out)


def _twin(control: Control, hidden: Sequence[Control]) -> Control | None:
    for twin in hidden:
        if twin.form != control.form:
            continue
        for mine, its in ((control.name, twin.name), (control.id, twin.id)):
            if mine and its.startswith(mine) and its != mine and len(mine) > 2:
                return twin
    return None


def _with_digit_boxes(controls: Sequence[Control]) -> tuple[Control, ...]:
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
        row[0]._replace(
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
