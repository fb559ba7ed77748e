"""The last look before the person is told to send: the page may have changed what was filled in.

Where its form now sends elsewhere, nothing is handed over. A field that is another one by now, or
stands in another form, is no more taken for sure.
"""

import asyncio
from dataclasses import dataclass
from typing import Literal

from optout.locate.roles import PageKind, Role
from optout.page.fields import Forbidden, connected, guard
from optout.page.reading import Reading
from optout.page.tab import Tab
from optout.run.filling import POINTED_AT, FilledField, Filling
from optout.run.prefill.same_form import at_its_address
from optout.system.attempt import ActFailed


@dataclass(frozen=True, slots=True)
class Preflight:
    """`elsewhere`: it would go to another site, or with a password. `moved`: see the entries."""

    finds: Literal["same", "moved", "elsewhere"]
    reading: Reading


async def preflight(tab: Tab, filling: Filling, before: Reading) -> Preflight:
    """Read the page once more. Fields that moved since `before` are marked. Raises `PageGone`."""
    now = await tab.look()
    filled = [e for e in filling.entries.values() if e.status in ("filled", "kept") and e.handle]
    found = [e for e in filled if e.how != POINTED_AT]  # the others the person knew
    if not all(await asyncio.gather(*(_safe(entry, tab) for entry in filled))):
        return Preflight("elsewhere", now)
    if now.kind is not PageKind.FORM or not at_its_address(filling, now):
        return Preflight("same", now)
    elsewhere = await asyncio.gather(*(_moved(entry, now) for entry in found))
    moved = [
        entry
        for entry, other in zip(found, elsewhere, strict=True)
        if other or _in_another_form(entry.role, before, now)
    ]
    for entry in moved:
        entry.doubt()
    return Preflight("moved" if moved else "same", now)


async def _safe(entry: FilledField, tab: Tab) -> bool:
    assert entry.handle is not None
    try:
        await guard(entry.handle, tab.allowed.permits)
    except Forbidden:
        return False
    except ActFailed:
        return True  # the field is gone, and what was in it: the next look tells
    return True


async def _moved(entry: FilledField, now: Reading) -> bool:
    """The page now shows another field for this, or none for sure."""
    handle, found = entry.handle, now.fields[entry.role]
    assert handle is not None
    try:
        if found.status == "found" and found.control is not None:
            return not await now.is_at(found.control, handle)
        # A list may be called by what is chosen.
        return entry.role is not Role.COUNTRY and await connected(handle)
    except ActFailed:
        return False  # it is being drawn anew: the next look tells


def _in_another_form(role: Role, before: Reading, now: Reading) -> bool:
    """It stood in one form with other fields, or the button, and does not any more."""
    own_before, own_now = _form(before, role), _form(now, role)
    if own_before is None or own_now is None:
        return False
    others = [r for r in before.fields if r is not role and r is not Role.COUNTRY]
    seen = [r for r in others if _form(before, r) == own_before and _form(now, r) is not None]
    apart = [r for r in seen if _form(now, r) != own_now]
    return len(apart) * 2 > len(seen)  # else the others have moved


def _form(reading: Reading, role: Role) -> tuple[int, int] | None:
    found = reading.fields[role]
    if found.status != "found" or found.control is None:
        return None
    return found.control.frame, found.control.form
