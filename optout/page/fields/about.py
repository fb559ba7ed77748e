"""What a field is, and what it holds before anything is put into it."""

from dataclasses import dataclass
from typing import Literal

from playwright.async_api import ElementHandle

from optout.page.fields.held import BESIDE
from optout.system.attempt import attempt

# A choice that shows its first option without anybody having chosen it holds nothing.
_ABOUT = (
    """e => {"""
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
      : (('value' in e ? e.value : e.innerText) || '').slice(0, 100_000),
    longest: e.maxLength > 0 ? e.maxLength : null,
    suggests: !!e.list || e.matches('[role=combobox], [aria-autocomplete], [aria-haspopup]'),
    options: options.slice(0, 5000),
    isInput: e.matches('input'),
    beside: beside(e),
  };
}"""
)


@dataclass(frozen=True, slots=True)
class About:
    """`typed`: it takes text. `opened`: its list opens elsewhere in the page.

    `held`: what it holds, by somebody's choice. `longest`: in UTF-16 units. `options`: of a select
    or a datalist, as (value, text). `suggests`: it says that suggestions belong to it. `is_input`:
    it is one line, also where that takes no text. `beside`: what stands on the line of one that may
    be empty, as what is chosen from many a list does.
    """

    kind: Literal["select", "typed", "opened"]
    held: str
    longest: int | None
    suggests: bool
    options: tuple[tuple[str, str], ...]
    is_input: bool = False
    beside: str = ""


async def about(handle: ElementHandle) -> About:
    """Look at a field. Raises `ActFailed` when it is gone."""
    told = await attempt(handle.evaluate(_ABOUT))
    return About(
        told["kind"],
        str(told["held"]).strip(),
        told["longest"],
        bool(told["suggests"]),
        tuple((str(value), str(text)) for value, text in told["options"]),
        bool(told["isInput"]),
        str(told["beside"]),
    )
