"""The form stands there after it was handed over: what `progress` decides about it is done."""

from dataclasses import replace

from optout.domain.code_outcomes import CodeStage
from optout.i18n import N_
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.code.enter_code import complaint_words
from optout.run.form.form_run import FormRun
from optout.run.prefill.read_back import ReadBack, mark_for_refill
from optout.run.prefill.same_form import at_its_address
from optout.run.progress import (
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
    code_is_in,
    code_refused,
    form_step,
    may_correct,
    perhaps_taken,
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
_ONCE_STILL = (FormStep.REFILL_ONCE, FormStep.ASK, FormStep.TELL)
"""A page that is on its way may have lost its fields: these are decided once it is still."""


async def watch(run: FormRun, reading: Reading) -> Reading | None:
    """The form stands where it was sent from; one that only stands there still is asked about."""
    failed = run.facts.failed
    run.happened(FailureShown(run.seen(reading)))
    if run.facts.failed and not (failed or reading.errors):  # those are told as complaints
        say_failure(run, reading)
    back = run.facts.button is Button.SENDS and button_of(run, reading) is Button.LEADS_ON
    if back and at_its_address(run.filling, reading):
        run.happened(HandedOver(Button.LEADS_ON))  # from the step that shows all once more
    fields, form, step = await _decide(run, reading)
    on_its_way = run.facts.proved or form.shows not in ("kept", "next_step")
    if step in _ONCE_STILL and on_its_way:  # of one that stands there the answer may be elsewhere
        reading = await run.tab.settle()
        if reading.kind is not PageKind.FORM:
            return reading
        fields, form, step = await _decide(run, reading)
    told_otherwise = (
        (step is FormStep.NEXT_STEP and form.shows == "led_on")
        or (step is FormStep.SHORTER and form.too_long)
        or (step is FormStep.TELL and code_refused(run.facts, form))
    )
    if not told_otherwise:
        await _hear_complaint(run, reading, form)
    by_itself = step in (FormStep.REFILL_ONCE, FormStep.NEXT_STEP)
    if by_itself or (step is FormStep.SHORTER and form.too_long):
        _fill_again(run, reading, fields, form, step)
        return reading
    if form.shows in ("kept", "next_step"):
        await _leave(run, reading, fields)
    match step:
        case FormStep.SHORTER:
            return await _offer_shorter(run, reading)
        case FormStep.ASK if perhaps_taken(run.facts, form):
            return await _ask_if_taken(run, form)
        case FormStep.ASK:
            return await _ask_how_to_fill(run, reading, fields)
        case FormStep.TELL:
            return await _tell(run, reading, form)
    return None


async def _decide(run: FormRun, reading: Reading) -> tuple[ReadBack, FormSeen, FormStep]:
    fields = await run.page.read_back(run.filling, reading)
    form = form_seen(run, reading, fields)
    return fields, form, form_step(run.facts, form)


def _fill_again(
    run: FormRun, reading: Reading, fields: ReadBack, form: FormSeen, step: FormStep
) -> None:
    """Make ready what is to be filled in; the driver, which sees the form again, fills it in."""
    match step, form.shows:
        case FormStep.NEXT_STEP, "led_on":
            begin_anew(run, reading)
            return
        case FormStep.NEXT_STEP, "next_step":
            run.next_page()
            run.happened(StepDone())
            return
        case FormStep.NEXT_STEP, _:
            run.notes.count(Repeated.ATTEMPT)
        case FormStep.SHORTER, _:
            run.course.shortened = True
            messages.errors(run.human, run.name, reading)
            messages.shorter(run.human, run.name)
            run.filling.all[Role.EXPLANATION].fill_again(too_long=True)
        case FormStep.REFILL_ONCE, _:
            run.course.refilled = True
            run.say_doubt()
            if not run.facts.not_understood:
                edited = any(entry.touched for entry in fields.lost)
                messages.lost(run.human, run.name, edited=edited)
            mark_for_refill(fields)
    run.happened(WithinReach())


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
    return await run.tab.look()


async def _fill_shorter(run: FormRun) -> Reading:
    """As the person wants it, unless the letter is theirs by now, or may have been taken since."""
    reading = await run.tab.look()
    _fields, _form, step = await _decide(run, reading)
    if run.next_step(reading) is Step.WATCH_FORM and step is FormStep.SHORTER:
        run.filling.short = True
        run.filling.all[Role.EXPLANATION].fill_again(too_long=True)
        run.happened(WithinReach())
    return reading


async def _ask_how_to_fill(run: FormRun, reading: Reading, fields: ReadBack) -> Reading | None:
    run.say_doubt()
    messages.loses_always(run.human, run.name)
    mark_for_refill(fields)
    for entry in fields.lost:
        entry.moved = True  # it is theirs, as long as the page keeps its field
    run.happened(WithinReach())
    return await help_to_fill(run, reading)


async def _ask_if_taken(run: FormRun, form: FormSeen) -> Reading | None:
    if await run.tab.moved_within(run.patience.unknown):
        return await run.tab.look()
    if form.shows in ("led_on", "other"):
        say_another_form(run)
    run.happened(AskedAbout(FORM))
    sending_messages.so_far(run.human, run.facts)
    return await ask_what_came_of_it(run) if run.human.can_ask else None


async def _tell(run: FormRun, reading: Reading, form: FormSeen) -> Reading | None:
    """Say how the form stands, where the person does not know it yet."""
    if code_refused(run.facts, form):
        return await _request_code_again(run, reading)
    if run.facts.proved:
        if run.first(Note.SENT):
            _say_form_again(run)
    elif form.shows in ("led_on", "other"):
        say_another_form(run)
    elif code_is_in(run.facts):
        return await hand_on(run, reading)
    elif run.facts.delivery == "refused":
        if not run.notes.told(Note.NOT_TAKEN):
            if await run.tab.moved_within(run.patience.late):
                return await run.tab.look()
            run.say_once(Note.NOT_TAKEN, _NOT_TAKEN)
    elif not run.notes.told(Note.PERHAPS_SENT):
        # The person, who sees nothing happen, would press the button again. A page that only
        # keeps what is typed may have sent it.
        if await run.tab.moved_within(run.patience.unknown):
            return await run.tab.look()
        run.notes.mark(Note.PERHAPS_SENT)
        run.awaited.all_came()
        sending_messages.form_stays(run.human, run.name)
    return None


async def _leave(run: FormRun, reading: Reading, fields: ReadBack) -> None:
    """The form is the person's; it is watched whether it keeps what it holds."""
    limit = not run.notes.may(Repeated.ATTEMPT)
    if limit and run.filling.found_in(reading) and not run.facts.left:
        run.say_once(Note.LATE, messages.LATE)
    if fields.held and not (fields.lost or run.facts.left):
        note_fingerprint(run, reading)
    await run.page.watch_over(run.filling)  # its fields may have been drawn anew


async def _request_code_again(run: FormRun, reading: Reading) -> Reading | None:
    if reading.code_problem or not run.facts.left:
        words = complaint_words(reading)
        messages.code_outcome(run.human, run.name, "rejected", words=words)
    else:  # it is about what was sent
        messages.errors(run.human, run.name, reading)
    return await ask_anew(run, reading)


async def _hear_complaint(run: FormRun, reading: Reading, form: FormSeen) -> None:
    """Say what the page complains of, once, and what the person can do about it."""
    message = "\n".join(reading.errors)
    if not message or run.facts.delivery == "under_way" or not run.notes.first_complaint(message):
        return
    if not run.once_more(Repeated.COMPLAINT):
        return
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
    lacks_code = run.facts.code in (CodeStage.ASKED, CodeStage.REJECTED)
    sending_messages.form_again(run.human, run.name, lacks_code=lacks_code)
