"""How a form that stands there compares with the one that was handed over, for `progress`."""

import contextlib

from optout.domain.errors import OptoutError
from optout.letters import SHORT
from optout.locate.roles import Role
from optout.locate.snapshot import Control
from optout.page.reading import Reading
from optout.run.code.enter_code import complaints
from optout.run.form.form_run import FormRun
from optout.run.prefill.prefill import fitting
from optout.run.prefill.read_back import ReadBack
from optout.run.prefill.same_form import at_its_address
from optout.run.progress import Button, CodeComplaint, Complaint, FormSeen, Shows
from optout.run.steps.buttons import asks_for_code
from optout.run.talk.notes import Repeated


def form_seen(run: FormRun, reading: Reading, fields: ReadBack) -> FormSeen:
    """What the page shows of the form. `fields` is what became of what was filled in."""
    send = reading.fields[Role.SUBMIT]
    may_press = send.status == "found" and send.control is not None and not send.control.disabled
    return FormSeen(
        shows=shows(run, reading, fields),
        complains=_complaint(reading),
        code=_code_complaint(run, reading),
        gained=run.filling.found_in(reading) and run.notes.may(Repeated.ATTEMPT),
        too_long=_too_long(run, reading),
        shorter=_has_shorter(run),
        refilled=run.course.refilled,
        spent=run.awaited.alerted or not may_press,
    )


def shows(run: FormRun, reading: Reading, fields: ReadBack) -> Shows:
    """What stands in the place of the form that was handed over."""
    filling, now = run.filling, reading.fingerprint
    if fields.gone:
        if in_steps(run):
            return "next_step" if now != filling.seen_last else "kept"
        if at_its_address(filling, reading):
            return "kept"
        begun = run.outgoing.may_have_left or run.course.led_on
        return "led_on" if run.form_input.allowed.permits(reading.url) and not begun else "other"
    if not fields.lost:
        return "kept"
    # A page that comes anew lacks what came later.
    strange = now not in (filling.seen_last, filling.handed_over)
    return "other" if strange and not fields.held else "lost"


def in_steps(run: FormRun) -> bool:
    """The form is filled in by steps: it led on, or took the code and has more to ask."""
    by_steps = run.facts.button is Button.LEADS_ON or bool(run.filling.before)
    return by_steps or run.facts.code_left or Role.NEXT in (run.filling.labels or ())


def complaint_of_letter(reading: Reading) -> str:
    """What the page complains of at the letter's box, in its own words; empty where it does not."""
    box = reading.fields[Role.EXPLANATION].control
    if box is None or not box.invalid:
        return ""
    alone = not any(control.key != box.key for control in _marked(reading))
    return box.error or box.described or ("\n".join(reading.errors) if alone else "")


def _marked(reading: Reading) -> list[Control]:
    controls = (c for frame in reading.snapshot.frames for c in frame.controls)
    return [control for control in controls if control.invalid]


def _complaint(reading: Reading) -> Complaint:
    if complaint_of_letter(reading):
        return "letter"
    if not reading.errors:
        return ""
    return "field" if _marked(reading) else "page"


def _code_complaint(run: FormRun, reading: Reading) -> CodeComplaint:
    is_new = bool(complaints(reading) - run.code_delivery.complaints)
    if reading.code_problem or (reading.errors and asks_for_code(reading, anew=True)):
        return "refused"
    return "unclear" if is_new else ""


def _too_long(run: FormRun, reading: Reading) -> bool:
    """The page takes less than the letter that it holds, and there is one that fits; once."""
    held = run.filling.letter
    if held is None or run.course.shortened or not run.filling.too_long_for(reading.limits):
        return False
    other = fitting(run.form_input, None, reading.limits)
    return other.text != held.text and len(other.text) <= len(held.text)


def _has_shorter(run: FormRun) -> bool:
    held = run.filling.letter
    if held is None or not run.filling.has_letter:
        return False
    with contextlib.suppress(OptoutError):
        return len(run.form_input.letter(SHORT).text) < len(held.text)
    return False
