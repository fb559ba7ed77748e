"""What fields hold: before they are filled, and once the page had its turn."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.async_api import ElementHandle

from optout.locate.snapshot import NATIVE
from optout.system.attempt import ActFailed, TooSlow, attempt

# The hidden twin that holds the ISO code of a field with suggestions: `…_iso2_country_code`.
TWIN = (
    "const twin = element => {"
    + NATIVE
    + """
    const name = element.getAttribute('name') || element.id || '';
    const form = element.form || element.closest('form'), hidden = 'input[type=hidden]';
    for (const e of native(form || element.getRootNode()).querySelectorAll(hidden)) {
      if (/iso2?_?(country|code)/i.test(e.name || e.id) &&
          (!name || (e.name || e.id).startsWith(name))) return e.value;
    }
    return null;
  };
"""
)
# A page can hold more than any letter: it is cut. A choice without words says what it is called.
# Others write what they ask and what is chosen on one line, or hold the list that stands open.
SHOWN = (
    "const own = e => {"
    + NATIVE
    + """
    const seen = one => one.checkVisibility({visibilityProperty: true});
    const chosen = '[role=option][aria-selected=true]', other = `[role=option]:not(${chosen})`;
    if (e.matches('[role=listbox]'))
      return [...e.querySelectorAll(chosen)].map(one => one.innerText).join('\\n');
    if ('value' in e && e.value) return e.value;
    if (e.isContentEditable || !e.matches('[role=combobox], [aria-haspopup]'))
      return e.innerText || '';
    const open = [...e.querySelectorAll(other)].some(seen), parts = open ? [] : [e.innerText];
    const texts = native(document).createTreeWalker(e, NodeFilter.SHOW_TEXT);
    for (let i = 0; i < 300 && texts.nextNode(); i++) {
      const holder = texts.currentNode.parentElement;
      if (seen(holder) && !(open && holder.closest('[role=listbox], [role=option]')))
        parts.push(texts.currentNode.data.trim());
    }
    return parts.filter(Boolean).join('\\n');
  };
  const shown = e => {
    if (e.matches('select')) return e.options[e.selectedIndex]?.text || '';
    if (e.matches('input, textarea')) return e.value.slice(0, 100_000);
    const named = e.isContentEditable ? '' : e.getAttribute('aria-label');
    return (own(e) || named || '').slice(0, 100_000);
  };
"""
)
# Many a list leaves its box empty, and writes what is chosen over it or beside it: on its own line,
# in a part of the page where nothing else is filled in. What can be chosen there is not chosen.
BESIDE = (
    "const beside = e => {"
    + NATIVE
    + """
    const seen = one => one.checkVisibility({opacityProperty: true, visibilityProperty: true}) &&
      one.getBoundingClientRect().width > 2;
    const fields = 'input:not([type=hidden]), textarea, select, [role=combobox]';
    const other = one => one !== e && !one.contains(e) && seen(one);
    const box = e.getBoundingClientRect(), middle = box.top + box.height / 2, range = new Range();
    const onLine = text => {
      const holder = text.parentElement;
      if (!/\\S/.test(text.data) || !seen(holder)) return false;
      const apart = holder.closest('label, button, li, [role=button], [role=listbox], ' +
        '[role=option]');
      if (apart && !apart.contains(e)) return false;
      range.selectNodeContents(text);
      const {top, bottom} = range.getBoundingClientRect();
      return top <= middle && middle <= bottom;
    };
    let around = e.matches('select') || e.isContentEditable ? null : e.parentElement;
    for (let levels = 0; around && levels < 4; levels++, around = native(around).parentElement) {
      if ([...native(around).querySelectorAll(fields)].some(other)) break;
      const found = [];
      const texts = native(document).createTreeWalker(around, NodeFilter.SHOW_TEXT);
      for (let i = 0; i < 300 && texts.nextNode(); i++)
        if (onLine(texts.currentNode)) found.push(texts.currentNode.data.trim());
      if (found.length) return found.join('\\n').slice(0, 1000);
    }
    return '';
  };
"""
)
# A framework can drop a value at its next render. In a background tab no frame is painted, hence
# the timer.
_READ = (
    TWIN
    + SHOWN
    + BESIDE
    + """
  const stateOf = e => [e.isConnected, shown(e), twin(e), own(e).trim() ? '' : beside(e)];
  const read = () => resolve(elements.map(stateOf));
  setTimeout(read, 50);
  requestAnimationFrame(() => requestAnimationFrame(read));
})"""
)
_HELD = "(first, elements) => new Promise(resolve => {" + _READ
# A page may take a text only once the cursor leaves its box.
_LEFT = (
    "(first, elements) => new Promise(resolve => {"
    + NATIVE
    + """
  for (const e of elements) {
    const text = e.matches('textarea') || e.isContentEditable;
    if (text && native(e.getRootNode()).activeElement === e) HTMLElement.prototype.blur.call(e);
  }"""
    + _READ
)
_HIGHLIGHT = """(first, elements) => elements.forEach(e => {
  e.scrollTop = 0;
  e.style.setProperty('outline', '3px solid #1a7f37', 'important');
  e.style.setProperty('outline-offset', '2px', 'important');
})"""


@dataclass(frozen=True, slots=True)
class Held:
    """What one field shows. `twin` is the code beside a field with suggestions, if it has one.

    `beside`: what stands on the line of an empty one, as what is chosen from many a list does.
    """

    connected: bool
    text: str
    twin: str | None = None
    beside: str = ""


async def held_by(handles: Sequence[ElementHandle], *, left: bool = False) -> list[Held | None]:
    """What the fields hold after the page had a turn, in their order; None: it does not answer.

    With `left` the cursor leaves a box for a longer text before.
    """
    rows = await _of_all(handles, _LEFT if left else _HELD)
    return [
        one and Held(bool(one[0]), str(one[1]), one[2] and str(one[2]), str(one[3])) for one in rows
    ]


async def highlight(handles: Sequence[ElementHandle]) -> None:
    """Draw a line around the fields for the person's eye, and show their beginnings."""
    await _of_all(handles, _HIGHLIGHT)


async def _of_all(handles: Sequence[ElementHandle], script: str) -> list[Any]:
    """One evaluation for all; one for each where they stand in different documents."""
    if not handles:
        return []
    try:
        rows = await attempt(handles[0].evaluate(script, list(handles)))
        return list(rows or [None] * len(handles))
    except TooSlow:
        return [None] * len(handles)
    except ActFailed:
        if len(handles) == 1:
            return [None]
    alone = await asyncio.gather(*(_of_all([handle], script) for handle in handles))
    return [one for ones in alone for one in ones]
