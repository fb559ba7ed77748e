"""Two forms in one run, as it is by default: one question at a time, and neither waits for ever."""

import asyncio
import sys

import pytest
from support.covering import covering
from support.faults.judge import judge
from support.faults.scenario_run import Ending, Scenario
from support.faults.scenarios import CLOSED, CRASHED, UNKNOWN
from support.faults.shared_browser import Act, FaultRun, Faults
from support.faults.two_forms import STEP, run_two_forms
from support.terminal import OpenTerminal

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.dossier.file import Dossier
from optout.dossier.store import Store

TWO_AT_ONCE = """
import asyncio
from optout.terminal.console import Console

async def both():
    console = Console()
    print(await asyncio.gather(console.ask("first"), console.paste("second")), flush=True)

asyncio.run(both())
"""


def test_a_second_question_waits_for_the_first_ones_answer(terminal: OpenTerminal) -> None:
    tool = terminal(command=[sys.executable, "-P", "-c", TWO_AT_ONCE], timeout=30)
    tool.expect("first > ")
    tool.type("one")
    tool.expect("second > ")
    tool.type("two")
    tool.expect(r"\['one', 'two'\]")


class Full(Store):
    """A disk that takes no second form."""

    def create(self, **fields: object) -> Dossier:
        if fields["form"] == "instagram":
            raise OptoutError(errors.DISK, where="dossiers", why="the disk is full")
        return super().create(**fields)


def test_a_form_that_cannot_begin_holds_up_no_other(faults: Faults) -> None:
    async def both(fault_run: FaultRun) -> FaultRun:
        fault_run.store = Full(faults.data / "dossiers")
        fault_run.forms = ("facebook", "instagram")
        run = fault_run.start()
        await fault_run.person.hears("Facebook: you check and")
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
        return fault_run

    fault_run = faults.run("classic-code", both)
    assert "the disk is full" in fault_run.person.text
    ends = {r.form: (str(r.state), int(r.exit)) for r in fault_run.results}
    assert ends == {"facebook": ("abandoned", 130), "instagram": ("failed", 1)}


FIRST_BREAKS = {
    "tab_closed": (CLOSED, "abandoned", 1, False, False),
    "page_crashed": (CRASHED, "abandoned", 1, False, False),
    "newsletter": (UNKNOWN, "abandoned", 130, True, False),
    "thanks_unsent": (UNKNOWN, "abandoned", 130, True, False),
    "article": (UNKNOWN, "abandoned", 130, True, False),
    "go_back": (UNKNOWN, "abandoned", 130, True, False),
    "ctrl_c": ("Facebook: you check and", "abandoned", 130, True, False),
    **dict.fromkeys(
        ("reload", "wiped"),
        ("Facebook: the page says that it has received", "acknowledged", 0, False, False),
    ),
    **dict.fromkeys(
        ("alert", "popup", "edited", "submit_twice"),
        ("Facebook: the page says that it has received", "acknowledged", 0, False, True),
    ),
}
"""What is said of the first form, its state and exit code, whether it then waits, and whether the
person sends it all the same."""
_EVERYDAY = covering(FIRST_BREAKS, lambda fault: [FIRST_BREAKS[fault]])
"""One for each way to end; as breakages of a single form all are met every day."""
_OTHERS = [fault for fault in FIRST_BREAKS if fault not in _EVERYDAY]


@pytest.mark.parametrize("some", [_EVERYDAY, pytest.param(_OTHERS, marks=pytest.mark.thorough)])
def test_what_breaks_in_one_form_leaves_the_other_alone(some: list[str], faults: Faults) -> None:
    def both(fault: str) -> tuple[str, Act[dict[str, Ending]]]:
        says, state, code, waits, sends = FIRST_BREAKS[fault]
        scenario = Scenario(fault, STEP, "classic-code", says, state, code, waits)
        return scenario.flow, lambda whole: run_two_forms(whole, scenario, sends)

    wrong = [
        f"{fault}: {form}: {what}\n{end.shown}"
        for fault, ends in faults.run_together({fault: both(fault) for fault in some}).items()
        for form, end in ends.items()
        if (what := judge(end))
    ]
    assert not wrong, "\n".join(wrong)
