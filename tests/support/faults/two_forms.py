"""Two forms in one run, as it is by default: one thing breaks in the first, the second goes on."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

from playwright.async_api import Page
from support.faults import sites
from support.faults.breakages import BREAKAGES
from support.faults.proxy import Network
from support.faults.scenario_run import Ending, Scenario
from support.faults.shared_browser import FaultRun
from support.faults.typing_console import LIMIT

from optout.system.timeouts import bounded, end_task
from optout.terminal.human import Act

FIRST, SECOND = "facebook", "instagram"
STEP = "two forms"


@dataclass
class _Tab:
    """One of a window's tabs, as if it were alone."""

    window: Any
    number: int

    @property
    def opened(self) -> list[Page]:
        """This tab."""
        return [self.window.opened[self.number]]


@dataclass
class TwoFormsRun:
    """One run over both; `sends`: the person goes on to send the first form after the fault, not
    only when it is handed over anew."""

    scenario: Scenario
    sends: bool
    fault_runs: dict[str, FaultRun]
    codes: list[str] = field(default_factory=list)
    broken: bool = False
    went_on: bool = False
    run: "asyncio.Task[Any] | None" = None

    @property
    def _first(self) -> FaultRun:
        return self.fault_runs[FIRST]

    async def to_the_end(self) -> dict[str, Ending]:
        """The end of each form."""
        person = self._first.person
        person.hand_over = self._turn  # type: ignore[method-assign]
        person.on_code = self._code
        self.run = self._first.start()
        try:
            if self.scenario.fault == "ctrl_c":
                await asyncio.wait({self.run}, timeout=LIMIT)
            else:
                if self.scenario.waits:  # the person lets the other come first
                    person.on_question = self._goes_on
                await bounded(self._first.ends(SECOND), LIMIT)
                await person.hears(self.scenario.says)
            if self.scenario.waits:
                self.run.cancel()
            await asyncio.wait({self.run}, timeout=LIMIT)
            if not self.run.done():
                person.say("[it never ended]")
        finally:
            self.run.cancel()
            await end_task(self.run, *self._first.acts)
        return {form: self._ending(form) for form in self.fault_runs}

    async def _goes_on(self, question: str) -> str:
        asked = question.startswith("Number") and not self.went_on
        self.went_on = self.went_on or asked
        return "Go on with" if asked else ""

    async def _turn(self, form: str, act: Act) -> None:
        stopped_before = form == SECOND and self.scenario.fault == "ctrl_c"
        if act == "submit" and not stopped_before:
            self._first.beside(self._break_then_send() if form == FIRST else self._send(form))

    async def _send(self, form: str) -> None:
        twice = form == FIRST and self.scenario.fault == "submit_twice"
        await self.fault_runs[form].page.bring_to_front()
        await self.fault_runs[form].press_send(twice=twice)

    async def _break_then_send(self) -> None:
        if not self.broken:
            self.broken = True
            if self.scenario.fault == "ctrl_c":
                assert self.run is not None
                self.run.cancel()
            elif act := BREAKAGES.get(self.scenario.fault):
                await act(self._first)
            if not self.sends:
                return
        await self._send(FIRST)

    async def _code(self) -> str:
        form = FIRST if self._first.person._question.startswith("Facebook") else SECOND
        self.codes.append(self.fault_runs[form].site.code())
        return self.codes[-1]

    def _ending(self, form: str) -> Ending:
        fault_run, own = self.fault_runs[form], self.scenario
        if form == SECOND:
            says, state = "Instagram: the page says that it has received", "acknowledged"
            stopped = replace(own, says="Stopped|Instagram", state="abandoned", exit=130)
            good = replace(own, says=says, state=state, exit=0)
            own = stopped if own.fault == "ctrl_c" else good
        records = [r for r in fault_run.records() if r.form == form]
        (result,) = [r for r in self._first.results if r.form == form]
        return Ending(
            own,
            records[-1] if records else None,
            int(result.exit),
            fault_run.person.text,
            fault_run.site.sent(),
            fault_run.site.objected(),
            fault_run.sends,
            fault_run.site.letter(),
            "",
            fault_run.person.lines,
            self.codes,
            fault_run.site.code(),
            self.broken,
        )


async def run_two_forms(whole: FaultRun, scenario: Scenario, sends: bool) -> dict[str, Ending]:
    """Run it in one tab of `whole` for each form; the second has a site of its own."""
    with sites.opened("react-code") as site:
        network = Network(site.origin)
        await network.start()
        try:
            own: Any = _Tab(whole.window, 0)
            first = replace(whole, window=own, whole=whole.window)
            tab: Any = _Tab(whole.window, 1)
            second = replace(whole, site=site, network=network, window=tab)
            first.forms = (FIRST, SECOND)
            first.addresses = {SECOND: second.url}
            return await TwoFormsRun(scenario, sends, {FIRST: first, SECOND: second}).to_the_end()
        finally:
            await network.close()
