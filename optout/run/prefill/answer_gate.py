"""Answer the question before the fields, where the form's record knows the answer."""

from dataclasses import dataclass

from optout.domain.folding import letters_of
from optout.forms.spec import GateAnswer
from optout.locate.roles import ControlKind
from optout.page.fields import Forbidden, pick
from optout.page.reading import Gate, GateOption, Reading
from optout.page.tab import Tab
from optout.run.form_inputs import FormInput
from optout.system.attempt import ActFailed


@dataclass(frozen=True, slots=True)
class GateAnswers:
    """The questions that were answered, as (question, answer) for the person to read, and those
    that only the person can answer."""

    given: tuple[tuple[str, str], ...] = ()
    unanswered: tuple[str, ...] = ()


async def answer_gates(tab: Tab, reading: Reading, form_input: FormInput) -> GateAnswers:
    """Answer every open question that the record of the form knows; leave all others."""
    known: dict[str, GateAnswer] = {gate.about: gate for gate in form_input.form.gates}
    given: list[tuple[str, str]] = []
    unanswered: list[str] = []
    for gate in (g for g in reading.gates if not g.answered):
        options = _answers(gate, known.get(gate.about))
        if len(options) == 1 and await _pick(tab, reading, gate, options[0]):
            given.append((gate.question, options[0].label))
        else:
            unanswered.append(gate.question)
    return GateAnswers(tuple(given), tuple(unanswered))


def _answers(gate: Gate, known: GateAnswer | None) -> list[GateOption]:
    """By the words that the record knows, else by what the options mean: where one is to object to
    something else, which is the right one is the person's to tell."""
    if known is None:
        return []
    if known.words:
        words = [letters_of(one) for one in known.words]
        return [option for option in gate.options if letters_of(option.label) in words]
    if any(option.answer == "object_other" for option in gate.options):
        return []
    return [option for option in gate.options if option.answer == known.answer]


async def _pick(tab: Tab, reading: Reading, gate: Gate, option: GateOption) -> bool:
    if option.control.kind in (ControlKind.BUTTON, ControlKind.LISTBOX):
        return False  # nobody can tell what else pressing it does
    try:
        handle = await reading.handle(option.control)
        select = option.control.kind is ControlKind.SELECT
        return await pick(handle, option.label if select else None, tab.allowed.permits)
    except (Forbidden, ActFailed):
        return False
