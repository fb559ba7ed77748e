"""A page that has sent is busy, and goes away before it can tell: the site has the request."""

from typing import Any

import pytest
from playwright.async_api import BrowserContext, Error
from support.faults.judge import judge
from support.faults.scenario_run import Ending, Scenario, ScenarioRun
from support.faults.scenarios import busy, everyday_busy
from support.faults.shared_browser import Faults
from support.report import Report

from optout.page.unreported import Unreported

_AT_ONCE = 5
_EVERYDAY = everyday_busy()
_OTHERS = [one for one in busy() if one not in _EVERYDAY]
_GROUPS = [
    pytest.param(ones[at : at + _AT_ONCE], marks=marks, id="+".join(map(str, ones[at : at + 5])))
    for ones, marks in ((_EVERYDAY, []), (_OTHERS, [pytest.mark.thorough]))
    for at in range(0, len(ones), _AT_ONCE)
]


def endings(faults: Faults, *scenarios: Scenario) -> dict[str, Ending]:
    def whole(one: Scenario) -> Any:
        return one.flow, lambda fault_run: ScenarioRun(one, fault_run).to_the_end()

    return faults.run_together({str(scenario): whole(scenario) for scenario in scenarios})


@pytest.mark.parametrize("group", _GROUPS)
def test_what_a_busy_page_sent_is_not_lost(
    group: list[Scenario], faults: Faults, report: Report
) -> None:
    ends = endings(faults, *group)
    wrong = [f"{n}: {w}\n{e.shown}" for n, e in ends.items() if (w := judge(e))]
    assert not wrong, "\n".join(wrong)
    assert all(end.sent for end in ends.values())
    report(f"faults of busy pages: {len(ends)} endings examined, 0 untrue")


_FETCH, _XHR = (
    next(one for one in busy(3000) if str(one) == f"reload-sending-{by}3000-direct")
    for by in ("fetch", "xhr")
)
"""So long that the page is still busy when it is loaded anew, however slow the machine is."""


def test_what_the_page_alone_tells_is_lost(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    """The failing twin."""
    monkeypatch.setattr(Unreported, "_leaves", lambda _self, _event: None)
    for end in endings(faults, _FETCH, _XHR).values():
        assert "double send" in [kind for kind, _what in judge(end)], end.shown


def test_where_the_browser_tells_nothing_it_is_in_doubt(
    faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(*_given: object) -> None:
        raise Error("not for you")

    monkeypatch.setattr(BrowserContext, "new_cdp_session", refused)
    for end in endings(faults, _FETCH, _XHR).values():
        assert "could not see if you sent it" in end.text, end.shown
        assert end.record.state == "acknowledged", end.shown
