"""The form's own steps: fill it in, hand it over, watch over it until it is sent."""

from collections.abc import Sequence
from time import monotonic
from urllib.parse import urlsplit

from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof, Why
from optout.domain.states import State
from optout.i18n import _
from optout.locate.fingerprint import size
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run import messages, sending_messages
from optout.run.endings import by_hand_instead
from optout.run.filling import GIVEN, Filling
from optout.run.form_run import FormRun, address_of
from optout.run.notes import Note, Repeated
from optout.run.progress import (
    AskedAbout,
    Button,
    CodeLost,
    HandedOver,
    NotUnderstood,
    Step,
    StepDone,
    ToolStops,
    WithinReach,
)
from optout.run.prompt import Answer, MovedOn
from optout.run.steps.answer_gate import GateAnswers
from optout.run.steps.ask_person import HowToFill, ask_how_to_fill
from optout.run.steps.preflight import Preflight
from optout.run.steps.read_back import Kept, give_up
from optout.terminal.human import Act


async def answer_questions(run: FormRun, reading: Reading) -> Reading | None:
    """Answer what the form's record knows; leave the rest to the person."""
    gates = await _answer(run, reading)
    return None if gates.given else await _leave_to_person(run, reading, gates.unanswered)


async def fill(run: FormRun, reading: Reading) -> Reading | None:
    """Fill the form in, or this step of it, and hand it over, or ask how to."""
    if _led_on(run, reading):
        run.say_once(Note.LED_ON, messages.LED_ON)
        run.filling = Filling(letter=run.filling.letter)
    own = await _is_its_own(run, reading)
    if isinstance(own, MovedOn):
        return own.reading
    if not own.value:
        run.happened(ToolStops(State.ABANDONED, Why(Proof.OTHER_FORM)))
        return None
    gates = await _answer(run, reading)
    if gates.given:
        return None
    button = button_of(run, reading)
    known = run.filling.entries and not run.facts.not_understood
    if button is Button.SENDS and not known and (strange := await _not_understood(run, reading)):
        return await help_to_fill(run, strange)
    if not await run.page.same_form(run.filling, reading):
        if not _in_steps(run):
            run.human.arrive()
            _say_another_form(run)
            return None
        run.filling = run.filling.on_next_page()  # the person was faster
    run.filled_at = address_of(reading.url)
    if run.form_input.form.opens_without_account(run.filled_at):
        run.say_once(Note.PORTAL, messages.PORTAL)
    asking = run.asking_about(reading)
    run.filling = await run.page.fill(reading, asking, run.at_front, run.filling, run.within_reach)
    _say_given(run)
    if run.facts.left and not run.filling.complete:  # the page went on
        run.recorder.prefilled(run.facts, run.filling, reading, read_back=False)
    ready = run.filling.settled if button is Button.LEADS_ON else run.filling.complete
    newer = await _once_more(run, ready)
    if newer and (newer.kind is not PageKind.FORM or _more_to_fill(run, newer)):
        if run.facts.left and newer.kind is not PageKind.FORM:
            run.happened(HandedOver())
        return newer
    reading = newer or reading
    if gates.unanswered and not run.filling.anything:
        return await _leave_to_person(run, reading, gates.unanswered)
    if button_of(run, reading) is Button.LEADS_ON and run.filling.settled:
        return await hand_over(run, reading)
    return await (hand_over if run.filling.complete else help_to_fill)(run, reading)


def _say_given(run: FormRun) -> None:
    """Say once that the page gives another address than the person's."""
    entry, meant = run.filling.entries.get(Role.EMAIL), run.form_input.email
    if entry is None or entry.how != GIVEN or entry.held.casefold() == meant.casefold():
        return
    if run.notes.first(Note.GIVEN):
        messages.given_address(run.human, run.name, entry.held, meant)


async def _is_its_own(run: FormRun, reading: Reading) -> Answer[bool] | MovedOn:
    """Whether no other form of this run led to the same page, or the person wants it twice.

    The page may go on while that is asked.
    """
    address = address_of(reading.url)
    own = run.form_input.form.key
    first = run.coordinator.first_at(address, own)
    if first == own or run.filled_at == address:
        return Answer(True)
    messages.same_page(run.human, run.name, run.coordinator.forms[first])
    if not run.human.can_ask:
        return Answer(False)

    async def wanted() -> bool:
        question = _("Fill it in for {form} too?").format(form=run.name)
        return await run.human.yes_no(question, default=False)

    answer = await run.prompt.ask(wanted)
    if isinstance(answer, Answer) and answer.value:
        run.filled_at = address  # it is not asked again
    return answer


async def _once_more(run: FormRun, ready: bool) -> Reading | None:
    """A newer reading where the usual fields are missing: they may come late."""
    if ready and not run.filling.partial:
        return None
    if ready:
        await run.tab.moved_within(run.patience.late)
    return await run.tab.settle()


def _more_to_fill(run: FormRun, reading: Reading) -> bool:
    return run.filling.found_in(reading) and run.notes.once_more(Repeated.ATTEMPT)


def _led_on(run: FormRun, reading: Reading) -> bool:
    """Whether the site itself has put another form of its own in place of the one begun."""
    begun = bool(run.filling.entries) and not run.facts.left
    return begun and bool(run.filled_at) and address_of(reading.url) != run.filled_at


def button_of(run: FormRun, reading: Reading) -> Button:
    """What the person presses next on this form."""
    if _asks_for_code(reading, anew=run.facts.code_left):
        return Button.REQUESTS_CODE
    return _goes_on_with(reading)


def _asks_for_code(reading: Reading, *, anew: bool) -> bool:
    """Whether the form has a button that asks for a code; `anew`: and shows no trace of one."""
    if reading.fields[Role.REQUEST_CODE].status != "found":
        return False
    box = reading.fields[Role.CODE].control
    return not anew or not (reading.code_sent or (box is not None and box.filled))


def _goes_on_with(reading: Reading) -> Button:
    """The button of a form that needs no code, or has it."""
    return Button.LEADS_ON if reading.fields[Role.NEXT].status == "found" else Button.SENDS


_BUTTONS = {
    Button.SENDS: Role.SUBMIT,
    Button.LEADS_ON: Role.NEXT,
    Button.REQUESTS_CODE: Role.REQUEST_CODE,
}
_ACTS: dict[Button, Act] = {
    Button.SENDS: "submit",
    Button.LEADS_ON: "next",
    Button.REQUESTS_CODE: "request_code",
}


async def _picture(run: FormRun, button: Button) -> None:
    """Keep how it is filled in. A page that leads on without end fills no disk."""
    name = "filled"
    if button is Button.LEADS_ON:
        if not run.notes.may(Repeated.STEP):
            return
        name = f"step-{run.notes.count(Repeated.STEP)}"
    await run.recorder.picture(
        run.tab,
        name,
        "filled form",
        lambda: not run.facts.left,
        all_typed=run.facts.code_known,  # the code may stand in any of the boxes by now
    )


async def hand_over(run: FormRun, reading: Reading) -> Reading | None:
    """The form, or this step of it, is the person's; they may have been faster."""
    button, sent_before = button_of(run, reading), run.outgoing.last
    run.recorder.prefilled(run.facts, run.filling, reading)
    run.fingerprint = run.handed_over_fingerprint = reading.fingerprint
    await run.page.watch_over(run.filling)
    if not run.facts.left:
        await _picture(run, button)
    if run.facts.left:
        later = await run.given_time(await run.tab.look(), run.patience.unknown)
        if later.kind is not PageKind.FORM:
            run.happened(HandedOver())
            return later
    if moved_on := await _moved_on_before_turn(run, button):
        return moved_on
    last = await run.page.preflight(run.filling, reading)
    if last.finds != "same":
        return await _changed_since_filled(run, last)
    if await _answered_again(run, last.reading):
        return await run.tab.look()
    if _asks_for_code(reading, anew=True):
        run.happened(CodeLost())
    run.happened(HandedOver(button))
    now = last.reading
    if run.outgoing.last is not sent_before:  # sent meanwhile, or the page keeps a draft
        now = await _once_answered(run, now)
        await run.tab.moved_within(run.patience.late)  # the page follows its site's answer
        now = await run.tab.look()
    if not run.unclear(now):
        return now
    _say_whose_turn(run, reading, button)
    await run.human.hand_over(run.form_input.form.key, _ACTS[button])
    return await run.tab.look()


async def _once_answered(run: FormRun, reading: Reading) -> Reading:
    """What the page shows once the site has answered what left it, or does not answer: until then
    nobody is told to send."""
    end = monotonic() + run.patience.silence
    while run.facts.delivery == "under_way" and run.unclear(reading):
        if not await run.tab.moved_within(max(0.0, end - monotonic())):
            break
        reading = await run.tab.look()
    return reading


async def _moved_on_before_turn(run: FormRun, button: Button) -> Reading | None:
    """What the page shows where it is not what was filled in any more, before its turn came."""

    def still(now: Reading) -> bool:
        return run.unclear(now) and now.fingerprint == run.fingerprint and not now.errors

    waits = not run.human.has_turn
    while moved_on := await run.in_turn(still):
        if _more_to_fill(run, moved_on):
            return moved_on
        kept = await run.page.kept(run.filling, moved_on)
        if _gone(kept) or kept.lost or moved_on.errors or not run.unclear(moved_on):
            run.happened(HandedOver(button))
            return moved_on
        run.fingerprint = moved_on.fingerprint  # the same form, drawn otherwise
    now = await run.tab.look() if waits else None
    if now and (await run.page.kept(run.filling, now)).lost:
        run.happened(HandedOver(button))
        return now
    return None


async def _answered_again(run: FormRun, reading: Reading) -> bool:
    """Whether a question was answered once more: a page may take answers back meanwhile."""
    if all(gate.answered for gate in reading.gates):
        return False
    return bool((await _answer(run, reading)).given)


def _say_whose_turn(run: FormRun, reading: Reading, button: Button) -> None:
    control = reading.fields[_BUTTONS[button]].control
    label = control.label if control else ""
    if button is Button.LEADS_ON:
        answered = any(gate.answered for gate in reading.gates)
        number = _number_of_step(run, reading)
        step = reading.step or (number, None)
        messages.step_filled(run.human, run.name, run.filling, label, step, answered=answered)
    else:
        messages.filled(run.human, run.name, run.filling)
    asked = [gate.question for gate in reading.gates if not gate.answered]
    messages.only_you(run.human, [*asked, *reading.only_for_person])
    if button is Button.REQUESTS_CODE:
        messages.request_code(run.human, run.name, label)
    if button is Button.SENDS:
        others = run.form_input.form.third_party
        messages.your_turn(run.human, run.name, label, attachments=others)
    if run.facts.in_doubt:  # each time: it is what the button may do
        sending_messages.perhaps_sent(run.human, run.name)


def _number_of_step(run: FormRun, reading: Reading) -> int:
    """Which step of a wizard this is, as the steps came."""
    if reading.fingerprint not in run.wizard_steps:
        run.wizard_steps.append(reading.fingerprint)
    return run.wizard_steps.index(reading.fingerprint) + 1


async def review(run: FormRun, reading: Reading) -> Reading | None:
    """All is filled in, and the page shows it once more: the person sends it from there."""
    run.human.acted()  # who filled in the last step has gone on
    if newer := await run.in_turn(lambda now: run.next_step(now) is Step.REVIEW):
        return newer
    control = run.review_button(reading)
    run.happened(AskedAbout(run.seen(reading).digest))
    run.happened(HandedOver(Button.SENDS))
    messages.review(run.human, run.name, control.label if control else "")
    await run.human.hand_over(run.form_input.form.key, _ACTS[Button.SENDS])
    return await run.tab.look()


async def hand_on(run: FormRun, reading: Reading) -> Reading | None:
    """The code is in, and the form stands there still: what the person presses now."""
    _note_fingerprint(run, reading)
    button = _goes_on_with(reading)
    control = reading.fields[_BUTTONS[button]].control
    label = control.label if control else ""
    messages.code_taken(run.human, run.name, label, button, in_doubt=run.facts.in_doubt)
    run.happened(HandedOver(button))
    await run.human.hand_over(run.form_input.form.key, _ACTS[button])
    return await run.tab.look()


async def ask_anew(run: FormRun, reading: Reading) -> Reading | None:
    """The page complains of the code and has taken its box away: another one is requested."""
    run.happened(CodeLost())
    run.notes.first_complaint("\n".join(reading.errors))
    if not _asks_for_code(reading, anew=False):
        return None
    control = reading.fields[Role.REQUEST_CODE].control
    messages.request_code(run.human, run.name, control.label if control else "")
    run.say_doubt()
    run.happened(HandedOver(Button.REQUESTS_CODE))
    await run.human.hand_over(run.form_input.form.key, _ACTS[Button.REQUESTS_CODE])
    return await run.tab.look()


def _complains_of_code(reading: Reading) -> bool:
    """Whether the page takes back that the code is right; in unknown words, it asks for another."""
    anew = bool(reading.errors) and _asks_for_code(reading, anew=True)
    return bool(reading.code_problem) or anew


async def watch(run: FormRun, reading: Reading) -> Reading | None:
    """The form is still there, or there again, after it was handed over."""
    if run.facts.code_left and not run.facts.proved and _complains_of_code(reading):
        if not reading.code_problem:
            messages.errors(run.human, run.name, reading)
        messages.verdict(run.human, run.name, reading.code_problem or "refused")
        return await ask_anew(run, reading)
    if run.facts.button is Button.SENDS and button_of(run, reading) is Button.LEADS_ON:
        run.happened(HandedOver(Button.LEADS_ON))  # back from the step that shows all once more
    if run.facts.button is Button.REQUESTS_CODE and run.facts.code_left:
        if await _gave_way(run, reading):
            return reading
        return await hand_on(run, reading)
    if _may_shorten(run, reading):
        return _shorten(run, reading)
    await _hear_complaint(run, reading)
    if await _gave_way(run, reading):
        return reading
    now = await run.page.kept(run.filling, reading)
    late = run.filling.found_in(reading) and not run.facts.left
    if late:  # a field has come that was not there
        if run.notes.once_more(Repeated.ATTEMPT):
            run.happened(WithinReach())
            return reading
        run.say_once(Note.LATE, messages.LATE)
    if now.held and not now.lost and not run.facts.left:
        _note_fingerprint(run, reading)
    back = run.facts.proved and not reading.errors  # the page asks for nothing to be corrected
    if not (back or now.lost):
        await run.page.watch_over(run.filling)  # its fields may have been drawn anew
        return None
    settled = await run.tab.settle()  # a page on its way to the next one has lost its fields
    if settled.kind is not PageKind.FORM:
        return settled
    now = await run.page.kept(run.filling, settled)
    if run.facts.proved:
        if run.notes.first(Note.SENT):
            sending_messages.form_again(run.human, run.name)
    elif settled.fingerprint not in (run.fingerprint, run.handed_over_fingerprint) and not now.held:
        _say_another_form(run)
    elif now.lost:
        if run.notes.once_more(Repeated.REFILL):
            return _taken_back(run, now, settled)
        return await _loses_always(run, now, settled)
    return None


async def _gave_way(run: FormRun, reading: Reading) -> bool:
    """Whether what was handed over gave way to what is to be filled in next; it is noted."""
    now = await run.page.kept(run.filling, reading)
    further = _in_steps(run) and reading.fingerprint != run.fingerprint
    if not _gone(now) or run.facts.left or not (further or _led_on(run, reading)):
        return False
    if further:
        run.filling = run.filling.on_next_page()
    run.happened(StepDone())
    return True


def _may_shorten(run: FormRun, reading: Reading) -> bool:
    """Whether the page wants less than the letter that it holds, and there is a shorter one."""
    if not (run.filling.too_long_for(reading.limits) and _may_correct(run, reading)):
        return False
    try:
        run.form_input.letter(reading.limits.characters)
    except OptoutError:
        return False  # the person is told what the page says
    return run.notes.once_more(Repeated.REFILL)


def _shorten(run: FormRun, reading: Reading) -> Reading:
    """The page says only now how much it takes: a shorter letter is filled in, and said."""
    messages.errors(run.human, run.name, reading)
    messages.shorter(run.human, run.name, sent=run.facts.left)
    run.filling.all[Role.EXPLANATION].fill_again(too_long=True)
    run.happened(WithinReach())
    return reading


def _gone(now: Kept) -> bool:
    """Whether none of the fields that were filled is there any more."""
    return not (now.held or now.changed or now.lost)


def _in_steps(run: FormRun) -> bool:
    """Whether the form is filled in by steps, as far as it has shown: it led on, or took the code
    and has something more to ask."""
    led_on = run.facts.button is Button.LEADS_ON or bool(run.filling.before)
    return led_on or run.facts.code_left or Role.NEXT in (run.filling.labels or ())


def _taken_back(run: FormRun, now: Kept, settled: Reading) -> Reading:
    """The page lost what was typed: it is filled in once more."""
    run.say_doubt()
    if not run.facts.not_understood:
        edited = any(entry.touched for entry in now.lost)
        messages.lost(run.human, run.name, edited=edited)
    give_up(now)
    run.happened(WithinReach())
    return settled


async def _loses_always(run: FormRun, now: Kept, settled: Reading) -> Reading | None:
    """The page loses what is typed however often it is: the person says how to go on."""
    run.say_doubt()
    messages.loses_always(run.human, run.name)
    give_up(now)
    for entry in now.lost:
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
        run.notes.first(Note.SENT)  # it is told once for what follows, too
        sending_messages.form_again(run.human, run.name)
    else:
        run.notes.first(Note.PERHAPS_SENT)  # as above
        sending_messages.perhaps_sent(run.human, run.name)
    await run.human.hand_over(run.form_input.form.key, "fill")


def _may_correct(run: FormRun, reading: Reading) -> bool:
    """Whether the complaint is about a field, by the page before it sent or by the site's own
    answer: only then was nothing taken that would be sent a second time."""
    if not run.facts.left:
        return True
    controls = (c for frame in reading.snapshot.frames for c in frame.controls)
    told = run.facts.proved or run.facts.delivery in ("answered", "refused")
    return told and any(c.invalid for c in controls)


async def help_to_fill(run: FormRun, reading: Reading) -> Reading | None:
    """What is filled in, and the rest as the person wants it."""
    prompt = run.asking_how(reading)
    if later := await run.in_turn(prompt.unclear):
        run.notes.count(Repeated.ARRIVAL)
        return later
    host = urlsplit(reading.url).hostname
    away = bool(host) and not run.form_input.allowed.permits(reading.url)
    if host and away:
        messages.other_site(run.human, run.name, host)
    else:
        messages.filled(run.human, run.name, run.filling)
    if run.filling.anything and not away:  # it can be sent while the question is open
        run.recorder.prefilled(run.facts, run.filling, reading, read_back=False)
    if run.filling.status(Role.COUNTRY) == "not_listed":
        messages.not_listed(run.human, run.name, run.form_input.country)
    how = HowToFill.WAIT if away else HowToFill.SELF
    if run.human.can_ask:
        answer = await ask_how_to_fill(prompt, run.name, away=away)
        if isinstance(answer, MovedOn):
            run.notes.count(Repeated.ARRIVAL)
            return answer.reading
        how = answer.value
    if how is HowToFill.POINT:
        run.within_reach(run.filling)
        await run.page.point_at(run.prompt, run.at_front, run.filling)
    if how in (HowToFill.POINT, HowToFill.SELF):
        return await hand_over(run, await run.tab.look())
    if how is HowToFill.BY_HAND:
        await by_hand_instead(run, State.CHANGED, wanted=True)
        return None
    now = await run.tab.look()  # its fields may have come while the question was open
    changed = now.fingerprint != reading.fingerprint
    return now if changed or await _tried_anew(run, now) else None


async def _tried_anew(run: FormRun, reading: Reading) -> bool:
    """Whether another try makes something of what could not be filled in before."""
    theirs = not run.human.can_ask or run.facts.not_understood or run.filling.given_up
    if theirs or run.next_step(reading) is not Step.FILL:
        return False
    if not await run.page.same_form(run.filling, reading):
        return False
    before, asking = run.filling.record(), run.asking_about(reading)
    run.filling = await run.page.fill(reading, asking, run.at_front, run.filling, run.within_reach)
    return run.filling.record() != before


async def _changed_since_filled(run: FormRun, last: Preflight) -> Reading | None:
    """The page is no more what was filled in, so it is not handed over as ready."""
    if last.finds == "elsewhere":
        run.say_once(Note.ELSEWHERE, messages.ELSEWHERE)
        await by_hand_instead(run, State.CHANGED)
        return None
    run.say_once(Note.MOVED, messages.MOVED)
    return await help_to_fill(run, last.reading)


async def _not_understood(run: FormRun, reading: Reading) -> Reading | None:
    """Before anything is typed: the page, if it is not the form that is known any more."""
    if run.recorder.drift(reading) in (None, "first_seen", "same"):
        return None
    settled = await run.tab.settle()  # its last fields may come late
    drift = run.recorder.drift(settled)
    if drift == "understood":
        run.say_once(Note.CHANGED, messages.CHANGED_BUT_UNDERSTOOD)
    if drift != "not_understood":
        return None
    run.happened(NotUnderstood())
    run.say_once(Note.NOT_UNDERSTOOD, messages.CHANGED)
    return settled


def _note_fingerprint(run: FormRun, reading: Reading) -> None:
    """Fields that come after the others were filled belong to the form's fingerprint too."""
    now, before = reading.fingerprint, run.fingerprint
    if now != before and size(now) >= size(before):
        run.fingerprint = now
        run.recorder.note_fingerprint(reading)


def _say_another_form(run: FormRun) -> None:
    if run.notes.first(Note.ANOTHER_FORM):
        messages.another_form(run.human, run.name)


async def _answer(run: FormRun, reading: Reading) -> GateAnswers:
    if not run.notes.may(Repeated.ANSWER):  # a page can ask without end
        return GateAnswers(unanswered=tuple(g.question for g in reading.gates if not g.answered))
    gates = await run.page.answer_gates(reading)
    run.notes.count(Repeated.ANSWER, times=len(gates.given))
    for question, answer in gates.given:
        messages.answered(run.human, run.name, question, answer)
    return gates


async def _leave_to_person(
    run: FormRun, reading: Reading, questions: Sequence[str]
) -> Reading | None:
    """The questions are the person's. What the page shows where it goes on before their turn."""
    asked = {gate.question for gate in reading.gates if not gate.answered}

    def still(now: Reading) -> bool:
        return asked == {gate.question for gate in now.gates if not gate.answered}

    if newer := await run.in_turn(still):
        return newer
    if run.notes.first_questions(questions) and run.tells_again(Repeated.QUESTION):
        messages.questions(run.human, run.name, questions)
        await run.human.hand_over(run.form_input.form.key, "gate")
    return None
