"""What a field is, and what it holds before anything is put into it."""

from dataclasses import dataclass
from typing import Literal

from playwright.async_api import ElementHandle

from optout.page.fields.held import BESIDE, SHOWN
from optout.system.attempt import attempt

# A choice that shows its first option without anybody having chosen it holds nothing.
_INSPECT = (
    """e => {"""
    + SHOWN
    + BESIDE
    + """
  const select = e.matches('select');
  const chosen = select ? e.options[e.selectedIndex] : null;
  const options = select ? [...e.options].map(o => [o.value, o.label || o.text])
    : e.list ? [...e.list.options].map(o => [o.value, o.label || o.value]) : [];
  const chosenOnly = e.matches('[role=combobox], [aria-haspopup=listbox]') &&
    (e.readOnly || e.matches('[aria-readonly=true], [inputmode=none]'));
  const typed = e.matches('input, textarea') && !chosenOnly || e.isContentEditable;
  return {
    kind: select ? 'select' : typed ? 'typed' : 'opened',
    held: select ? (chosen && (chosen.defaultSelected || e.selectedIndex > 0) ? chosen.text : '')
      : own(e).slice(0, 100_000),
    longest: e.maxLength > 0 ? e.maxLength : null,
    suggests: !!e.list || !!e.closest('[role=combobox]') ||
      e.matches('[aria-autocomplete], [aria-haspopup]'),
    options: options.slice(0, 5000),
    isInput: e.matches('input'),
    beside: beside(e),
  };
}"""
)


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
