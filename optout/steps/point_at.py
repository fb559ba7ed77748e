"""The person points: the field with the cursor is filled and read back."""

from playwright.async_api import Error

from optout.fields import focused
from optout.human import EndOfInput, Human
from optout.i18n import N_, _
from optout.locate.roles import Role
from optout.steps.filling import Entry, Filling
from optout.steps.prefill import fill_pointed
from optout.steps.tab import Tab
from optout.steps.wish import Wish

_QUESTIONS = {
    Role.COUNTRY: N_("Put the cursor into the field for your country, then press Enter here"),
    Role.EMAIL: N_("Put the cursor into the field for your e-mail, then press Enter here"),
    Role.EXPLANATION: N_("Put the cursor into the large text box, then press Enter here"),
}


async def point_at(tab: Tab, wish: Wish, human: Human, filling: Filling) -> None:
    """Ask for each field that is not filled yet. A field that is not there is passed over.

    Raises `PageGone`.
    """
    await tab.to_front()
    skip = _("s")
    for role, question in _QUESTIONS.items():
        entry = filling.entries.get(role)
        while entry is None or not entry.done:
            hint = _("({skip} and Enter: there is none)").format(skip=skip)
            try:
                answer = await human.ask(f"{_(question)} {hint}")
            except EndOfInput:
                return
            if answer.casefold() == skip:
                break
            entry = await _fill(tab, wish, filling, role)
            if entry is None or not entry.done:
                human.say(_("The cursor is not in a field that takes this. Try again."))
                continue
            filling.entries[role] = entry
            human.say(_("It is filled in."))


async def _fill(tab: Tab, wish: Wish, filling: Filling, role: Role) -> Entry | None:
    try:
        handle = await focused(tab.page)
    except (Error, TimeoutError):
        return None
    return await fill_pointed(handle, role, wish, tab, filling) if handle else None
