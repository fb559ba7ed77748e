"""The person points: the field with the cursor is filled and read back."""

from collections.abc import Awaitable, Callable, Iterator

from playwright.async_api import ElementHandle, Error

from optout.fields import Forbidden, fill_code, focused, same_text
from optout.human import EndOfInput, Human
from optout.i18n import N_, _
from optout.locate.roles import Role
from optout.pages import PageGone
from optout.run.steps import say
from optout.run.steps.enter_code import pasted_code
from optout.run.steps.filling import Entry, Filling
from optout.run.steps.prefill import fill_pointed
from optout.run.steps.tab import Tab
from optout.run.steps.wish import Wish

_QUESTIONS = {
    Role.COUNTRY: N_("Put the cursor into the field for your country, then press Enter here"),
    Role.NAME: N_("Put the cursor into the field for your name, then press Enter here"),
    Role.EMAIL: N_("Put the cursor into the field for your e-mail, then press Enter here"),
    Role.EXPLANATION: N_("Put the cursor into the large text box, then press Enter here"),
    Role.CODE: N_("Put the cursor into the box for the code, then press Enter here"),
}
_NO_FIELD = N_("The cursor is not in a field that takes this. Try again.")
_FORBIDDEN = {
    "host": N_("That field is on another site, or sends to one. Nothing is typed there."),
    "password": N_("That field is in a form that asks for a password. Nothing is typed there."),
}
_NOT_LISTED = N_("That field does not offer your country. optout never chooses another one.")
_NOT_KEPT = N_("The page did not keep it. Try again, or fill it in yourself.")


async def point_at(tab: Tab, wish: Wish, human: Human, filling: Filling) -> None:
    """Ask for each field that is not filled yet. A field that is not there is passed over.

    Raises `PageGone`.
    """
    await tab.to_front()
    try:
        for role in _wanted(wish, filling):
            entry = filling.entries.get(role)
            while entry is None or not entry.done:
                handle = await _pointed(tab, human, role)
                if handle is None:
                    break
                entry = await fill_pointed(handle, role, wish, tab, human, filling)
                if entry.done:
                    filling.entries[role] = entry
                human.say(_(_told(entry)))
    except EndOfInput:
        return


async def point_at_code(tab: Tab, human: Human, name: str) -> None:
    """Type the code that the person pastes where the person points. Raises `PageGone`."""
    await tab.to_front()
    try:
        handle = await _pointed(tab, human, Role.CODE)
        if handle is None:
            return
        code = await _unless_gone(tab, human, lambda: pasted_code(human, name))
        tab.codes.add(code)
        held = await fill_code([handle], code, tab.allowed.permits)
    except EndOfInput:
        return
    except Forbidden as why:
        human.say(_(_FORBIDDEN[str(why)]))
        return
    except (Error, TimeoutError):
        held, code = "", "?"
    say.verdict(human, name, "person" if same_text(held, code) else "not_typed")


def _wanted(wish: Wish, filling: Filling) -> Iterator[Role]:
    yield Role.COUNTRY
    parts = (Role.FIRST_NAME, Role.LAST_NAME)
    if not wish.form.needs_account and wish.name and not any(p in filling.entries for p in parts):
        yield Role.NAME
    yield Role.EMAIL
    yield Role.EXPLANATION


async def _pointed(tab: Tab, human: Human, role: Role) -> ElementHandle | None:
    """The field in which the person puts the cursor; None: there is none for this.

    Raises `PageGone`, `EndOfInput`.
    """
    skip = _("s")
    hint = _("({skip} and Enter: there is none)").format(skip=skip)
    question = f"{_(_QUESTIONS[role])} {hint}"
    while True:
        answer = await _unless_gone(tab, human, lambda: human.ask(question))
        if answer.casefold() == skip:
            return None
        try:
            handle = await focused(tab.page, choice=role is Role.COUNTRY)
        except (Error, TimeoutError):
            await tab.look()
            handle = None
        if handle is not None:
            return handle
        human.say(_(_NO_FIELD))


async def _unless_gone(tab: Tab, human: Human, ask: Callable[[], Awaitable[str]]) -> str:
    """The answer; a window that closes takes the question with it. Raises `PageGone`."""
    try:
        return str(await tab.unless_moved(ask, lambda _reading: True))
    except PageGone:
        human.interrupt()
        raise


def _told(entry: Entry) -> str:
    """What became of the field that was pointed at."""
    if entry.done:
        return N_("It is filled in.")
    if entry.status == "forbidden":
        return _FORBIDDEN[entry.how]
    return _NOT_LISTED if entry.status == "not_listed" else _NOT_KEPT
