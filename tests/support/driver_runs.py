"""Runs of the real driver and dossier over a page without a browser, for `test_driver_*`."""

import asyncio
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.event_loop import RunAsync
from support.fake_page import EMAIL, FORM, FakePage, portal
from support.scripted_person import ScriptedPerson

from optout.config.settings import Settings
from optout.domain.proofs import Proof, Why
from optout.domain.result import Result
from optout.dossier.record import Record
from optout.dossier.store import Store
from optout.locate.roles import Role
from optout.page.open_form import Fault
from optout.page.reading import Reading
from optout.run.form.form_run import FormRun
from optout.run.form_inputs import form_inputs
from optout.run.patience import Patience
from optout.run.progress import Facts
from optout.run.recording.history import known_from
from optout.run.recording.recorder import Recorder
from optout.run.steps import endings
from optout.run.steps.driver import drive
from optout.run.talk.coordinator import Coordinator
from optout.system.timeouts import bounded
from optout.terminal.human import Choice

QUICK = Patience(unknown=0.02, covered=0.02, late=0.0, code=0.1, silence=0.02)
FACEBOOK = {"facebook": "Facebook"}
PERHAPS = "something was sent, but nothing showed that it arrived"
SENT_LINE = r"(?m)^\d\d:\d\d, sent\. Reading the page's answer…$"
WITH_CODE = ["prepared", "prefilled", "submitted", "code_asked", "code_entered", "acknowledged"]


@dataclass
class Runs:
    """One person at one form, over one folder of dossiers: a second run goes on with the first."""

    data: Path
    person: ScriptedPerson = field(default_factory=ScriptedPerson)
    page: FakePage = field(init=False)
    coordinator: Coordinator | None = None
    patience: Patience = QUICK
    next_fault: Fault | None = None

    def run(
        self,
        first: Reading = FORM,
        *turns: Callable[[FakePage], object],
        fault: Fault | None = None,
        verdicts: tuple[tuple[str, Reading], ...] = (),
        until: Callable[[], bool] | None = None,
        has: tuple[Role, ...] | None = None,
        at_next: Reading = FORM,
    ) -> "asyncio.Future[Result]":
        """Drive a run in which the person does `turns`. It is stopped once `until` holds.

        `has` are the fields of the first step, all where it is not given; `at_next` is what the
        form's next address shows.
        """
        return self._run(first, turns, fault, verdicts, until, has, at_next)  # type: ignore[return-value]

    async def _run(self, first, turns, fault, verdicts, until, has, at_next) -> Result:  # type: ignore[no-untyped-def]
        store = Store(self.data / "dossiers")
        settings = Settings(country="FR", email=EMAIL, name="A Person", language="en")
        (form_input,) = form_inputs(settings, ["facebook"])
        last = store.last_objection("facebook", EMAIL, linked=False)
        dossier = store.open(last.id) if last else store.create(form="facebook", email=EMAIL)
        made: list[FakePage] = []

        def open_page(listener: FormRun) -> FakePage:
            made.append(FakePage(listener, first, fault))
            return made[0]

        run = FormRun(
            form_input,
            known_from(dossier.record) if last else Facts(),
            Recorder(dossier, lambda error: self.person.say(str(error))),
            self.coordinator or Coordinator(self.person, FACEBOOK),
            open_page,
            self.patience,
        )
        self.page = made[0]
        self.page.verdicts = list(verdicts)
        self.page.at_next_address = at_next
        self.page.next_fault = self.next_fault
        if has is not None:
            self.page.has = has
        self.person.turns = [functools.partial(turn, self.page) for turn in turns]
        driving = asyncio.create_task(drive(run))
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
        (record,) = Store(self.data / "dossiers").all().records
        return record

    def rungs(self) -> list[str]:
        return [str(rung.state) for rung in self.record().rungs]

    def heard(self, text: str) -> Callable[[], bool]:
        return lambda: text in self.person.heard

    def asked(self, text: str) -> Callable[[], bool]:
        return lambda: any(text in question for question in self.person.asked)


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


@pytest.fixture
def ends(run_async: RunAsync) -> Callable[..., Result]:
    """The result of a runs, or `AssertionError` where it does not end."""

    def result(running: "asyncio.Future[Result]") -> Result:
        return run_async(bounded(running, 20))

    return result


Ends = Callable[["asyncio.Future[Result]"], Result]


def sends_then(shows: Reading, status: int = 200, body: str = "") -> Callable[[FakePage], None]:
    def turn(page: FakePage) -> None:
        request = page.sends()
        request.status, request.body = status, body
        request.answered.set()
        page.tab.show(shows)

    return turn


def shows(page_shown: Reading) -> Callable[[FakePage], None]:
    return lambda page: page.tab.show(page_shown)


def once(holds: Callable[[], bool], act: Callable[[], object]) -> None:
    """Let `act` befall the page as soon as `holds`, while the run waits for the person."""

    def look() -> None:
        if holds():
            act()
        else:
            asyncio.get_running_loop().call_later(0.02, look)

    look()


def goes(page: FakePage) -> None:
    page.tab.go()


ONE_PAGE = portal("one page", Role.SUBMIT, Role.REQUEST_CODE)
WITH_BOX = portal("with a box", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_sent=True)
RIGHT = portal("a green tick", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_sent=True)
WRONG = portal(
    "incorrect", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_sent=True, code_problem="wrong"
)


def asks_for_code(page: FakePage) -> None:
    """The person presses "Request code"."""
    page.leaves(email=EMAIL).answered.set()
    page.tab.show(WITH_BOX)


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
