"""What a field is, and what it holds before anything is put into it."""

from dataclasses import dataclass
from typing import Literal

from playwright.async_api import ElementHandle

from optout.page.script import script
from optout.system.attempt import attempt

_INSPECT = script("inspect_field", "field")


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field of a page, before anything is put into it."""

    kind: Literal["select", "typed", "opened"]
    """`select`: a list of the browser's own. `typed`: it takes text. `opened`: its list opens
    elsewhere in the page."""
    held: str
    """Its text, or the option chosen in it. A select's first option counts as nobody's choice, and
    so as empty, unless the page marks it as selected."""
    longest: int | None
    """The `maxlength` that it declares, in UTF-16 units."""
    suggests: bool
    """Its mark-up says that suggestions belong to it."""
    options: tuple[tuple[str, str], ...]
    """Value and text of each option of a select or a datalist."""
    is_input: bool = False
    """It is an `input` element, also one that takes no text."""
    beside: str = ""
    """Where it is empty, the text on its line: many lists show there what is chosen."""


async def inspect_field(handle: ElementHandle) -> FieldInfo:
    """Look at a field. Raises `ActFailed` when it is gone."""
    row = await attempt(handle.evaluate(_INSPECT))
    return FieldInfo(
        row["kind"],
        str(row["held"]).strip(),
        row["longest"],
        bool(row["suggests"]),
        tuple((str(value), str(text)) for value, text in row["options"]),
        bool(row["isInput"]),
        str(row["beside"]),
    )
