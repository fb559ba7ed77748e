"""The form stands there after it was handed over: what `progress` decides about it is done."""

from dataclasses import replace

from optout.domain.code_verdicts import CodeStage
from optout.i18n import N_
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.prefill.read_back import ReadBack, mark_for_refill
from optout.run.progress import (
    FILLS,
    FORM,
    AskedAbout,
    Button,
    FailureShown,
    FormSeen,
    FormStep,
    HandedOver,
    Step,
    StepDone,
    WithinReach,
    form_step,
    is_replaced,
    may_correct,
)
from optout.run.steps.asking_about import ask_what_came_of_it, say_failure
from optout.run.steps.buttons import button_of, hand_over_page
from optout.run.steps.filling_in import begin_anew, say_another_form
from optout.run.steps.form_seen import complaint_of_letter, form_seen
from optout.run.steps.handing_over import ask_anew, hand_on, help_to_fill, note_fingerprint
from optout.run.talk import messages, sending_messages
from optout.run.talk.ask_person import HowToCorrect, ask_how_to_correct
from optout.run.talk.notes import Note, Repeated
from optout.run.talk.prompt import MovedOn

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
    fields = await run.page.read_back(run.filling, reading)
    back = run.facts.button is Button.SENDS and button_of(run, reading) is Button.LEADS_ON
    if back and not is_replaced(run.facts, form_seen(run, reading, fields)):
        run.happened(HandedOver(Button.LEADS_ON))  # from the step that shows all once more
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
    if step in FILLS:
        return await _fill_again(run, reading, fields, step)
    if step is FormStep.REQUEST_CODE_AGAIN:
        return await _request_code_again(run, reading)
    if step is FormStep.HAND_ON:
        return await hand_on(run, reading)
    if not (form.lost or form.is_other):
        await _leave(run, reading, fields)
    if step is FormStep.OFFER_SHORTER:
        return await _offer_shorter(run, reading)
    return await _tell(run, step, other=fields.gone)


async def _fill_again(
    run: FormRun, reading: Reading, fields: ReadBack, step: FormStep
) -> Reading | None:
    """Make ready what is to be filled in; the driver, which sees the form again, fills it in."""
    match step:
        case FormStep.BEGIN_ANEW:
            begin_anew(run, reading)
            return reading
        case FormStep.NEXT_STEP:
            run.next_page()
            run.happened(StepDone())
            return reading
        case FormStep.FILL_MORE:
            run.notes.count(Repeated.ATTEMPT)
        case FormStep.REFILL:
            run.notes.count(Repeated.REFILL)
            run.say_doubt()
            if not run.facts.not_understood:
                edited = any(entry.touched for entry in fields.lost)
                messages.lost(run.human, run.name, edited=edited)
            mark_for_refill(fields)
        case FormStep.SHORTEN:
            run.notes.count(Repeated.REFILL)
            messages.errors(run.human, run.name, reading)
            messages.shorter(run.human, run.name, sent=run.facts.left)
            run.filling.all[Role.EXPLANATION].fill_again(too_long=True)
        case FormStep.HELP:
            run.say_doubt()
            messages.loses_always(run.human, run.name)
            mark_for_refill(fields)
            for entry in fields.lost:
                entry.moved = True  # it is theirs, as long as the page keeps its field
    run.happened(WithinReach())
    return await help_to_fill(run, reading) if step is FormStep.HELP else reading


async def _offer_shorter(run: FormRun, reading: Reading) -> Reading | None:
    """The page does not take the letter, whatever its words are: a shorter one may be wanted."""
    complaint = complaint_of_letter(reading)
    if not (run.human.can_ask and run.notes.first_questions([complaint])):
        return None
    if not run.once_more(Repeated.QUESTION):
        return None

    def still(now: Reading) -> bool:
        stands = run.filling.has_letter and complaint_of_letter(now) == complaint
        return run.unclear(now) and stands

    answer = await ask_how_to_correct(replace(run.prompt, unclear=still), run.name)
    if isinstance(answer, MovedOn):
        return answer.reading
    if answer.value is HowToCorrect.SHORTER:
        return await _fill_shorter(run)
    run.human.put_off(lambda _shorter: _fill_shorter(run), run.tab.wake_after)
    return await run.tab.look()


async def _fill_shorter(run: FormRun) -> Reading:
    """As the person wants it, unless the letter is theirs by now, or may have been taken since."""
    reading = await run.tab.look()
    fields = await run.page.read_back(run.filling, reading)
    step = form_step(run.facts, form_seen(run, reading, fields))
    if run.next_step(reading) is Step.WATCH_FORM and step is FormStep.OFFER_SHORTER:
        run.notes.count(Repeated.REFILL)
        run.filling.short = True
        run.filling.all[Role.EXPLANATION].fill_again(too_long=True)
        if run.facts.left:
            messages.look_again(run.human)
        run.happened(WithinReach())
    return reading


async def _tell(run: FormRun, step: FormStep, *, other: bool) -> Reading | None:
    """Say how the form stands, where the person does not know it yet. `other`: it is another form
    than the one that was sent."""
    match step:
        case FormStep.ASK_IF_TAKEN:
            if await run.tab.moved_within(run.patience.unknown):
                return await run.tab.look()
            if other:
                say_another_form(run)
            run.happened(AskedAbout(FORM))
            run.human.arrive()
            sending_messages.so_far(run.human, run.facts)
            return await ask_what_came_of_it(run) if run.human.can_ask else None
        case FormStep.TELL_NOT_TAKEN if not run.notes.told(Note.NOT_TAKEN):
            if await run.tab.moved_within(run.patience.late):
                return await run.tab.look()
            run.say_once(Note.NOT_TAKEN, _NOT_TAKEN)
        case FormStep.TELL_STAYS if not run.notes.told(Note.PERHAPS_SENT):
            # The person, who sees nothing happen, would press the button again. A page that only
            # keeps what is typed may have sent it.
            if await run.tab.moved_within(run.patience.unknown):
                return await run.tab.look()
            run.notes.mark(Note.PERHAPS_SENT)
            run.awaited.all_came()
            sending_messages.form_stays(run.human, run.name)
        case FormStep.TELL_SENT if run.notes.first(Note.SENT):
            _say_form_again(run)
        case FormStep.TELL_OTHER:
            say_another_form(run)
    return None


async def _leave(run: FormRun, reading: Reading, fields: ReadBack) -> None:
    """The form is the person's; it is watched whether it keeps what it holds."""
    limit = not run.notes.may(Repeated.ATTEMPT)
    if limit and run.filling.found_in(reading) and not run.facts.left:
        run.say_once(Note.LATE, messages.LATE)
    if fields.state == "kept" and not run.facts.left:
        note_fingerprint(run, reading)
    await run.page.watch_over(run.filling)  # its fields may have been drawn anew


async def _request_code_again(run: FormRun, reading: Reading) -> Reading | None:
    if not reading.code_problem:
        messages.errors(run.human, run.name, reading)
    if reading.code_problem or not run.facts.left:  # else it is about what was sent
        messages.verdict(run.human, run.name, reading.code_problem or "refused")
    return await ask_anew(run, reading)


async def _hear_complaint(run: FormRun, reading: Reading, form: FormSeen) -> None:
    """Say what the page complains of, once, and what the person can do about it."""
    message = "\n".join(reading.errors)
    if not message or run.facts.delivery == "under_way" or not run.notes.first_complaint(message):
        return
    if not run.once_more(Repeated.COMPLAINT):
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
        sending_messages.in_doubt(run.human, run.name, run.facts)
    await hand_over_page(run, "fill")


def _say_form_again(run: FormRun) -> None:
    """The form shows again after it was sent: what that means, also for a code that is missing."""
    lacks_code = run.facts.code in (CodeStage.ASKED, CodeStage.REJECTED)
    say = sending_messages.form_for_code if lacks_code else sending_messages.form_again
    say(run.human, run.name)
