"""The form stands there after it was handed over: whether it keeps what it holds, what it says."""

from optout.domain.code_verdicts import CodeStage
from optout.i18n import N_
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.prefill.prefill import fitting
from optout.run.prefill.read_back import ReadBack, mark_for_refill
from optout.run.prefill.same_form import at_its_address
from optout.run.progress import (
    Button,
    Exchange,
    FailureShown,
    HandedOver,
    StepDone,
    WithinReach,
)
from optout.run.steps.asking_about import ask_what_came_of_it, say_failure
from optout.run.steps.buttons import asks_for_code, button_of
from optout.run.steps.filling_in import begin_anew, say_another_form
from optout.run.steps.handing_over import (
    ask_anew,
    hand_on,
    help_to_fill,
    in_steps,
    note_fingerprint,
)
from optout.run.talk import messages, sending_messages
from optout.run.talk.notes import Note, Repeated

_NOT_TAKEN = N_(
    "{form}: the site did not take what was sent. The page may say why; else try again later."
)


async def watch(run: FormRun, reading: Reading) -> Reading | None:
    """The form stands where it was sent from; one that only stands there still is asked about."""
    failed = run.facts.failed
    run.happened(FailureShown(run.seen(reading)))
    if run.facts.failed and not (failed or reading.errors):  # those are told as complaints
        say_failure(run, reading)
    if await begin_anew(run, reading):
        return reading
    newer = await _watch_fields(run, reading)
    if newer is not None:
        return newer
    if _is_refused(run, reading):
        if await run.tab.moved_within(run.patience.late):
            return await run.tab.look()
        run.say_once(Note.NOT_TAKEN, _NOT_TAKEN)
    return await (_ask(run) if _is_spent(run, reading) else _stays(run, reading))


async def _ask(run: FormRun) -> Reading | None:
    """The form stands there, and the site may have taken what was sent: the person is asked once
    the page stays as it is."""
    if await run.tab.moved_within(run.patience.unknown):
        return await run.tab.look()
    run.notes.mark(Note.SPENT)
    run.awaited.all_came()
    run.human.arrive()
    sending_messages.so_far(run.human, run.facts)
    return await ask_what_came_of_it(run) if run.human.can_ask else None


def _is_refused(run: FormRun, reading: Reading) -> bool:
    """Whether the site has not taken what was sent, and the page complains of nothing. After a
    sign-in the form stands there anew."""
    ours = run.facts.in_doubt and run.facts.exchange is Exchange.OURS
    refused = ours and run.facts.delivery == "refused"
    return refused and not (reading.errors or run.notes.told(Note.NOT_TAKEN))


def _is_spent(run: FormRun, reading: Reading) -> bool:
    """Whether the site has answered, and the form has no button any more that would send it, or
    the page has said something in a native dialog."""
    answered = run.facts.in_doubt and not (run.facts.unanswered or run.facts.failed)
    settled = reading.errors or run.notes.told(Note.SPENT)
    send = reading.fields[Role.SUBMIT]
    pressed = send.status == "found" and send.control is not None and not send.control.disabled
    spent = run.alerted or not pressed
    return answered and run.facts.button is Button.SENDS and spent and not settled


async def _stays(run: FormRun, reading: Reading) -> Reading | None:
    """The site has answered, and the form can be sent as before: the person, who sees nothing
    happen, would press its button again. A page that only keeps what is typed may have sent it."""
    if run.notes.told(Note.PERHAPS_SENT) or not _is_answered(run, reading):
        return None
    if await run.tab.moved_within(run.patience.unknown):
        return await run.tab.look()
    run.notes.mark(Note.PERHAPS_SENT)
    run.awaited.all_came()
    sending_messages.form_stays(run.human, run.name)
    return None


def _is_answered(run: FormRun, reading: Reading) -> bool:
    """Whether the site has answered what the form's own button sent, without a complaint."""
    return run.facts.delivery == "answered" and _is_ours(run, reading)


def _is_ours(run: FormRun, reading: Reading) -> bool:
    """Whether what left is what the form's own button sent, and the page complains of nothing."""
    ours = run.facts.in_doubt and run.facts.exchange is Exchange.OURS and not run.facts.failed
    return ours and run.facts.button is Button.SENDS and not reading.errors


def _is_reset(run: FormRun, fields: ReadBack, reading: Reading) -> bool:
    """Whether the form is empty though the site has not refused what it sent: so is one that was
    taken. The person has not been asked yet."""
    asked = run.notes.told(Note.SPENT) or not run.human.can_ask
    taken = run.facts.delivery in ("under_way", "answered") and _is_ours(run, reading)
    return taken and not (fields.held or asked)


def _complains_of_code(reading: Reading) -> bool:
    """Whether the page takes back that the code is right; in unknown words, it asks for another."""
    anew = bool(reading.errors) and asks_for_code(reading, anew=True)
    return bool(reading.code_problem) or anew


async def _watch_fields(run: FormRun, reading: Reading) -> Reading | None:
    """The form is still there, or there again, after it was handed over."""
    if run.facts.code_left and not run.facts.proved and _complains_of_code(reading):
        if not reading.code_problem:
            messages.errors(run.human, run.name, reading)
        if reading.code_problem or not run.facts.left:  # else it is about what was sent
            messages.verdict(run.human, run.name, reading.code_problem or "refused")
        return await ask_anew(run, reading)
    if run.facts.button is Button.SENDS and button_of(run, reading) is Button.LEADS_ON:
        run.happened(HandedOver(Button.LEADS_ON))  # back from the step that shows all once more
    if run.facts.button is Button.REQUESTS_CODE and run.facts.code_left:
        if await _gave_way(run, reading):
            return reading
        if run.old_complaint.is_new(reading):  # the code may not be in
            await _hear_complaint(run, reading)
            return None
        return await hand_on(run, reading)
    if _may_shorten(run, reading):
        return await _shorten(run, reading)
    await _hear_complaint(run, reading)
    if await _gave_way(run, reading):
        return reading
    fields = await run.page.read_back(run.filling, reading)
    late = run.filling.found_in(reading) and not run.facts.left
    if late:  # a field has come that was not there
        if run.notes.once_more(Repeated.ATTEMPT):
            run.happened(WithinReach())
            return reading
        run.say_once(Note.LATE, messages.LATE)
    if fields.held and not fields.lost and not run.facts.left:
        note_fingerprint(run, reading)
    back = run.facts.proved and not reading.errors  # the page asks for nothing to be corrected
    if not (back or fields.lost or _is_other(run, fields, reading)):
        await run.page.watch_over(run.filling)  # its fields may have been drawn anew
        return None
    settled = await run.tab.settle()  # a page on its way to the next one has lost its fields
    if settled.kind is not PageKind.FORM:
        return settled
    fields = await run.page.read_back(run.filling, settled)
    handed_over = (run.fingerprint, run.handed_over_fingerprint)
    if run.facts.proved:
        if run.notes.first(Note.SENT):
            _say_form_again(run)
    elif _is_other(run, fields, settled) or (
        settled.fingerprint not in handed_over and not fields.held
    ):
        say_another_form(run)
    elif fields.lost:
        return await _loses(run, fields, settled)
    return None


def _is_other(run: FormRun, fields: ReadBack, reading: Reading) -> bool:
    """Whether a form at another address stands in the place of the one handed over."""
    return fields.gone and not (in_steps(run) or at_its_address(run.filling, reading))


async def _loses(run: FormRun, fields: ReadBack, reading: Reading) -> Reading | None:
    """The form stands there without what was filled in: it is filled in again, unless the site may
    have taken it."""
    if _is_reset(run, fields, reading):
        if run.facts.delivery == "answered":
            return await _ask(run)
        if await run.tab.moved_within(run.patience.late):  # its answer may just come
            return await run.tab.look()
    if run.notes.once_more(Repeated.REFILL):
        return _refill(run, fields, reading)
    return await _loses_always(run, fields, reading)


async def _gave_way(run: FormRun, reading: Reading) -> bool:
    """Whether what was handed over gave way to what is to be filled in next; it is noted."""
    fields = await run.page.read_back(run.filling, reading)
    further = in_steps(run) and reading.fingerprint != run.fingerprint
    begins_anew = run.facts.delivery == "refused" or not run.facts.perhaps_taken
    may_be_taken = run.facts.left and not begins_anew
    if not (fields.gone and further) or may_be_taken:
        return False
    run.filling = run.filling.on_next_page()
    run.happened(StepDone())
    return True


def _may_shorten(run: FormRun, reading: Reading) -> bool:
    """Whether the page wants less than the letter that it holds, and there is a shorter one."""
    if not (run.filling.too_long_for(reading.limits) and _may_correct(run, reading)):
        return False
    held, other = run.filling.letter, fitting(run.form_input, None, reading.limits)
    if held is None or other.text == held.text or len(other.text) > len(held.text):
        return False  # the person is told what the page says
    return run.notes.once_more(Repeated.REFILL)


async def _shorten(run: FormRun, reading: Reading) -> Reading:
    """The page says only now how much it takes: a shorter letter is filled in, and said."""
    await run.page.read_back(run.filling, reading)  # its fields may have been drawn anew
    messages.errors(run.human, run.name, reading)
    messages.shorter(run.human, run.name, sent=run.facts.left)
    run.filling.all[Role.EXPLANATION].fill_again(too_long=True)
    run.happened(WithinReach())
    return reading


def _refill(run: FormRun, fields: ReadBack, settled: Reading) -> Reading:
    """The page lost what was typed: it is filled in once more."""
    run.say_doubt()
    if not run.facts.not_understood:
        edited = any(entry.touched for entry in fields.lost)
        messages.lost(run.human, run.name, edited=edited)
    mark_for_refill(fields)
    run.happened(WithinReach())
    return settled


async def _loses_always(run: FormRun, fields: ReadBack, settled: Reading) -> Reading | None:
    """The page loses what is typed however often it is: the person says how to go on."""
    run.say_doubt()
    messages.loses_always(run.human, run.name)
    mark_for_refill(fields)
    for entry in fields.lost:
        entry.moved = True  # it is theirs, as long as the page keeps its field
    run.happened(WithinReach())
    return await help_to_fill(run, settled)


async def _hear_complaint(run: FormRun, reading: Reading) -> None:
    """Say what the page complains of, once, and what the person can do about it."""
    message = "\n".join(reading.errors)
    if not message or run.facts.delivery == "under_way" or not run.notes.first_complaint(message):
        return
    if not run.tells_again(Repeated.COMPLAINT):
        return
    run.human.acted()  # a complaint answers what was done in the page
    messages.errors(run.human, run.name, reading)
    if _may_correct(run, reading):
        messages.correct(run.human)
    elif run.facts.proved:
        run.notes.mark(Note.SENT)  # for what follows, too
        _say_form_again(run)
    else:
        run.notes.mark(Note.PERHAPS_SENT)  # as above
        sending_messages.perhaps_sent(run.human, run.name)
    await run.human.hand_over(run.form_input.form.key, "fill")


def _say_form_again(run: FormRun) -> None:
    """The form shows again after it was sent: what that means, also for a code that is missing."""
    lacks_code = run.facts.code in (CodeStage.ASKED, CodeStage.REJECTED)
    told = sending_messages.form_for_code if lacks_code else sending_messages.form_again
    told(run.human, run.name)


def _may_correct(run: FormRun, reading: Reading) -> bool:
    """Whether the complaint is about a field, by the page before it sent or by the site's own
    answer: only then was nothing taken that would be sent a second time."""
    if not run.facts.left:
        return True
    controls = (c for frame in reading.snapshot.frames for c in frame.controls)
    told = run.facts.proved or run.facts.delivery in ("answered", "refused")
    return told and any(c.invalid for c in controls)
