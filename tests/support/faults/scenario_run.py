"""Runs one scenario: the person does their part, one thing breaks at one step, it ends somehow."""

import asyncio
import contextlib
from dataclasses import dataclass, replace
from typing import Any

from support.faults.breakages import BREAKAGES, typed_elsewhere
from support.faults.proxy import BREAKS, Break
from support.faults.shared_browser import FaultRun
from support.faults.typing_console import LIMIT

from optout.system.timeouts import end_task
from optout.terminal.human import Act
from optout.terminal.keyboard import EndOfInput

_SLOW = 5.0
"""Seconds after which a slow server answers of which nothing was said."""
_GOES_ON = ("alert", "confirm", "popup", "edited", "retyped", "emptied", "hangs")
"""The person sends all the same."""
_LASTING = ("circle", "cut", "lost")
"""A browser by itself asks again after some of these."""


@dataclass(frozen=True)
class Scenario:
    """A fault at a step of a flow, and how it has to end.

    `says` is waited for; then the run ends by itself, or by Ctrl-C where `waits`. `tries_again`:
    after a complaint of the page the person presses its button once more. `taken`: it breaks once
    the site has the request.
    """

    fault: str
    step: str
    flow: str
    says: str
    state: str
    exit: int
    waits: bool = False
    tries_again: bool = False
    taken: bool = False

    def __str__(self) -> str:
        return f"{self.fault}-{self.step}-{self.flow}" + ("-again" if self.tries_again else "")


@dataclass
class Ending:
    """What there is to judge once it is over."""

    scenario: Scenario
    record: Any
    exit: int
    text: str
    sent: int
    objected: bool
    pressed: int
    received: str
    elsewhere: str
    shown: str
    """All that the terminal got, less the styles."""
    typed: list[str]
    """The codes that the person typed, which the terminal echoed."""
    code: str
    broken: bool
    error: BaseException | None = None


class ScenarioRun:
    """One run of one scenario."""

    def __init__(self, scenario: Scenario, fault_run: FaultRun) -> None:
        self.scenario, self.fault_run = scenario, fault_run
        self.broken = False
        self.run: asyncio.Task[Any] | None = None
        self._codes: list[str] = []
        fault_run.person.on_turn = self._turn
        fault_run.person.on_code = self._code
        if scenario.fault in ("stall", "mute"):
            fault_run.patience = replace(fault_run.patience, opening=5.0)
        self._arm()

    async def to_the_end(self) -> Ending:
        """Run it until what it has to say is said, and until it ends or is stopped."""
        scenario, fault_run = self.scenario, self.fault_run
        self.run = fault_run.start()
        error: BaseException | None = None
        if scenario.step == "filling":
            fault_run.beside(self._break_while_filling())
        heard = asyncio.ensure_future(fault_run.person.hears(scenario.says))
        try:
            await asyncio.wait({heard, self.run}, return_when=asyncio.FIRST_COMPLETED)
            if scenario.waits and heard.done():
                self.run.cancel()
                await asyncio.wait({self.run}, timeout=LIMIT)
            if not scenario.waits and heard.done() and not heard.exception():
                await asyncio.wait({self.run}, timeout=LIMIT)
            error = self._error()
            if not (self.run.done() or scenario.waits):
                fault_run.person.say("[it never ended]")
        finally:
            await end_task(self.run, heard, *fault_run.acts)
        return await self._ending(error)

    def _error(self) -> BaseException | None:
        assert self.run is not None
        done = self.run.done() and not self.run.cancelled()
        return self.run.exception() if done else None

    async def _ending(self, error: BaseException | None) -> Ending:
        fault_run = self.fault_run
        records = fault_run.records()
        exits = [int(r.exit) for r in fault_run.results]
        return Ending(
            self.scenario,
            records[-1] if records else None,
            exits[0] if exits else -1,
            fault_run.person.text,
            fault_run.site.sent(),
            fault_run.site.objected(),
            fault_run.sends,
            fault_run.site.letter(),
            await typed_elsewhere(fault_run),
            fault_run.person.lines,
            [c for c in self._codes if c],
            fault_run.site.code(),
            self.broken,
            error,
        )

    # -- the person

    async def _turn(self, act: Act) -> None:
        if act == "submit":
            if self.scenario.step == "filled" and not self.broken:
                self.fault_run.beside(self._break_then_send())
            else:
                self.fault_run.beside(self.fault_run.press_send())
        elif act == "request_code":
            self.fault_run.beside(self.fault_run.site.request_code(self.fault_run.page))
        elif act == "fill" and self.scenario.tries_again:
            self.fault_run.beside(self.fault_run.press_send())
        elif act == "sign_in":
            self.fault_run.beside(self._sign_in())

    async def _break_then_send(self) -> None:
        await self._break()
        if self.scenario.fault == "submit_twice":
            await self.fault_run.press_send(twice=True)
        elif self.scenario.fault in _GOES_ON:
            await self.fault_run.press_send()

    async def _sign_in(self) -> None:
        await self.fault_run.page.goto(self.fault_run.url, wait_until="commit")

    async def _code(self) -> str:
        if self.scenario.step == "code" and not self.broken:
            await self._break()
            if self.scenario.fault == "stdin_closed":
                raise EndOfInput
        code = self.fault_run.site.code()
        self._codes.append(code)
        return code

    # -- the fault

    async def _break(self) -> None:
        self.broken = True
        if self.scenario.fault == "ctrl_c":
            assert self.run is not None
            self.run.cancel()
        elif act := BREAKAGES.get(self.scenario.fault):
            await act(self.fault_run)

    async def _break_while_filling(self) -> None:
        await self.fault_run.filling.wait()
        await self._break()

    async def _said_to_be_late(self) -> None:
        with contextlib.suppress(AssertionError):
            await self.fault_run.person.hears("has not answered|does not show if", _SLOW)

    def _arm(self) -> None:
        site, network = self.fault_run.site, self.fault_run.network
        steps = {"opening": site.opens, "sending": site.sends, "confirming": site.confirms}
        wanted = steps.get(self.scenario.step)
        if wanted is None:
            return

        network.late = self._said_to_be_late

        def rule(method: str, path: str) -> Break:
            if not wanted(method, path):
                return ""
            if (
                self.broken
                and self.scenario.step != "opening"
                and self.scenario.fault not in _LASTING
            ):
                return ""
            self.broken = True
            return self.scenario.fault  # type: ignore[return-value]

        async def before(method: str, path: str) -> None:
            if wanted(method, path) and not self.broken:
                await self._break()

        if self.scenario.fault in BREAKS:
            network.rule = rule
        elif self.scenario.taken:
            network.taken = before
        else:
            network.before = before
