"""What the person presses next on a form, and how that is called to them."""

import contextlib
from collections.abc import Awaitable, Callable

from optout.i18n import _
from optout.locate.roles import Role
from optout.locate.snapshot import Control
from optout.page.reading import Reading, Stale
from optout.run.form.form_run import FormRun
from optout.run.progress import Button
from optout.system.attempt import ActFailed, attempt
from optout.terminal.human import Act, Offer

BUTTONS = {
    Button.SENDS: Role.SUBMIT,
    Button.LEADS_ON: Role.NEXT,
    Button.REQUESTS_CODE: Role.REQUEST_CODE,
}
"""Where the page has each button: the role of its control."""

ACTS: dict[Button, Act] = {
    Button.SENDS: "submit",
    Button.LEADS_ON: "next",
    Button.REQUESTS_CODE: "request_code",
}
"""What pressing each button is, for who is told of the person's acts."""


def label_of(reading: Reading, role: Role) -> str:
    """How the page calls the control for this, if it has it for sure, and calls it anything."""
    control = reading.fields[role].control
    return control.label if control else ""


def button_of(run: FormRun, reading: Reading) -> Button:
    """What the person presses next on this form."""
    if asks_for_code(reading, anew=run.facts.code_left):
        return Button.REQUESTS_CODE
    return goes_on_with(reading)


def asks_for_code(reading: Reading, *, anew: bool) -> bool:
    """The form has a button that asks for a code; `anew`: and shows no trace of one."""
    if reading.fields[Role.REQUEST_CODE].status != "found":
        return False
    box = reading.fields[Role.CODE].control
    return not anew or not (reading.code_sent or (box is not None and box.filled))


def goes_on_with(reading: Reading) -> Button:
    """The button of a form that needs no code, or has it."""
    return Button.LEADS_ON if reading.fields[Role.NEXT].status == "found" else Button.SENDS


async def to_person(run: FormRun, reading: Reading, button: Button) -> None:
    """The page is the person's, who presses this button, and is shown it if they like."""
    control = reading.fields[BUTTONS[button]].control
    await hand_over_page(run, ACTS[button], reading, control)


async def hand_over_page(
    run: FormRun,
    act: Act,
    reading: Reading | None = None,
    control: Control | None = None,
) -> None:
    """It is the person's turn in the page: `control` of `reading`, so called, is to be pressed."""
    shown = []
    if reading and control:
        show = _shown(run, reading, control)
        shown.append(Offer(_("Show me the button"), lambda: run.tab.wake_after(show())))
    offer_help(run, *shown)
    await run.human.hand_over(run.form_input.form.key, act)


def offer_help(run: FormRun, *others: Offer) -> None:
    """Have a button for whom it does not work, beside these, and the letter to read."""
    offers = list(others)
    if help_them := run.turn.in_trouble:
        offers.append(Offer(_("It does not work"), lambda: run.turn.do(help_them)))
    run.human.offer(offers, run.letter)


def _shown(run: FormRun, reading: Reading, control: Control) -> Callable[[], Awaitable[None]]:
    async def show() -> None:
        await run.tab.to_front()
        with contextlib.suppress(Stale, ActFailed):
            handle = await reading.handle(control)
            await attempt(handle.scroll_into_view_if_needed())

    return show
