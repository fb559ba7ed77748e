"""The mailed code: asked for once the page asks for it, typed, and seen what follows.

It may come after the objection was sent, on a page of its own, or before, among the form's fields.
"""

from optout.domain.code_verdicts import VERDICTS, CodeStage, Next
from optout.domain.proofs import Proof, Why
from optout.i18n import N_
from optout.locate.roles import PageKind, Role
from optout.page.reading import PageGone, Reading
from optout.run.code.enter_code import CodeEntered, is_code, pasted_code
from optout.run.form.form_run import FormRun
from optout.run.progress import Button, CodeAsked, CodeTyped, Step
from optout.run.steps.handing_over import ask_anew, hand_on
from optout.run.talk import messages
from optout.run.talk.notes import Note
from optout.run.talk.prompt import Answer, MovedOn, Still
from optout.terminal.human import EndOfInput

_BY_HAND = N_("{form}: type the code in the page yourself.")
_NEWEST = N_("{form}: if several e-mails came, take the code from the newest one.")


async def ask_code(run: FormRun, reading: Reading) -> Reading | None:
    """Ask for the code, and type it."""
    late = run.facts.code_left
    run.human.arrive()
    # Of a form its box shows that a code is asked for, as all else there asks for more.
    in_form = Why(Proof.ASKS_CODE, reading.fields[Role.CODE].how)
    why = reading.why if reading.kind is PageKind.CODE else in_form
    run.happened(CodeAsked(run.seen(reading), why))
    if late and reading.code_problem:
        messages.verdict(run.human, run.name, reading.code_problem)
    run.notes.forget(Note.SENT)  # a form in place of this page is told of again
    box = reading.fields[Role.CODE].control
    run.outgoing.box_is(box)
    await _say_why(run)
    if not run.human.can_ask:
        run.say_once(Note.CODE_BY_HAND, _BY_HAND)
        return None
    if moved := await _ask_about_early(run, reading):
        return moved.reading
    try:
        with run.human.early.asked_for():
            answer = await run.prompt.ask(
                lambda: pasted_code(run.human, run.name, box), _still_asked(run)
            )
    except EndOfInput:
        run.human.can_ask = False
        return reading
    if isinstance(answer, MovedOn):
        return answer.reading
    run.old_complaint.note(reading)
    return await _enter(run, answer.value)


async def _ask_about_early(run: FormRun, reading: Reading) -> MovedOn | None:
    """A code that was pasted too early is typed now if it can be for nothing else and the box is
    empty, or if the person says so. Raises `PageGone`."""
    early = run.human.early
    if not early.is_there:
        return None
    box = reading.fields[Role.CODE]
    empty = box.status == "found" and box.control is not None and not box.control.filled
    if run.human.has_turn and empty and not run.human.other_may_get_code():
        return None
    answer = await run.prompt.ask(
        lambda: messages.is_for_this(run.human, run.name), _still_asked(run)
    )
    if isinstance(answer, MovedOn):
        return answer
    if not answer.value:
        early.drop()
    return None


async def _enter(run: FormRun, code: str) -> Reading | None:
    delivery, stands = run.types(code), False

    def typed() -> None:
        nonlocal stands
        stands = True
        run.happened(CodeTyped("typed"))

    try:
        entered = await run.page.enter_code(code, delivery, typed, sent=run.facts.left)
    except PageGone:
        if not stands:
            messages.verdict(run.human, run.name, "not_asked")
        raise
    verdict, button = entered.verdict, ""
    run.happened(CodeTyped(verdict))
    if verdict == "refused":
        messages.errors(run.human, run.name, entered.reading)
    if verdict == "person":
        run.old_complaint.note(entered.reading)
        run.notes.first_complaint("\n".join(entered.reading.errors))  # it was told as it came
        button = _confirm_button(entered.reading)
    if verdict == "elsewhere":
        if not stands:
            messages.verdict(run.human, run.name, "not_asked")
        run.say_once(Note.ELSEWHERE, messages.ELSEWHERE)
    messages.verdict(run.human, run.name, verdict, button)
    return await _go_on(run, code, entered)


async def _go_on(run: FormRun, code: str, entered: CodeEntered) -> Reading | None:
    """What is done next, as `VERDICTS` has it."""
    reading, made = entered.reading, VERDICTS[entered.verdict]
    if made.next is Next.OFFER:
        run.say_once(Note.NEWEST_CODE, _NEWEST)
        await _offer_to_other(run, code)
    if made.stage is CodeStage.REJECTED:
        run.outgoing.not_taken()
    if made.stage in (None, CodeStage.ENTERED):
        run.outgoing.is_the_persons()
    if run.facts.code is CodeStage.REJECTED and not is_code(reading):
        return await ask_anew(run, reading)
    if made.next is Next.HAND_ON and run.facts.button is not Button.REQUESTS_CODE:
        return await hand_on(run, reading)
    return None if made.next is Next.WAIT else reading


def _confirm_button(reading: Reading) -> str:
    """How the page calls what confirms the code, where there is one button that may."""
    field = reading.fields[Role.CONFIRM_CODE]
    buttons = [field.control] if field.control else list(field.candidates)
    return buttons[0].label if len(buttons) == 1 else ""


async def _offer_to_other(run: FormRun, code: str) -> None:
    """The code that this page refused may be for another form, which waits for one."""
    run.human.refused.add(code)
    other = run.human.other_at_code()
    if other is None or code in other.refused:
        return
    answer = await run.prompt.ask(
        lambda: messages.is_for_other(run.human, other.name), _still_asked(run)
    )
    if isinstance(answer, Answer) and answer.value and other.at_code:
        run.human.drop()  # it was about this code
        other.give(code)


def _still_asked(run: FormRun) -> Still:
    """The question goes away also when the person has typed the code in the page."""
    return lambda reading: run.next_step(reading) is Step.ASK_CODE


async def _say_why(run: FormRun) -> None:
    """Say once what the code is for: the request was sent, or it is not known to be."""
    note = Note.CODE if run.facts.proved else Note.CODE_FIRST
    if run.notes.first(note):
        await run.recorder.picture(run.tab, "code", "page that asks for the code")
        messages.code_wanted(run.human, run.name, run.facts.sending)
        run.say_doubt()
