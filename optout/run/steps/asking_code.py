"""The mailed code: asked for once the page asks for it, typed, and seen what follows.

It may come after the objection was sent, on a page of its own, or before, among the form's fields.
"""

from optout.domain.code_outcomes import CodeStage
from optout.domain.proofs import Proof, Why
from optout.i18n import N_, _
from optout.locate.roles import PageKind, Role
from optout.page.reading import PageGone, Reading
from optout.run.code.enter_code import CodeEntered, complaint_words, complaints, is_code
from optout.run.code.pasted_code import pasted_code
from optout.run.form.form_run import FormRun
from optout.run.progress import Button, CodeAsked, CodeTyped, Step
from optout.run.steps.handing_over import ask_anew, hand_on
from optout.run.talk import messages
from optout.run.talk.notes import Note
from optout.run.talk.prompt import MovedOn, Still
from optout.terminal.human import EndOfInput, Offer

_BY_HAND = N_("{form}: type the code in the page yourself.")
_LATER = N_("No mail yet: go on with {form}, come back to this one")


async def ask_code(run: FormRun, reading: Reading) -> Reading | None:
    """Ask for the code, and type it; or set the form aside until its mail is there."""
    late, human = run.facts.code_left, run.human
    note_code_asked(run, reading)
    if late and reading.code_problem:
        words = complaint_words(reading)
        messages.code_outcome(human, run.name, "rejected", words=words)
    run.notes.forget(Note.SENT)  # a form in place of this page is told of again
    await _say_why(run)
    if not human.can_ask:
        run.say_once(Note.CODE_BY_HAND, _BY_HAND)
        return None
    later = ""
    if run.turn.others:
        later = _("no mail yet, go on with {form} first").format(form=run.turn.others)
        offer = Offer(_(_LATER).format(form=run.turn.others), run.turn.set_aside)
        human.offer([offer], run.letter)
    box = reading.fields[Role.CODE].control
    try:
        answer = await run.prompt.ask(
            lambda: pasted_code(human, run.name, box, later), _still_asked(run)
        )
    except EndOfInput:
        human.can_ask = False
        return reading
    if isinstance(answer, MovedOn):
        return answer.reading
    if not answer.value:
        run.turn.set_aside()
        return reading
    return await _enter(run, answer.value)


def note_code_asked(run: FormRun, reading: Reading) -> None:
    """The page asks for the code."""
    # Of a form its box shows that a code is asked for, as all else there asks for more.
    in_form = Why(Proof.ASKS_CODE, reading.fields[Role.CODE].how)
    why = reading.why if reading.kind is PageKind.CODE else in_form
    run.happened(CodeAsked(run.seen(reading), why))
    run.outgoing.box_is(reading.fields[Role.CODE].control)


async def _enter(run: FormRun, code: str) -> Reading | None:
    delivery, stands = run.types(code), False

    def typed() -> None:
        nonlocal stands
        stands = True
        run.happened(CodeTyped())

    try:
        entered = await run.page.enter_code(code, delivery, typed, sent=run.facts.left)
    except PageGone:
        if not stands:
            messages.code_outcome(run.human, run.name, "not_typed")
        raise
    run.happened(CodeTyped(entered.outcome))
    run.code_delivery.complaints = complaints(entered.reading)
    button = ""
    if entered.outcome == "theirs":
        run.notes.first_complaint("\n".join(entered.reading.errors))  # it was told as it came
        button = _confirm_button(entered.reading)
    if entered.outcome == "elsewhere":
        if not stands:
            messages.code_outcome(run.human, run.name, "not_typed")
        run.say_once(Note.ELSEWHERE, messages.ELSEWHERE)
    words = entered.quote
    messages.code_outcome(run.human, run.name, entered.outcome, words=words, button=button)
    return await _go_on(run, entered)


async def _go_on(run: FormRun, entered: CodeEntered) -> Reading | None:
    """What is done next; mostly what shows now decides."""
    reading, shows_box = entered.reading, is_code(entered.reading)
    match entered.outcome:
        case "taken" if shows_box and run.facts.button is not Button.REQUESTS_CODE:
            return await hand_on(run, reading)
        case "rejected":
            run.outgoing.not_taken()
        case "not_typed":
            run.outgoing.is_the_persons()
            if shows_box:
                run.say_once(Note.CODE_BY_HAND, _BY_HAND)
        case "theirs" | "elsewhere":
            run.outgoing.is_the_persons()
            return None
    if run.facts.code is CodeStage.REJECTED and not shows_box:
        return await ask_anew(run, reading)
    return reading


def _confirm_button(reading: Reading) -> str:
    """How the page calls what confirms the code, where there is one button that may."""
    field = reading.fields[Role.CONFIRM_CODE]
    buttons = [field.control] if field.control else list(field.candidates)
    return buttons[0].label if len(buttons) == 1 else ""


def _still_asked(run: FormRun) -> Still:
    """The question goes away also when the person has typed the code in the page."""
    return lambda reading: run.next_step(reading) is Step.ASK_CODE and not run.turn.aside


async def _say_why(run: FormRun) -> None:
    """Say once what the code is for: the request was sent, or it is not known to be."""
    note = Note.CODE if run.facts.proved else Note.CODE_FIRST
    if run.first(note):
        await run.recorder.picture(run.tab, "code", "page that asks for the code")
        messages.code_wanted(run.human, run.name, run.facts.sending)
        run.say_doubt()
