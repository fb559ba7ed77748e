"""Runs of the real driver and dossier over a page without a browser, for `test_driver_*`."""

import asyncio
import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.event_loop import RunAsync
from support.fake_page import EMAIL, FORM, FakePage, portal
from support.scripted_person import ScriptedPerson

from optout.config.settings import Settings
from optout.domain.code_outcomes import CodeOutcome
from optout.domain.proofs import Proof, Why
from optout.domain.result import Result
from optout.dossier.record import Record
from optout.dossier.store import Store
from optout.locate.roles import Role
from optout.page.open_form import Fault
from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.form.shared import Shared
from optout.run.form_inputs import form_inputs
from optout.run.patience import Patience
from optout.run.progress import Facts
from optout.run.recording.history import known_from
from optout.run.recording.recorder import Recorder
from optout.run.steps import endings
from optout.run.steps.driver import drive, prepare
from optout.system.timeouts import bounded
from optout.terminal.human import Choice

QUICK = Patience(unknown=0.02, covered=0.02, late=0.0, code=0.1, silence=0.02)
FACEBOOK = {"facebook": "Facebook"}
WHAT_IT_SAYS = "what does the page say"
PERHAPS = "something was sent, but nothing showed that it arrived"
SAYS_SENT = re.compile(r"(?m)Your request was sent|^Sent\.")
SENT_LINE = r"(?m)^\d\d:\d\d, sent\. Reading the page's answer…$"
WITH_CODE = ["prepared", "prefilled", "submitted", "code_asked", "code_entered", "acknowledged"]
"""The states on the way through a code that is asked for after the sending."""
Turn = Callable[[FakePage], object]
"""What the person does when the page is theirs, or what happens there meanwhile."""


@dataclass
class Runs:
    """One person at one form, over one folder of dossiers: a second run goes on with the first."""

    data: Path
    run_async: RunAsync
    person: ScriptedPerson = field(default_factory=ScriptedPerson)
    page: FakePage = field(init=False)
    shared: Shared | None = None
    patience: Patience = QUICK

    def run(
        self,
        first: Reading = FORM,
        *turns: Turn,
        codes: Sequence[tuple[str, CodeOutcome, Reading]] = (),
        until: Callable[[], bool] | None = None,
        has: tuple[Role, ...] | None = None,
        fault: Fault | None = None,
        at_next: Reading = FORM,
        next_fault: Fault | None = None,
        at_last_look: Turn | None = None,
    ) -> Result:
        """Drive a run in which the person does `turns`. It is stopped once `until` holds.

        `codes` are pasted in order, each with what becomes of it and what the page shows then.
        `has` are the fields of the first step, all where it is not given. `fault`: why the form's
        address cannot be opened, `next_fault` its next one, which shows `at_next` else.
        `at_last_look` happens just before the form is handed over. Raises `TimeoutError` where the
        run does not end.
        """
        if codes:
            self.person.codes = [code for code, _outcome, _shown in codes]

        def open_page(listener: FormRun) -> FakePage:
            self.page = FakePage(listener, first, fault)
            self.page.outcomes = [(outcome, shown) for _code, outcome, shown in codes]
            self.page.at_next_address, self.page.next_fault = at_next, next_fault
            self.page.at_last_look = at_last_look
            self.page.has = self.page.has if has is None else has
            self.person.turns = [functools.partial(turn, self.page) for turn in turns]
            return self.page

        return self.run_async(bounded(self._driven(open_page, until), 20))

    async def _driven(
        self, open_page: Callable[[FormRun], FakePage], until: Callable[[], bool] | None
    ) -> Result:
        store = Store(self.data / "dossiers")
        settings = Settings(country="FR", email=EMAIL, name="A Person", language="en")
        (form_input,) = form_inputs(settings, ["facebook"])
        last = store.last_objection("facebook", EMAIL, linked=False)
        dossier = store.open(last.id) if last else store.create(form="facebook", email=EMAIL)
        run = FormRun(
            form_input,
            known_from(dossier.record) if last else Facts(),
            Recorder(dossier, lambda error: self.person.say(str(error))),
            self.shared or Shared(self.person, FACEBOOK),
            open_page,
            self.patience,
        )
        driving = asyncio.create_task(_led(run))
        driving.add_done_callback(lambda _done: self.person.news.set())
        while until and not driving.done() and not until():
            self.person.news.clear()
            await self.person.news.wait()
        if until:
            driving.cancel()
        await asyncio.gather(driving, return_exceptions=True)
        if not driving.cancelled() and (error := driving.exception()):
            raise error
        endings.stopped(run, Why(Proof.RUN_STOPPED) if until else None)
        assert self.page.tab.closed
        return run.recorder.result(interrupted=bool(until))

    def record(self) -> Record:
        """What is kept of the one objection."""
        (record,) = Store(self.data / "dossiers").all().records
        return record

    def rungs(self) -> list[str]:
        """The states that were proved or said, in their order."""
        return [str(rung.state) for rung in self.record().rungs]

    def heard(self, text: str) -> Callable[[], bool]:
        """Whether the person has been told this, to be asked later."""
        return lambda: text in self.person.heard

    def asked(self, text: str, times: int = 1) -> Callable[[], bool]:
        """Whether such a question has come so often, to be asked later."""
        return lambda: sum(text in question for question in self.person.asked) >= times

    def acted(self, times: int) -> Callable[[], bool]:
        """Whether the page was the person's so often, to be asked later."""
        return lambda: len(self.person.acts) >= times


async def _led(run: FormRun) -> None:
    await prepare(run)
    run.turn.led = True
    await drive(run)


@pytest.fixture
def runs(tmp_path: Path, run_async: RunAsync) -> Runs:
    """Runs over a folder of their own."""
    return Runs(tmp_path, run_async)


def sends_then(shown: Reading, status: int = 200, body: str = "", **fields: str) -> Turn:
    """The form is sent, or these fields, and answered at once; the page shows this."""

    def turn(page: FakePage) -> None:
        request = page.leaves(**fields) if fields else page.sends()
        request.status, request.body = status, body
        request.answered.set()
        page.tab.show(shown)

    return turn


def confirms(shown: Reading, status: int = 200) -> Turn:
    """A code leaves the page that the person typed there, and the page shows this."""
    return sends_then(shown, status, code="482915")


def shows(shown: Reading) -> Turn:
    """The page shows this."""
    return lambda page: page.tab.show(shown)


def loses(shown: Reading) -> Turn:
    """The page shows this form, without what was filled in."""

    def turn(page: FakePage) -> None:
        page.lost = True
        page.tab.show(shown)

    return turn


def goes(page: FakePage) -> None:
    """The window is closed."""
    page.tab.go()


def each(*turns: Turn) -> Turn:
    """All this in one turn."""
    return lambda page: [turn(page) for turn in turns]


def later(seconds: float, turn: Turn) -> Turn:
    """This happens while the run waits for the person, so many seconds later."""
    return lambda page: asyncio.get_running_loop().call_later(seconds, turn, page)


def once(holds: Callable[[], bool], turn: Turn) -> Turn:
    """This happens while the run waits for the person, as soon as `holds`."""

    def look(page: FakePage) -> None:
        (turn if holds() else later(0.02, look))(page)

    return look


ONE_PAGE = portal("one page", Role.SUBMIT, Role.REQUEST_CODE)
WITH_BOX = portal("with a box", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_sent=True)
RIGHT = portal("a green tick", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_sent=True)
WRONG = portal(
    "incorrect", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_sent=True, code_problem="wrong"
)


def requests_code(shown: Reading = WITH_BOX) -> Turn:
    """The person presses "Request code", and the page shows this."""
    return sends_then(shown, email=EMAIL)


@dataclass
class Hesitating(ScriptedPerson):
    """Answers the first question only after `meanwhile` has happened."""

    meanwhile: Callable[[], object] = lambda: None

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        if not self.asked:
            self.meanwhile()
            await asyncio.sleep(0.05)
        return await super().choose(question, choices, default=default)


@dataclass
class Pondering(Hesitating):
    """Does not answer it at all."""

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        self.meanwhile()
        await asyncio.Event().wait()
        raise AssertionError
