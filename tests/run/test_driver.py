"""The driver over a page without a browser, with the real dossier: one run for each way it ends.

What is decided is searched in test_progress; here is what is said, recorded and asked meanwhile.
"""

import asyncio
import functools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
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
    FakePage,
    portal,
    reading,
)
from support.scripted_person import ScriptedPerson

from optout.config.settings import Settings
from optout.domain.result import Result
from optout.dossier.store import Store
from optout.letters import Letter
from optout.locate.gates import Gate
from optout.locate.limits import TextLimits
from optout.locate.roles import ControlKind, PageKind, Role
from optout.locate.snapshot import Control, FrameSnapshot, Snapshot
from optout.page.open_form import Fault
from optout.page.reading import Reading
from optout.run import endings
from optout.run.coordinator import Coordinator
from optout.run.driver import drive
from optout.run.form_run import FormRun
from optout.run.patience import Patience
from optout.run.plan import form_inputs
from optout.run.progress import Facts
from optout.run.recorder import Recorder, known_from
from optout.system.timeouts import bounded

QUICK = Patience(unknown=0.02, late=0.0, code=0.1, silence=0.02)
FACEBOOK = {"facebook": "Facebook"}
PERHAPS = "something was sent, but nothing showed that it arrived"


@dataclass
class Play:
    """One person at one form, over one folder of dossiers: a second run goes on with the first."""

    data: Path
    person: ScriptedPerson = field(default_factory=ScriptedPerson)
    page: FakePage = field(init=False)
    coordinator: Coordinator | None = None

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
        last = store.last("facebook", EMAIL)
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
            QUICK,
        )
        self.page = made[0]
        self.page.verdicts = list(verdicts)
        self.page.at_next_address = at_next
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
        endings.stopped(run, "the run was stopped" if until else "")
        assert self.page.tab.closed
        return run.recorder.result(interrupted=bool(until))

    def rungs(self) -> list[str]:
        (record,) = Store(self.data / "dossiers").all().records
        return [str(rung.state) for rung in record.rungs]

    def heard(self, text: str) -> Callable[[], bool]:
        return lambda: text in self.person.heard

    def asked(self, text: str) -> Callable[[], bool]:
        return lambda: any(text in question for question in self.person.asked)


@pytest.fixture
def play(tmp_path: Path) -> Play:
    return Play(tmp_path)


@pytest.fixture
def ends(run_async: RunAsync) -> Callable[..., Result]:
    """The result of a play, or `AssertionError` where it does not end."""

    def result(running: "asyncio.Future[Result]") -> Result:
        return run_async(bounded(running, 20))

    return result


Ends = Callable[["asyncio.Future[Result]"], Result]


def sends_then(shows: Reading) -> Callable[[FakePage], None]:
    def turn(page: FakePage) -> None:
        page.sends().answered.set()
        page.tab.show(shows)

    return turn


def shows(page_shown: Reading) -> Callable[[FakePage], None]:
    return lambda page: page.tab.show(page_shown)


WITH_CODE = ["prepared", "prefilled", "submitted", "code_asked", "code_entered", "acknowledged"]


def test_sent_and_received(play: Play, ends: Ends) -> None:
    result = ends(play.run(FORM, sends_then(RECEIVED)))
    assert (result.state, result.sent, int(result.exit)) == ("acknowledged", "proved", 0)
    assert play.rungs() == ["prepared", "prefilled", "submitted", "acknowledged"]
    assert result.code == "none"


def test_received_before_anything_left(play: Play, ends: Ends) -> None:
    result = ends(play.run(FORM, shows(RECEIVED), until=play.heard("does not recognise")))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_with_a_code(play: Play, ends: Ends) -> None:
    play.person.codes = ["482915"]
    sent = sends_then(OBJECTION_CODE)
    result = ends(play.run(FORM, sent, verdicts=(("moved", THANKS),)))
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert play.rungs() == WITH_CODE
    assert play.page.codes == ["482915"]


def test_thanks_before_the_code(play: Play, ends: Ends) -> None:
    def code_then_thanks(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)
        asyncio.get_running_loop().call_later(0.1, page.tab.show, RECEIVED)

    result = ends(play.run(FORM, code_then_thanks, until=play.heard("does not recognise")))
    assert (result.state, result.sent, result.code) == ("code_asked", "proved", "none")


def test_a_wrong_code_is_asked_for_again(play: Play, ends: Ends) -> None:
    play.person.codes = ["111111", "482915"]
    verdicts = (("wrong", OBJECTION_CODE), ("moved", RECEIVED))
    result = ends(play.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert "the code is wrong" in play.person.heard
    assert play.rungs().count("code_entered") == 2


def test_a_wrong_code_and_no_other(play: Play, ends: Ends) -> None:
    play.person.codes = ["111111"]
    verdicts = (("wrong", OBJECTION_CODE),)
    again = lambda: len(play.person.asked) == 2  # noqa: E731
    result = ends(play.run(FORM, sends_then(OBJECTION_CODE), verdicts=verdicts, until=again))
    assert (result.state, result.sent, result.code) == ("code_entered", "proved", "rejected")
    assert int(result.exit) == 130


def test_the_person_types_the_code_in_the_page(play: Play, ends: Ends) -> None:
    def types(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)

        def confirm() -> None:
            page.leaves(code="482915")
            page.tab.show(THANKS)

        asyncio.get_running_loop().call_later(0.1, confirm)

    result = ends(play.run(FORM, types))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert play.person.interrupted, "the open question's line is ended"


def test_killed_at_the_code_then_another_kind_of_code(play: Play, ends: Ends) -> None:
    """The next run meets a sign-in, the sign-in's own code page, and thanks: nobody's."""
    asked = play.asked("Paste the code")
    ends(play.run(FORM, sends_then(OBJECTION_CODE), until=asked))

    def types_own_code(page: FakePage) -> None:
        page.leaves(code="904211")
        page.tab.show(THANKS)

    unknown = play.heard("does not recognise")
    result = ends(play.run(SIGN_IN, shows(CODE), types_own_code, until=unknown))
    assert (result.state, result.sent) == ("code_asked", "proved")


def test_killed_at_the_code_then_its_code(play: Play, ends: Ends) -> None:
    asked = play.asked("Paste the code")
    ends(play.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    play.person.codes = ["482915"]
    verdicts = (("moved", THANKS),)
    result = ends(play.run(SIGN_IN, shows(OBJECTION_CODE), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert play.rungs() == WITH_CODE


def test_killed_at_the_code_then_the_form(play: Play, ends: Ends) -> None:
    asked = play.asked("Paste the code")
    ends(play.run(FORM, sends_then(OBJECTION_CODE), until=asked))
    result = ends(play.run(FORM))
    assert (result.state, result.sent) == ("code_asked", "proved")
    assert play.page.filled == 0
    assert "does not ask for that code any more" in play.person.heard


def test_sent_into_a_sign_in_then_thanks(play: Play, ends: Ends) -> None:
    unknown = play.heard("does not recognise")
    result = ends(play.run(FORM, sends_then(SIGN_IN), shows(THANKS), until=unknown))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in play.person.heard


def test_sent_into_a_sign_in_then_the_objections_thanks(play: Play, ends: Ends) -> None:
    result = ends(play.run(FORM, sends_then(SIGN_IN), shows(RECEIVED)))
    assert (result.state, result.sent) == ("acknowledged", "proved")


def test_a_sign_in_first(play: Play, ends: Ends) -> None:
    result = ends(play.run(SIGN_IN, shows(FORM), sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    assert play.person.acts == ["sign_in", "submit"]


def test_nothing_that_leaves_at_a_sign_in_is_the_objection(play: Play, ends: Ends) -> None:
    def signs_in(page: FakePage) -> None:
        page.leaves(email=EMAIL, password="-")
        page.tab.show(THANKS)

    unknown = play.heard("does not recognise")
    result = ends(play.run(SIGN_IN, signs_in, until=unknown))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_already_objected(play: Play, ends: Ends) -> None:
    result = ends(play.run(ALREADY))
    assert (result.state, result.sent, int(result.exit)) == ("already_objected", "no", 0)


def test_another_site_says_so(play: Play, ends: Ends) -> None:
    elsewhere = replace(ALREADY, url="https://objections.example/done")
    result = ends(play.run(elsewhere, until=play.heard("does not recognise")))
    assert result.state == "abandoned"


@pytest.mark.parametrize(("shown", "state"), [(UNAVAILABLE, "unavailable"), (REFUSED, "refused")])
def test_no_form_to_be_had(play: Play, ends: Ends, shown: Reading, state: str) -> None:
    result = ends(play.run(shown))
    assert (result.state, result.sent) == (state, "no")
    assert any("by hand" in question for question in play.person.asked)


def test_the_next_known_address_is_offered(play: Play, ends: Ends) -> None:
    play.person.yes = True
    result = ends(play.run(UNAVAILABLE, sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    first, second = play.page.opened
    assert first != second
    assert second in play.person.heard


def test_no_other_address_once_something_left(play: Play, ends: Ends) -> None:
    play.person.yes = True
    result = ends(play.run(FORM, sends_then(REFUSED)))
    assert len(play.page.opened) == 1
    assert (result.state, result.sent) == ("unconfirmed", "left")


def test_no_form_and_done_by_hand(play: Play, ends: Ends) -> None:
    play.person.yes = True
    result = ends(play.run(UNAVAILABLE, at_next=UNAVAILABLE))
    assert play.rungs() == ["prepared", "unavailable", "unconfirmed"]
    assert (result.state, result.sent) == ("unconfirmed", "no")


def test_the_address_does_not_answer(play: Play, ends: Ends) -> None:
    result = ends(play.run(FORM, fault="offline"))
    assert (result.state, play.page.filled) == ("failed", 0)
    assert "no connection" in play.person.heard


def test_the_window_is_closed(play: Play, ends: Ends) -> None:
    result = ends(play.run(FORM, lambda page: page.tab.go()))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert "nothing was sent" in play.person.heard


def test_the_window_is_closed_after_it_left(play: Play, ends: Ends) -> None:
    def sends_and_closes(page: FakePage) -> None:
        page.sends()
        page.tab.go()

    result = ends(play.run(FORM, sends_and_closes))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in play.person.heard
    assert "nothing was sent" not in play.person.heard


def test_the_browser_is_lost_while_the_person_could_send(play: Play, ends: Ends) -> None:
    def lost(page: FakePage) -> None:
        page.tab.lost = True
        page.tab.go()

    ends(play.run(FORM, lost))
    assert "could not see if you sent it" in play.person.heard


def test_the_site_does_not_answer(play: Play, ends: Ends) -> None:
    unheard = play.heard("has not answered yet")
    result = ends(play.run(FORM, lambda page: page.sends(), until=unheard))
    assert (result.state, result.sent) == ("abandoned", "left")


def test_a_complaint_about_a_field(play: Play, ends: Ends) -> None:
    complains = reading(PageKind.FORM, errors=("Enter a valid address.",))

    result = ends(
        play.run(FORM, shows(complains), sends_then(RECEIVED))
    )  # nothing had left: it can be corrected and sent
    assert result.state == "acknowledged"
    assert "then send again" in play.person.heard


def test_a_complaint_after_something_left(play: Play, ends: Ends) -> None:
    complains = reading(PageKind.FORM, errors=("Something went wrong.",))
    result = ends(play.run(FORM, sends_then(complains), until=play.heard(PERHAPS)))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "then send again" not in play.person.heard


def test_an_error_that_reads_like_a_note_changes_nothing(play: Play, ends: Ends) -> None:
    """Words of the page are no flags of the run."""
    complains = reading(PageKind.FORM, errors=("code",))
    unknown = play.heard("does not recognise")

    def number_leaves(page: FakePage) -> None:
        page.leaves(q="482915")
        page.tab.show(THANKS)

    result = ends(play.run(FORM, shows(complains), number_leaves, until=unknown))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_the_page_loses_what_was_typed(play: Play, ends: Ends) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, "anew"))

    result = ends(play.run(FORM, loses, sends_then(RECEIVED)))
    assert (result.state, play.page.filled) == ("acknowledged", 2)
    assert "lost what was typed" in play.person.heard


def test_a_page_that_loses_it_without_end_is_filled_so_often_only(play: Play, ends: Ends) -> None:
    def loses(page: FakePage) -> None:
        page.lost = True
        page.tab.show(reading(PageKind.FORM, f"anew {page.filled}"))

    handed = lambda: len(play.person.acts) == 4  # noqa: E731
    ends(play.run(FORM, *[loses] * 9, until=handed))
    assert play.page.filled == 4


@pytest.mark.parametrize(("says", "state"), [("sent", "unconfirmed"), ("by_hand", "changed")])
def test_an_unknown_page_after_sending(play: Play, ends: Ends, says: str, state: str) -> None:
    play.person.choices = [says]
    result = ends(play.run(FORM, sends_then(UNKNOWN)))
    assert (result.state, result.sent) == (state, "left")


def test_a_question_goes_away_when_the_page_moves_on(play: Play, ends: Ends) -> None:
    def sends_later_received(page: FakePage) -> None:
        sends_then(UNKNOWN)(page)
        asyncio.get_running_loop().call_later(0.3, page.tab.show, RECEIVED)

    result = ends(play.run(FORM, sends_later_received))
    assert any("what does the page say" in question for question in play.person.asked)
    assert (result.state, play.person.interrupted) == ("acknowledged", 1)


def test_nobody_can_answer(play: Play, ends: Ends) -> None:
    play.person.can_ask = False
    told = play.heard("type the code in the page yourself")
    result = ends(play.run(FORM, sends_then(OBJECTION_CODE), until=told))
    assert (result.state, result.sent) == ("code_asked", "proved")
    assert play.person.asked == []


def test_the_letter_is_kept_as_it_was_sent(play: Play, ends: Ends) -> None:
    def edits_and_sends(page: FakePage) -> None:
        page.leaves(email=EMAIL, why=LETTER + " and my own words")
        page.tab.show(RECEIVED)

    ends(play.run(FORM, edits_and_sends))
    (record,) = Store(play.data / "dossiers").all().records
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


def test_the_code_before_the_sending(play: Play, ends: Ends) -> None:
    play.person.codes = ["482915"]
    result = ends(
        play.run(ONE_PAGE, asks_for_code, sends_then(THANKS), verdicts=(("taken", RIGHT),))
    )
    assert (result.state, result.sent, result.code) == ("acknowledged", "proved", "accepted")
    assert play.person.acts == ["request_code", "submit"]
    assert play.rungs() == [
        "prepared",
        "prefilled",
        "code_asked",
        "code_entered",
        "submitted",
        "acknowledged",
    ]
    heard = play.person.heard
    assert heard.index("the request_code button") < heard.index("A code is on its way")
    assert heard.index("A code is on its way") < heard.index("Only that sends it")
    assert NOTHING_YET in heard
    assert "Your request was sent" not in heard


def test_stopped_after_the_code_nothing_is_sent(play: Play, ends: Ends) -> None:
    play.person.codes = ["482915"]
    told = play.heard("the code is in")
    result = ends(play.run(ONE_PAGE, asks_for_code, verdicts=(("taken", RIGHT),), until=told))
    assert (result.state, result.sent, int(result.exit)) == ("abandoned", "no", 130)
    assert "So nothing is done yet" in play.person.heard


def test_thanks_after_the_code_and_before_the_sending(play: Play, ends: Ends) -> None:
    play.person.codes = ["482915"]
    unknown = play.heard("does not recognise")
    running = play.run(
        ONE_PAGE, asks_for_code, shows(RECEIVED), verdicts=(("taken", RIGHT),), until=unknown
    )
    result = ends(running)
    assert (result.state, result.sent) == ("abandoned", "no")


def test_a_wrong_code_before_the_sending(play: Play, ends: Ends) -> None:
    play.person.codes = ["111111", "482915"]
    verdicts = (("wrong", WRONG), ("taken", RIGHT))
    result = ends(play.run(ONE_PAGE, asks_for_code, sends_then(RECEIVED), verdicts=verdicts))
    assert (result.state, result.code) == ("acknowledged", "accepted")
    assert "the code is wrong" in play.person.heard


def test_the_code_is_asked_for_and_never_typed(play: Play, ends: Ends) -> None:
    result = ends(play.run(ONE_PAGE, asks_for_code, until=play.asked("Paste the code")))
    assert (result.state, result.sent, result.code) == ("abandoned", "no", "none")


def test_the_person_types_the_code_in_the_form(play: Play, ends: Ends) -> None:
    def asks_and_types(page: FakePage) -> None:
        asks_for_code(page)

        def types() -> None:
            page.leaves(code="482915")
            page.tab.show(RIGHT)

        asyncio.get_running_loop().call_later(0.1, types)

    result = ends(play.run(ONE_PAGE, asks_and_types, sends_then(RECEIVED)))
    assert (result.state, play.person.acts) == ("acknowledged", ["request_code", "submit"])


def test_an_address_alone_is_no_objection_where_the_form_has_a_letter(
    play: Play, ends: Ends
) -> None:
    """A page may check an address, or mail a code, without saying so."""

    def only_address(page: FakePage) -> None:
        page.leaves(email=EMAIL).answered.set()
        page.tab.show(OBJECTION_CODE)

    result = ends(play.run(FORM, only_address, until=play.heard("of another kind")))
    assert (result.state, result.sent) == ("abandoned", "no")


def test_a_wizard_step_by_step(play: Play, ends: Ends) -> None:
    first = portal("first", Role.NEXT, step=(1, 3))
    second = portal("second", Role.NEXT)
    third = portal("third", Role.SUBMIT)
    result = ends(
        play.run(
            first,
            lambda page: page.goes_on(second, Role.EMAIL),
            lambda page: page.goes_on(third, Role.EXPLANATION),
            sends_then(RECEIVED),
            has=(Role.COUNTRY,),
        )
    )
    assert (result.state, result.sent) == ("acknowledged", "proved")
    assert play.person.acts == ["next", "next", "submit"]
    assert play.page.filled == 3
    statuses = {role: field["status"] for role, field in result.fields.items()}
    assert statuses == dict.fromkeys(("country", "email", "explanation"), "filled")
    assert "step 1 of 3: " in play.person.heard
    assert "step 2: " in play.person.heard, "how many there are, only the page can say"
    assert "2 of" not in play.person.heard


def test_a_wizard_that_goes_back(play: Play, ends: Ends) -> None:
    first, second = portal("first", Role.NEXT), portal("second", Role.SUBMIT)
    ends(
        play.run(
            first,
            lambda page: page.goes_on(second, Role.EXPLANATION),
            lambda page: page.goes_on(first, Role.EMAIL),
            until=lambda: len(play.person.acts) == 3,
            has=(Role.EMAIL,),
        )
    )
    assert play.person.acts == ["next", "submit", "next"]
    assert play.page.filled == 3, "what came back empty is filled in again"


@pytest.mark.parametrize(("button", "filled"), [(Role.NEXT, 2), (Role.SUBMIT, 1)])
def test_a_step_that_went_on_while_it_was_filled_in(
    play: Play, ends: Ends, button: Role, filled: int
) -> None:
    """The person may be faster. Only where the form goes by steps is what came instead its own."""

    first = portal("first", button)

    def faster(page: FakePage) -> None:
        page.lost, page.same = True, False
        page.tab.show(replace(first, url=first.url))

    def over() -> bool:
        return len(play.person.acts) == filled and (
            filled > 1 or "not the form that was filled in" in play.person.heard
        )

    result = ends(play.run(first, faster, until=over))
    assert (result.state, play.page.filled) == ("abandoned", filled)


def test_a_step_with_nothing_for_us_is_the_persons(play: Play, ends: Ends) -> None:
    ours, theirs = portal("first", Role.SUBMIT), portal("upload", Role.NEXT)
    result = ends(
        play.run(
            theirs,
            lambda page: page.goes_on(ours, Role.COUNTRY, Role.EMAIL, Role.EXPLANATION),
            sends_then(RECEIVED),
            has=(),
        )
    )
    assert result.state == "acknowledged"
    assert "this step is yours" in play.person.heard


def test_the_site_leads_on_to_another_of_its_forms(play: Play, ends: Ends) -> None:
    """Choosing a country can replace the old form by the portal: nothing of it was sent."""
    other = replace(portal("the portal", Role.SUBMIT), url="https://help.instagram.com/requests/7")

    def jumps(page: FakePage) -> None:
        page.fields_gone = True
        page.tab.show(other)

    result = ends(play.run(FORM, jumps, sends_then(RECEIVED)))
    assert (result.state, play.page.filled) == ("acknowledged", 2)
    assert "led on to another form" in play.person.heard


def test_the_person_alone_passes_a_captcha(play: Play, ends: Ends) -> None:
    def solved(page: FakePage) -> None:
        page.sends().answered.set()
        page.tab.show(RECEIVED)

    result = ends(play.run(FORM, shows(CAPTCHA), solved))
    assert (result.state, play.person.acts) == ("acknowledged", ["submit", "captcha"])
    assert "checks that you are a person" in play.person.heard


def test_a_captcha_that_is_cancelled(play: Play, ends: Ends) -> None:
    def cancels_and_closes(page: FakePage) -> None:
        page.tab.show(FORM)
        asyncio.get_running_loop().call_later(0.1, page.tab.go)

    result = ends(play.run(FORM, shows(CAPTCHA), cancels_and_closes))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert "nothing was sent" in play.person.heard


def test_a_menu_names_what_speaks_of_an_objection(play: Play, ends: Ends) -> None:
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    result = ends(play.run(menu, shows(FORM), sends_then(RECEIVED)))
    assert result.state == "acknowledged"
    assert play.person.acts == ["menu", "submit"]
    assert "Object to AI at Meta" in play.person.heard


def test_what_only_the_person_may_tick_is_named(play: Play, ends: Ends) -> None:
    form = portal("with a statement", Role.SUBMIT, left_to_person=("I declare that this is true",))
    ends(play.run(form, sends_then(RECEIVED)))
    assert "I declare that this is true" in play.person.heard


@pytest.mark.parametrize(("wanted", "state"), [(False, "abandoned"), (True, "acknowledged")])
def test_what_another_form_leads_to_is_not_filed_twice_unasked(
    play: Play, ends: Ends, wanted: bool, state: str
) -> None:
    play.coordinator = Coordinator(play.person, FACEBOOK)
    play.coordinator.first_at(FORM.url.rstrip("/"), "Instagram")
    play.person.yes = wanted
    result = ends(play.run(FORM, sends_then(RECEIVED)))
    assert (result.state, play.page.filled) == (state, int(wanted))
    assert "the same form as Instagram" in play.person.heard


@pytest.mark.parametrize(
    ("url", "filled"),
    [
        ("https://help.meta.com/requests/1994830130782319", 1),
        ("https://help.meta.com/requests", 0),
        ("https://help.meta.com/support/privacy/", 0),
    ],
)
def test_some_paths_of_a_host_are_no_form(play: Play, ends: Ends, url: str, filled: int) -> None:
    """The person's own list of requests, a menu: nothing is typed there."""
    shown = replace(portal("a form", Role.SUBMIT), url=url)
    told = play.heard("does not recognise") if not filled else play.heard("Then press")
    ends(play.run(shown, until=told))
    assert play.page.filled == filled


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


def test_sent_with_a_wrong_code_and_no_other(play: Play, ends: Ends) -> None:
    """The person submits though the page did not take the code, and the page thanks."""
    play.person.codes = ["111111"]
    verdicts = (("wrong", WRONG),)

    def asks_and_sends(page: FakePage) -> None:
        asks_for_code(page)
        once(play.heard("the code is wrong"), lambda: sends_then(RECEIVED)(page))

    unknown = play.heard("does not recognise")
    result = ends(play.run(ONE_PAGE, asks_and_sends, verdicts=verdicts, until=unknown))
    assert (result.state, result.sent, result.code) == ("abandoned", "left", "rejected")


@pytest.mark.parametrize(("second", "state"), [(True, "acknowledged"), (False, "abandoned")])
def test_a_code_that_is_too_old_is_requested_twice(
    play: Play, ends: Ends, second: bool, state: str
) -> None:
    """Only with the second code is what was sent with it the objection."""
    expired = portal(
        "too old", Role.SUBMIT, Role.REQUEST_CODE, Role.CODE, code_problem="expired"
    )  # the button can be pressed again
    play.person.codes = ["111111", *(["482915"] if second else [])]
    verdicts = (("expired", expired), ("taken", RIGHT))

    def asks_and_sends(page: FakePage) -> None:
        asks_for_code(page)
        if not second:
            once(play.heard("too old"), lambda: sends_then(RECEIVED)(page))

    until = None if second else play.heard("does not recognise")
    running = play.run(
        ONE_PAGE, asks_and_sends, sends_then(RECEIVED), verdicts=verdicts, until=until
    )
    result = ends(running)
    assert "too old" in play.person.heard
    assert (result.state, result.code) == (state, "accepted" if second else "rejected")


def test_the_person_alone_confirms_a_code_among_a_form_s_buttons(play: Play, ends: Ends) -> None:
    """The page does not check it by itself: it is not called right before it has left."""
    play.person.codes = ["482915"]

    def asks_and_confirms(page: FakePage) -> None:
        asks_for_code(page)

        def confirms() -> None:
            assert "the code is in" not in play.person.heard
            page.leaves(code="482915")
            page.tab.show(RIGHT)

        once(play.heard("Please confirm it in the page yourself"), confirms)

    verdicts = (("person", WITH_BOX),)
    turns = (asks_and_confirms, sends_then(RECEIVED))
    result = ends(play.run(ONE_PAGE, *turns, verdicts=verdicts))
    assert "Please confirm it in the page yourself" in play.person.heard
    assert (result.state, result.code) == ("acknowledged", "accepted")


def test_a_code_in_the_form_after_it_was_sent(play: Play, ends: Ends) -> None:
    """What the person presses next is said, and nothing is called unsent that may have arrived."""
    play.person.codes = ["482915"]
    asks = portal("the number from the mail", Role.SUBMIT, Role.CODE, code_sent=True)
    turns = (sends_then(asks), sends_then(RECEIVED))
    result = ends(play.run(FORM, *turns, verdicts=(("taken", asks),)))
    assert play.person.acts == ["submit", "submit"]
    assert "the code is in" in play.person.heard
    assert "not sent yet" not in play.person.heard
    assert "Only that sends it" not in play.person.heard
    assert (result.state, result.code) == ("acknowledged", "accepted")


@pytest.mark.parametrize("says", ["wrong", ""])
def test_a_code_that_is_called_wrong_later(play: Play, ends: Ends, says: str) -> None:
    play.person.codes = ["111111", "482915"]
    later = replace(WRONG, code_problem=says)

    def complains(page: FakePage) -> None:
        if len(page.codes) == 1:
            page.tab.show(later)

    turns = (asks_for_code, complains, *(() if says else (goes,)))
    turns = (*turns, sends_then(RECEIVED)) if says else turns
    verdicts = (("taken", RIGHT), ("taken", RIGHT))
    wrong = None if says else play.heard("the code is in")
    result = ends(play.run(ONE_PAGE, *turns, verdicts=verdicts, until=wrong))
    assert ("says that the code is wrong" in play.person.heard) is bool(says)
    assert result.state == ("acknowledged" if says else "abandoned")


TOO_OLD = replace(ONE_PAGE, errors=("That is of no use now.",))
"""The box for the code is gone, and the page complains in words that are not known."""


@pytest.mark.parametrize("at_once", [True, False])
def test_a_code_whose_box_goes_away_with_a_complaint(play: Play, ends: Ends, at_once: bool) -> None:
    """It may complain of it at once, or after it seemed to take it."""
    play.person.codes = ["111111", "482915"]

    def asks_and_waits(page: FakePage) -> None:
        asks_for_code(page)
        if not at_once:
            once(play.heard("the code is in"), lambda: page.tab.show(TOO_OLD))

    first = ("refused", TOO_OLD) if at_once else ("taken", RIGHT)
    turns = (asks_and_waits, *(() if at_once else (lambda _page: None,)))
    running = play.run(
        ONE_PAGE,
        *(*turns, asks_for_code, sends_then(RECEIVED)),
        verdicts=(first, ("taken", RIGHT)),
    )
    result = ends(running)
    assert "the page did not take the code" in play.person.heard
    assert "send again" not in play.person.heard, "nothing was sent"
    assert (result.state, result.code) == ("acknowledged", "accepted")


def test_a_form_that_comes_anew_asks_for_its_code_anew(play: Play, ends: Ends) -> None:
    play.person.codes = ["482915", "482915"]

    def reloads(page: FakePage) -> None:
        page.lost = True
        page.tab.show(ONE_PAGE)

    verdicts = (("taken", RIGHT), ("taken", RIGHT))
    turns = (asks_for_code, reloads, asks_for_code, sends_then(RECEIVED))
    result = ends(play.run(ONE_PAGE, *turns, verdicts=verdicts))
    assert play.person.acts == ["request_code", "submit", "request_code", "submit"]
    assert (result.state, result.code) == ("acknowledged", "accepted")


@pytest.mark.parametrize("left", [True, False])
def test_a_form_that_comes_anew_and_is_not_asked_for_its_code(
    play: Play, ends: Ends, left: bool
) -> None:
    play.person.codes = ["482915"]

    def reloads(page: FakePage) -> None:
        if left:
            page.sends()
        page.lost = True
        page.tab.show(ONE_PAGE)

    unknown = play.heard("does not recognise")
    turns = (asks_for_code, reloads, sends_then(RECEIVED))
    running = play.run(ONE_PAGE, *turns, verdicts=(("taken", RIGHT),), until=unknown)
    result = ends(running)
    assert play.person.acts[:3] == ["request_code", "submit", "request_code"]
    assert (result.state, result.sent) == ("abandoned", "left")
    assert PERHAPS in play.person.heard


def test_what_may_have_been_sent_is_not_called_unsent(play: Play, ends: Ends) -> None:
    """A second code, after the objection has left once: nobody knows if it arrived."""
    play.person.codes = ["482915"]

    def sends_and_reloads(page: FakePage) -> None:
        page.sends()
        page.lost = True
        page.tab.show(ONE_PAGE)

    def asked_again() -> bool:
        return len(play.person.asked) == 2

    turns = (asks_for_code, sends_and_reloads, asks_for_code)
    running = play.run(ONE_PAGE, *turns, verdicts=(("taken", RIGHT),), until=asked_again)
    assert ends(running).sent == "left"
    assert play.person.heard.count("Your objection is not sent yet") == 1, "said before it left"
    assert "Your request was sent" not in play.person.heard


def test_a_jump_whose_form_is_not_sent(play: Play, ends: Ends) -> None:
    """What was filled in before the jump is no proof for the form that came instead."""
    other = replace(portal("the portal", Role.SUBMIT), url="https://help.meta.com/requests/7")

    def jumps(page: FakePage) -> None:
        page.fields_gone = True
        page.tab.show(other)

    unknown = play.heard("does not recognise")
    result = ends(play.run(FORM, jumps, shows(RECEIVED), until=unknown))
    assert (result.state, result.sent, play.page.filled) == ("abandoned", "no", 2)


def test_a_menu_that_is_left_without_a_choice(play: Play, ends: Ends) -> None:
    menu = reading(PageKind.MENU, menu=("Object to AI at Meta",))
    result = ends(play.run(menu, goes))
    assert (result.state, result.sent, play.page.filled) == ("abandoned", "no", 0)
    assert "nothing was sent" in play.person.heard


@pytest.mark.parametrize("answered", [0, 1])
def test_chained_questions_that_are_not_answered_to_the_end(
    play: Play, ends: Ends, answered: int
) -> None:
    def asks(question: str) -> Reading:
        return reading(PageKind.UNKNOWN, question, gates=(Gate("other", question, (), False),))

    turns = [shows(asks("What would you like to do?"))] * answered
    result = ends(play.run(asks("Which product?"), *turns, goes))
    assert (result.state, result.sent, play.page.filled) == ("abandoned", "no", 0)
    assert ("What would you like to do?" in play.person.heard) is bool(answered)


def test_an_answer_that_the_page_takes_back_and_nobody_gives_again(play: Play, ends: Ends) -> None:
    """It is named before the hand-over; what is sent without it, the page sends back."""
    gate = Gate("request_kind", "Which of these describes your request?", (), False)
    unpicked = portal("unpicked", Role.SUBMIT, gates=(gate,))
    complains = replace(unpicked, errors=("Choose one.",))
    sent = sends_then(complains)
    result = ends(play.run(unpicked, sent, until=play.heard("Choose one.")))
    assert gate.question in play.person.heard
    assert (result.state, result.sent) == ("abandoned", "left")


def test_a_captcha_that_nobody_solves(play: Play, ends: Ends) -> None:
    def submits_into_it(page: FakePage) -> None:
        page.tab.show(CAPTCHA)

    result = ends(play.run(FORM, submits_into_it, goes))
    assert (result.state, result.sent) == ("abandoned", "no")
    assert "nothing was sent" in play.person.heard


@pytest.mark.parametrize(("characters", "shortened"), [(20, 0), (500, 3)])
def test_a_limit_that_no_letter_meets(
    play: Play, ends: Ends, characters: int, shortened: int
) -> None:
    """None is so short, or the page refuses each one: then it is the person's to correct."""
    box = Control("0:0", 0, 0, ControlKind.TEXTAREA, invalid=True)
    frame = FrameSnapshot(0, FORM.url, True, controls=(box,))
    short = portal("too long", Role.SUBMIT, limits=TextLimits(characters=characters))
    short = replace(
        short, errors=(f"At most {characters} characters.",), snapshot=Snapshot(FORM.url, (frame,))
    )

    def begins(page: FakePage) -> None:
        page.letter = Letter(f"{LETTER} " * 3, "en", "eu", "short", (), "", "", "")
        page.tab.show(FORM)

    def refused(page: FakePage) -> None:
        page.sends().answered.set()
        page.tab.show(short)

    corrects = play.heard("Please correct it in the page")
    result = ends(play.run(SIGN_IN, begins, *[refused] * 9, until=corrects))
    assert play.person.heard.count("takes a shorter letter") == shortened
    assert (result.state, result.sent) == ("abandoned", "left")


def test_a_post_that_loads_a_page_of_errors(play: Play, ends: Ends) -> None:
    """As the mobile page sends: the answer is the next page, and says nothing of a request."""

    def posts(page: FakePage) -> None:
        request = page.sends()
        request.status = 500
        request.answered.set()
        page.tab.show(UNKNOWN)

    result = ends(play.run(FORM, posts, until=play.heard("does not recognise")))
    assert (result.state, result.sent) == ("abandoned", "left")
    assert "answered with a fault" in play.person.heard


def test_a_layer_for_the_code_that_is_closed(play: Play, ends: Ends) -> None:
    """The form under it is there again, and the code was never typed."""

    def sends_and_closes(page: FakePage) -> None:
        sends_then(OBJECTION_CODE)(page)
        once(play.asked("Paste the code"), lambda: page.tab.show(FORM))

    told = play.heard("Sending again is a second request")
    result = ends(play.run(FORM, sends_and_closes, until=told))
    assert (result.state, result.sent, result.code) == ("code_asked", "proved", "none")
