"""The mailed code: asked for once the page asks for it, typed, and seen what follows."""

from optout.i18n import N_
from optout.pages import Reading
from optout.run.form_run import FormRun
from optout.run.notes import Note
from optout.run.progress import CodeAsked, CodeTyped
from optout.run.prompt import MovedOn
from optout.run.steps import say
from optout.run.steps.enter_code import ask_code

_BY_HAND = N_("{form}: type the code in the page yourself.")


async def ask_for_code(run: FormRun, reading: Reading) -> Reading | None:
    """Ask for the code, and type it."""
    run.arrive()
    run.happened(CodeAsked(run.seen(reading), reading.why))
    if run.notes.first(Note.CODE):
        await run.recorder.picture(run.tab, "code", "page that asks for the code")
        async with run.coordinator.turn:
            say.code_wanted(run.human, run.name)
    if not run.human.can_ask:
        run.say_once(Note.CODE_BY_HAND, _BY_HAND)
        return None
    answer = await ask_code(run.prompt, reading, run.name)
    if answer is None:
        return reading
    if isinstance(answer, MovedOn):
        return answer.reading
    run.outgoing.typed_code = answer.value
    entered = await run.page.enter_code(reading, answer.value)
    run.happened(CodeTyped(entered.verdict))
    if entered.verdict == "refused":
        say.errors(run.human, run.name, entered.reading)
    say.verdict(run.human, run.name, entered.verdict)
    if entered.verdict in ("person", "not_typed"):
        run.outgoing.typed_code = ""  # whatever is sent now is what the person typed
    if entered.verdict == "elsewhere":
        run.say_once(Note.ELSEWHERE, say.ELSEWHERE)
    return None if entered.verdict in ("person", "elsewhere") else entered.reading
