"""The form stands there after it was handed over: what `progress` decides about it is done."""

from collections.abc import Awaitable, Callable, Mapping

from optout.domain.code_verdicts import CodeStage
from optout.i18n import N_
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.prefill.read_back import ReadBack, mark_for_refill
from optout.run.progress import (
    FORM,
    AskedAbout,
    Button,
    FailureShown,
    FormSeen,
    FormStep,
    HandedOver,
    StepDone,
    WithinReach,
    form_step,
    may_correct,
)
from optout.run.steps.asking_about import ask_what_came_of_it, say_failure
from optout.run.steps.buttons import button_of
from optout.run.steps.filling_in import begin_anew, say_another_form
from optout.run.steps.form_seen import form_seen
from optout.run.steps.handing_over import ask_anew, hand_on, help_to_fill, note_fingerprint
from optout.run.talk import messages, sending_messages
from optout.run.talk.notes import Note, Repeated

_NOT_TAKEN = N_(
    "{form}: the site did not take what was sent. The page may say why; else try again later."
)
_SAY_THEMSELVES = (
    *(FormStep.BEGIN_ANEW, FormStep.REQUEST_CODE_AGAIN, FormStep.HAND_ON, FormStep.SHORTEN),
)
"""Steps at which what the page complains of is told otherwise, or is no news."""


async def watch(run: FormRun, reading: Reading) -> Reading | None:
    """The form stands where it was sent from; one that only stands there still is asked about."""
    failed = run.facts.failed
    run.happened(FailureShown(run.seen(reading)))
    if run.facts.failed and not (failed or reading.errors):  # those are told as complaints
        say_failure(run, reading)
    if run.facts.button is Button.SENDS and button_of(run, reading) is Button.LEADS_ON:
        run.happened(HandedOver(Button.LEADS_ON))  # back from the step that shows all once more
    fields = await run.page.read_back(run.filling, reading)
    form = form_seen(run, reading, fields)
    step = form_step(run.facts, form)
    if step is FormStep.LOOK_AGAIN:
        reading = await run.tab.settle()
        if reading.kind is not PageKind.FORM:
            return reading
        fields = await run.page.read_back(run.filling, reading)
        form = form_seen(run, reading, fields, settled=True)
        step = form_step(run.facts, form)
    if step not in _SAY_THEMSELVES:
        await _hear_complaint(run, reading, form)
    return await _STEPS[step](run, reading, fields)


async def _leave(run: FormRun, reading: Reading, fields: ReadBack) -> Reading | None:
    limit = not run.notes.may(Repeated.ATTEMPT)
    if limit and run.filling.found_in(reading) and not run.facts.left:
        run.say_once(Note.LATE, messages.LATE)
    if fields.state == "kept" and not run.facts.left:
        note_fingerprint(run, reading)
    await run.page.watch_over(run.filling)  # its fields may have been drawn anew
    return None


async def _begin_anew(run: FormRun, reading: Reading, _fields: ReadBack) -> Reading | None:
    begin_anew(run)
    return reading


async def _next_step(run: FormRun, reading: Reading, _fields: ReadBack) -> Reading | None:
    run.next_page()
    run.happened(StepDone())
    return reading


async def _fill_more(run: FormRun, reading: Reading, _fields: ReadBack) -> Reading | None:
    run.notes.count(Repeated.ATTEMPT)
    run.happened(WithinReach())
    return reading


async def _refill(run: FormRun, reading: Reading, fields: ReadBack) -> Reading | None:
    """The page lost what was typed."""
    run.notes.count(Repeated.REFILL)
    run.say_doubt()
    if not run.facts.not_understood:
        edited = any(entry.touched for entry in fields.lost)
        messages.lost(run.human, run.name, edited=edited)
    mark_for_refill(fields)
    run.happened(WithinReach())
    return reading


async def _shorten(run: FormRun, reading: Reading, _fields: ReadBack) -> Reading | None:
    """The page says only now how much it takes: a shorter letter is filled in, and said."""
    run.notes.count(Repeated.REFILL)
    messages.errors(run.human, run.name, reading)
    messages.shorter(run.human, run.name, sent=run.facts.left)
    run.filling.all[Role.EXPLANATION].fill_again(too_long=True)
    run.happened(WithinReach())
    return reading


async def _help(run: FormRun, reading: Reading, fields: ReadBack) -> Reading | None:
    run.say_doubt()
    messages.loses_always(run.human, run.name)
    mark_for_refill(fields)
    for entry in fields.lost:
        entry.moved = True  # it is theirs, as long as the page keeps its field
    run.happened(WithinReach())
    return await help_to_fill(run, reading)


async def _request_code_again(run: FormRun, reading: Reading, _fields: ReadBack) -> Reading | None:
    if not reading.code_problem:
        messages.errors(run.human, run.name, reading)
    if reading.code_problem or not run.facts.left:  # else it is about what was sent
        messages.verdict(run.human, run.name, reading.code_problem or "refused")
    return await ask_anew(run, reading)


async def _hand_on(run: FormRun, reading: Reading, _fields: ReadBack) -> Reading | None:
    return await hand_on(run, reading)


async def _await_answer(run: FormRun, _reading: Reading, _fields: ReadBack) -> Reading | None:
    """What becomes of the request is a change of its own."""
    return None


async def _ask_if_taken(run: FormRun, _reading: Reading, fields: ReadBack) -> Reading | None:
    """The person is asked once the page stays as it is."""
    if await run.tab.moved_within(run.patience.unknown):
        return await run.tab.look()
    if fields.gone:
        say_another_form(run)
    run.happened(AskedAbout(FORM))
    run.human.arrive()
    sending_messages.so_far(run.human, run.facts)
    return await ask_what_came_of_it(run) if run.human.can_ask else None


async def _tell_not_taken(run: FormRun, _reading: Reading, _fields: ReadBack) -> Reading | None:
    if run.notes.told(Note.NOT_TAKEN):
        return None
    if await run.tab.moved_within(run.patience.late):
        return await run.tab.look()
    run.say_once(Note.NOT_TAKEN, _NOT_TAKEN)
    return None


async def _tell_stays(run: FormRun, _reading: Reading, _fields: ReadBack) -> Reading | None:
    """The person, who sees nothing happen, would press the button again. A page that only keeps
    what is typed may have sent it."""
    if run.notes.told(Note.PERHAPS_SENT):
        return None
    if await run.tab.moved_within(run.patience.unknown):
        return await run.tab.look()
    run.notes.mark(Note.PERHAPS_SENT)
    run.awaited.all_came()
    sending_messages.form_stays(run.human, run.name)
    return None


async def _tell_sent(run: FormRun, _reading: Reading, _fields: ReadBack) -> Reading | None:
    if run.notes.first(Note.SENT):
        _say_form_again(run)
    return None


async def _tell_other(run: FormRun, _reading: Reading, _fields: ReadBack) -> Reading | None:
    say_another_form(run)
    return None


_STEPS: Mapping[FormStep, Callable[[FormRun, Reading, ReadBack], Awaitable[Reading | None]]] = {
    FormStep.LEAVE: _leave,
    FormStep.LOOK_AGAIN: _leave,
    FormStep.BEGIN_ANEW: _begin_anew,
    FormStep.NEXT_STEP: _next_step,
    FormStep.FILL_MORE: _fill_more,
    FormStep.REFILL: _refill,
    FormStep.SHORTEN: _shorten,
    FormStep.HELP: _help,
    FormStep.REQUEST_CODE_AGAIN: _request_code_again,
    FormStep.HAND_ON: _hand_on,
    FormStep.AWAIT_ANSWER: _await_answer,
    FormStep.ASK_IF_TAKEN: _ask_if_taken,
    FormStep.TELL_NOT_TAKEN: _tell_not_taken,
    FormStep.TELL_STAYS: _tell_stays,
    FormStep.TELL_SENT: _tell_sent,
    FormStep.TELL_OTHER: _tell_other,
}


async def _hear_complaint(run: FormRun, reading: Reading, form: FormSeen) -> None:
    """Say what the page complains of, once, and what the person can do about it."""
    message = "\n".join(reading.errors)
    if not message or run.facts.delivery == "under_way" or not run.notes.first_complaint(message):
        return
    if not run.tells_again(Repeated.COMPLAINT):
        return
    run.human.acted()  # a complaint answers what was done in the page
    messages.errors(run.human, run.name, reading)
    if may_correct(run.facts, form):
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
