"""Whether a page still shows the form that is being filled in.

A page may draw its form anew at any time, and then it is found again. It may also put another form
in its place: nothing is typed there.
"""

from playwright.async_api import ElementHandle

from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.filling import Filling
from optout.system.attempt import ActFailed, attempt


async def same_form(filling: Filling, now: Reading) -> bool:
    """Whether a filled field is still there, or all fields are again, under the same labels."""
    if filling.labels is None:
        return True  # nothing was tried yet
    if now.kind is not PageKind.FORM:
        return False
    handles = [e.handle for e in filling.entries.values() if e.done and e.handle]
    for handle in handles:
        if await connected(handle):
            return True
    here = labels(now)
    return all(here.get(role) == label for role, label in filling.labels.items())


def labels(reading: Reading) -> dict[Role, str]:
    """What the fields that were found are called; a list's box may be called by what is chosen."""
    found = [(r, f) for r, f in reading.fields.items() if r is not Role.COUNTRY]
    return {r: f.control.label for r, f in found if f.status == "found" and f.control}


async def connected(handle: ElementHandle) -> bool:
    """Whether the element is still in its page."""
    try:
        return bool(await attempt(handle.evaluate("e => e.isConnected")))
    except ActFailed:
        return False
