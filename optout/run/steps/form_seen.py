"""How a form that stands there compares with the one that was handed over, for `progress`."""

import contextlib

from optout.domain.errors import OptoutError
from optout.letters import SHORT
from optout.locate.roles import Role
from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.prefill.prefill import fitting
from optout.run.prefill.read_back import ReadBack
from optout.run.prefill.same_form import at_its_address
from optout.run.progress import Button, FormSeen, Place
from optout.run.steps.buttons import asks_for_code
from optout.run.talk.notes import Repeated


def form_seen(
    run: FormRun, reading: Reading, fields: ReadBack, *, settled: bool = False
) -> FormSeen:
    """What the page shows of the form. `fields` is what became of what was filled in; `settled` as
    in `FormSeen`."""
    filling, send = run.filling, reading.fields[Role.SUBMIT]
    controls = (c for frame in reading.snapshot.frames for c in frame.controls)
    pressed = send.status == "found" and send.control is not None and not send.control.disabled
    wants_code = bool(reading.errors) and asks_for_code(reading, anew=True)
    return FormSeen(
        fields=fields.state,
        place=_place(run, reading),
        in_steps=in_steps(run),
        drawn_anew=reading.fingerprint != filling.seen_last,
        strange=reading.fingerprint not in (filling.seen_last, filling.handed_over),
        gained=filling.found_in(reading) and run.notes.may(Repeated.ATTEMPT),
        complains=bool(reading.errors),
        marks_field=any(c.invalid for c in controls),
        code_complaint=bool(reading.code_problem) or wants_code,
        new_complaint=run.old_complaint.is_new(reading),
        too_long=_has_shorter(run, reading),
        refuses_letter=_refuses_letter(run, reading),
        spent=run.awaited.alerted or not pressed,
        often=not run.notes.may(Repeated.REFILL),
        perhaps_left=run.outgoing.may_have_left,
        settled=settled,
    )


def in_steps(run: FormRun) -> bool:
    """The form is filled in by steps: it led on, or took the code and has more to ask."""
    by_steps = run.facts.button is Button.LEADS_ON or bool(run.filling.before)
    return by_steps or run.facts.code_left or Role.NEXT in (run.filling.labels or ())


def _place(run: FormRun, reading: Reading) -> Place:
    if at_its_address(run.filling, reading):
        return "same"
    return "elsewhere" if run.form_input.allowed.permits(reading.url) else "away"


def _has_shorter(run: FormRun, reading: Reading) -> bool:
    """The page takes less than the letter that it holds, and there is a shorter one."""
    held = run.filling.letter
    if held is None or not run.filling.too_long_for(reading.limits):
        return False
    other = fitting(run.form_input, None, reading.limits)
    return other.text != held.text and len(other.text) <= len(held.text)


def complaint_of_letter(reading: Reading) -> str:
    """What the page complains of at the letter's box, in its own words; empty where it does not."""
    box = reading.fields[Role.EXPLANATION].control
    if box is None or not box.invalid:
        return ""
    controls = (c for frame in reading.snapshot.frames for c in frame.controls)
    alone = not any(c.invalid for c in controls if c.key != box.key)
    return box.error or box.described or ("\n".join(reading.errors) if alone else "")


def _refuses_letter(run: FormRun, reading: Reading) -> bool:
    held = run.filling.letter
    if held is None or not (run.filling.has_letter and complaint_of_letter(reading)):
        return False
    with contextlib.suppress(OptoutError):
        return len(run.form_input.letter(SHORT).text) < len(held.text)
    return False
