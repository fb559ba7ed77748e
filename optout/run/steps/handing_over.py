"""The form is handed over: as it is, or with the person's help, or once its code is in."""

from dataclasses import replace
from urllib.parse import urlsplit

from optout.domain.states import State
from optout.locate.fields.fingerprint import size
from optout.locate.roles import BUTTONS as BUTTON_ROLES
from optout.locate.roles import PageKind, Role
from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.prefill.preflight import Preflight
from optout.run.prefill.same_form import at_its_address
from optout.run.progress import AskedAbout, Button, CodeLost, HandedOver, Step
from optout.run.steps.buttons import (
    ACTS,
    BUTTONS,
    asks_for_code,
    button_of,
    goes_on_with,
    hand_over_page,
    label_of,
    offer_help,
    to_person,
)
from optout.run.steps.endings import by_hand_instead
from optout.run.steps.form_seen import shows
from optout.run.steps.gate_questions import answer_known
from optout.run.talk import messages, sending_messages
from optout.run.talk.ask_person import HowToFill, ask_how_to_fill
from optout.run.talk.notes import Note, Repeated
from optout.run.talk.prompt import MovedOn, Prompt


async def hand_over(run: FormRun, reading: Reading) -> Reading | None:
    """The form, or this step of it, is filled in: the person has it as soon as they are here."""
    run.recorder.prefilled(run.facts, run.filling, reading)
    run.filling.seen_last = run.filling.handed_over = reading.fingerprint
    await run.page.watch_over(run.filling)
    run.awaited.stands(reading)
    run.filling.framed = reading.framed
    run.course.ready = button_of(run, reading)
    return await to_the_person(run, reading)


async def lost_since_ready(run: FormRun, reading: Reading) -> Reading | None:
    """What the page shows, where what was filled in before the person was here is not there any
    more, or complained of; a page that does not answer has lost nothing yet."""
    filling, read_back = run.filling, run.page.read_back
    fields = await read_back(filling, reading)
    if fields.gone and filling.anything:
        reading = await run.tab.look()
        if reading.kind is not PageKind.FORM:
            return reading
        fields = await read_back(filling, reading)
    if not (fields.lost or reading.errors or (fields.gone and filling.anything)):
        return None
    if run.course.ready:
        run.happened(HandedOver(run.course.ready))
        run.course.ready = None
    return reading


async def gone_on_since_ready(run: FormRun, reading: Reading) -> Reading | None:
    """What the page shows, which is no form any more; None where it would now send elsewhere."""
    last = await run.page.preflight(run.filling, reading)
    if last.finds == "elsewhere":
        return await _changed_since_filled(run, last)
    run.happened(HandedOver(run.course.ready or Button.SENDS))
    run.course.ready = None
    return last.reading


async def to_the_person(run: FormRun, reading: Reading) -> Reading | None:
    """The form is the person's, who may have been faster."""
    run.human.offer((), run.letter)
    sent_before = run.outgoing.last
    button, run.course.ready = run.course.ready or button_of(run, reading), None
    if not run.facts.left:
        await _picture(run, button)
    if run.facts.left and (answer := await _answer_shown(run, button)):
        return answer
    last = await run.page.preflight(run.filling, reading)
    if last.finds != "same":
        return await _changed_since_filled(run, last)
    unanswered = not all(gate.answered for gate in last.reading.gates)
    if unanswered and (await answer_known(run, last.reading)).given:  # the page took them back
        return await run.tab.look()
    if await more_to_fill(run, last.reading):
        return last.reading
    if asks_for_code(reading, anew=True):
        run.happened(CodeLost())
    run.happened(HandedOver(button))
    now = last.reading
    if run.outgoing.last is not sent_before:  # sent meanwhile, or the page keeps a draft
        now = await once_answered(run, now)
        if run.unclear(now):
            await run.tab.moved_within(run.patience.late)  # the page follows its site's answer
            now = await run.tab.look()
    if not run.unclear(now) or now.kind is not last.reading.kind:
        return now
    label = label_of(now, BUTTONS[button])
    run.filling.optional = now.optional
    _say_whose_turn(run, now, button, label)
    await to_person(run, now, button)
    return await run.tab.look()


async def _answer_shown(run: FormRun, button: Button) -> Reading | None:
    """What the page shows in answer to what was sent before, given time for it, unless the form
    stands there as it was filled in."""
    shown = await run.tab.look()
    step = run.next_step(shown)

    def answered(now: Reading) -> bool:
        return run.facts.delivery == "refused" or run.next_step(now) is not step

    reading = await run.tab.until(answered, run.patience.unknown, shown)
    if run.facts.delivery == "refused":
        reading = await run.tab.settle(still=0.3, patience=1.0)
    if reading.kind is not PageKind.FORM:
        run.happened(HandedOver())
        return reading
    if run.filling.anything and (await run.page.read_back(run.filling, reading)).gone:
        run.happened(HandedOver(button))
        return reading
    return None


async def _picture(run: FormRun, button: Button) -> None:
    """Keep how it is filled in. A page that leads on without end fills no disk."""
    name = "filled"
    if button is Button.LEADS_ON:
        if not run.notes.may(Repeated.STEP):
            return
        name = f"step-{run.notes.count(Repeated.STEP)}"
    typed = run.facts.code_known  # the code may stand in any of the boxes by now
    what, still = "filled form", lambda: not run.facts.left
    await run.recorder.picture(run.tab, name, what, still, all_typed=typed, letter=True)


async def once_answered(run: FormRun, reading: Reading) -> Reading:
    """What the page shows once the site has answered what left it, or does not answer: until then
    nobody is told to send, nor asked what became of it."""

    def answered(now: Reading) -> bool:
        return run.facts.delivery != "under_way" or not run.unclear(now)

    return await run.tab.until(answered, run.patience.silence, reading)


async def more_to_fill(run: FormRun, reading: Reading) -> bool:
    """The page has something to fill in that it had not, or is another one by now."""
    if await replaced(run, reading):
        return True
    return run.filling.found_in(reading) and run.notes.once_more(Repeated.ATTEMPT)


async def replaced(run: FormRun, reading: Reading) -> bool:
    """The site itself has put another form of its own in place of the one begun."""
    if reading.kind is not PageKind.FORM or at_its_address(run.filling, reading):
        return False
    fields = await run.page.read_back(run.filling, reading)
    return not run.facts.left and shows(run, reading, fields) == "led_on"


def _say_whose_turn(run: FormRun, reading: Reading, button: Button, label: str) -> None:
    if button is Button.LEADS_ON:
        # What a list shows that is not open may only say that it is one: "Select".
        answered = any(gate.answered and gate.options for gate in reading.gates)
        number = run.notes.step_number(reading.fingerprint)
        step = reading.step or (number, None)
        messages.step_filled(run.human, run.name, run.filling, label, step, answered=answered)
    else:
        messages.filled(run.human, run.name, run.filling)
    asked = [gate.question for gate in reading.gates if not gate.answered]
    messages.only_you(run.human, [*asked, *reading.only_for_person])
    if button is Button.REQUESTS_CODE:
        messages.request_code(run.human, run.name, run.filling, label)
    if button is Button.SENDS:
        others = run.form_input.form.third_party
        messages.your_turn(run.human, run.name, run.filling, label, attachments=others)
    if run.facts.in_doubt:  # each time: it is what the button may do
        run.notes.mark(Note.PERHAPS_SENT)
        sending_messages.in_doubt(run.human, run.name, run.facts)


async def review(run: FormRun, reading: Reading) -> Reading | None:
    """All is filled in, and the page shows it once more: the person sends it from there."""
    control = run.review_button(reading)
    run.happened(AskedAbout(run.seen(reading).digest))
    run.awaited.passes(Step.REVIEW)
    run.happened(HandedOver(Button.SENDS))
    label = control.label if control else ""
    messages.review(run.human, run.name, label)
    await hand_over_page(run, ACTS[Button.SENDS], reading, control)
    return await run.tab.look()


async def hand_on(run: FormRun, reading: Reading) -> Reading | None:
    """The code is in, and the form stands there still: what the person presses now."""
    note_fingerprint(run, reading)
    button = goes_on_with(reading)
    label = label_of(reading, BUTTONS[button])
    messages.code_taken(run.human, run.name, label, button, in_doubt=run.facts.in_doubt)
    run.happened(HandedOver(button))
    await to_person(run, reading, button)
    return await run.tab.look()


async def ask_anew(run: FormRun, reading: Reading) -> Reading | None:
    """The code is worth nothing any more: another is requested, if the form has a button for it."""
    run.happened(CodeLost())
    run.notes.first_complaint("\n".join(reading.errors))
    if not asks_for_code(reading, anew=False):
        return None
    label = label_of(reading, Role.REQUEST_CODE)
    messages.request_code(run.human, run.name, run.filling, label)
    run.say_doubt()
    run.happened(HandedOver(Button.REQUESTS_CODE))
    await to_person(run, reading, Button.REQUESTS_CODE)
    return await run.tab.look()


def note_fingerprint(run: FormRun, reading: Reading) -> None:
    """Fields that come after the others were filled belong to the form's fingerprint too."""
    now, before = reading.fingerprint, run.filling.seen_last
    if now != before and size(now) >= size(before):
        run.filling.seen_last = now
        run.recorder.note_fingerprint(reading)


async def help_to_fill(run: FormRun, reading: Reading) -> Reading | None:
    """What is filled in, and the rest as the person wants it."""
    prompt = _asking_how(run, reading)
    here = run.form_input.allowed.permits(reading.url)
    away = "" if here else urlsplit(reading.url).hostname
    if away:
        messages.other_site(run.human, run.name, away)
    else:
        messages.filled(run.human, run.name, run.filling)
    if run.filling.anything and not away:  # it can be sent while the question is open
        run.recorder.prefilled(run.facts, run.filling, reading, read_back=False)
    if run.filling.status(Role.COUNTRY) == "not_listed":
        messages.not_listed(run.human, run.name, run.form_input.country)
    how = HowToFill.WAIT if away else HowToFill.SELF
    if run.human.can_ask:
        answer = await ask_how_to_fill(prompt, run.name, away=bool(away))
        if isinstance(answer, MovedOn):
            run.notes.count(Repeated.ARRIVAL)
            return answer.reading
        how = answer.value
    if how is not HowToFill.WAIT:
        return await _fill_so(run, how)
    now = await run.tab.look()  # its fields may have come while the question was open
    if now.fingerprint != reading.fingerprint or await _tried_anew(run, now):
        return now
    offer_help(run)
    return None


async def _fill_so(run: FormRun, how: HowToFill) -> Reading | None:
    if how is HowToFill.BY_HAND:
        await by_hand_instead(run, State.CHANGED, wanted=True)
        return None
    if how is HowToFill.POINT:
        run.within_reach(run.filling)
        await run.page.point_at(run.prompt, run.at_front, run.filling)
    return await hand_over(run, await run.tab.look())


async def _tried_anew(run: FormRun, reading: Reading) -> bool:
    """Another try makes something of what could not be filled in before."""
    theirs = not run.human.can_ask or run.facts.not_understood or run.filling.given_up
    if theirs or run.next_step(reading) is not Step.FILL:
        return False
    if not await run.page.same_form(run.filling, reading):
        return False
    before = run.filling.record()
    await run.fill(reading)
    return run.filling.record() != before


async def _changed_since_filled(run: FormRun, last: Preflight) -> Reading | None:
    """The page is no more what was filled in, so it is not handed over as ready."""
    if last.finds == "elsewhere":
        run.say_once(Note.ELSEWHERE, messages.ELSEWHERE)
        await by_hand_instead(run, State.CHANGED)
        return None
    run.say_once(Note.MOVED, messages.MOVED)
    return await help_to_fill(run, last.reading)


def _asking_how(run: FormRun, asked: Reading) -> Prompt:
    """To ask how to fill in the rest of `asked`: what can be filled in since then is, and the
    question goes away."""
    about = run.asking_about(asked)

    def still(now: Reading) -> bool:
        come = run.filling.relisted(now) or _has_come(asked, now)
        return about.unclear(now) and not (come and run.notes.may(Repeated.ARRIVAL))

    return replace(run.prompt, unclear=still)


def _has_come(asked: Reading, now: Reading) -> bool:
    """A form shows where none was asked about, or a field for sure that was not sure."""
    if now.kind is not PageKind.FORM:
        return False
    return asked.kind is not PageKind.FORM or bool(_sure(now) - _sure(asked))


def _sure(reading: Reading) -> set[Role]:
    found = (role for role, field in reading.fields.items() if field.status == "found")
    return set(found) - BUTTON_ROLES
