"""What fields hold: before they are filled, and once the page had its turn."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.async_api import ElementHandle

from optout.system.attempt import ActFailed, TooSlow, attempt

# The hidden twin that holds the ISO code of a field with suggestions: `…_iso2_country_code`.
TWIN = """
  const twin = element => {
    const name = element.getAttribute('name') || element.id || '';
    const form = element.form || element.closest('form'), hidden = 'input[type=hidden]';
    const around = form ? Element.prototype.querySelectorAll.call(form, hidden)
      : element.getRootNode().querySelectorAll(hidden);
    for (const e of around) {
      if (/iso2?_?(country|code)/i.test(e.name || e.id) &&
          (!name || (e.name || e.id).startsWith(name))) return e.value;
    }
    return null;
  };
"""
# A page can hold more than any letter: it is cut. A choice without words says what it is called.
_SHOWN = """
  const shown = e => {
    if (e.matches('select')) return e.options[e.selectedIndex]?.text || '';
    if (e.matches('input, textarea')) return e.value.slice(0, 100_000);
    const named = e.isContentEditable ? '' : e.getAttribute('aria-label');
    return (('value' in e && e.value) || e.innerText || named || '').slice(0, 100_000);
  };
"""
# A framework can drop a value at its next render. In a background tab no frame is painted, hence
# the timer.
_HELD = (
    """(first, elements) => new Promise(resolve => {"""
    + TWIN
    + _SHOWN
    + """
  const read = () => resolve(elements.map(e => [e.isConnected, shown(e), twin(e)]));
  setTimeout(read, 50);
  requestAnimationFrame(() => requestAnimationFrame(read));
})"""
)
_HIGHLIGHT = """(first, elements) => elements.forEach(e => {
  e.scrollTop = 0;
  e.style.setProperty('outline', '3px solid #1a7f37', 'important');
  e.style.setProperty('outline-offset', '2px', 'important');
})"""


@dataclass(frozen=True, slots=True)
class Held:
    """What one field shows. `twin` is the code beside a field with suggestions, if it has one."""

    connected: bool
    text: str
    twin: str | None = None


async def held_by(handles: Sequence[ElementHandle]) -> list[Held | None]:
    """What the fields hold after the page had a turn, in their order; None: it does not answer."""
    told = await _of_all(handles, _HELD)
    return [one and Held(bool(one[0]), str(one[1]), one[2] and str(one[2])) for one in told]


async def highlight(handles: Sequence[ElementHandle]) -> None:
    """Draw a line around the fields for the person's eye, and show their beginnings."""
    await _of_all(handles, _HIGHLIGHT)


async def _of_all(handles: Sequence[ElementHandle], script: str) -> list[Any]:
    """One evaluation for all; one for each where they stand in different documents."""
    if not handles:
        return []
    try:
        told = await attempt(handles[0].evaluate(script, list(handles)))
        return list(told or [None] * len(handles))
    except TooSlow:
        return [None] * len(handles)
    except ActFailed:
        if len(handles) == 1:
            return [None]
    alone = await asyncio.gather(*(_of_all([handle], script) for handle in handles))
    return [one for ones in alone for one in ones]
