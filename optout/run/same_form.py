"""Whether a page still shows the form that is being filled in.

A page may draw its form anew at any time, and then it is found again. It may also put another form
in its place: nothing is typed there.
"""

from playwright.async_api import ElementHandle

from optout.forms.hosts import plain_address
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.filling import Filling
from optout.system.attempt import ActFailed, attempt


async def same_form(filling: Filling, now: Reading) -> bool:
    """Whether a filled field is still there, or all fields are again, under the same labels. What
    each is for may show only now, as others were covered.

    In another language, which the person may have chosen, its fingerprint tells.
    """
    if filling.labels is None:
        return True  # nothing was tried yet
    if now.kind is not PageKind.FORM:
        return False
    handles = [e.handle for e in filling.entries.values() if e.done and e.handle]
    for handle in handles:
        if await connected(handle):
            return True
    if not at_its_address(filling, now):
        return False
    if languages(now) != filling.languages and now.fingerprint == filling.fingerprint:
        return True
    return set(filling.labels.values()) <= set(labels(now).values())


def at_its_address(filling: Filling, now: Reading) -> bool:
    """Whether the page is at the address at which the filling began."""
    return not filling.address or filling.address == address_of(now.url)


def address_of(url: str) -> str:
    """What a site calls one form: an address without its query, and without a slash at its end."""
    return plain_address(url).rstrip("/")


def labels(reading: Reading) -> dict[Role, str]:
    """What the fields that were found are called; a list's box may be called by what is chosen."""
    found = [(r, f) for r, f in reading.fields.items() if r is not Role.COUNTRY]
    return {r: f.control.label for r, f in found if f.status == "found" and f.control}


def languages(reading: Reading) -> tuple[str, ...]:
    """The page's own language, if it says one."""
    code = reading.language.replace("_", "-").split("-")[0].lower()
    return (code,) if code.isalpha() else ()


async def connected(handle: ElementHandle) -> bool:
    """Whether the element is still in its page."""
    try:
        return bool(await attempt(handle.evaluate("e => e.isConnected")))
    except ActFailed:
        return False
