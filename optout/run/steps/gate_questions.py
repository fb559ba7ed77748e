"""Questions before the fields: those that the form's record knows are answered, the rest is the
person's."""

from collections.abc import Sequence
from functools import partial

from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.prefill.answer_gate import GateAnswers
from optout.run.steps.buttons import hand_over_page
from optout.run.talk import messages
from optout.run.talk.notes import Repeated


async def answer_questions(run: FormRun, reading: Reading) -> Reading | None:
    """Answer what the form's record knows; leave the rest to the person."""
    gates = await answer_known(run, reading)
    if gates.given:
        return await after_answer(run)
    return await leave_to_person(run, reading, gates.unanswered)


async def after_answer(run: FormRun) -> Reading:
    """What the page shows once it has an answer: many show nothing new then."""
    await run.tab.moved_within(run.patience.late)
    return await run.tab.look()


async def answer_known(run: FormRun, reading: Reading) -> GateAnswers:
    """Give the answers that the form's record knows: those that were given, and the questions that
    are left."""
    if not run.notes.may(Repeated.ANSWER):  # a page can ask without end
        return GateAnswers(unanswered=tuple(g.question for g in reading.gates if not g.answered))
    gates = await run.page.answer_gates(reading)
    run.notes.count(Repeated.ANSWER, times=len(gates.given))
    for question, answer in gates.given:
        run.turn.tell(partial(_say_answered, run, question, answer))
    return gates


def _say_answered(run: FormRun, question: str, answer: str) -> None:
    messages.answered(run.human, run.name, question, answer)


async def leave_to_person(
    run: FormRun, reading: Reading, questions: Sequence[str]
) -> Reading | None:
    """The questions are the person's."""
    human = run.human
    if run.notes.first_questions(questions) and run.once_more(Repeated.QUESTION):
        messages.questions(human, run.name, questions)
        await hand_over_page(run, "gate")
    return None
