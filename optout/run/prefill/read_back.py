"""Does the page keep what was filled in, until the person sends it?

What the person changes or empties is theirs. What the page empties, by a reload or a new rendering,
is told, and filled in again before it can be sent without it.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import ElementHandle

from optout import countries
from optout.domain.folding import letters_of
from optout.locate.roles import Role
from optout.page.fields import FieldWatch, field_now, held_by, same_text, watch_field
from optout.page.reading import Reading
from optout.page.tab import Tab
from optout.run.filling import FilledField, Filling
from optout.run.prefill.same_form import at_its_address
from optout.system.attempt import ActFailed

_BEGINNING = 80
"""Letters: about the letter's first line."""
_State = Literal["held", "changed", "emptied", "gone"]


@dataclass(slots=True)
class ReadBack:
    """What became of the fields that were filled."""

    held: list[FilledField] = field(default_factory=list)
    changed: list[FilledField] = field(default_factory=list)
    """By the person: no more the tool's concern."""
    lost: list[FilledField] = field(default_factory=list)

    @property
    def gone(self) -> bool:
        """None of the fields that were filled is there any more."""
        return not (self.held or self.changed or self.lost)


async def watch_over(tab: Tab, filling: Filling) -> None:
    """Let the tab notice when a filled field is emptied, or another put in its place, even if
    nothing else changes with it, and follow what the field for the address holds. Those that are
    watched already are left out."""
    await asyncio.gather(*(_watch(tab, entry) for entry in filling.entries.values()))


async def _watch(tab: Tab, entry: FilledField) -> None:
    followed = entry.role is Role.EMAIL and entry.holds
    if not (entry.status == "filled" or followed) or not entry.handle or entry.watch:
        return
    try:
        watch = await watch_field(entry.handle, choice=entry.role is Role.COUNTRY)
    except ActFailed:
        return  # the field is gone: the next look tells
    entry.watch = watch
    tab.wake_after(_follow(entry, watch) if followed else watch.emptied())
    if entry.role is Role.EXPLANATION:
        tab.wake_after(_touched(entry, watch))


async def _touched(entry: FilledField, watch: FieldWatch) -> None:
    """Note that the person types in the letter: what leaves is theirs from then on."""
    await watch.typed()
    entry.touched = True


async def _follow(entry: FilledField, watch: FieldWatch) -> None:
    """Note what the field holds whenever that changes, until the page empties it or takes it
    away."""
    while (held := await watch.other_than(entry.held)) is not None:
        entry.held = held


async def read_back(filling: Filling, reading: Reading) -> ReadBack:
    """Read every filled field back, in the page as `reading` found it.

    A page at another address has fields of its own, and those that were filled are gone, unless it
    holds the letter: a server draws a form that it did not take where it was posted to.
    """
    found = ReadBack()
    redrawn = at_its_address(filling, reading) or await _holds_letter(filling, reading)
    for entry in filling.entries.values():
        if entry.status not in ("filled", "kept") or entry.handle is None:
            continue
        state = await _state(entry, entry.handle)
        again = await _found_again(entry.role, reading) if state == "gone" and redrawn else None
        if again:
            entry.handle, entry.watch = again, None
            state = await _state(entry, again)
        if state == "emptied":
            found.lost.append(entry)
        elif state != "gone":
            (found.held if state == "held" else found.changed).append(entry)
    return found


def mark_for_refill(fields: ReadBack) -> None:
    """Mark what was lost as to be filled anew, and what the person changed as theirs."""
    for entry in fields.lost:
        entry.fill_again()
    for entry in fields.changed:
        entry.status = "left"


async def _holds_letter(filling: Filling, reading: Reading) -> bool:
    """The page holds the letter: as it was put into the form, or with the same beginning,
    where the person has changed it, or the site has cut it or writes its marks otherwise."""
    entry = filling.entries.get(Role.EXPLANATION)
    box = await _found_again(Role.EXPLANATION, reading)
    if entry is None or not entry.done or box is None:
        return False
    (held,) = await held_by([box])
    beginning = letters_of(held.text)[:_BEGINNING] if held else ""
    return bool(beginning) and letters_of(entry.meant).startswith(beginning)


async def _found_again(role: Role, reading: Reading) -> ElementHandle | None:
    new = reading.fields[role]
    if new.status != "found" or new.control is None:
        return None
    try:
        return await reading.handle(new.control)
    except ActFailed:
        return None


async def _state(entry: FilledField, handle: ElementHandle) -> _State:
    country = entry.role is Role.COUNTRY
    try:
        now = await field_now(handle, entry.watch, choice=country)
    except ActFailed:
        return "gone"
    if not now.connected:
        return "gone"
    if country:
        meant, lines = countries.iso_of(entry.held), [now.text, *now.text.splitlines()]
        there = {countries.iso_of(line) for line in lines} - {None}
        same = meant in there or any(same_text(line, entry.held) for line in lines)
        # A choice shows words also when nothing is chosen, and a list that is set back a country.
        empty = not same and (not there or now.is_select)
    else:
        same, empty = same_text(now.text, entry.meant), not now.text.strip()
    if empty:
        return "changed" if now.touched else "emptied"
    return "held" if same and not now.touched else "changed"
