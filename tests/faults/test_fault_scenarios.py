"""Every fault at every step: the ending is true, whatever happened."""

from dataclasses import replace

import pytest
from support.faults.judge import judge
from support.faults.scenario_run import Ending, Scenario, ScenarioRun
from support.faults.scenarios import all_scenarios, everyday
from support.faults.shared_browser import Faults
from support.report import Count

from optout.domain.states import Sent, State
from optout.dossier.record import Record, Rung

_EVERYDAY = {str(scenario) for scenario in everyday()}


def _marked(scenario: Scenario) -> object:
    name = str(scenario)
    return pytest.param(
        scenario, id=name, marks=[] if name in _EVERYDAY else [pytest.mark.thorough]
    )


@pytest.mark.headed
@pytest.mark.parametrize("scenario", [_marked(s) for s in all_scenarios()])
def test_the_ending_is_true(scenario: Scenario, faults: Faults, count: Count) -> None:
    ending = faults.run(scenario.flow, lambda one: ScenarioRun(scenario, one).to_the_end())
    found = judge(ending)
    kinds = [kind for kind, _what in found]
    count("faults", (scenario.fault, scenario.step, scenario.flow, kinds))
    assert not found, f"{found}\n{ending.shown}"


def test_everyday_each_fault_is_met_at_each_step_and_each_flow_at_each_step() -> None:
    whole, some = all_scenarios(), [s for s in all_scenarios() if str(s) in _EVERYDAY]
    assert len({str(s) for s in whole}) == len(whole) >= 200
    assert {(s.fault, s.step) for s in some} == {(s.fault, s.step) for s in whole}
    assert {(s.step, s.flow) for s in some} == {(s.step, s.flow) for s in whole}
    assert {(s.step, s.state, s.says) for s in some} == {(s.step, s.state, s.says) for s in whole}
    assert len(some) < len(whole) / 2


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
