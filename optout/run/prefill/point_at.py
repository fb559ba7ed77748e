"""The person points: the field with the cursor is filled and read back."""

from collections.abc import Iterator

from playwright.async_api import ElementHandle

from optout.domain.code_outcomes import CodeOutcome
from optout.domain.errors import OptoutError
from optout.i18n import N_, _
from optout.locate.roles import Role
from optout.page.fields import Forbidden, fill_code, focused, same_code
from optout.page.tab import Tab
from optout.run.code.pasted_code import pasted_code
from optout.run.filling import FilledField, Filling
from optout.run.form_inputs import FormInput
from optout.run.prefill.prefill import Prefill
from optout.run.talk import messages
from optout.run.talk.prompt import Answer, Prompt, always
from optout.system.attempt import ActFailed
from optout.terminal.human import Choice, EndOfInput

_QUESTIONS = {
    Role.COUNTRY: N_("Put the cursor into the field for your country."),
    Role.NAME: N_("Put the cursor into the field for your name."),
    Role.EMAIL: N_("Put the cursor into the field for your e-mail."),
    Role.EXPLANATION: N_("Put the cursor into the large text box."),
    Role.CODE: N_("Put the cursor into the box for the code."),
}
_THERE = "there"
_NO_FIELD = N_("The cursor is not in a field that takes this. Try again.")
_FORBIDDEN = {
    "host": N_("That field is on another site, or sends to one. Nothing is typed there."),
    "password": N_("That field is in a form that asks for a password. Nothing is typed there."),
}
_NOT_LISTED = N_("That field does not offer your country. optout never chooses another one.")
_TOO_SMALL = N_("The letter does not fit into that field. Try again.")
_NOT_KEPT = N_("The page did not keep it. Try again, or fill it in yourself.")


async def point_at(prefill: Prefill) -> None:
    """Ask for each field that is not filled yet. A field that is not there is passed over.

    Raises `PageGone`.
    """
    tab, prompt, filling = prefill.tab, prefill.prompt, prefill.filling
    await tab.to_front()
    try:
        for role in _wanted(prefill.form_input, filling):
            entry = filling.entries.get(role)
            while entry is None or not entry.done:
                handle = await _pointed(tab, prompt, role)
                if handle is None:
                    break
                try:
                    entry = await prefill.fill_pointed(handle, role)
                except OptoutError:
                    prompt.human.say(_(_TOO_SMALL))
                    continue
                if entry.done:
                    filling.entries[role] = entry
                prompt.human.say(_(_outcome(entry)))
    except EndOfInput:
        return


async def point_at_code(tab: Tab, prompt: Prompt, name: str) -> None:
    """Type the code that the person pastes where the person points. Raises `PageGone`."""
    await tab.to_front()
    try:
        handle = await _pointed(tab, prompt, Role.CODE)
        if handle is None:
            return
        pasted = await prompt.ask(lambda: pasted_code(prompt.human, name), always)
        code = pasted.value if isinstance(pasted, Answer) else ""
        tab.codes.add(code)
        held = await fill_code([handle], code, tab.allowed.permits)
    except EndOfInput:
        return
    except Forbidden as why:
        prompt.human.say(_(_FORBIDDEN[str(why)]))
        return
    except ActFailed:
        held, code = "", "?"
    outcome: CodeOutcome = "theirs" if same_code(held, code) else "not_typed"
    messages.code_outcome(prompt.human, name, outcome)


def _wanted(form_input: FormInput, filling: Filling) -> Iterator[Role]:
    yield Role.COUNTRY
    parts = (Role.FIRST_NAME, Role.LAST_NAME)
    if (
        not form_input.form.needs_account
        and form_input.name
        and not any(p in filling.entries for p in parts)
    ):
        yield Role.NAME
    yield Role.EMAIL
    yield Role.EXPLANATION


async def _pointed(tab: Tab, prompt: Prompt, role: Role) -> ElementHandle | None:
    """The field in which the person puts the cursor; None: there is none for this.

    Raises `PageGone`, `EndOfInput`.
    """
    human, question = prompt.human, _(_QUESTIONS[role])
    ways = Choice(_THERE, _("The cursor is there")), Choice("none", _("There is no such field"))
    while True:
        answer = await prompt.ask(lambda: human.choose(question, ways, default=_THERE), always)
        if not human.can_ask:
            raise EndOfInput
        if isinstance(answer, Answer) and answer.value != _THERE:
            return None
        try:
            handle = await focused(tab.page, choice=role is Role.COUNTRY)
        except ActFailed:
            await tab.look()
            handle = None
        if handle is not None:
            return handle
        prompt.human.say(_(_NO_FIELD))


def _outcome(entry: FilledField) -> str:
    """What became of the field that was pointed at."""
    if entry.done:
        return N_("It is filled in.")
    if entry.status == "forbidden":
        return _FORBIDDEN[entry.how]
    return _NOT_LISTED if entry.status == "not_listed" else _NOT_KEPT
