"""Does a page still show the form that is being filled in?

A page may draw its form anew at any time, and then it is found again. It may also put another form
in its place: nothing is typed there.
"""

from optout.forms.hosts import plain_address
from optout.locate.roles import PageKind, Role
from optout.page.fields import connected
from optout.page.reading import Reading
from optout.run.filling import Filling
from optout.run.progress import FormState

_TYPED = (Role.EXPLANATION, Role.EMAIL)
"""What tells that the form holds what it was given: the others can have one value everywhere."""
_IN_PLACE = ("", "covered", "inert", "aria-hidden")
"""Why a field cannot be seen that a dialog only covers."""


async def same_form(filling: Filling, now: Reading) -> bool:
    """A filled field is still there, or all fields are again, under the same labels.

    What was taken for the e-mail while others were covered may be "E-mail again" by now: the labels
    are the same. In another language, which the person may have chosen, the fingerprint is.
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


def form_state(filling: Filling, now: Reading) -> FormState:
    """What the page shows of the form that was filled in, be it behind a dialog."""
    meant = [entry for role, entry in filling.all.items() if role in _TYPED and entry.done]
    texts = {" ".join(t.split()) for entry in meant for t in (entry.held, entry.meant) if t}
    here = (c for frame in now.snapshot.frames for c in frame.controls if c.why in _IN_PLACE)
    if any(" ".join(c.value.split()) in texts for c in here if c.value):
        send = now.fields[Role.SUBMIT].control
        return "spent" if send is not None and send.disabled else "held"
    return "emptied" if now.kind is PageKind.FORM else "gone"


def at_its_address(filling: Filling, now: Reading) -> bool:
    """The page is at the address at which the filling began."""
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
