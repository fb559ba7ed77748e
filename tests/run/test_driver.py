"""The driver over a page without a browser, with the real dossier: one run for each way it ends.

What is decided is searched in test_progress; here is what is said, recorded and asked meanwhile.
"""

import asyncio
import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from support.bare_code import bare_code
from support.event_loop import RunAsync
from support.fake_page import (
    ALREADY,
    CAPTCHA,
    CODE,
    EMAIL,
    FORM,
    LETTER,
    OBJECTION_CODE,
    RECEIVED,
    REFUSED,
    SIGN_IN,
    THANKS,
    UNAVAILABLE,
    UNKNOWN,
    URL,
    FakePage,
    FakeRequest,
    code_box,
    portal,
    reading,
    shown_once_more,
)
from support.scripted_person import ScriptedPerson

from optout.config.settings import Settings
from optout.domain.proofs import Proof, Why
from optout.domain.result import Result
from optout.domain.states import State
from optout.dossier.due import received_on
from optout.dossier.record import Record
from optout.dossier.store import Store
from optout.forms.spec import Controller
from optout.letters import Letter
from optout.locate.claims.claims import Claim
from optout.locate.fields.field import Field
from optout.locate.form.gates import Gate
from optout.locate.form.limits import TextLimits
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot
from optout.page.open_form import Fault
from optout.page.reading import PageGone, Reading
from optout.run.filling import FilledField, Filling
from optout.run.form.form_run import FormRun
from optout.run.form_inputs import form_inputs
from optout.run.patience import Patience
from optout.run.prefill.answer_gate import GateAnswers
from optout.run.prefill.preflight import Preflight
from optout.run.progress import Facts
from optout.run.recording.history import known_from
from optout.run.recording.recorder import Recorder
from optout.run.steps import endings, handing_over
from optout.run.steps.driver import drive
from optout.run.talk import messages
from optout.run.talk.coordinator import Coordinator
from optout.run.talk.notes import Notes, Repeated
from optout.system.timeouts import bounded
from optout.terminal.human import Choice

QUICK = Patience(unknown=0.02, covered=0.02, late=0.0, code=0.1, silence=0.02)
FACEBOOK = {"facebook": "Facebook"}
REPLACED = replace(portal("the portal", Role.SUBMIT), url="https://help.meta.com/requests/7")
"""The site's own other form, to which it leads on from `FORM`."""
LED_ON = "led on to another form"
NOT_THIS = "not the form that was filled in"
PERHAPS = "something was sent, but nothing showed that it arrived"
SENT_LINE = r"(?m)^\d\d:\d\d, sent\. Reading the page's answer…$"


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


WITH_CODE = ["prepared", "prefilled", "submitted", "code_asked", "code_entered", "acknowledged"]


def test_sent_and_received(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, sends_then(RECEIVED)))
    assert (result.state, result.sent, int(result.exit)) == ("acknowledged", "proved", 0)
    assert runs.rungs() == ["prepared", "prefilled", "submitted", "acknowledged"]
    assert result.code == "none"


def test_a_form_that_stands_while_its_answer_comes_ends_no_waiting(runs: Runs, ends: Ends) -> None:
    """It is looked at as the request leaves, and says nothing of a failure."""
    awaited: list[bool] = []

    def sends(page: FakePage) -> None:
        request = page.sends()
        page.tab.show(portal("it is being sent", Role.SUBMIT))

        def comes() -> None:
            awaited.append(page.listener.may_answer())
            request.answered.set()
            page.tab.show(RECEIVED)

        asyncio.get_running_loop().call_later(0.01, comes)

    ends(runs.run(FORM, sends))
    assert awaited == [True]


def test_received_before_anything_left(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, shows(RECEIVED), until=runs.heard("does not recognise")))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_with_a_code(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]
    sent = sends_then(OBJECTION_CODE)
    result = ends(runs.run(FORM, sent, verdicts=(("moved", THANKS),)))
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.rungs() == WITH_CODE
    assert runs.page.codes == ["482915"]
    asked = runs.record().rung(State.CODE_ASKED)
    assert asked is not None
    assert (asked.proof, asked.words) == (OBJECTION_CODE.why.proof, OBJECTION_CODE.why.words)


def test_thanks_before_the_code(runs: Runs, ends: Ends) -> None:
    def code_then_thanks(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)
        asyncio.get_running_loop().call_later(0.1, page.tab.show, RECEIVED)

    result = ends(runs.run(FORM, code_then_thanks, until=runs.asked("mean that it was received")))
    assert (result.state, result.sent, result.code) == ("code_asked", "proved", "none")


@pytest.mark.parametrize(("method", "sent"), [("GET", "no"), ("POST", "left")])
def test_what_a_page_fetches_is_not_sent(runs: Runs, ends: Ends, method: str, sent: str) -> None:
    """A picture's address may carry all that the form holds."""

    def counts(page: FakePage) -> None:
        query = urlencode({"email": EMAIL, "why": LETTER})
        page.listener.on_request(FakeRequest({}, method=method, url=f"{URL}?{query}"))  # type: ignore[arg-type]
        asyncio.get_running_loop().call_later(0.05, page.tab.go)

    assert ends(runs.run(FORM, counts)).sent == sent


def test_a_wrong_code_is_asked_for_again(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", OBJECTION_CODE), ("moved", RECEIVED))
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert "the code is wrong" in runs.person.heard
    assert runs.rungs().count("code_entered") == 2


@pytest.mark.parametrize("wrong", [0, 1, 3])
def test_whoever_gives_a_wrong_code_is_told_once_which_one_counts(
    runs: Runs, ends: Ends, wrong: int
) -> None:
    runs.person.codes = [*["111111"] * wrong, "482915"]
    verdicts = (*[("wrong", OBJECTION_CODE)] * wrong, ("moved", RECEIVED))
    assert ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts)).code == "accepted"
    assert runs.person.heard.count("the newest one") == min(wrong, 1)


def test_a_wrong_code_and_no_other(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111"]
    verdicts = (("wrong", OBJECTION_CODE),)
    again = lambda: len(runs.person.asked) == 2  # noqa: E731
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=again))
    assert (result.state, result.sent, result.code) == ("code_entered", "proved", "rejected")
    assert int(result.exit) == 130


def test_a_page_that_asks_once_more_without_a_word_is_told(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915", "482915"]
    verdicts = (("again", OBJECTION_CODE), ("moved", RECEIVED))
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert "the page asks for the code once more" in runs.person.heard


@pytest.mark.parametrize(
    ("verdict", "shown"),
    [("unclear", UNKNOWN), ("silent", OBJECTION_CODE), ("again", OBJECTION_CODE)],
)
def test_a_code_that_no_page_took_begins_no_month(
    runs: Runs, ends: Ends, verdict: str, shown: Reading
) -> None:
    runs.person.codes = ["482915"]
    until = lambda: len(runs.person.asked) == 2  # noqa: E731
    verdicts = ((verdict, shown),)
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    assert (result.state, result.sent) == ("code_entered", "proved")
    (record,) = Store(runs.data / "dossiers").all().records
    assert received_on(record) is None


def test_a_form_that_begins_anew_after_the_code_is_quoted(runs: Runs, ends: Ends) -> None:
    expired = "Your session has expired. Begin again."
    anew = reading(PageKind.FORM, "anew", errors=(expired,), code_problem="expired")
    runs.person.codes = ["482915"]
    verdicts, until = (("unclear", anew),), runs.heard("Sending again is a second request")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    assert expired in runs.person.heard
    assert "the code is too old" not in runs.person.heard
    assert "send again" not in runs.person.heard.partition(expired)[2]


def test_a_right_code_after_a_wrong_one_leaves_none_open(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", OBJECTION_CODE), ("moved", UNKNOWN))
    until = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    assert (result.state, result.sent, result.code) == ("code_entered", "proved", "none")


@pytest.mark.parametrize("verdict", ["wrong", "not_asked"])
def test_the_right_code_may_be_typed_in_the_page_after_one_that_was_not_taken(
    runs: Runs, ends: Ends, verdict: str
) -> None:
    runs.person.codes = ["111111"]

    def types(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        async def confirm() -> None:
            while len(runs.person.asked) < 2:
                runs.person.news.clear()
                await runs.person.news.wait()
            page.leaves(code="482915")
            page.tab.show(THANKS)

        page.typing = asyncio.create_task(confirm())  # type: ignore[attr-defined]

    result = ends(runs.run(FORM, types, verdicts=((verdict, OBJECTION_CODE),)))
    assert (result.state, result.code) == ("acknowledged", "accepted")


@pytest.mark.parametrize("shown", [UNAVAILABLE, REFUSED])
def test_a_new_visit_takes_nothing_back_of_what_was_proved(
    runs: Runs, ends: Ends, shown: Reading
) -> None:
    """The site may be broken for a while; in the visit of the sending it is an answer."""
    runs.person.codes = ["482915"]
    verdicts, until = (("moved", UNKNOWN),), runs.asked("what does the page say")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    result = ends(runs.run(shown))
    assert (result.state, result.sent) == ("code_entered", "proved")
    (record,) = Store(runs.data / "dossiers").all().records
    assert received_on(record)


def test_the_person_types_the_code_in_the_page(runs: Runs, ends: Ends) -> None:
    def types(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        def confirm() -> None:
            page.leaves(code="482915")
            page.tab.show(THANKS)

        asyncio.get_running_loop().call_later(0.1, confirm)

    result = ends(runs.run(FORM, types))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.person.interrupted, "the open question's line is ended"


@pytest.mark.parametrize("status", [500, 200])
def test_a_fault_in_answer_to_the_code_is_no_refusal(runs: Runs, ends: Ends, status: int) -> None:
    """The site has the objection, and perhaps the code; a refusal that it means is one."""

    def types(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        def confirm() -> None:
            request = page.leaves(code="482915")
            request.status = status
            request.answered.set()
            page.tab.show(REFUSED)

        asyncio.get_running_loop().call_later(0.1, confirm)

    asked = runs.asked("by hand" if status == 200 else "what does the page say")
    result = ends(runs.run(FORM, types, until=asked))
    assert result.sent == "proved"
    assert (result.state == "refused") is (status == 200)


@pytest.mark.parametrize("status", [200, 500])
def test_thanks_after_a_second_code_are_believed(runs: Runs, ends: Ends, status: int) -> None:
    """The first one met a site that was broken for a moment."""

    def types(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        def confirm(status: int, shown: Reading) -> None:
            request = page.leaves(code="482915")
            request.status = status
            request.answered.set()
            page.tab.show(shown)

        asyncio.get_running_loop().call_later(0.1, confirm, 500, OBJECTION_CODE)
        asyncio.get_running_loop().call_later(0.4, confirm, status, THANKS)

    until = runs.asked("what does the page say") if status == 500 else None
    result = ends(runs.run(FORM, types, until=until))
    assert (result.state == "acknowledged") is (status == 200)


def test_killed_at_the_code_then_another_kind_of_code(runs: Runs, ends: Ends) -> None:
    """The next run meets a sign-in, the sign-in's own code page, and thanks: nobody's."""
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))

    def types_own_code(page: FakePage) -> None:
        page.leaves(code="904211")
        page.tab.show(THANKS)

    unknown = runs.heard("Facebook says: “thank you”")
    result = ends(runs.run(SIGN_IN, shows(CODE), types_own_code, until=unknown))
    assert (result.state, result.sent) == ("code_asked", "proved")


def test_a_bare_code_page_after_the_sending(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]
    bare = bare_code("Confirmation code", "Confirm", autocomplete="one-time-code")
    assert (bare.kind, bare.of_objection) == (PageKind.CODE, False)
    result = ends(runs.run(FORM, sends_then(bare), verdicts=(("moved", THANKS),)))
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.rungs() == WITH_CODE


def test_a_bare_code_page_after_its_code_was_requested(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]

    def requests(page: FakePage) -> None:
        page.leaves(email=EMAIL).answered.set()
        page.tab.show(bare_code("Bestätigungscode", "Bestätigen", "de"))

    verdicts = (("moved", RIGHT),)
    told = runs.heard("the code is in")
    result = ends(runs.run(ONE_PAGE, requests, verdicts=verdicts, until=told))
    assert runs.page.codes == ["482915"]
    assert (result.state, result.sent) == ("abandoned", "no")


@pytest.mark.parametrize(
    ("heading", "lang"),
    [
        ("Confirmation code", "en"),  # whose, nobody can tell
        ("Bestätigungscode", "de"),
        ("Log in", "en"),
        ("Two-factor authentication", "en"),
        ("Authentification à deux facteurs", "fr"),
    ],
)
@pytest.mark.parametrize("first", [True, False], ids=["at once", "before the sending"])
def test_a_code_page_before_anything_of_ours_left(
    runs: Runs, ends: Ends, heading: str, lang: str, first: bool
) -> None:
    """It is the site's own: the person types there, and what leaves is not ours."""
    runs.person.codes = ["904211"]
    bare = bare_code(heading, "Confirm", lang, autocomplete="one-time-code")
    assert bare.kind in (PageKind.CODE, PageKind.CHECKPOINT)
    waits = runs.heard("goes on by itself afterwards")
    running = runs.run(bare, until=waits) if first else runs.run(FORM, shows(bare), until=waits)
    result = ends(running)
    assert runs.page.codes == [] and runs.person.asked == []
    assert (result.state, result.sent, result.code) == ("abandoned", "no", "none")


@pytest.mark.parametrize("heading", ["Log in", "Two-factor authentication"])
def test_a_code_that_tells_who_one_is_after_the_sending(
    runs: Runs, ends: Ends, heading: str
) -> None:
    runs.person.codes = ["904211"]
    bare = bare_code(heading, "Confirm", autocomplete="one-time-code")
    result = ends(runs.run(FORM, sends_then(bare), until=runs.heard("be sure that it is you")))
    assert runs.page.codes == []
    assert (result.state, result.sent, result.code) == ("abandoned", "left", "none")


def test_killed_at_the_code_then_its_code(runs: Runs, ends: Ends) -> None:
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    runs.person.codes = ["482915"]
    verdicts = (("moved", THANKS),)
    result = ends(runs.run(SIGN_IN, shows(OBJECTION_CODE), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.rungs() == WITH_CODE


def test_killed_at_the_code_then_the_form(runs: Runs, ends: Ends) -> None:
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    result = ends(runs.run(FORM))
    assert (result.state, result.sent, result.asks_no_more) == ("code_asked", "proved", True)
    assert runs.page.filled == 0
    assert "does not ask for that code any more" in runs.person.heard
    assert runs.record().asks_no_more


def test_a_page_that_asks_for_the_code_after_all(runs: Runs, ends: Ends) -> None:
    """What one visit has seen counts until another one sees something else."""
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    assert not runs.record().asks_no_more
    ends(runs.run(FORM))
    assert runs.record().asks_no_more
    runs.person.asked.clear()
    result = ends(runs.run(OBJECTION_CODE, until=asked))
    assert (result.state, result.asks_no_more) == ("code_asked", False)
    assert not runs.record().asks_no_more


@pytest.mark.parametrize("verdict", ["not_asked", "elsewhere", "window"])
def test_a_code_that_was_pasted_and_not_typed_is_to_be_kept(
    runs: Runs, ends: Ends, verdict: str
) -> None:
    runs.person.codes = ["482915"]
    sent = sends_then(OBJECTION_CODE)

    def sends(page: FakePage) -> None:
        sent(page)
        page.vanishes = verdict == "window"

    told = runs.heard("this code was not typed. Keep it.")
    until = None if verdict == "window" else told
    ends(runs.run(FORM, sends, verdicts=((verdict, UNKNOWN),), until=until))
    assert told()


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("", "The code from the e-mail is missing."),
        ("wrong", "The code was not taken."),
        ("silent", "and the code is typed. No answer was seen."),
    ],
)
def test_a_window_that_closes_at_the_code_tells_how_far_it_came(
    runs: Runs, ends: Ends, verdict: str, told: str
) -> None:
    runs.person.codes = ["482915"] if verdict else []

    def sends(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        async def close() -> None:
            while len(runs.person.asked) < (2 if verdict else 1):
                runs.person.news.clear()
                await runs.person.news.wait()
            page.tab.go()

        page.typing = asyncio.create_task(close())  # type: ignore[attr-defined]

    ends(runs.run(FORM, sends, verdicts=((verdict, OBJECTION_CODE),)))
    assert f"Your request was sent{',' if verdict == 'silent' else '.'} {told}" in runs.person.heard
    assert "gave no answer" not in runs.person.heard


@pytest.mark.parametrize("left", [False, True])
def test_whether_it_was_received_is_in_doubt_only_where_something_has_left(
    runs: Runs, ends: Ends, left: bool
) -> None:
    turn = sends_then(UNKNOWN) if left else shows(UNKNOWN)
    ends(runs.run(FORM, turn, until=runs.asked("what does the page say")))
    doubt = "optout does not know if your objection was received."
    assert (doubt in runs.person.said) is left


def test_killed_while_the_page_has_the_code(runs: Runs, ends: Ends) -> None:
    """Whatever ends the run, nobody is told that the code is missing."""
    runs.person.codes = ["482915"]

    def sends(page: FakePage) -> None:
        page.stalls = True
        sends_then(OBJECTION_CODE)(page)
        page.on_stall = runs.person.news.set

    verdicts = (("moved", THANKS),)

    def typed() -> bool:
        return "code_entered" in runs.rungs()

    result = ends(runs.run(FORM, sends, verdicts=verdicts, until=typed))
    assert (result.state, result.sent, result.asks_no_more) == ("code_entered", "proved", False)
    (record,) = Store(runs.data / "dossiers").all().records
    assert record.last_change.proof == Proof.CODE_TYPED
    assert received_on(record) is None
    result = ends(runs.run(FORM))
    assert (result.state, result.asks_no_more) == ("code_entered", True)


def test_what_a_page_makes_of_a_code_stands_for_the_typing(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", OBJECTION_CODE), ("moved", RECEIVED))
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts))
    (record,) = Store(runs.data / "dossiers").all().records
    proofs = [rung.proof for rung in record.rungs if rung.state == "code_entered"]
    assert proofs == [Proof.CODE_WRONG, Proof.CODE_MOVED]


def test_killed_at_the_code_then_already_objected(runs: Runs, ends: Ends) -> None:
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    result = ends(runs.run(ALREADY))
    assert (result.state, result.sent, int(result.exit)) == ("already_objected", "proved", 0)
    assert runs.page.filled == 0


def test_killed_at_the_code_then_thanks(runs: Runs, ends: Ends) -> None:
    """In a new visit thanks that do not speak of the objection may be for anything."""
    asked = runs.asked("Paste the code")
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    gone = runs.heard("does not ask for that code any more")
    result = ends(runs.run(THANKS, until=gone))
    assert (result.state, result.sent, int(result.exit)) == ("code_asked", "proved", 130)
    assert "Facebook says: “thank you”" in runs.person.heard


def test_sent_into_a_sign_in_is_told_before_the_sign_in(runs: Runs, ends: Ends) -> None:
    ends(runs.run(FORM, sends_then(SIGN_IN), until=runs.heard("Please sign in")))
    before, _told, _after = runs.person.heard.partition("Please sign in")
    assert PERHAPS in before


@pytest.mark.parametrize("resumed", [False, True])
def test_a_code_into_a_sign_in_is_told_before_the_sign_in(
    runs: Runs, ends: Ends, resumed: bool
) -> None:
    signs_in = runs.heard("Please sign in")
    if resumed:
        ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=runs.asked("Paste the code")))
        runs.person.said.clear()
        ends(runs.run(SIGN_IN, until=signs_in))
        assert "Your request was sent" not in runs.person.heard
        return
    runs.person.codes = ["482915"]
    verdicts = (("unclear", SIGN_IN),)
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=signs_in))
    before, _told, _after = runs.person.heard.partition("Please sign in")
    assert "and the code is typed. No answer was seen." in before


def test_a_form_that_is_filled_in_anew_has_the_warning_at_its_button(
    runs: Runs, ends: Ends
) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, f"anew {page.filled}"))

    def sends(page: FakePage) -> None:
        page.sends().answered.set()
        loses(page)

    runs.person.choices = ["wait"]  # where the site has answered, it is asked what came of it
    third = lambda: len(runs.person.acts) == 3  # noqa: E731
    ends(runs.run(FORM, sends, loses, until=third))
    *_before, second, last = runs.person.heard.split("Then press the page's own button")
    assert PERHAPS in second and PERHAPS in last


def test_sent_into_a_sign_in_then_thanks(runs: Runs, ends: Ends) -> None:
    unknown = runs.asked("mean that it was received")
    result = ends(runs.run(FORM, sends_then(SIGN_IN), shows(THANKS), until=unknown))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard


def test_sent_into_a_sign_in_then_the_objections_thanks(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, sends_then(SIGN_IN), shows(RECEIVED)))
    assert (result.state, result.sent) == ("acknowledged", "proved")


@pytest.mark.parametrize(("code", "ours"), [(OBJECTION_CODE, True), (CODE, False)])
def test_sent_into_a_sign_in_then_a_code(runs: Runs, ends: Ends, code: Reading, ours: bool) -> None:
    """Only a code that is said to be for the objection shows that it arrived."""
    told = runs.asked("Paste the code") if ours else runs.heard("a code of another kind")
    result = ends(runs.run(FORM, sends_then(SIGN_IN), shows(code), until=told))
    assert ("submitted" in runs.rungs()) is ours
    assert result.sent == ("proved" if ours else "left")


def test_thanks_that_do_not_say_for_what(runs: Runs, ends: Ends) -> None:
    assert ends(runs.run(FORM, sends_then(THANKS))).state == "acknowledged"


def test_such_thanks_where_nothing_was_sent(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(THANKS, until=runs.heard("does not recognise")))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_a_sign_in_first(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(SIGN_IN, shows(FORM), sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    assert runs.person.acts == ["sign_in", "submit"]


def test_nothing_that_leaves_at_a_sign_in_is_the_objection(runs: Runs, ends: Ends) -> None:
    def signs_in(page: FakePage) -> None:
        page.leaves(email=EMAIL, password="-")
        page.tab.show(THANKS)

    unknown = runs.heard("does not recognise")
    result = ends(runs.run(SIGN_IN, signs_in, until=unknown))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_already_objected(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(ALREADY))
    assert (result.state, result.sent, int(result.exit)) == ("already_objected", "no", 0)


@pytest.mark.parametrize("thanked", [True, False])
def test_already_is_no_answer_while_the_first_of_two_requests_has_none(
    runs: Runs, ends: Ends, thanked: bool
) -> None:
    """A double click sends twice, and the second is refused as known."""

    def clicks_twice(page: FakePage) -> None:
        first, second = page.sends(), page.sends()
        second.status = 409
        second.answered.set()
        page.tab.show(ALREADY)

        def answers() -> None:
            first.answered.set()
            page.tab.show(RECEIVED if thanked else ALREADY)

        asyncio.get_running_loop().call_later(0.5, answers)

    runs.patience = replace(runs.patience, silence=5.0)
    result = ends(runs.run(FORM, clicks_twice))
    assert result.state == ("acknowledged" if thanked else "already_objected")


def test_another_site_says_so(runs: Runs, ends: Ends) -> None:
    elsewhere = replace(ALREADY, url="https://objections.example/done")
    result = ends(runs.run(elsewhere, until=runs.heard("does not recognise")))
    assert result.state == "abandoned"


@pytest.mark.parametrize(("shown", "state"), [(UNAVAILABLE, "unavailable"), (REFUSED, "refused")])
def test_no_form_to_be_had(runs: Runs, ends: Ends, shown: Reading, state: str) -> None:
    result = ends(runs.run(shown))
    assert (result.state, result.sent) == (state, "no")
    assert any("by hand" in question for question in runs.person.asked)


def test_the_next_known_address_is_offered(runs: Runs, ends: Ends) -> None:
    runs.person.yes = True
    result = ends(runs.run(UNAVAILABLE, sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    first, second = runs.page.opened
    assert first != second
    assert second in runs.person.heard


def test_no_other_address_once_something_left(runs: Runs, ends: Ends) -> None:
    runs.person.yes = True
    result = ends(runs.run(FORM, sends_then(REFUSED)))
    assert len(runs.page.opened) == 1
    assert (result.state, result.sent) == ("unconfirmed", "left")


@pytest.mark.parametrize("shown", [UNAVAILABLE, REFUSED])
def test_a_broken_site_refuses_nobody(runs: Runs, ends: Ends, shown: Reading) -> None:
    """Its page says so of a fault, and the request may have arrived."""
    asked = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(shown, status=503), until=asked))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "the site answered with a fault" in runs.person.heard


def test_by_hand_after_something_left_begins_with_the_doubt(runs: Runs, ends: Ends) -> None:
    runs.person.yes = True
    ends(runs.run(FORM, sends_then(REFUSED)))
    said = runs.person.heard
    doubt, hand = said.index("nothing showed that it arrived"), said.index("do it by hand")
    assert doubt < hand


@dataclass
class TryingAgain(ScriptedPerson):
    """Answers no question whether to do it by hand, but does something in the window meanwhile."""

    meanwhile: Callable[[], object] = lambda: None

    async def yes_no(self, question: str, *, default: bool) -> bool:
        self.asked.append(question)
        self.news.set()
        if "by hand" not in question:
            return False
        asyncio.get_running_loop().call_later(0.05, self.meanwhile)
        await asyncio.Event().wait()
        return default


@pytest.mark.parametrize("first", [FORM, UNAVAILABLE])
def test_who_tries_again_in_the_window_need_not_do_it_by_hand(
    runs: Runs, ends: Ends, first: Reading
) -> None:
    later = sends_then(RECEIVED)
    turns = [sends_then(REFUSED), later] if first is FORM else [later]

    def tries_again() -> None:
        if first is FORM:
            later(runs.page)
        else:
            runs.page.tab.show(FORM)

    runs.person = TryingAgain(meanwhile=tries_again)
    result = ends(runs.run(replace(first, url=FORM.url), *turns))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert not {"refused", "unavailable"} & set(runs.rungs())
    assert runs.person.interrupted == 1


def test_a_refusal_stands_whatever_cuts_its_question_short(runs: Runs, ends: Ends) -> None:
    runs.person = TryingAgain()
    result = ends(runs.run(FORM, sends_then(REFUSED), until=runs.asked("by hand")))
    assert (result.state, result.sent) == ("refused", "left")


def test_no_form_and_done_by_hand(runs: Runs, ends: Ends) -> None:
    runs.person.yes = True
    result = ends(runs.run(UNAVAILABLE, at_next=UNAVAILABLE))
    assert runs.rungs() == ["prepared", "unavailable", "unconfirmed"]
    assert (result.state, result.sent) == ("unconfirmed", "no")


def test_the_address_does_not_answer(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, fault="offline"))
    assert (result.state, runs.page.filled) == ("failed", 0)
    assert "no connection" in runs.person.heard


def test_the_window_is_closed(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(FORM, lambda page: page.tab.go()))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert "nothing was sent" in runs.person.heard


def test_the_window_is_closed_after_it_left(runs: Runs, ends: Ends) -> None:
    def sends_and_closes(page: FakePage) -> None:
        page.sends()
        page.tab.go()

    result = ends(runs.run(FORM, sends_and_closes))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard
    assert "nothing was sent" not in runs.person.heard


def test_the_browser_is_lost_while_the_person_could_send(runs: Runs, ends: Ends) -> None:
    def lost(page: FakePage) -> None:
        page.tab.lost = True
        page.tab.go()

    ends(runs.run(FORM, lost))
    assert "could not see if you sent it" in runs.person.heard


def test_what_leaves_as_a_stopped_run_closes_its_window_is_recorded(runs: Runs, ends: Ends) -> None:
    def about_to_send(page: FakePage) -> None:
        page.tab.as_it_ends = page.sends

    result = ends(runs.run(FORM, about_to_send, until=lambda: bool(runs.person.acts)))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard
    assert not runs.record().lost_sight


@pytest.mark.parametrize(
    ("stays", "lost", "unseen"),
    [
        ("closes", False, False),
        ("hangs", False, True),
        ("gone", True, True),
        ("gone", False, False),
    ],
)
def test_a_run_that_is_stopped_says_if_it_saw_the_window_close(
    runs: Runs, ends: Ends, stays: str, lost: bool, unseen: bool
) -> None:
    def begun(page: FakePage) -> None:
        page.tab.hangs, page.tab.lost = stays == "hangs", lost
        if stays == "gone":
            page.tab.shown = None

    result = ends(runs.run(FORM, begun, until=lambda: bool(runs.person.acts)))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert runs.record().lost_sight is unseen
    assert (runs.record().out_of_sight, result.out_of_sight) == (unseen, unseen)
    assert ("optout could not see if you sent it." in runs.person.heard) is unseen


def test_a_stop_while_it_is_found_out_how_the_browser_ended(runs: Runs, ends: Ends) -> None:
    looked: list[FakePage] = []

    def gone(page: FakePage) -> None:
        async def out_of_sight() -> bool:
            looked.append(page)
            runs.person.news.set()
            return len(looked) > 1 or await asyncio.Event().wait()

        page.out_of_sight = out_of_sight  # type: ignore[method-assign]
        page.tab.go()

    ends(runs.run(FORM, gone, until=lambda: bool(looked)))
    assert runs.record().lost_sight
    assert "Facebook: optout could not see if you sent it." in runs.person.heard


@pytest.mark.parametrize("at", [SIGN_IN, FORM], ids=["nothing_to_send", "left"])
def test_a_window_that_hangs_hides_nothing_that_was_not_there_or_was_seen(
    runs: Runs, ends: Ends, at: Reading
) -> None:
    def hangs(page: FakePage) -> None:
        page.tab.hangs = True
        if at is FORM:
            page.sends()

    ends(runs.run(at, hangs, until=lambda: bool(runs.person.acts)))
    assert not runs.record().lost_sight
    assert "could not see" not in runs.person.heard


def test_what_is_broken_off_by_the_stop_itself_is_not_called_broken(runs: Runs, ends: Ends) -> None:
    def sends(page: FakePage) -> None:
        request = page.sends()
        request.status = 503
        page.tab.as_it_ends = request.answered.set

    runs.patience = replace(QUICK, silence=20)
    ends(runs.run(FORM, sends, until=lambda: bool(runs.person.acts)))
    assert PERHAPS in runs.person.heard
    assert "answered with a fault" not in runs.person.heard


def test_nobody_watches_the_form_after_a_fault_of_ours(runs: Runs, ends: Ends) -> None:
    def breaks(_page: FakePage) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ends(runs.run(FORM, breaks))
    assert runs.record().lost_sight
    assert "Facebook: optout could not see if you sent it." in runs.person.heard


def test_the_site_does_not_answer(runs: Runs, ends: Ends) -> None:
    unheard = runs.heard("has not answered yet")
    result = ends(runs.run(FORM, lambda page: page.sends(), until=unheard))
    assert (result.state, result.sent) == ("abandoned", "left")


@pytest.mark.parametrize("closes", [False, True])
def test_an_answer_whose_window_is_gone_does_not_come(runs: Runs, ends: Ends, closes: bool) -> None:
    """Where that was the form's own, it is told that it was closed, and nothing besides."""

    def sends(page: FakePage) -> None:
        request = page.sends()
        request.gone = True
        request.answered.set()
        page.tab.go() if closes else page.tab.show(THANKS)

    runs.patience = replace(QUICK, silence=20)
    until = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends, until=None if closes else until))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert ("has not answered yet" in runs.person.heard) != closes


def test_no_words_of_the_page_are_kept_with_a_code_in_them(runs: Runs, ends: Ends) -> None:
    said = "We have received your objection and the code 417-263."
    received = reading(PageKind.ACKNOWLEDGED, quote=said, of_objection=True)

    def sends(page: FakePage) -> None:
        page.tab.codes.add("417263")
        sends_then(received)(page)

    ends(runs.run(FORM, sends))
    assert runs.record().rungs[-1].words == said.replace("417-263", "…")


def test_a_complaint_about_a_field(runs: Runs, ends: Ends) -> None:
    complains = reading(PageKind.FORM, errors=("Enter a valid address.",))

    result = ends(
        runs.run(FORM, shows(complains), sends_then(RECEIVED))
    )  # nothing had left: it can be corrected and sent
    assert result.state == "acknowledged"
    assert "then send again" in runs.person.heard


@pytest.mark.parametrize("answered", [False, True])
def test_whoever_sends_just_before_the_hand_over_is_not_told_to_send(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch, answered: bool
) -> None:
    """Also where the site has answered already, and the page has not followed yet."""
    runs.patience = replace(QUICK, late=5.0, silence=5.0)

    async def sends_meanwhile(page: FakePage, *_given: object) -> Preflight:
        request = page.sends()
        if answered:
            request.answered.set()
            await asyncio.sleep(0.01)
        asyncio.get_running_loop().call_later(0.01, page.tab.show, RECEIVED)
        asyncio.get_running_loop().call_later(0.02, request.answered.set)
        return Preflight("same", await page.tab.look())

    monkeypatch.setattr(FakePage, "preflight", sends_meanwhile)
    result = ends(runs.run(FORM))
    assert (result.state, runs.person.acts) == ("acknowledged", [])
    assert "you check and send" not in runs.person.heard


def test_thanks_without_the_sites_answer_end_no_run_and_ask_for_no_sending(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent just before the hand-over, to a site that stays silent."""
    runs.patience = replace(QUICK, silence=0.2)

    async def sends_meanwhile(page: FakePage, *_given: object) -> Preflight:
        page.sends()
        asyncio.get_running_loop().call_later(0.01, page.tab.show, RECEIVED)
        return Preflight("same", await page.tab.look())

    monkeypatch.setattr(FakePage, "preflight", sends_meanwhile)
    result = ends(runs.run(FORM, until=runs.asked("what does the page say")))
    assert (result.state, result.sent, runs.person.acts) == ("abandoned", "left", [])
    assert "you check and send" not in runs.person.heard


@pytest.mark.parametrize("status", [422, 500, 200])
def test_thanks_before_the_sites_answer_are_no_proof(runs: Runs, ends: Ends, status: int) -> None:
    """Some pages thank as soon as their button is pressed, and take it back."""
    runs.patience = replace(QUICK, silence=5.0)
    taken_back = status != 200
    complains = reading(PageKind.FORM, errors=("It was not sent.",))
    told_before: list[int] = []

    def hopes(page: FakePage) -> None:
        request = page.sends()
        page.tab.show(RECEIVED)

        def answers() -> None:
            told_before.append(runs.person.heard.count("has received your objection"))
            request.status = status
            request.answered.set()
            page.tab.show(complains if taken_back else RECEIVED)

        asyncio.get_running_loop().call_later(0.5, answers)

    until = runs.heard("It was not sent.") if taken_back else None
    result = ends(runs.run(FORM, hopes, until=until))
    expected = ("abandoned", "left") if taken_back else ("acknowledged", "proved")
    assert (result.state, result.sent) == expected
    assert told_before == [0]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, ""),
        (401, ""),
        (403, ""),
        (429, ""),
        (200, '{"error": 1357001, "errorSummary": "Not logged in"}'),
        (200, 'for (;;);{"error": 1357001}'),
        (200, '{"data": null, "errors": [{"message": "rate limit"}]}'),
        (200, '{"data": {}}\n{"success": false}'),
    ],
)
def test_thanks_that_stay_after_the_site_took_nothing_are_asked_about(
    runs: Runs, ends: Ends, status: int, body: str
) -> None:
    """The page thanked by itself, and does not look at what its site says."""

    hopes = sends_then(RECEIVED, status=status, body=body)
    result = ends(runs.run(FORM, hopes, until=runs.asked("what does the page say")))
    assert (result.state, result.sent) == ("abandoned", "left")


@pytest.mark.parametrize(
    "body", ["", "{}", "[]", '{"error": null, "errors": [], "success": true}', "error: none"]
)
def test_thanks_count_after_an_answer_that_tells_of_no_error(
    runs: Runs, ends: Ends, body: str
) -> None:
    result = ends(runs.run(FORM, sends_then(RECEIVED, body=body)))
    assert (result.state, result.sent) == ("acknowledged", "proved")


@pytest.mark.parametrize("status", [422, 200])
def test_a_complaint_of_no_field_does_not_say_that_nothing_was_taken(
    runs: Runs, ends: Ends, status: int
) -> None:
    """Of two requests the site may have taken the first, and refuses the second."""
    complains = reading(PageKind.FORM, errors=("You have already sent this request.",))

    def twice(page: FakePage) -> None:
        page.sends().answered.set()
        sends_then(complains, status)(page)

    ends(runs.run(FORM, twice, until=runs.heard(PERHAPS)))
    assert "then send again" not in runs.person.heard


@pytest.mark.parametrize("status", [409, 429])
def test_who_pressed_twice_is_believed_by_the_thanks(runs: Runs, ends: Ends, status: int) -> None:
    def twice(page: FakePage) -> None:
        page.sends().answered.set()
        sends_then(RECEIVED, status)(page)

    result = ends(runs.run(FORM, twice))
    assert (result.state, result.sent) == ("acknowledged", "proved")


@pytest.mark.parametrize("left", [False, True])
def test_nobody_is_made_to_say_that_what_has_left_is_not_sent(
    runs: Runs, ends: Ends, left: bool
) -> None:
    def goes_on(page: FakePage) -> None:
        if left:
            page.sends().answered.set()
        page.tab.show(UNKNOWN)

    ends(runs.run(FORM, goes_on, until=runs.asked("what does the page say")))
    waits = "None of these, keep waiting" if left else "I have not sent it yet, keep waiting"
    assert runs.person.offered[0] == waits


def test_a_link_that_is_still_to_be_followed_is_told_in_the_pages_words(
    runs: Runs, ends: Ends
) -> None:
    """The person sent it, and would wait for an answer to what nobody has confirmed."""
    wants = "Click the link in our mail to confirm it."
    to_confirm = reading(PageKind.UNKNOWN, "thank you", claim=Claim("link", wants))
    told = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(to_confirm), until=told))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert f"Facebook says: “{wants}”" in runs.person.heard
    assert "Do that first" in runs.person.heard
    assert "does not recognise" not in runs.person.heard


FAILED = reading(PageKind.UNKNOWN, "an error", claim=Claim("failed", "An error occurred."))


def test_a_failure_told_by_the_page_is_no_end(runs: Runs, ends: Ends) -> None:
    told = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(FAILED), until=told))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "Facebook says: “An error occurred.”" in runs.person.heard
    assert "It may have arrived" in runs.person.heard
    assert runs.person.acts == ["submit", "fill"]


@pytest.mark.parametrize("fails", [True, False])
def test_a_form_that_comes_anew_after_a_failure_is_filled_in_again(
    runs: Runs, ends: Ends, fails: bool
) -> None:
    """Without a word of a failure the site may have taken it, and the person is asked."""

    def anew(page: FakePage) -> None:
        page.lost = True
        page.tab.show(FORM)

    first = sends_then(FAILED if fails else UNKNOWN)
    second = sends_then(RECEIVED)
    if not fails:
        until = runs.asked("what does the page say")
        result = ends(runs.run(FORM, first, until=until))
        assert (result.state, result.sent, runs.page.filled) == ("abandoned", "left", 1)
        return
    result = ends(runs.run(FORM, first, anew, second))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert runs.page.filled == 2
    assert "may be a second request" in runs.person.heard


@pytest.mark.parametrize("yes", [True, False])
def test_thanks_over_a_form_that_keeps_what_it_holds_are_asked_about(
    runs: Runs, ends: Ends, yes: bool
) -> None:
    runs.person.yes = yes
    letter = Control("0:0", 0, 0, ControlKind.TEXTAREA, value=LETTER, filled=True)
    frame = FrameSnapshot(0, URL, True, blocks=(Block("thank you"),), controls=(letter,))
    held = replace(RECEIVED, kind=PageKind.FORM, snapshot=Snapshot(URL, (frame,)))
    until = None if yes else runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends_then(held), until=until))
    assert (result.state, result.sent) == ("unconfirmed" if yes else "abandoned", "left")
    assert "Facebook says: “your objection”" in runs.person.heard
    emptied = replace(held, snapshot=FORM.snapshot)
    assert ends(runs.run(FORM, sends_then(emptied))).state == "acknowledged"


@pytest.mark.parametrize("late", [0.0, 0.1])
def test_a_draft_that_the_page_keeps_just_before_is_no_sending(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch, late: float
) -> None:
    """The page stays as it is, so the person is told what to do, and that something left."""

    async def keeps_a_draft(page: FakePage, *_given: object) -> Preflight:
        asyncio.get_running_loop().call_later(late, page.sends().answered.set)
        await asyncio.sleep(0.01)
        return Preflight("same", await page.tab.look())

    monkeypatch.setattr(FakePage, "preflight", keeps_a_draft)
    result = ends(runs.run(FORM, sends_then(RECEIVED)))
    assert (result.state, runs.person.acts) == ("acknowledged", ["submit"])
    assert PERHAPS in runs.person.heard


def test_a_complaint_after_something_left(runs: Runs, ends: Ends) -> None:
    complains = reading(PageKind.FORM, errors=("Something went wrong.",))
    result = ends(runs.run(FORM, sends_then(complains), until=runs.heard(PERHAPS)))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "then send again" not in runs.person.heard


def test_an_error_that_reads_like_a_note_changes_nothing(runs: Runs, ends: Ends) -> None:
    """Words of the page are no flags of the run."""
    complains = reading(PageKind.FORM, errors=("code",))
    unknown = runs.heard("does not recognise")

    def number_leaves(page: FakePage) -> None:
        page.leaves(q="482915")
        page.tab.show(THANKS)

    result = ends(runs.run(FORM, shows(complains), number_leaves, until=unknown))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_the_page_loses_what_was_typed(runs: Runs, ends: Ends) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, "anew"))

    result = ends(runs.run(FORM, loses, sends_then(RECEIVED)))
    assert (result.state, runs.page.filled) == ("acknowledged", 2)
    assert "lost what was typed" in runs.person.heard


def test_a_page_that_loses_it_without_end_is_filled_so_often_only(runs: Runs, ends: Ends) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, f"anew {page.filled}"))

    handed = lambda: len(runs.person.acts) == 4  # noqa: E731
    ends(runs.run(FORM, *[loses] * 9, until=handed))
    assert runs.page.filled == 4


@pytest.mark.parametrize(("choice", "filled"), [("self", 4), ("wait", 5), ("by_hand", 4)])
def test_a_page_that_loses_it_without_end_is_told_with_the_ways_on(
    runs: Runs, ends: Ends, choice: str, filled: int
) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, f"anew {page.filled}"))

    def plays(page: FakePage) -> None:
        loses(page)
        if choice == "wait":  # what comes then is looked at as ever
            last = reading(PageKind.FORM, "at last", fingerprint="at last")
            asyncio.get_running_loop().call_later(0.1, page.tab.show, last)

    runs.person.choices = [choice]
    over = {
        "self": lambda: len(runs.person.acts) == 5,
        "wait": lambda: runs.page.filled == 5 and len(runs.person.acts) == 5,
        "by_hand": runs.heard("letter.txt"),
    }
    ends(runs.run(FORM, *[loses] * 3, plays, until=over[choice]))
    assert runs.page.filled == filled
    assert runs.person.heard.count("loses what is typed each time") == 1
    assert any("how do you want to go on" in asked for asked in runs.person.asked)


@pytest.mark.parametrize(
    ("has", "heading"),
    [
        ((), "Facebook: nothing is filled in yet"),
        ((Role.COUNTRY, Role.EMAIL), "Facebook: the form is filled in"),
        ((Role.COUNTRY,), "Facebook: part of the form is filled in"),
    ],
)
def test_the_heading_says_how_much_is_filled_in(
    runs: Runs, ends: Ends, has: tuple[Role, ...], heading: str
) -> None:
    runs.person.choices = ["self"]
    ends(runs.run(FORM, goes, has=has))
    assert set(runs.person.said) & {
        "Facebook: nothing is filled in yet",
        "Facebook: the form is filled in",
        "Facebook: part of the form is filled in",
    } == {heading}


@pytest.mark.parametrize(
    ("has", "looks"), [((), False), ((Role.COUNTRY,), True), ((Role.COUNTRY, Role.EMAIL), True)]
)
def test_nobody_is_told_to_look_at_fields_that_optout_has_not_filled_in(
    runs: Runs, ends: Ends, has: tuple[Role, ...], looks: bool
) -> None:
    runs.person.choices = ["self"]
    ends(runs.run(FORM, goes, has=has))
    assert ("Look at the fields with the green line" in runs.person.heard) is looks
    assert ("Please fill in the page yourself" in runs.person.heard) is not looks
    assert "Then press the page's own button to send" in runs.person.heard


@pytest.mark.parametrize("own", [False, True])
def test_a_page_of_another_site_is_called_so(runs: Runs, ends: Ends, own: bool) -> None:
    url = URL if own else "https://sso.example.net/landing?who=person@example.org"
    ends(runs.run(reading(PageKind.UNKNOWN, url=url), until=runs.asked("how do you want")))
    assert ("this page is on another site: sso.example.net." in runs.person.heard) is not own
    assert ("nothing is filled in yet" in runs.person.heard) is own
    assert len(runs.person.offered) == (4 if own else 2), "nothing is done on another site's page"
    assert "person@example.org" not in runs.person.heard


def test_where_nobody_can_answer_another_site_s_page_is_not_handed_over(
    runs: Runs, ends: Ends
) -> None:
    runs.person.can_ask = False
    away = reading(PageKind.FORM, url="https://sso.example.net/")
    ends(runs.run(away, until=runs.heard("you can object by hand"), has=()))
    assert runs.person.acts == []
    assert "press the page's own button" not in runs.person.heard


@pytest.mark.parametrize("kind", ["complaints", "questions"])
def test_what_a_page_says_without_end_is_not_dropped_in_silence(
    runs: Runs, ends: Ends, kind: str
) -> None:
    def says(page: FakePage) -> None:
        number = str(len(runs.person.acts))
        if kind == "complaints":
            page.tab.show(reading(PageKind.FORM, number, errors=(number,)))
        else:
            gate = Gate("other", number, (), answered=False)
            page.tab.show(reading(PageKind.UNKNOWN, number, gates=(gate,)))

    told = runs.heard("optout does not repeat it any longer")
    ends(runs.run(FORM, *[says] * 15, until=told))
    assert told()


def test_what_a_refused_form_said_is_kept_where_no_other_address_opens(
    runs: Runs, ends: Ends
) -> None:
    """Not what the browser says of the addresses that were tried after it."""
    runs.person.yes = True
    runs.next_fault = "offline"
    result = ends(runs.run(REFUSED))
    assert "refused" in runs.rungs()
    assert len(runs.page.opened) > 1
    assert result.dossier is not None
    assert (result.dossier / "result.txt").read_text("utf-8") == "words"
    assert "There is no connection to the internet" in runs.person.heard


@pytest.mark.parametrize("steps", [20, 25])
def test_steps_without_end_fill_no_disk(tmp_path: Path, steps: int) -> None:
    notes, kept = Notes(), 0
    for _step in range(steps):
        if notes.may(Repeated.STEP):
            kept = notes.count(Repeated.STEP)
    assert kept == 20


def test_a_look_in_vain_is_no_attempt(run_async: RunAsync) -> None:
    """What comes after many looks at a page that shows nothing new is filled in all the same."""
    run = SimpleNamespace(
        notes=Notes(), filling=Filling({Role.EXPLANATION: FilledField(Role.EXPLANATION, "missing")})
    )
    late = portal("late", Role.EXPLANATION)
    looks = [FORM] * 5 + [late] * 4
    assert [run_async(handing_over.more_to_fill(run, look)) for look in looks] == [  # type: ignore[arg-type]
        *[False] * 5,
        *[True] * 3,
        False,
    ]


COVERED = reading(PageKind.UNKNOWN, "the app is nicer", covered=True)
CLOSE_IT = "something lies over the form. Close what covers it"


def test_what_lies_over_the_form_is_to_be_closed(runs: Runs, ends: Ends) -> None:
    def closes() -> bool:
        if CLOSE_IT in runs.person.heard:
            runs.page.tab.show(FORM)
        return bool(runs.person.acts)

    runs.patience = replace(QUICK, unknown=60.0)
    ends(runs.run(COVERED, until=closes))
    assert (runs.person.acts, runs.person.asked) == (["submit"], [])


def test_what_goes_by_itself_is_not_told(runs: Runs, ends: Ends) -> None:
    def goes() -> bool:
        asyncio.get_running_loop().call_later(0.02, runs.page.tab.show, FORM)
        return bool(runs.person.acts)

    runs.patience = replace(QUICK, covered=60.0)
    ends(runs.run(COVERED, until=goes))
    assert runs.person.acts == ["submit"]
    assert CLOSE_IT not in runs.person.heard


def test_what_lies_over_the_form_after_sending_may_be_the_answer(runs: Runs, ends: Ends) -> None:
    runs.person.choices = ["sent"]
    result = ends(runs.run(FORM, sends_then(COVERED)))
    assert result.state == "unconfirmed"
    assert CLOSE_IT not in runs.person.heard


@pytest.mark.parametrize(("says", "state"), [("sent", "unconfirmed"), ("by_hand", "changed")])
def test_an_unknown_page_after_sending(runs: Runs, ends: Ends, says: str, state: str) -> None:
    runs.person.choices = [says]
    result = ends(runs.run(FORM, sends_then(UNKNOWN)))
    assert (result.state, result.sent) == (state, "left")


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_refusal_that_only_the_person_can_read(runs: Runs, ends: Ends, by_hand: bool) -> None:
    runs.person.choices, runs.person.yes = ["refused"], by_hand
    result = ends(runs.run(FORM, sends_then(UNKNOWN)))
    assert (result.state, result.sent) == ("unconfirmed" if by_hand else "refused", "left")
    (record,) = Store(runs.data / "dossiers").all().records
    rung = record.rungs[-1 - by_hand]
    assert (str(rung.state), rung.by) == ("refused", "person")
    assert "the page refuses the request" in runs.person.heard
    assert "nothing showed that it arrived" in runs.person.heard
    assert "by hand" in runs.person.asked[1]


def test_a_question_goes_away_when_the_page_moves_on(runs: Runs, ends: Ends) -> None:
    def sends_later_received(page: FakePage) -> None:
        sends_then(UNKNOWN)(page)
        asyncio.get_running_loop().call_later(0.3, page.tab.show, RECEIVED)

    result = ends(runs.run(FORM, sends_later_received))
    assert any("what does the page say" in question for question in runs.person.asked)
    assert (result.state, runs.person.interrupted) == ("acknowledged", 1)


@pytest.mark.parametrize("lost", [True, False], ids=["browser", "window"])
def test_a_question_goes_away_with_the_window(runs: Runs, ends: Ends, lost: bool) -> None:
    def sends_later_gone(page: FakePage) -> None:
        sends_then(UNKNOWN)(page)
        page.tab.lost = lost
        asyncio.get_running_loop().call_later(0.3, page.tab.go)

    result = ends(runs.run(FORM, sends_later_gone))
    assert any("what does the page say" in question for question in runs.person.asked)
    assert (result.state, runs.person.interrupted) == ("abandoned", 1)
    assert "its page was closed" in runs.person.heard


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


def test_another_unknown_page_is_asked_about_though_it_came_before_the_answer(
    runs: Runs, ends: Ends
) -> None:
    other = reading(PageKind.UNKNOWN, "another page")
    runs.person = Hesitating(choices=["wait"], meanwhile=lambda: runs.page.tab.show(other))
    ends(runs.run(FORM, sends_then(UNKNOWN), until=lambda: len(runs.person.asked) == 2))


NOT_TAKEN = "did not take what was sent"


@pytest.mark.parametrize(("status", "told"), [(429, True), (403, True), (200, False)])
def test_a_refusal_beside_a_form_that_says_nothing_is_told(
    runs: Runs, ends: Ends, status: int, told: bool
) -> None:
    """The page may say it in words that nobody knows, and the person waits for nothing."""

    def sends(page: FakePage) -> None:
        sends_then(FORM, status)(page)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    ends(runs.run(FORM, sends))
    assert runs.person.heard.count(NOT_TAKEN) == told


def test_a_complaint_of_the_page_needs_no_other_words(runs: Runs, ends: Ends) -> None:
    complains = reading(PageKind.FORM, errors=("Too many requests.",))
    ends(runs.run(FORM, sends_then(complains, 429), until=runs.heard("Too many requests")))
    assert NOT_TAKEN not in runs.person.heard


def test_a_refusal_before_a_sign_in_is_not_told_of_the_form_that_comes_after_it(
    runs: Runs, ends: Ends
) -> None:
    def signs_in(page: FakePage) -> None:
        page.tab.show(FORM)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    ends(runs.run(FORM, sends_then(SIGN_IN, 401), signs_in))
    assert runs.person.acts == ["submit", "sign_in", "submit"]
    assert NOT_TAKEN not in runs.person.heard


AS_BEFORE = "the form stands there as before"
STANDS = portal("form", Role.SUBMIT)


@pytest.mark.parametrize(
    ("shown", "status", "told"),
    [
        (STANDS, 200, 1),
        (STANDS, 204, 1),
        (STANDS, 403, 0),
        (reading(PageKind.FORM, errors=("Try again.",)), 200, 0),
        (UNKNOWN, 200, 0),
        (SIGN_IN, 200, 0),
    ],
)
def test_a_form_that_stands_as_before_after_an_answer_is_told_of(
    runs: Runs, ends: Ends, shown: Reading, status: int, told: int
) -> None:
    """Nothing happens in the page, so the person would press its button again."""

    def sends(page: FakePage) -> None:
        sends_then(shown, status)(page)
        for seconds in (0.3, 0.6):
            asyncio.get_running_loop().call_later(seconds, page.tab.show, shown)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    ends(runs.run(STANDS, sends))
    assert runs.person.heard.count(AS_BEFORE) == told


def test_a_form_that_gives_way_to_an_answer_is_no_form_that_stands(runs: Runs, ends: Ends) -> None:
    runs.patience = replace(QUICK, unknown=2)

    def sends(page: FakePage) -> None:
        sends_then(STANDS)(page)
        asyncio.get_running_loop().call_later(0.3, page.tab.show, RECEIVED)

    assert ends(runs.run(STANDS, sends)).state == "acknowledged"
    assert AS_BEFORE not in runs.person.heard


def led_to(last: FakeRequest, shown: Reading) -> Callable[[FakePage], None]:
    """The person sends, and the site answers by the address of another page."""

    def turn(page: FakePage) -> None:
        request = page.sends()
        request.status, request.redirected_to = 303, last
        last.answered.set()
        request.answered.set()
        page.tab.show(shown)

    return turn


def test_a_fault_where_the_answer_leads_to_is_one_of_the_answer(runs: Runs, ends: Ends) -> None:
    """Most sites answer a form by an address. One that is broken there refuses nobody."""
    broken = FakeRequest({}, status=500)
    result = ends(
        runs.run(FORM, led_to(broken, REFUSED), until=runs.asked("what does the page say"))
    )
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "the site answered with a fault" in runs.person.heard


@pytest.mark.parametrize("status", [200, 404])
def test_where_an_answer_leads_to_takes_nothing_back_of_it(
    runs: Runs, ends: Ends, status: int
) -> None:
    """A site of one page may say of every address but its first that there is none."""
    result = ends(runs.run(FORM, led_to(FakeRequest({}, status=status), RECEIVED)))
    assert (result.state, result.sent) == ("acknowledged", "proved")


@pytest.mark.parametrize(
    ("why", "method", "before", "may_be"),
    [
        (LETTER, "POST", False, True),
        ("what the page does", "POST", False, False),
        (LETTER, "GET", False, False),
        (LETTER, "POST", True, False),
    ],
)
def test_the_letter_on_its_way_to_another_site_may_be_the_objection(
    runs: Runs, ends: Ends, why: str, method: str, before: bool, may_be: bool
) -> None:
    """Some companies have their forms from others, who take them. `before` the form is theirs to
    send, it is no more than what a page reports of its visitors."""

    def elsewhere(page: FakePage) -> None:
        request = FakeRequest({"why": why}, method=method)
        page.listener.on_request_elsewhere(request)  # type: ignore[arg-type]
        page.tab.go()

    shown = SIGN_IN if before else FORM
    result = ends(runs.run(shown, elsewhere))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert ("optout could not see if you sent it." in runs.person.heard) is may_be
    assert ("nothing was sent" in runs.person.heard) is not may_be


@pytest.mark.parametrize("closes", [True, False])
@pytest.mark.parametrize("with_file", [True, False])
def test_a_file_that_leaves_by_a_script_may_be_the_whole_form(
    runs: Runs, ends: Ends, with_file: bool, closes: bool
) -> None:
    """The browser does not tell; it may be a picture by itself, too."""
    left: list[str] = []

    def attaches(page: FakePage) -> None:
        page.listener.on_request(FakeRequest({}, with_file=with_file))  # type: ignore[arg-type]
        left.append("")
        if closes:
            page.tab.go()
        else:
            runs.person.news.set()

    result = ends(runs.run(FORM, attaches, until=None if closes else lambda: bool(left)))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert runs.person.heard.count("optout could not see if you sent it.") == with_file
    assert runs.record().lost_sight is with_file
    assert ("nothing was sent" in runs.person.heard) is (closes and not with_file)


@pytest.mark.parametrize(
    ("kind", "message", "told"),
    [
        ("beforeunload", "", ["a question is open in the browser window", "Please answer it"]),
        ("confirm", "Send it?", ["the page says: Send it?", "Please answer it"]),
        ("alert", "Sent.", ["the page says: Sent."]),
        ("alert", "", []),
    ],
)
def test_a_native_dialog_is_told_in_its_own_words_if_it_has_any(
    kind: str, message: str, told: list[str]
) -> None:
    person = ScriptedPerson()
    messages.dialog(person, "Facebook", kind, message)  # type: ignore[arg-type]
    assert all(words in said for words, said in zip(told, person.said, strict=True))


@pytest.mark.parametrize("alerted", [True, False])
def test_what_a_native_dialog_says_of_the_sending_is_asked_about(
    runs: Runs, ends: Ends, alerted: bool
) -> None:
    """It is told, and kept nowhere: only the person can say that it was a receipt."""

    form = portal("form", Role.SUBMIT)

    def sends(page: FakePage) -> None:
        sends_then(form)(page)
        if alerted:
            page.listener.on_dialog("alert", "Thank you.")
            asyncio.get_running_loop().call_later(0.1, page.tab.show, form)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    runs.person.choices = ["sent"]
    result = ends(runs.run(form, sends))
    assert (result.state, result.sent) == ("unconfirmed" if alerted else "abandoned", "left")


@pytest.mark.parametrize("spent", [True, False])
def test_a_form_that_stands_without_its_button_after_an_answer_is_asked_about(
    runs: Runs, ends: Ends, spent: bool
) -> None:
    form = portal("form", Role.SUBMIT)

    def sends(page: FakePage) -> None:
        page.sends().answered.set()
        page.tab.show(portal("form") if spent else form)
        asyncio.get_running_loop().call_later(1, page.tab.go)

    runs.person.choices = ["sent"]
    result = ends(runs.run(form, sends))
    assert (result.state, result.sent) == ("unconfirmed" if spent else "abandoned", "left")
    assert len(runs.person.asked) == spent
    assert ("does not know if your objection" in runs.person.heard) is spent


@pytest.mark.parametrize(
    ("status", "complaint", "answer", "filled"),
    [
        (200, (), "sent", 1),
        (200, (), "wait", 2),
        (500, (), "sent", 1),
        (500, (), "wait", 2),
        (422, (), "sent", 2),
        (200, ("Please explain.",), "sent", 2),
    ],
)
def test_a_form_that_is_empty_after_an_answer_is_asked_about_before_it_is_filled_in_again(
    runs: Runs, ends: Ends, status: int, complaint: tuple[str, ...], answer: str, filled: int
) -> None:
    """A form is emptied when it was taken, too: what is filled in again would be sent again."""
    runs.patience = replace(QUICK, late=1.0)

    def sends(page: FakePage) -> None:
        page.lost = True
        sends_then(reading(PageKind.FORM, "anew", errors=complaint), status)(page)

    runs.person.choices = [answer]
    again = lambda: runs.page.filled == 2  # noqa: E731
    result = ends(runs.run(FORM, sends, until=again if filled == 2 else None))
    asked = not complaint and status != 422
    assert ["what does the page say" in one for one in runs.person.asked] == [True] * asked
    assert runs.page.filled == filled
    assert (result.state, result.sent) == ("unconfirmed" if filled == 1 else "abandoned", "left")


def test_an_unknown_page_that_stays_is_asked_about_once(runs: Runs, ends: Ends) -> None:
    def sends_later_received(page: FakePage) -> None:
        sends_then(UNKNOWN)(page)
        asyncio.get_running_loop().call_later(0.5, page.tab.show, RECEIVED)

    runs.person = Hesitating(choices=["wait"])
    ends(runs.run(FORM, sends_later_received))
    assert len(runs.person.asked) == 1


@pytest.mark.parametrize(("shown", "acts"), [(Role.EXPLANATION, ["submit"]), (Role.EMAIL, [])])
def test_a_question_about_a_step_goes_away_with_the_step(
    runs: Runs, ends: Ends, shown: Role, acts: list[str]
) -> None:
    """Whoever does the rest and goes on has answered it; a step that is drawn anew has not gone."""
    first = portal("first", Role.SUBMIT, Role.EMAIL)
    later = portal("later", Role.SUBMIT, shown)

    def goes_on() -> None:
        runs.page.has = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION)
        runs.page.tab.show(later)
        asyncio.get_running_loop().call_later(0.5, runs.page.tab.go)

    runs.person = Pondering(meanwhile=goes_on)
    ends(runs.run(first, has=()))
    assert runs.person.acts == acts


@pytest.mark.parametrize("has", [(Role.COUNTRY, Role.EXPLANATION), ()])
def test_what_is_filled_in_is_noted_before_the_rest_is_asked_about(
    runs: Runs, ends: Ends, has: tuple[Role, ...]
) -> None:
    """It can be sent while the question is open; it is not said to be read back."""
    result = ends(runs.run(FORM, has=has, until=lambda: bool(runs.person.asked)))
    filled = {role for role, entry in result.fields.items() if entry["status"] == "filled"}
    assert filled == {str(role) for role in has}
    assert "prefilled" not in runs.rungs()


ASKED = portal("asked about", Role.EMAIL)
MORE = portal("more", Role.EMAIL, Role.EXPLANATION)


@pytest.mark.parametrize(
    ("first", "then", "asked"),
    [
        (ASKED, MORE, 1),
        (UNKNOWN, ASKED, 1),
        (UNKNOWN, MORE, 1),
        (MORE, ASKED, 0),
        (ASKED, portal("redrawn", Role.EMAIL, Role.SUBMIT), 0),
        (UNKNOWN, reading(PageKind.UNKNOWN, "another"), 0),
    ],
    ids=["field", "form", "form and field", "less", "the same fields", "no form"],
)
def test_a_question_goes_away_when_what_is_missing_comes(
    runs: Runs, ends: Ends, first: Reading, then: Reading, asked: int
) -> None:
    def comes() -> None:
        runs.page.has = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION)
        runs.page.tab.show(then)
        asyncio.get_running_loop().call_later(0.3, runs.page.tab.go)

    runs.person = Pondering(meanwhile=comes)
    ends(runs.run(first, has=()))
    assert runs.person.acts == ["submit"] * asked


def test_a_page_whose_fields_come_and_go_takes_the_question_back_so_often_only(
    runs: Runs, ends: Ends
) -> None:
    asked: list[int] = []

    def flickers() -> None:
        asked.append(1)
        for number in range(2):
            later = (ASKED, MORE)[number]
            asyncio.get_running_loop().call_later(0.01 * number, runs.page.tab.show, later)
        asyncio.get_running_loop().call_later(0.4, runs.page.tab.go)

    runs.person = Pondering(meanwhile=flickers)
    ends(runs.run(ASKED, has=()))
    assert len(asked) < 15


@pytest.mark.parametrize("email", [EMAIL, "another@example.org"])
def test_the_address_that_was_sent_is_the_objection_s(runs: Runs, ends: Ends, email: str) -> None:
    """The person may type another one into the page, or leave their account's own."""

    def changes(page: FakePage) -> None:
        page.leaves(email=email, why=LETTER).answered.set()
        page.tab.show(RECEIVED)

    ends(runs.run(FORM, changes))
    store = Store(runs.data / "dossiers")
    (record,) = store.all().records
    assert (record.email, record.address) == (EMAIL, email)
    for wanted in (EMAIL, email):
        assert store.last_objection("facebook", wanted, linked=False) == record
    assert store.last_objection("facebook", "third@example.org", linked=False) is None


@pytest.mark.parametrize(("country", "sent"), [("France", ""), ("Italy", "IT"), ("none", "")])
def test_the_country_that_was_sent_is_the_objection_s(
    runs: Runs, ends: Ends, country: str, sent: str
) -> None:
    def changes(page: FakePage) -> None:
        listener: Any = page.listener
        listener.filling.entries[Role.COUNTRY].name = "country"
        page.leaves(email=EMAIL, why=LETTER, country=country).answered.set()
        page.tab.show(RECEIVED)

    ends(runs.run(FORM, changes))
    assert runs.record().country_sent == sent


@pytest.mark.parametrize("come", ["seen", "unseen", ""])
def test_fields_that_come_before_the_answer_are_filled(runs: Runs, ends: Ends, come: str) -> None:
    """It is tried anew, also where the form looks as before.

    Whoever says that the page is not ready is not asked again while it stays as it is.
    """

    def fields() -> None:
        if come:
            runs.page.has = (Role.COUNTRY, Role.EMAIL, Role.EXPLANATION)
            look = "all fields" if come == "seen" else ""
            runs.page.tab.show(reading(PageKind.FORM, fingerprint=look))
        else:
            asyncio.get_running_loop().call_later(0.5, runs.page.tab.go)

    runs.person = Hesitating(choices=["wait"], meanwhile=fields)
    handed_over = (lambda: runs.person.acts == ["submit"]) if come else None
    ends(runs.run(FORM, has=(Role.COUNTRY,), until=handed_over))
    assert len(runs.person.asked) == 1


def test_nobody_can_answer(runs: Runs, ends: Ends) -> None:
    runs.person.can_ask = False
    told = runs.heard("type the code in the page yourself")
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), until=told))
    assert (result.state, result.sent) == ("code_asked", "proved")
    assert runs.person.asked == []


def test_the_letter_is_kept_as_it_was_sent(runs: Runs, ends: Ends) -> None:
    def edits_and_sends(page: FakePage) -> None:
        page.leaves(email=EMAIL, why=LETTER + " and my own words").answered.set()
        page.tab.show(RECEIVED)

    ends(runs.run(FORM, edits_and_sends))
    (record,) = Store(runs.data / "dossiers").all().records
    assert record.text == LETTER + " and my own words"


# -- the request portal: steps, and the code before the sending

ONE_PAGE = portal("one page", Role.SUBMIT, Role.REQUEST_CODE)
WITH_BOX = portal("with a box", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_sent=True)
RIGHT = portal("a green tick", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_sent=True)
WRONG = portal(
    "incorrect", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_sent=True, code_problem="wrong"
)
NOTHING_YET = "Nothing is sent by that yet"


def asks_for_code(page: FakePage) -> None:
    """The person presses "Request code"."""
    page.leaves(email=EMAIL).answered.set()
    page.tab.show(WITH_BOX)


def test_the_code_before_the_sending(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]
    result = ends(
        runs.run(ONE_PAGE, asks_for_code, sends_then(THANKS), verdicts=(("taken", RIGHT),))
    )
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.person.acts == ["request_code", "submit"]
    asked = runs.record().rung(State.CODE_ASKED)
    assert asked is not None
    assert (asked.proof, asked.words) == (Proof.ASKS_CODE, "its label")
    assert runs.rungs() == [
        "prepared",
        "prefilled",
        "code_asked",
        "code_entered",
        "submitted",
        "acknowledged",
    ]
    heard = runs.person.heard
    assert heard.index("the request_code button") < heard.index("A code is on its way")
    assert heard.index("A code is on its way") < heard.index("Only that sends it")
    assert NOTHING_YET in heard
    assert "Your request was sent" not in heard


@pytest.mark.parametrize("hangs", [False, True])
def test_stopped_after_the_code_nothing_is_sent(runs: Runs, ends: Ends, hangs: bool) -> None:
    def asks(page: FakePage) -> None:
        page.tab.hangs = hangs
        asks_for_code(page)

    runs.person.codes = ["482915"]
    told = runs.heard("the code is in")
    result = ends(runs.run(ONE_PAGE, asks, verdicts=(("taken", RIGHT),), until=told))
    assert (result.state, result.sent, int(result.exit)) == ("abandoned", "no", 130)
    assert ("So nothing is done yet" in runs.person.heard) is not hangs
    assert ("could not see if you sent it" in runs.person.heard) is hangs


def test_thanks_after_the_code_and_before_the_sending(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915"]
    unknown = runs.heard("does not recognise")
    running = runs.run(
        ONE_PAGE, asks_for_code, shows(RECEIVED), verdicts=(("taken", RIGHT),), until=unknown
    )
    result = ends(running)
    assert (result.state, result.sent) == ("abandoned", "no")


def test_a_wrong_code_before_the_sending(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", WRONG), ("taken", RIGHT))
    result = ends(runs.run(ONE_PAGE, asks_for_code, sends_then(RECEIVED), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert "the code is wrong" in runs.person.heard


def test_the_code_is_asked_for_and_never_typed(runs: Runs, ends: Ends) -> None:
    result = ends(runs.run(ONE_PAGE, asks_for_code, until=runs.asked("Paste the code")))
    assert (result.state, result.sent, result.code) == ("abandoned", "no", "none")


def test_the_person_types_the_code_in_the_form(runs: Runs, ends: Ends) -> None:
    def asks_and_types(page: FakePage) -> None:
        asks_for_code(page)

        def types() -> None:
            page.leaves(code="482915")
            page.tab.show(RIGHT)

        asyncio.get_running_loop().call_later(0.1, types)

    result = ends(runs.run(ONE_PAGE, asks_and_types, sends_then(RECEIVED)))
    assert (result.state, runs.person.acts) == ("acknowledged", ["request_code", "submit"])


def test_an_address_alone_is_no_objection_where_the_form_has_a_letter(
    runs: Runs, ends: Ends
) -> None:
    """A page may check an address, or mail a code, without saying so."""

    def only_address(page: FakePage) -> None:
        page.leaves(email=EMAIL).answered.set()
        page.tab.show(OBJECTION_CODE)

    result = ends(runs.run(FORM, only_address, until=runs.heard("of another kind")))
    assert (result.state, result.sent) == ("abandoned", "no")


@pytest.mark.parametrize("times", [0, 1, 2])
def test_each_sending_is_told_with_its_time(runs: Runs, ends: Ends, times: int) -> None:
    def sends(page: FakePage) -> None:
        for _time in range(times):
            page.sends().answered.set()
        page.tab.show(RECEIVED if times else ALREADY)

    ends(runs.run(FORM, sends))
    assert len(re.findall(SENT_LINE, runs.person.heard)) == times
    if times:
        said = [line for line in runs.person.said if "received" in line or ", sent." in line]
        assert "has received your objection" in said[-1], "it is told before the answer"


def test_a_wizard_step_by_step(runs: Runs, ends: Ends) -> None:
    first = portal("first", Role.NEXT, step=(1, 3))
    second = portal("second", Role.NEXT)
    third = portal("third", Role.SUBMIT)
    result = ends(
        runs.run(
            first,
            lambda page: page.goes_on(second, Role.EMAIL),
            lambda page: page.goes_on(third, Role.EXPLANATION),
            sends_then(RECEIVED),
            has=(Role.COUNTRY,),
        )
    )
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert runs.person.acts == ["next", "next", "submit"]
    assert runs.page.filled == 3
    statuses = {role: field["status"] for role, field in result.fields.items()}
    assert statuses == dict.fromkeys(("country", "email", "explanation"), "filled")
    assert "step 1 of 3: " in runs.person.heard
    assert "step 2: " in runs.person.heard, "how many there are, only the page can say"
    assert "2 of" not in runs.person.heard


def shows_all(page: FakePage) -> None:
    page.tab.show(shown_once_more("Check your answers", "France", EMAIL, f"{LETTER[:80]}…"))


def saved(page: FakePage) -> None:
    """The step went to the site with all that it holds."""
    page.sends().answered.set()
    shows_all(page)


@pytest.mark.parametrize("goes_on", [shows_all, saved])
def test_a_step_that_shows_all_once_more_is_told_at_once(
    runs: Runs, ends: Ends, goes_on: Callable[[FakePage], None]
) -> None:
    result = ends(runs.run(portal("first", Role.NEXT), goes_on, sends_then(RECEIVED)))
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert runs.person.acts == ["next", "submit"]
    assert len(re.findall(SENT_LINE, runs.person.heard)) == 1, "a step is not called the sending"
    assert "button to send: Send my objection" in runs.person.heard
    assert "does not recognise" not in runs.person.heard


def test_there_the_person_has_time_and_is_asked_nothing(runs: Runs, ends: Ends) -> None:
    def sends_later(page: FakePage) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(QUICK.unknown + 0.5, sends_then(RECEIVED), page)

    result = ends(runs.run(portal("first", Role.NEXT), shows_all, sends_later))
    assert (result.state, runs.person.asked) == ("acknowledged", [])


def test_a_code_after_it_proves_the_sending(runs: Runs, ends: Ends) -> None:
    """What is sent from there is the form, and no step of it."""
    asked = runs.asked("Paste the code")
    first = portal("first", Role.NEXT)
    result = ends(runs.run(first, shows_all, sends_then(CODE), until=asked))
    assert (result.state, result.sent) == ("code_asked", "proved")


def test_who_goes_back_from_it_is_told_once_more(runs: Runs, ends: Ends) -> None:
    """The page shows the step again, and then what was changed."""
    first = portal("first", Role.NEXT)

    def changed(page: FakePage) -> None:
        page.tab.show(shown_once_more("Check your answers", "Belgium", EMAIL, LETTER))

    def back(page: FakePage) -> None:
        page.tab.show(first)
        asyncio.get_running_loop().call_later(0.3, changed, page)

    result = ends(runs.run(first, shows_all, back, sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    assert runs.person.acts == ["next", "submit", "submit"]


def _under_way(page: FakePage) -> None:
    page.sends()
    shows_all(page)


def _no_letter(page: FakePage) -> None:
    page.tab.show(shown_once_more("Verify your email", "France", EMAIL, button="Send code"))


@pytest.mark.parametrize(
    ("button", "goes_on"),
    [(Role.NEXT, _no_letter), (Role.SUBMIT, shows_all), (Role.NEXT, _under_way)],
    ids=["no letter", "after the last step", "the step is under way"],
)
def test_what_is_no_such_step_is_asked_about(
    runs: Runs, ends: Ends, button: Role, goes_on: Callable[[FakePage], None]
) -> None:
    """An address is told for much else; and what is under way may be shown, and not to be sent."""
    asked = runs.asked("what does the page say")
    ends(runs.run(portal("first", button), goes_on, until=asked))
    assert "The page shows what you filled in" not in runs.person.heard
    assert runs.person.acts == ["next" if button is Role.NEXT else "submit"]


def test_where_more_is_asked_or_told_it_is_no_such_step(runs: Runs, ends: Ends) -> None:
    page = shown_once_more("Check your answers", LETTER)
    pages = {
        "a failure": replace(page, claim=Claim("failed", "It failed.")),
        "errors": replace(page, errors=("Something is missing.",)),
        "a link": replace(page, claim=Claim("link", "Click the link in our mail.")),
    }
    for name, shown in pages.items():
        runs.person.said.clear()
        runs.person.asked.clear()
        asked = runs.asked("what does the page say")
        ends(runs.run(portal("first", Role.NEXT), lambda p, s=shown: p.tab.show(s), until=asked))
        assert "The page shows what you filled in" not in runs.person.heard, name


def test_the_letter_comes_in_a_step_after_the_code(runs: Runs, ends: Ends) -> None:
    first, last = portal("who you are", Role.REQUEST_CODE), portal("your reasons", Role.SUBMIT)

    def asks(page: FakePage) -> None:
        page.leaves(email=EMAIL).answered.set()
        page.goes_on(OBJECTION_CODE, Role.EXPLANATION)

    runs.person.codes = ["482915"]
    running = runs.run(
        first,
        asks,
        sends_then(RECEIVED),
        verdicts=(("taken", last),),
        has=(Role.COUNTRY, Role.EMAIL),
    )
    result = ends(running)
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert runs.person.acts == ["request_code", "submit"]
    assert (runs.page.filled, runs.page.codes) == (2, ["482915"])
    assert result.fields["explanation"]["status"] == "filled"


def test_a_wizard_that_goes_back(runs: Runs, ends: Ends) -> None:
    first, second = portal("first", Role.NEXT), portal("second", Role.SUBMIT)
    ends(
        runs.run(
            first,
            lambda page: page.goes_on(second, Role.EXPLANATION),
            lambda page: page.goes_on(first, Role.EMAIL),
            until=lambda: len(runs.person.acts) == 3,
            has=(Role.EMAIL,),
        )
    )
    assert runs.person.acts == ["next", "submit", "next"]
    assert runs.page.filled == 3, "what came back empty is filled in again"


@pytest.mark.parametrize(("button", "filled"), [(Role.NEXT, 2), (Role.SUBMIT, 1)])
def test_a_step_that_went_on_while_it_was_filled_in(
    runs: Runs, ends: Ends, button: Role, filled: int
) -> None:
    """The person may be faster. Only where the form goes by steps is what came instead its own."""

    first = portal("first", button)

    def faster(page: FakePage) -> None:
        page.lost, page.same = True, False
        page.tab.show(replace(first, url=first.url))

    def over() -> bool:
        return len(runs.person.acts) == filled and (
            filled > 1 or "not the form that was filled in" in runs.person.heard
        )

    result = ends(runs.run(first, faster, until=over))
    assert (result.state, runs.page.filled) == ("abandoned", filled)


def test_a_step_with_nothing_for_us_is_the_persons(runs: Runs, ends: Ends) -> None:
    ours, theirs = portal("first", Role.SUBMIT), portal("upload", Role.NEXT)
    result = ends(
        runs.run(
            theirs,
            lambda page: page.goes_on(ours, Role.COUNTRY, Role.EMAIL, Role.EXPLANATION),
            sends_then(RECEIVED),
            has=(),
        )
    )
    assert result.state == "acknowledged"
    assert "this step is yours" in runs.person.heard


def test_the_site_leads_on_to_another_of_its_forms(runs: Runs, ends: Ends) -> None:
    """Choosing a country can replace the old form by the portal: nothing of it was sent."""
    result = ends(runs.run(FORM, shows(REPLACED), sends_then(RECEIVED)))
    assert (result.state, runs.page.filled) == ("acknowledged", 2)
    assert runs.person.acts == ["submit", "submit"]
    assert runs.person.heard.count(LED_ON) == 1
    assert "Your own changes" not in runs.person.heard


@pytest.mark.parametrize("language", ["fr", ""])
def test_the_letter_is_recorded_as_it_is_typed(runs: Runs, ends: Ends, language: str) -> None:
    """The window is closed while the form is still being filled in."""
    controller = Controller(name="A Company", address=("Dublin",), place="IE")
    letter = Letter(LETTER, "fr", "eu", controller, "short", (), "", "") if language else None

    async def goes(page: FakePage, *given: Any) -> Filling:
        here = {Role.EXPLANATION: FilledField(Role.EXPLANATION, "filled", "", LETTER, LETTER)}
        given[-1](Filling(here, letter))
        raise PageGone

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakePage, "fill", goes)
        ends(runs.run(FORM))
    record = runs.record()
    kept = (record.language, record.length, record.variant, record.letter)
    assert kept == (("fr", "short", "eu", LETTER) if language else ("", "", "", ""))


def test_what_the_person_changed_does_not_come_along(runs: Runs, ends: Ends) -> None:
    def edits(page: FakePage) -> None:
        page.entry(Role.EXPLANATION).touched = True
        page.tab.show(REPLACED)

    ends(runs.run(FORM, edits, sends_then(RECEIVED)))
    assert "Your own changes to the letter are not in it any more." in runs.person.heard


def test_a_form_that_is_replaced_before_its_turn(runs: Runs, ends: Ends) -> None:
    """As its fields are looked at for the last time: it is not handed over."""

    async def jumps_meanwhile(page: FakePage, *_given: object) -> Preflight:
        if page.filled == 1:
            page.tab.show(REPLACED)
        return Preflight("same", await page.tab.look())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakePage, "preflight", jumps_meanwhile)
        result = ends(runs.run(FORM, sends_then(RECEIVED)))
    assert (result.state, runs.page.filled, runs.person.acts) == ("acknowledged", 2, ["submit"])
    assert runs.person.heard.count(LED_ON) == 1


@pytest.mark.parametrize("status", [None, 200, 400, 500])
def test_no_other_form_is_filled_in_once_something_left(
    runs: Runs, ends: Ends, status: int | None
) -> None:
    """Whatever its site has answered, or not yet: it may have taken it."""

    def sends(page: FakePage) -> None:
        request = page.sends()
        if status:
            request.status = status
            request.answered.set()
        page.tab.show(REPLACED)

    result = ends(runs.run(FORM, sends, until=runs.heard(NOT_THIS)))
    assert (result.sent, runs.page.filled) == ("left", 1)
    assert LED_ON not in runs.person.heard


@pytest.mark.parametrize("url", ["https://help.instagram.com/requests/7", URL])
def test_a_form_of_another_site_or_in_the_same_page_is_not_led_on_to(
    runs: Runs, ends: Ends, url: str
) -> None:
    def shows_other(page: FakePage) -> None:
        page.same, page.lost = False, True
        page.tab.show(replace(REPLACED, url=url))

    ends(runs.run(FORM, shows_other, until=runs.heard(NOT_THIS)))
    assert (runs.page.filled, LED_ON in runs.person.heard) == (1, False)


def test_a_site_that_leads_on_without_end_is_followed_so_often_only(runs: Runs, ends: Ends) -> None:
    again = replace(REPLACED, url=f"{URL}0")
    turns = [shows(REPLACED), shows(again)] * 5
    ends(runs.run(FORM, *turns, until=runs.heard(NOT_THIS)))
    assert runs.page.filled == 4


def test_the_person_alone_passes_a_captcha(runs: Runs, ends: Ends) -> None:
    def solved(page: FakePage) -> None:
        page.sends().answered.set()
        page.tab.show(RECEIVED)

    result = ends(runs.run(FORM, shows(CAPTCHA), solved))
    assert (result.state, runs.person.acts) == ("acknowledged", ["submit", "captcha"])
    assert "checks that you are a person" in runs.person.heard


def test_a_captcha_that_is_cancelled(runs: Runs, ends: Ends) -> None:
    def cancels_and_closes(page: FakePage) -> None:
        page.tab.show(FORM)
        asyncio.get_running_loop().call_later(0.1, page.tab.go)

    result = ends(runs.run(FORM, shows(CAPTCHA), cancels_and_closes))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert "nothing was sent" in runs.person.heard


def test_a_menu_names_what_speaks_of_an_objection(runs: Runs, ends: Ends) -> None:
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    result = ends(runs.run(menu, shows(FORM), sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    assert runs.person.acts == ["menu", "submit"]
    assert "Object to AI at Meta" in runs.person.heard


def test_what_only_the_person_may_tick_is_named(runs: Runs, ends: Ends) -> None:
    form = portal("with a statement", Role.SUBMIT, only_for_person=("I declare that this is true",))
    ends(runs.run(form, sends_then(RECEIVED)))
    assert "I declare that this is true" in runs.person.heard


@pytest.mark.parametrize(("wanted", "state"), [(False, "abandoned"), (True, "acknowledged")])
def test_what_another_form_leads_to_is_not_filed_twice_unasked(
    runs: Runs, ends: Ends, wanted: bool, state: str
) -> None:
    _begun_by_another(runs)
    runs.person.yes = wanted
    result = ends(runs.run(FORM, sends_then(RECEIVED)))
    assert (result.state, runs.page.filled) == (state, int(wanted))
    assert "the same form as Facebook" in runs.person.heard


def _begun_by_another(runs: Runs) -> None:
    # Two forms may be called alike, as where one is a copy of the other.
    runs.coordinator = Coordinator(runs.person, FACEBOOK)
    runs.coordinator.forms = {**FACEBOOK, "instagram": "Facebook"}
    runs.coordinator.first_at(FORM.url.rstrip("/"), "instagram")


def test_a_page_that_goes_on_while_that_is_asked_is_followed(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begun_by_another(runs)

    async def leaves_it_open(_question: str, *, default: bool) -> bool:
        runs.page.tab.show(SIGN_IN)
        await asyncio.Event().wait()
        return default

    monkeypatch.setattr(runs.person, "yes_no", leaves_it_open)
    ends(runs.run(FORM, until=runs.heard("Please sign in")))
    assert runs.record().rungs[-1].proof == "the run was stopped"


def test_whoever_wants_it_twice_is_asked_once(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question before the fields is answered first, and the form is looked at anew."""
    _begun_by_another(runs)
    runs.person.yes = True
    answers = [GateAnswers(given=(("Where do you live?", "In the EU"),)), GateAnswers()]

    async def answered(page: FakePage, shown: Reading) -> GateAnswers:
        page.tab.show(shown)
        return answers.pop(0)

    monkeypatch.setattr(FakePage, "answer_gates", answered)
    ends(runs.run(FORM, until=lambda: bool(runs.person.acts)))
    assert not answers
    assert runs.person.heard.count("the same form as Facebook") == 1


@pytest.mark.parametrize(
    ("url", "filled"),
    [
        ("https://help.meta.com/requests/1994830130782319", 1),
        ("https://help.meta.com/requests", 0),
        ("https://help.meta.com/support/privacy/", 0),
    ],
)
def test_some_paths_of_a_host_are_no_form(runs: Runs, ends: Ends, url: str, filled: int) -> None:
    """The person's own list of requests, a menu: nothing is typed there."""
    shown = replace(portal("a form", Role.SUBMIT), url=url)
    told = runs.heard("does not recognise") if not filled else runs.heard("Then press")
    ends(runs.run(shown, until=told))
    assert runs.page.filled == filled


# -- the same runs without what they need: none of them ends as a success


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


def test_sent_with_a_wrong_code_and_no_other(runs: Runs, ends: Ends) -> None:
    """The person submits though the page did not take the code, and the page thanks."""
    runs.person.codes = ["111111"]
    verdicts = (("wrong", WRONG),)

    def asks_and_sends(page: FakePage) -> None:
        asks_for_code(page)
        once(runs.heard("the code is wrong"), lambda: sends_then(RECEIVED)(page))

    unknown = runs.asked("what does the page say")
    result = ends(runs.run(ONE_PAGE, asks_and_sends, verdicts=verdicts, until=unknown))
    assert (result.state, result.sent, result.code) == ("abandoned", "left", "rejected")


@pytest.mark.parametrize(("second", "state"), [(True, "acknowledged"), (False, "abandoned")])
def test_a_code_that_is_too_old_is_requested_twice(
    runs: Runs, ends: Ends, second: bool, state: str
) -> None:
    """Only with the second code is what was sent with it the objection."""
    expired = portal(
        "too old", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_problem="expired"
    )  # the button can be pressed again
    runs.person.codes = ["111111", *(["482915"] if second else [])]
    verdicts = (("expired", expired), ("taken", RIGHT))

    def asks_and_sends(page: FakePage) -> None:
        asks_for_code(page)
        if not second:
            once(runs.heard("too old"), lambda: sends_then(RECEIVED)(page))

    until = None if second else runs.asked("what does the page say")
    running = runs.run(
        ONE_PAGE, asks_and_sends, sends_then(RECEIVED), verdicts=verdicts, until=until
    )
    result = ends(running)
    assert "too old" in runs.person.heard
    assert (result.state, result.code) == (state, "accepted" if second else "rejected")


def test_the_person_alone_confirms_a_code_among_a_form_s_buttons(runs: Runs, ends: Ends) -> None:
    """The page does not check it by itself: it is not called right before it has left."""
    runs.person.codes = ["482915"]

    def asks_and_confirms(page: FakePage) -> None:
        asks_for_code(page)

        def confirms() -> None:
            assert "the code is in" not in runs.person.heard
            page.leaves(code="482915")
            page.tab.show(RIGHT)

        once(runs.heard("Please confirm it in the page yourself"), confirms)

    verdicts = (("person", WITH_BOX),)
    turns = (asks_and_confirms, sends_then(RECEIVED))
    result = ends(runs.run(ONE_PAGE, *turns, verdicts=verdicts))
    assert "Please confirm it in the page yourself" in runs.person.heard
    assert (result.state, result.code) == ("acknowledged", "accepted")


@pytest.mark.parametrize("buttons", [1, 2])
def test_the_button_that_confirms_the_code_is_named(runs: Runs, ends: Ends, buttons: int) -> None:
    """Where several may confirm it, none is."""
    may = tuple(
        Control(f"0:{90 + number}", 0, 0, ControlKind.BUTTON, label=f"Verify {number}")
        for number in range(buttons)
    )
    confirm = Field(Role.CONFIRM_CODE, "ambiguous", "", candidates=may)
    with_button = replace(WITH_BOX, fields={**WITH_BOX.fields, Role.CONFIRM_CODE: confirm})
    runs.person.codes = ["482915"]
    told = runs.heard("Please confirm it in the page yourself")
    ends(runs.run(ONE_PAGE, asks_for_code, verdicts=(("person", with_button),), until=told))
    assert ("Press: Verify 0" in runs.person.heard) is (buttons == 1)


@pytest.mark.parametrize("leaves", [False, True])
def test_what_was_said_of_the_last_code_is_not_said_of_the_next(
    runs: Runs, ends: Ends, leaves: bool
) -> None:
    """Until the person has confirmed it. What the page says afterwards, in the same words, is."""
    wrong = replace(WRONG, errors=("This code is wrong.",))
    runs.person.codes = ["111111", "482915"]
    verdicts = (("wrong", wrong), ("person", wrong))

    def asks_and_draws(page: FakePage) -> None:
        asks_for_code(page)

        def draws_again() -> None:
            if leaves:
                page.leaves(code="482915").answered.set()
            page.tab.show(wrong)
            asyncio.get_running_loop().call_later(0.2, lambda: page.tab.show(RIGHT))

        once(runs.heard("Please confirm it in the page yourself"), draws_again)

    def asked_often() -> bool:
        return len(runs.person.asked) == 3

    until = asked_often if leaves else None
    turns = (asks_and_draws, sends_then(RECEIVED))
    if not leaves:
        turns = (asks_and_confirms_late(runs, wrong), sends_then(RECEIVED))
    result = ends(runs.run(ONE_PAGE, *turns, verdicts=verdicts, until=until))
    assert len(runs.person.asked) == (3 if leaves else 2)
    assert result.state == ("abandoned" if leaves else "acknowledged")
    assert "Correct it in the page" not in runs.person.heard


def asks_and_confirms_late(runs: Runs, drawn: Reading) -> Callable[[FakePage], None]:
    """The page draws itself anew before the person confirms the code."""

    def turn(page: FakePage) -> None:
        asks_for_code(page)

        def confirms() -> None:
            page.leaves(code="482915").answered.set()
            page.tab.show(RIGHT)

        def draws() -> None:
            page.tab.show(drawn)
            asyncio.get_running_loop().call_later(0.2, confirms)

        once(runs.heard("Please confirm it in the page yourself"), draws)

    return turn


@pytest.mark.parametrize(
    ("before", "after", "in_"),
    [
        ((), ("Too many tries.",), False),
        ((), (), True),
        (("Fill in all fields.",), ("Fill in all fields.",), True),
    ],
)
def test_a_code_whose_box_goes_with_a_complaint_is_not_in(
    runs: Runs, ends: Ends, before: tuple[str, ...], after: tuple[str, ...], in_: bool
) -> None:
    runs.person.codes = ["482915"]
    locked = portal("locked", Role.SUBMIT, Role.REQUEST_CODE, code_sent=True, errors=after)
    with_box = replace(WITH_BOX, errors=before)

    def asks_and_confirms(page: FakePage) -> None:
        page.leaves(email=EMAIL).answered.set()
        page.tab.show(with_box)

        def confirms() -> None:
            page.leaves(code="482915").answered.set()
            page.tab.show(locked)

        once(runs.heard("Please confirm it in the page yourself"), confirms)

    said = "the code is in" if in_ else "Too many tries."
    verdicts = (("person", with_box),)
    ends(runs.run(ONE_PAGE, asks_and_confirms, verdicts=verdicts, until=runs.heard(said)))
    assert ("the code is in" in runs.person.heard) is in_


@pytest.mark.parametrize("sent", [True, False])
def test_a_form_that_begins_anew_says_of_the_sending_why(
    runs: Runs, ends: Ends, sent: bool
) -> None:
    """The code was taken: what the page says then is not about the code."""
    why = "Your session has expired. Begin again."
    anew = portal("emptied", Role.SUBMIT, Role.REQUEST_CODE, errors=(why,))
    runs.person.codes = ["482915"]
    turn = sends_then(anew, status=400) if sent else shows(anew)
    until = runs.heard(why)
    running = runs.run(ONE_PAGE, asks_for_code, turn, verdicts=(("taken", RIGHT),), until=until)
    ends(running)
    assert ("did not take the code" in runs.person.heard) is not sent


@pytest.mark.parametrize("status", [200, 400])
def test_a_list_of_pages_does_not_tell_what_became_of_it(
    runs: Runs, ends: Ends, status: int
) -> None:
    """A site may answer by the list of one's requests. Where it took nothing, it leads to forms."""
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    until = runs.asked("what does the page say") if status == 200 else runs.heard("Object to AI")
    result = ends(runs.run(FORM, sends_then(menu, status=status), until=until))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert ("Object to AI" in runs.person.heard) is (status != 200)


def test_a_list_of_pages_after_the_code_is_asked_about(runs: Runs, ends: Ends) -> None:
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    runs.person.codes = ["482915"]
    until, verdicts = runs.asked("what does the page say"), (("moved", menu),)
    result = ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=until))
    assert (result.state, result.sent) == ("code_entered", "proved")
    assert "Object to AI" not in runs.person.heard


@pytest.mark.parametrize("status", [400, 200])
def test_steps_that_begin_anew_are_filled_in_again(runs: Runs, ends: Ends, status: int) -> None:
    """Where the site has not taken what was sent. Else it may have, and nothing is sent twice."""
    first, last = portal("first", Role.NEXT), portal("last", Role.SUBMIT)

    def sends_in_vain(page: FakePage) -> None:
        request = page.sends()
        request.status = status
        page.goes_on(replace(first, errors=("Begin again.",)), Role.COUNTRY, Role.EMAIL)
        request.answered.set()

    def goes_on(page: FakePage) -> None:
        page.goes_on(last, Role.EXPLANATION)

    def reads(page: FakePage) -> None:
        """What the page complains of."""

    turns = [goes_on, sends_in_vain, reads, goes_on, sends_then(RECEIVED)]
    has = (Role.COUNTRY, Role.EMAIL)
    if status == 400:
        result = ends(runs.run(first, *turns, has=has))
        assert (result.state, runs.page.filled) == ("acknowledged", 4)
        assert runs.person.acts == ["next", "submit", "fill", "next", "submit"]
    else:
        told = runs.heard("Begin again.")
        ends(runs.run(first, *turns[:2], has=has, until=told))
        assert runs.page.filled == 2


def test_the_button_is_named_as_the_page_calls_it_now(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While its form is under way it may be called otherwise."""

    def called(label: str) -> Reading:
        form = portal("form", Role.SUBMIT)
        send = form.fields[Role.SUBMIT]
        assert send.control is not None
        control = send.control._replace(label=label)
        return replace(form, fields={**form.fields, Role.SUBMIT: replace(send, control=control)})

    async def is_sent(page: FakePage, filling: Filling, before: Reading) -> Preflight:
        request = page.sends()
        request.status = 400
        request.answered.set()
        page.tab.show(called("Send it"))
        return Preflight("same", called("Sending it"))

    monkeypatch.setattr(FakePage, "preflight", is_sent)
    ends(runs.run(called("Sending it"), until=runs.heard("press the page's own button")))
    assert "Send it" in runs.person.heard
    assert "Sending it" not in runs.person.heard


@pytest.mark.parametrize("answers", [True, False])
def test_nothing_is_asked_before_the_site_has_answered(
    runs: Runs, ends: Ends, answers: bool
) -> None:
    """The page may show nothing meanwhile. It is asked about where no answer comes."""
    runs.patience = replace(QUICK, silence=0.5)

    def sends(page: FakePage) -> None:
        request = page.sends()
        page.tab.show(UNKNOWN)

        def answered() -> None:
            request.answered.set()
            page.tab.show(RECEIVED)

        if answers:
            asyncio.get_running_loop().call_later(0.2, answered)

    asked = runs.asked("what does the page say")
    result = ends(runs.run(FORM, sends, until=None if answers else asked))
    assert asked() is not answers
    assert result.state == ("acknowledged" if answers else "abandoned")


@pytest.mark.parametrize("button", [Role.NEXT, Role.SUBMIT])
def test_what_a_step_does_not_ask_for_may_come_later(runs: Runs, ends: Ends, button: Role) -> None:
    form = portal("without a country", button)
    has = (Role.EMAIL, Role.EXPLANATION)
    until = runs.heard("button")
    ends(runs.run(form, has=has, until=until))
    told = "this form does not ask for it" in runs.person.heard
    assert told is (button is Role.SUBMIT)


def test_a_code_in_the_form_after_it_was_sent(runs: Runs, ends: Ends) -> None:
    """What the person presses next is said, and nothing is called unsent that may have arrived."""
    runs.person.codes = ["482915"]
    asks = portal("the number from the mail", Role.SUBMIT, Role.CODE, code_sent=True)
    turns = (sends_then(asks), sends_then(RECEIVED))
    result = ends(runs.run(FORM, *turns, verdicts=(("taken", asks),)))
    assert runs.person.acts == ["submit", "submit"]
    assert "the code is in" in runs.person.heard
    assert "not sent yet" not in runs.person.heard
    assert "Only that sends it" not in runs.person.heard
    assert (result.state, result.code) == ("acknowledged", "accepted")


@pytest.mark.parametrize("says", ["wrong", ""])
def test_a_code_that_is_called_wrong_later(runs: Runs, ends: Ends, says: str) -> None:
    runs.person.codes = ["111111", "482915"]
    later = replace(WRONG, code_problem=says)

    def complains(page: FakePage) -> None:
        if len(page.codes) == 1:
            page.tab.show(later)

    turns = (asks_for_code, complains, *(() if says else (goes,)))
    turns = (*turns, sends_then(RECEIVED)) if says else turns
    verdicts = (("taken", RIGHT), ("taken", RIGHT))
    wrong = None if says else runs.heard("the code is in")
    result = ends(runs.run(ONE_PAGE, *turns, verdicts=verdicts, until=wrong))
    assert ("says that the code is wrong" in runs.person.heard) is bool(says)
    assert result.state == ("acknowledged" if says else "abandoned")


TOO_OLD = replace(ONE_PAGE, errors=("That is of no use now.",))
"""The box for the code is gone, and the page complains in words that are not known."""


@pytest.mark.parametrize("at_once", [True, False])
def test_a_code_whose_box_goes_away_with_a_complaint(runs: Runs, ends: Ends, at_once: bool) -> None:
    """It may complain of it at once, or after it seemed to take it."""
    runs.person.codes = ["111111", "482915"]

    def asks_and_waits(page: FakePage) -> None:
        asks_for_code(page)
        if not at_once:
            once(runs.heard("the code is in"), lambda: page.tab.show(TOO_OLD))

    first = ("refused", TOO_OLD) if at_once else ("taken", RIGHT)
    turns = (asks_and_waits, *(() if at_once else (lambda _page: None,)))
    running = runs.run(
        ONE_PAGE,
        *(*turns, asks_for_code, sends_then(RECEIVED)),
        verdicts=(first, ("taken", RIGHT)),
    )
    result = ends(running)
    assert "the page did not take the code" in runs.person.heard
    assert "send again" not in runs.person.heard, "nothing was sent"
    assert (result.state, result.code) == ("acknowledged", "accepted")


def test_a_form_that_comes_anew_asks_for_its_code_anew(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915", "482915"]

    def reloads(page: FakePage) -> None:
        page.lost = True
        page.tab.show(ONE_PAGE)

    verdicts = (("taken", RIGHT), ("taken", RIGHT))
    turns = (asks_for_code, reloads, asks_for_code, sends_then(RECEIVED))
    result = ends(runs.run(ONE_PAGE, *turns, verdicts=verdicts))
    assert runs.person.acts == ["request_code", "submit", "request_code", "submit"]
    assert (result.state, result.code) == ("acknowledged", "accepted")


@pytest.mark.parametrize("left", [True, False])
def test_a_form_that_comes_anew_and_is_not_asked_for_its_code(
    runs: Runs, ends: Ends, left: bool
) -> None:
    runs.person.codes = ["482915"]

    def reloads(page: FakePage) -> None:
        if left:
            page.sends()
        page.lost = True
        page.tab.show(ONE_PAGE)

    runs.person.choices = ["wait"] * left  # what became of it
    unknown = runs.asked("mean that it was received")
    turns = (asks_for_code, reloads, sends_then(RECEIVED))
    running = runs.run(ONE_PAGE, *turns, verdicts=(("taken", RIGHT),), until=unknown)
    result = ends(running)
    assert runs.person.acts[:3] == ["request_code", "submit", "request_code"]
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in runs.person.heard


def test_what_may_have_been_sent_is_not_called_unsent(runs: Runs, ends: Ends) -> None:
    """A second code, after the objection has left once: nobody knows if it arrived."""
    runs.person.codes, runs.person.choices = ["482915"], ["wait"]

    def sends_and_reloads(page: FakePage) -> None:
        page.sends()
        page.lost = True
        page.tab.show(ONE_PAGE)

    def asked_again() -> bool:
        return len(runs.person.asked) == 3

    turns = (asks_for_code, sends_and_reloads, asks_for_code)
    running = runs.run(ONE_PAGE, *turns, verdicts=(("taken", RIGHT),), until=asked_again)
    assert ends(running).sent == "left"
    assert runs.person.heard.count("Your objection is not sent yet") == 1, "said before it left"
    assert "Your request was sent" not in runs.person.heard


def test_a_jump_whose_form_is_not_sent(runs: Runs, ends: Ends) -> None:
    """What was filled in before the jump is no proof for the form that came instead."""
    unknown = runs.heard("does not recognise")
    result = ends(runs.run(FORM, shows(REPLACED), shows(RECEIVED), until=unknown))
    assert (result.state, result.sent, runs.page.filled) == ("abandoned", "no", 2)


def test_a_menu_that_is_left_without_a_choice(runs: Runs, ends: Ends) -> None:
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    result = ends(runs.run(menu, goes))
    assert (result.state, result.sent, runs.page.filled) == ("abandoned", "no", 0)
    assert "nothing was sent" in runs.person.heard


@pytest.mark.parametrize("answered", [0, 1])
def test_chained_questions_that_are_not_answered_to_the_end(
    runs: Runs, ends: Ends, answered: int
) -> None:
    def asks(question: str) -> Reading:
        return reading(PageKind.UNKNOWN, question, gates=(Gate("other", question, (), False),))

    turns = [shows(asks("What would you like to do?"))] * answered
    result = ends(runs.run(asks("Which product?"), *turns, goes))
    assert (result.state, result.sent, runs.page.filled) == ("abandoned", "no", 0)
    assert ("What would you like to do?" in runs.person.heard) is bool(answered)


def test_an_answer_that_the_page_takes_back_and_nobody_gives_again(runs: Runs, ends: Ends) -> None:
    """It is named before the hand-over; what is sent without it, the page sends back."""
    gate = Gate("request_kind", "Which of these describes your request?", (), False)
    unpicked = portal("unpicked", Role.SUBMIT, gates=(gate,))
    complains = replace(unpicked, errors=("Choose one.",))
    sent = sends_then(complains)
    result = ends(runs.run(unpicked, sent, until=runs.heard("Choose one.")))
    assert gate.question in runs.person.heard
    assert (result.state, result.sent) == ("abandoned", "left")


@pytest.mark.parametrize("keeps", [True, False])
def test_a_page_that_shows_nothing_new_at_an_answer(
    runs: Runs, ends: Ends, monkeypatch: pytest.MonkeyPatch, keeps: bool
) -> None:
    """As a list that is chosen from. Where it does not keep the answer, that is the person's."""
    gate = Gate("request_kind", "Which of these describes your request?", (), False)
    asks = portal("asks", Role.SUBMIT, gates=(gate,))

    async def answers(page: FakePage, shown: Reading) -> GateAnswers:
        if shown.gates[0].answered:
            return GateAnswers()
        if keeps:
            page.tab.shown = replace(shown, gates=(replace(gate, answered=True),))
        return GateAnswers(given=((gate.question, "To object"),))

    monkeypatch.setattr(FakePage, "answer_gates", answers)
    result = ends(runs.run(asks, sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    told = runs.person.heard.split("Only you can fill in or tick these")[1:]
    assert [gate.question in text for text in told] == ([] if keeps else [True])


def test_a_captcha_that_nobody_solves(runs: Runs, ends: Ends) -> None:
    def submits_into_it(page: FakePage) -> None:
        page.tab.show(CAPTCHA)

    result = ends(runs.run(FORM, submits_into_it, goes))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert "nothing was sent" in runs.person.heard


@pytest.mark.parametrize(("characters", "shortened"), [(20, 0), (500, 3)])
def test_a_limit_that_no_letter_meets(
    runs: Runs, ends: Ends, characters: int, shortened: int
) -> None:
    """None is so short, or the page refuses each one: then it is the person's to correct."""
    box = Control("0:0", 0, 0, ControlKind.TEXTAREA, invalid=True)
    frame = FrameSnapshot(0, FORM.url, True, controls=(box,))
    short = portal("too long", Role.SUBMIT, limits=TextLimits(characters=characters))
    short = replace(
        short, errors=(f"At most {characters} characters.",), snapshot=Snapshot(FORM.url, (frame,))
    )

    def begins(page: FakePage) -> None:
        controller = Controller(name="A Company", address=("Dublin",), place="IE")
        page.letter = Letter(f"{LETTER} " * 3, "en", "eu", controller, "short", (), "", "")
        page.tab.show(FORM)

    def refused(page: FakePage) -> None:
        page.sends().answered.set()
        page.tab.show(short)

    corrects = runs.heard("Please correct it in the page")
    result = ends(runs.run(SIGN_IN, begins, *[refused] * 9, until=corrects))
    assert runs.person.heard.count("takes a shorter letter") == shortened
    assert (result.state, result.sent) == ("abandoned", "left")


@pytest.mark.parametrize(
    "limits",
    [TextLimits(characters=500), TextLimits(words=90), TextLimits(characters=20, words=90)],
)
def test_a_letter_that_is_shortened_before_it_was_sent_is_not_to_be_sent_again(
    runs: Runs, ends: Ends, limits: TextLimits
) -> None:
    counted = portal("counted", Role.SUBMIT, limits=limits)

    def begins(page: FakePage) -> None:
        controller = Controller(name="A Company", address=("Dublin",), place="IE")
        page.letter = Letter(f"{LETTER} " * 9, "en", "eu", controller, "short", (), "", "")
        page.tab.show(FORM)

    told = runs.heard("takes a shorter letter")
    ends(runs.run(SIGN_IN, begins, shows(counted), until=told))
    assert "then send again" not in runs.person.heard
    assert "the page says" not in runs.person.heard


@pytest.mark.parametrize("left_out", [True, False])
def test_it_is_said_where_a_letter_leaves_a_reason_out(
    runs: Runs, ends: Ends, left_out: bool
) -> None:
    def begins(page: FakePage) -> None:
        controller = Controller(name="A Company", address=("Dublin",), place="IE")
        letter = Letter(f"{LETTER} " * 3, "en", "eu", controller, "short", (), "", "")
        page.letter = replace(letter, left_out=left_out)
        page.tab.show(FORM)

    ends(runs.run(SIGN_IN, begins, until=runs.heard("the form is filled in")))
    assert runs.person.heard.count("Not all of your reasons and words fit") == left_out


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (TextLimits(words=12), True),
        (TextLimits(characters=60), True),
        (TextLimits(words=400, characters=4000), False),
        (TextLimits(), False),
    ],
)
def test_it_is_said_where_the_page_seems_to_take_less_than_any_letter(
    runs: Runs, ends: Ends, told: TextLimits, said: bool
) -> None:
    def begins(page: FakePage) -> None:
        controller = Controller(name="A Company", address=("Dublin",), place="IE")
        page.letter = Letter(f"{LETTER} " * 3, "en", "eu", controller, "short", (), "", "")
        page.told = told
        page.tab.show(FORM)

    ends(runs.run(SIGN_IN, begins, until=runs.heard("the form is filled in")))
    assert runs.person.heard.count("The page seems to take less text") == said


def test_already_above_a_form_that_was_not_sent_is_told_and_ends_nothing(
    runs: Runs, ends: Ends
) -> None:
    """It may speak of one that was only begun: no end, and the page's words to the person."""
    form = replace(portal("begun", Role.EMAIL), kind=PageKind.ALREADY_OBJECTED)
    form = replace(form, claim=Claim("already", "You have objected before."))
    result = ends(runs.run(form, until=runs.asked("how do you want to go on")))
    assert "Facebook says: “You have objected before.”" in runs.person.heard
    assert (result.state, result.sent) == ("abandoned", "no")


def test_a_post_that_loads_a_page_of_errors(runs: Runs, ends: Ends) -> None:
    """As the mobile page sends: the answer is the next page, and says nothing of a request."""

    posts = sends_then(UNKNOWN, status=500)
    result = ends(runs.run(FORM, posts, until=runs.heard("does not recognise")))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "answered with a fault" in runs.person.heard


CODE_GONE = "The page does not ask for its code any more."


def test_a_layer_for_the_code_that_is_closed(runs: Runs, ends: Ends) -> None:
    """The form under it is there again, and the code was never typed."""

    def sends_and_closes(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)
        once(runs.asked("Paste the code"), lambda: page.tab.show(FORM))

    told = runs.heard("Sending again is a second request")
    result = ends(runs.run(FORM, sends_and_closes, until=told))
    assert (result.state, result.sent, result.code) == ("code_asked", "proved", "none")
    assert CODE_GONE in runs.person.heard
    assert "A code that is not typed yet can no longer be typed." in runs.person.heard
    assert "To get a new one, fill in what is missing" in runs.person.heard


def test_each_time_that_the_code_is_not_asked_for_any_more_is_told_once(
    runs: Runs, ends: Ends
) -> None:
    def asked(times: int) -> Callable[[], bool]:
        return lambda: len(runs.person.asked) == times

    def goes_back_and_forth(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)
        once(asked(1), lambda: page.tab.show(FORM))
        once(runs.heard(CODE_GONE), lambda: form_then_code(page))
        once(asked(2), lambda: page.tab.show(FORM))

    def form_then_code(page: FakePage) -> None:
        page.tab.show(reading(PageKind.FORM, "once more"))
        asyncio.get_running_loop().call_later(0.2, page.tab.show, OBJECTION_CODE)

    twice = lambda: runs.person.heard.count(CODE_GONE) == 2  # noqa: E731
    ends(runs.run(FORM, goes_back_and_forth, until=twice))
    assert len(runs.person.asked) == 2


def test_a_form_that_is_there_again_after_its_code_was_typed(runs: Runs, ends: Ends) -> None:
    """The code has left: nothing is missing, and nobody is told to send once more."""
    runs.person.codes = ["482915"]
    told = runs.heard("Sending again is a second request")
    verdicts = (("unclear", FORM),)
    ends(runs.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=told))
    assert CODE_GONE not in runs.person.heard
    assert "send again" not in runs.person.heard


KEPT = "optout keeps it, and types it once the page asks for it"
AT_THE_CODE = "Facebook: Paste the code"
MAIL = "Hello,\n482915 is your confirmation code.\nIt is valid for an hour."


@pytest.mark.parametrize("pasted", ["482915", MAIL])
def test_a_code_that_is_pasted_before_it_is_asked_for_is_typed_once_it_is(
    runs: Runs, ends: Ends, pasted: str
) -> None:
    """At the question about a page that says nothing yet."""
    runs.person.too_early = [pasted]
    turns = sends_then(UNKNOWN), shows(code_box())
    result = ends(runs.run(FORM, *turns, verdicts=(("moved", RECEIVED),)))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert runs.page.codes == ["482915"]
    assert KEPT in runs.person.heard
    assert "the code that you pasted before is typed now" in runs.person.heard
    assert not runs.asked(AT_THE_CODE)()
    assert "482915" not in runs.person.heard + "".join(runs.person.asked)
    written = [p.read_bytes() for p in runs.data.rglob("*") if p.is_file()]
    assert written and not any(b"482915" in content for content in written)


@pytest.mark.parametrize("wanted", [True, False])
def test_where_the_box_holds_something_it_is_asked_whether_to_type_the_one_pasted_before(
    runs: Runs, ends: Ends, wanted: bool
) -> None:
    runs.person.too_early, runs.person.yes = ["482915"], wanted
    runs.person.codes = [] if wanted else ["111111"]
    turns = sends_then(UNKNOWN), shows(code_box(filled=True))
    result = ends(runs.run(FORM, *turns, verdicts=(("moved", RECEIVED),)))
    assert result.state == "acknowledged"
    assert runs.page.codes == ["482915" if wanted else "111111"]
    assert runs.asked("Shall optout type it at Facebook?")()
    assert runs.asked(AT_THE_CODE)() is not wanted


def test_one_that_is_pasted_at_a_question_about_another_number_is_typed_at_once(
    runs: Runs, ends: Ends
) -> None:
    runs.person.codes, runs.person.too_early = ["12345678"], ["482915"]
    turn = sends_then(code_box())
    result = ends(runs.run(FORM, turn, verdicts=(("moved", RECEIVED),)))
    assert result.state == "acknowledged"
    assert runs.page.codes == ["482915"]
    assert [AT_THE_CODE in question for question in runs.person.asked] == [True, False]


def test_a_code_that_the_page_did_not_take_is_not_kept(runs: Runs, ends: Ends) -> None:
    runs.person.codes = ["482915", "12345678"]
    runs.person.too_early = ["482915"]
    taken = (("wrong", code_box()),)

    def asked_anew() -> bool:
        return sum(AT_THE_CODE in question for question in runs.person.asked) == 3

    ends(runs.run(FORM, sends_then(code_box()), verdicts=taken, until=asked_anew))
    assert "(what is wrong with the answer)" in runs.person.heard
    assert runs.page.codes == ["482915"]
    assert KEPT not in runs.person.heard


def test_no_code_is_kept_before_anything_has_left(runs: Runs, ends: Ends) -> None:
    """It can only be another one, as of a sign-in: what asks for the mailed one comes later."""
    runs.person.too_early, runs.person.choices = ["482915"], ["self"]
    runs.person.codes = ["111111"]
    turns = shows(FORM), sends_then(code_box())
    result = ends(runs.run(UNKNOWN, *turns, verdicts=(("moved", RECEIVED),)))
    assert result.state == "acknowledged"
    assert runs.page.codes == ["111111"]
    assert "optout asks for the mailed code later, once the page does" in runs.person.heard
    assert KEPT not in runs.person.heard


def test_who_the_site_asks_for_since_then_is_asked_for_the_code_anew(
    runs: Runs, ends: Ends
) -> None:
    runs.person.too_early = ["482915"]
    turns = sends_then(UNKNOWN), shows(SIGN_IN), shows(OBJECTION_CODE)
    ends(runs.run(FORM, *turns, until=runs.asked(AT_THE_CODE)))
    assert KEPT in runs.person.heard
    assert runs.page.codes == []
