"""The window stays open at the end of a run, for as long as the person reads the site's answer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.async_api import Error
from playwright.sync_api import BrowserType
from support.event_loop import RunAsync
from support.leftovers import gone
from support.scripted_person import ScriptedPerson
from support.terminal import WAITS, Terminal
from support.world import EMAIL, SecondClient, World

from optout import i18n
from optout.browser.launch import Launch
from optout.config.settings import Settings
from optout.domain.result import Result
from optout.domain.states import Sent, State
from optout.dossier.store import Store
from optout.run.form_inputs import form_inputs
from optout.run.plan import Plan
from optout.run.session import in_tabs
from optout.run.session.open_window import read_before, read_before_end
from optout.system import own_pages
from optout.terminal.human import EndOfInput, Offer


class FakeTab:
    """A tab that answers, or fails with these words of the driver's, or hangs."""

    url = "https://form.test/"

    def __init__(self, fails: str = "", *, hangs: bool = False) -> None:
        self.fails, self.hangs = fails, hangs
        self.closes: list[Callable[[object], None]] = []
        self.is_in_front = False

    def on(self, _event: str, act: Callable[[object], None]) -> None:
        self.closes.append(act)

    async def evaluate(self, _script: str) -> int:
        if self.hangs:
            await asyncio.Event().wait()
        if self.fails:
            raise Error(self.fails)
        return 0

    async def goto(self, address: str) -> None:
        if self.fails:
            raise Error(self.fails)
        self.url = address

    async def bring_to_front(self) -> None:
        self.is_in_front = True


class FakeWindow:
    """A window with these tabs."""

    def __init__(self, *tabs: FakeTab, next_fails: str = "") -> None:
        self.pages = list(tabs)
        self.next_fails = next_fails

    def on(self, _event: str, act: Callable[[FakeTab], None]) -> None:
        self.opens = act

    def open(self, tab: FakeTab) -> None:
        self.pages.append(tab)
        self.opens(tab)

    async def new_page(self) -> FakeTab:
        tab = FakeTab(self.next_fails)

        async def close() -> None:
            self.close(tab)

        tab.close = close  # type: ignore[attr-defined]
        self.pages.append(tab)
        return tab

    def close(self, tab: FakeTab) -> None:
        self.pages.remove(tab)
        for told in tab.closes:
            told(tab)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    i18n.use("en")
    return Plan([], Store(tmp_path / "dossiers"), Launch(tmp_path / "browser"), stays_open=True)


def asked(run_async: RunAsync, plan: Plan, window: FakeWindow, person: ScriptedPerson) -> bool:
    """Whether the person is asked at the end of a run with this window."""
    person.choices = [""]
    run_async(read_before_end(plan, window, person))  # type: ignore[arg-type]
    return bool(person.asked)


def test_somebody_who_sees_a_page_is_asked(run_async: RunAsync, plan: Plan) -> None:
    crashed, hangs = FakeTab("Target crashed"), FakeTab(hangs=True)
    for window in (FakeWindow(FakeTab()), FakeWindow(crashed, FakeTab()), FakeWindow(hangs)):
        person = ScriptedPerson()
        assert asked(run_async, plan, window, person)
        assert person.interrupted == 0


@pytest.mark.parametrize(
    "window",
    [
        FakeWindow(),
        FakeWindow(FakeTab("Page.evaluate: Target crashed")),
        FakeWindow(FakeTab("Target page, context or browser has been closed"), FakeTab("Closed")),
    ],
)
def test_nobody_is_asked_where_no_page_can_be_read(
    run_async: RunAsync, plan: Plan, window: FakeWindow
) -> None:
    assert not asked(run_async, plan, window, ScriptedPerson())


def test_nothing_waits_for_whoever_cannot_see_or_answer(run_async: RunAsync, plan: Plan) -> None:
    headless = replace(plan, launch=replace(plan.launch, headless=True))
    for one, can_ask in ((headless, True), (replace(plan, stays_open=False), True), (plan, False)):
        person = ScriptedPerson(can_ask=can_ask)
        assert not asked(run_async, one, FakeWindow(FakeTab()), person)


def test_where_the_input_ends_there_nothing_is_waited_for(run_async: RunAsync, plan: Plan) -> None:
    class GoesAway(ScriptedPerson):
        async def ask(self, question: str, **_more: object) -> str:
            self.asked.append(question)
            raise EndOfInput

    assert asked(run_async, plan, FakeWindow(FakeTab()), GoesAway())


def test_the_question_goes_with_the_last_tab(run_async: RunAsync, plan: Plan) -> None:
    """Also one that was opened meanwhile; the first that closes ends nothing."""
    first, second = FakeTab(), FakeTab()
    window, person = FakeWindow(first), ScriptedPerson()

    async def closes() -> list[bool]:
        reading = asyncio.create_task(read_before(plan, window, person, "Instagram"))  # type: ignore[arg-type]
        await person.news.wait()
        window.open(second)
        ended = []
        for tab in (first, second):
            window.close(tab)
            await asyncio.wait({reading}, timeout=0.1)
            ended.append(reading.done())
        await reading
        return ended

    assert run_async(closes()) == [False, True]
    (question,) = person.asked
    assert question.endswith("go on with Instagram")
    assert person.interrupted == 1, "the line of the question is ended"


def test_the_answer_of_a_refused_form_is_read_before_the_next(
    run_async: RunAsync, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is covered needs no page."""
    settings = Settings(country="FR", email=EMAIL, name="A Person", language="en")
    inputs = form_inputs(settings, ["facebook", "instagram"])
    plan = replace(plan, form_inputs=inputs, linked=True)
    asked, state = {}, State.REFUSED

    async def follow(forms: Any) -> None:
        (form,) = forms._line
        forms._plan.results.append(Result(form.form_input.form.key, state, id="1"))

    monkeypatch.setattr(in_tabs._Forms, "follow", follow)
    for state in (State.REFUSED, State.ACKNOWLEDGED):
        person = ScriptedPerson(choices=[""])
        each = replace(plan, results=[])
        run_async(in_tabs.in_tabs(each, inputs, FakeWindow(FakeTab()), person))  # type: ignore[arg-type]
        asked[state] = [question.rpartition("here ")[2] for question in person.asked]
    assert asked == {State.REFUSED: ["to go on with Instagram"], State.ACKNOWLEDGED: []}


class Presses(ScriptedPerson):
    """Presses each button that is there while the question is open, then goes on."""

    seen: Sequence[str] = ()

    async def ask(self, question: str, **_more: object) -> str:
        self.asked.append(question)
        self.seen = [offer.label for offer in self.offers]
        for offer in [*self.offers, *self.offers]:
            await cast(Awaitable[None], offer.act())
        return ""


def _ended(plan: Plan, form: str, state: State = State.ACKNOWLEDGED, quote: str = "Yes") -> Result:
    dossier = plan.store.create(form=form, email=EMAIL, country="FR")
    good = state is State.ACKNOWLEDGED
    sent = Sent.PROVED if good else Sent.NO
    result = Result(form, state, sent, dossier.id, dossier=dossier.path, quote=quote)
    plan.results.append(result)
    return result


def test_the_proof_is_shown_as_often_as_it_is_wanted(run_async: RunAsync, plan: Plan) -> None:
    form, person = FakeTab(), Presses()
    window = FakeWindow(form)
    result = _ended(plan, "facebook")
    run_async(read_before(plan, window, person, "Instagram", result))  # type: ignore[arg-type]
    assert person.seen == ["See the proof"]
    assert person.offers == (), "they go with the question"
    assert person.said == ["The page's answer is kept as proof."]
    assert person.asked[0].startswith(f"The proof is in: {result.dossier}\n")
    page, proof = window.pages
    assert page is form
    assert not form.is_in_front
    assert proof.is_in_front
    assert proof.url == (plan.store.root / result.id / "dossier.html").as_uri()
    assert own_pages.of_sites(window) == [form]  # type: ignore[arg-type,comparison-overlap]


def test_what_cannot_be_shown_is_told_and_leaves_no_tab(run_async: RunAsync, plan: Plan) -> None:
    form, person = FakeTab(), Presses()
    window = FakeWindow(form, next_fails="net::ERR_BLOCKED_BY_ADMINISTRATOR")
    result = _ended(plan, "facebook")
    run_async(read_before(plan, window, person, "Instagram", result))  # type: ignore[arg-type]
    assert window.pages == [form]
    file = plan.store.root / result.id / "dossier.html"
    told = f"The proof could not be shown in a tab. It is in: {file}"
    assert person.said[1:] == [told, told]


def test_what_could_not_all_be_kept_is_not_said_to_be(run_async: RunAsync, plan: Plan) -> None:
    person = ScriptedPerson(choices=[""])
    result = replace(_ended(plan, "facebook"), kept=False)
    run_async(read_before(plan, FakeWindow(FakeTab()), person, "X", result))  # type: ignore[arg-type]
    assert person.said == [f"Not all of it could be kept in: {result.dossier}"]


@pytest.mark.parametrize("can_ask", [True, False])
def test_where_nobody_can_answer_nothing_is_said_or_offered(
    run_async: RunAsync, plan: Plan, can_ask: bool
) -> None:
    person, result = Presses(can_ask=can_ask), _ended(plan, "facebook")
    run_async(read_before(plan, FakeWindow(FakeTab()), person, "X", result))  # type: ignore[arg-type]
    assert bool(person.seen) == bool(person.asked) == bool(person.said) == can_ask


def test_at_the_end_there_is_a_button_for_each_proof(run_async: RunAsync, plan: Plan) -> None:
    """None where nothing was sent and the page has said nothing; then what else there is."""

    async def nothing() -> None: ...

    plan = replace(plan, offers_at_end=lambda _plan: [Offer("More", nothing)])
    for form in ("facebook", "instagram"):
        _ended(plan, form)
    _ended(plan, "threads", State.ABANDONED, quote="")
    person = Presses()
    run_async(read_before_end(plan, FakeWindow(FakeTab()), person))  # type: ignore[arg-type]
    assert person.seen == ["See the proof: Facebook", "See the proof: Instagram", "More"]


def _reads(world: World, **page: str) -> Terminal:
    """A run whose form was sent and answered, with the window left to the person."""
    tool = world.start("facebook", flow="direct", **page)
    tool.expect("you check and", timeout=60)
    world.site.person_does("facebook", "submit")
    if page:
        tool.expect("by hand, with the letter", timeout=60)
        tool.type("n")
    tool.expect(WAITS, timeout=60)
    return tool


@pytest.mark.headed
def test_it_stays_until_the_person_closes_it(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    tool = _reads(world)
    _browser, page = second_client.page(browser_type)
    page.close()
    assert tool.exit(timeout=60) == 0
    assert tool.text.endswith("to finish > \n"), "nothing is written into the question"


@pytest.mark.thorough
@pytest.mark.headed
def test_whoever_stops_it_there_changes_no_exit_code(world: World) -> None:
    tool = _reads(world, after="refused")
    state = world.record()["state"]
    tool.interrupt()
    assert tool.exit(timeout=60) == 1, tool.text
    assert gone("PYTEST_OPTOUT_TERMINAL", tool._token, 20) == []
    assert world.record()["state"] == state
    assert "Stopped" not in tool.text
    assert tool.text.count("How it stands now") == 1
