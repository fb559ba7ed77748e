"""Every fault at every step: the ending is true, whatever happened."""

from dataclasses import replace
from itertools import product

import pytest
from support.faults.judge import judge
from support.faults.scenario_run import Ending, Scenario, ScenarioRun
from support.faults.scenarios import all_scenarios, everyday
from support.faults.shared_browser import Act, Faults
from support.report import Report

from optout.domain.states import Sent, State
from optout.dossier.record import Record, Rung

_EVERYDAY = {str(scenario) for scenario in everyday()}
_AT_ONCE = 5


def _groups() -> list[object]:
    """As many of one step as one browser takes at the same time."""
    groups: list[object] = []
    for step, thorough in product(dict.fromkeys(s.step for s in all_scenarios()), (False, True)):
        ones = [s for s in all_scenarios() if s.step == step and (str(s) in _EVERYDAY) != thorough]
        marks = [pytest.mark.thorough] if thorough else []
        for at in range(0, len(ones), _AT_ONCE):
            group = ones[at : at + _AT_ONCE]
            groups.append(pytest.param(group, id="+".join(map(str, group)), marks=marks))
    return groups


@pytest.mark.parametrize("group", _groups())
def test_each_ending_is_true(group: list[Scenario], faults: Faults, report: Report) -> None:
    def whole(scenario: Scenario) -> tuple[str, Act[Ending]]:
        return scenario.flow, lambda one: ScenarioRun(scenario, one).to_the_end()

    endings = faults.run_together({str(scenario): whole(scenario) for scenario in group})
    assert len(endings) == len(group)
    wrong = [f"{n}: {w}\n{e.shown}" for n, e in endings.items() if (w := judge(e))]
    assert not wrong, "\n".join(wrong)
    report(f"faults at {group[0].step}: {len(endings)} endings examined, 0 untrue")


def _true_ending() -> Ending:
    stamp = ("2025-05-01T00:00:00Z", "2025-05-01T02:00:00+02:00")
    states = (State.SUBMITTED, State.ACKNOWLEDGED)
    record = Record("x", "facebook", State.ACKNOWLEDGED, Sent.PROVED, letter="a letter")
    record.rungs = [Rung(state, *stamp, "page", "shown") for state in states]
    scenario = Scenario("alert", "filled", "plain-code", "confirms", "acknowledged", 0)
    text = "the page confirms 123456"
    return Ending(
        scenario, record, 0, text, 1, True, 1, "a letter", "", text, ["123456"], "123456", True
    )


UNTRUE: list[tuple[dict[str, object], str]] = [
    ({"objected": False}, "false success"),
    ({"sent": 2}, "double send"),
    ({"sent": 0}, "false success"),
    ({"elsewhere": "x"}, "disclosure"),
    ({"text": "the page confirms 123456 123456"}, "disclosure"),
    ({"text": "the page confirms 654321", "code": "654321"}, "disclosure"),
    ({"shown": "the page \x1b[2J confirms"}, "other"),
    ({"shown": "the page \x9b2J confirms"}, "other"),
    ({"record": None}, "lost record"),
    ({"received": "another letter"}, "lost record"),
    ({"exit": 1}, "other"),
    ({"broken": False}, "other"),
]


def test_the_judge_sees_what_is_not_true_and_nothing_else() -> None:
    assert judge(_true_ending()) == []
    for change, kind in UNTRUE:
        found = judge(replace(_true_ending(), **change))  # type: ignore[arg-type]
        assert kind in [k for k, _what in found], change
