"""What the person presses next on a form, and how that is called to them."""

from optout.locate.roles import Role
from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.progress import Button
from optout.terminal.human import Act

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
