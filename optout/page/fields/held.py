"""What fields hold once the page had its turn, and what becomes of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.async_api import ElementHandle, JSHandle

from optout.page.script import script
from optout.system.attempt import ActFailed, TooSlow, attempt

_HELD = script("held", "field")
_WATCH, _NOW = script("watch_field", "field"), script("field_now", "field")
_HIGHLIGHT = """(_first, [elements]) => elements.forEach(e => {
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
    rows = await _of_all(handles, _HELD, left)
    return [
        one and Held(bool(one[0]), str(one[1]), one[2] and str(one[2]), str(one[3])) for one in rows
    ]


async def highlight(handles: Sequence[ElementHandle]) -> None:
    """Draw a line around the fields for the person's eye, and show their beginnings."""
    await _of_all(handles, _HIGHLIGHT)


async def _of_all(handles: Sequence[ElementHandle], function: str, left: bool = False) -> list[Any]:
    """One evaluation for all; one for each where they stand in different documents."""
    if not handles:
        return []
    try:
        rows = await attempt(handles[0].evaluate(function, [list(handles), left]))
        return list(rows or [None] * len(handles))
    except TooSlow:
        return [None] * len(handles)
    except ActFailed:
        if len(handles) == 1:
            return [None]
    alone = await asyncio.gather(*(_of_all([handle], function, left) for handle in handles))
    return [one for ones in alone for one in ones]


@dataclass(frozen=True, slots=True)
class FieldWatch:
    """A field that was filled, watched in the page itself. Each wait raises `ActFailed` or
    Playwright's error once the document is gone."""

    _watch: JSHandle

    async def emptied(self) -> None:
        """Wait until the page empties the field, chooses anew in it, or takes it away."""
        await self._watch.evaluate("watch => watch.emptied")

    async def typed(self) -> None:
        """Wait until the person types in it."""
        await self._watch.evaluate("watch => watch.typed")

    async def other_than(self, held: str) -> str | None:
        """What it holds once that is not `held`; None: the page has emptied it or taken it away."""
        text = await self._watch.evaluate("(watch, held) => watch.after(held)", held)
        return None if text is None else str(text)


@dataclass(frozen=True, slots=True)
class FieldNow:
    """A filled field. `touched`: the person has typed in it since it is watched."""

    connected: bool
    touched: bool
    text: str
    is_select: bool


async def watch_field(handle: ElementHandle, *, choice: bool) -> FieldWatch:
    """Watch a field, a `choice` or a text, from now on. Raises `ActFailed` when it is gone."""
    return FieldWatch(await attempt(handle.evaluate_handle(_WATCH, choice)))


async def field_now(handle: ElementHandle, watch: FieldWatch | None, *, choice: bool) -> FieldNow:
    """What the field shows, without waiting. Raises `ActFailed` when it is gone."""
    given = [watch and watch._watch, choice]
    connected, touched, text, is_select = await attempt(handle.evaluate(_NOW, given))
    return FieldNow(bool(connected), bool(touched), str(text), bool(is_select))


async def connected(handle: ElementHandle) -> bool:
    """The element is still in its page."""
    try:
        return bool(await attempt(handle.evaluate("e => e.isConnected")))
    except ActFailed:
        return False
