"""A run over several services, without a browser: what covers what, and what was sent before."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import Timeout
from support.another_optout import another_optout
from support.event_loop import RunAsync
from support.scripted_person import ScriptedPerson
from support.world import EMAIL

from optout import i18n
from optout.browser.launch import Launch
from optout.companion.screen import Screen
from optout.config.settings import Settings
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.proofs import Proof
from optout.domain.result import Result
from optout.domain.states import State
from optout.dossier.store import Store
from optout.forms.names import NAMES
from optout.run.by_hand import by_word
from optout.run.form_inputs import form_inputs
from optout.run.plan import OpenBrowser, Plan, cover, covering
from optout.run.recording import history
from optout.run.session import in_tabs
from optout.run.session.session import run_by_hand, run_forms
from optout.terminal.human import Choice, EndOfInput, Standing


@pytest.fixture
def store(tmp_path: Path) -> Store:
    i18n.use("en")
    return Store(tmp_path / "dossiers")


def plan_for(store: Store, *services: str, linked: bool = False) -> Plan:
    settings = Settings(country="FR", email=EMAIL, name="Prénom Nom", language="fr", linked=linked)
    launch = Launch(store.root.parent / "browser", headless=True)
    return Plan(form_inputs(settings, services), store, launch, linked=linked)


@pytest.mark.parametrize(
    ("services", "opened"),
    [
        (["instagram", "facebook"], ["instagram"]),
        (["third-party", "facebook", "instagram"], ["third-party", "facebook"]),
    ],
)
def test_linked_accounts_cover_one_another_and_nothing_else(
    store: Store,
    run_async: RunAsync,
    monkeypatch: pytest.MonkeyPatch,
    services: list[str],
    opened: list[str],
) -> None:
    """What other people post is no account of the person's."""
    plan, begun = plan_for(store, *services, linked=True), []

    async def follow(forms: Any) -> None:
        (form,) = forms._line
        key = form.form_input.form.key
        begun.append(key)
        dossier = store.create(form=key, email=EMAIL)
        plan.results.append(Result(key, State.ACKNOWLEDGED, id=dossier.record.id))

    monkeypatch.setattr(in_tabs._Forms, "follow", follow)
    run_async(in_tabs.in_tabs(plan, plan.form_inputs, None, ScriptedPerson()))  # type: ignore[arg-type]
    assert begun == opened
    states = {result.form: result.state for result in plan.results}
    assert states == {name: _state(name in opened) for name in services}


def _state(opened: bool) -> State:
    return State.ACKNOWLEDGED if opened else State.COVERED


def test_no_form_is_covered_by_a_setting_or_a_letter(store: Store) -> None:
    for service in NAMES:
        plan = plan_for(store, service, linked=True)
        for one in plan.form_inputs:
            if one.form.kind != "form":
                plan.results.append(Result(one.form.key, State.ALREADY_OBJECTED))
        assert not any(covering(plan, one) for one in plan.form_inputs), service


def test_what_is_done_by_hand_in_a_run_is_done_alone(store: Store, run_async: RunAsync) -> None:
    """Another optout would erase the dossier, or write a second letter."""
    plan = plan_for(store, "amazon")
    assert not plan.form_inputs[0].url
    found: list[str] = []

    class Person(ScriptedPerson):
        async def _next(self, question: str, script: list[str]) -> str:
            try:
                with another_optout(store.root.parent):
                    found.append("free")
            except Timeout:
                found.append(errors.LOCKED.code)
            raise EndOfInput

    with pytest.raises(EndOfInput):
        run_async(run_forms(plan, Person(), None))  # type: ignore[arg-type]
    assert found == [errors.LOCKED.code]


@pytest.mark.parametrize(
    ("facebook", "instagram", "says"),
    [
        ("refused", "noted", "Facebook: Meta refused the objection. Instagram: Noted as sent."),
        ("", "noted", "Noted as sent."),
        ("left", "", "Perhaps sent; nothing showed that it arrived."),
        ("", "", "Nothing is sent."),
    ],
)
def test_what_earlier_runs_have_sent_stands_at_the_top(
    store: Store, facebook: str, instagram: str, says: str
) -> None:
    """In the companion, before anything is opened, and where nothing is opened at all."""
    for form, how in (("facebook", facebook), ("instagram", instagram)):
        if how:
            made = store.create(form=form, email=EMAIL)
            made.advance(State.PREFILLED, by="tool")
        if how == "left":
            made.change(sent="left", left_at="2026-12-02T10:00:00Z")
            made.advance(State.ABANDONED, by="person", proof=Proof.WINDOW_CLOSED)
        elif how:
            made.advance(State.UNCONFIRMED, by="person", proof="person_said")
        if how == "refused":
            made.change(answers=[{"kind": "refused", "on": "2026-12-02"}])
    screen = Screen()

    class Person(ScriptedPerson):
        def keep_in_sight(self, standings: Sequence[Standing], turn: str) -> None:
            screen.stands(standings, turn)

    for one in plan_for(store, "facebook", "instagram").form_inputs:
        history.show_earlier(store, one.form, one.email, Person())
    assert screen.sent == says


@pytest.mark.parametrize(("earlier", "says"), [(True, "sent, not finished"), (False, "not sent")])
def test_a_form_that_cannot_begin_denies_nothing_that_was_sent(
    store: Store,
    run_async: RunAsync,
    monkeypatch: pytest.MonkeyPatch,
    earlier: bool,
    says: str,
) -> None:
    if earlier:
        made = store.create(form="facebook", email=EMAIL)
        made.change(sent="left")
        made.advance(State.SUBMITTED, by="page", proof="shown")
    plan = plan_for(store, "facebook")
    stood: list[str] = []

    class Person(ScriptedPerson):
        def keep_in_sight(self, standings: Sequence[Standing], turn: str) -> None:
            stood[:] = [one.words for one in standings]

    async def no_tab(*_given: object) -> Any:
        raise OptoutError(errors.BROWSER_DID_NOT_START, where="chromium")

    monkeypatch.setattr(in_tabs, "free_tab", no_tab)
    run_async(in_tabs.in_tabs(plan, plan.form_inputs, None, Person()))  # type: ignore[arg-type]
    (result,) = plan.results
    assert (result.sent, bool(result.id)) == (("proved", True) if earlier else ("no", False))
    assert stood == [says]


async def through(plan: Plan) -> None:
    """A run to its end, with nobody who answers."""
    starting = asyncio.get_running_loop().create_future()
    starting.set_result(None)
    with contextlib.suppress(asyncio.CancelledError):
        await run_forms(plan, ScriptedPerson(can_ask=False), starting)  # type: ignore[arg-type]


@asynccontextmanager
async def stopped(*_given: object) -> AsyncIterator[Any]:
    """A browser during whose start the person presses Ctrl-C."""
    raise asyncio.CancelledError
    yield


@asynccontextmanager
async def closed(*_given: object) -> AsyncIterator[Any]:
    """A browser that the person closes at once."""

    class Context:
        pages = ()

        def on(self, _event: str, act: Callable[[object], None]) -> None:
            act(self)

    yield Context()


@pytest.mark.parametrize("browser", [stopped, closed])
@pytest.mark.parametrize("earlier", [True, False])
def test_what_has_not_begun_when_a_run_ends_denies_nothing_that_was_sent(
    store: Store, run_async: RunAsync, browser: OpenBrowser, earlier: bool
) -> None:
    if earlier:
        made = store.create(form="instagram", email=EMAIL)
        made.advance(State.SUBMITTED, by="page", proof="shown", quote="Thank you.")
    plan = replace(plan_for(store, "facebook", "instagram"), browser=browser)
    run_async(through(plan))
    ends = {r.form: (r.sent, bool(r.id), bool(r.dossier)) for r in plan.results}
    sent = ("proved", True, True) if earlier else ("no", False, False)
    assert ends == {"facebook": ("no", False, False), "instagram": sent}
    quotes = {r.form: json.loads(r.as_json())["quote"] for r in plan.results}
    assert quotes == {"facebook": None, "instagram": "Thank you." if earlier else None}
    assert {r.interrupted for r in plan.results} == {browser is stopped}


@asynccontextmanager
async def broken(*_given: object) -> AsyncIterator[Any]:
    """A browser that does not start."""
    raise OptoutError(errors.BROWSER_DID_NOT_START, where="chromium")
    yield


@pytest.mark.parametrize("so_far", [True, False])
def test_where_the_browser_does_not_start_again_every_form_is_told(
    store: Store, run_async: RunAsync, so_far: bool
) -> None:
    plan = replace(plan_for(store, "facebook", "instagram"), browser=broken)
    if so_far:
        plan.results.append(Result("facebook", State.ACKNOWLEDGED))
    with pytest.raises(OptoutError):
        run_async(through(plan))
    ends = {r.form: (r.state, r.fault) for r in plan.results}
    failed = (State.FAILED, errors.BROWSER_DID_NOT_START.exit)
    told = {"facebook": (State.ACKNOWLEDGED, None), "instagram": failed}
    assert ends == (told if so_far else {}), "a whole run that could not begin is one error"


def test_a_form_is_covered_also_where_that_cannot_be_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise OptoutError(errors.DISK, where="dossiers", why="it is full")

    plan, person = plan_for(store, "facebook", "instagram", linked=True), ScriptedPerson()
    first = Result("facebook", State.ACKNOWLEDGED, id="first")
    monkeypatch.setattr(Store, "create", full)
    cover(plan, plan.form_inputs[1], first, person)
    (result,) = plan.results
    assert (result.state, result.kept, result.exit) == ("covered", False, errors.DISK.exit)
    assert any(errors.DISK.code in said for said in person.said), person.said


def _by_hand(plan: Plan, person: ScriptedPerson, run_async: RunAsync) -> dict[str, str]:
    with contextlib.suppress(EndOfInput):
        run_async(run_by_hand(plan, person))
    return {r.form: r.state for r in plan.results}


class GoesAway(ScriptedPerson):
    """The terminal ends at the first question about what was sent."""

    async def yes_no(self, question: str, *, default: bool) -> bool:
        self.can_ask = "sent" not in question
        return False

    async def choose(self, question: str, choices: Sequence[Choice], *, default: str = "") -> str:
        self.can_ask = False
        raise EndOfInput


def test_whoever_goes_away_has_not_answered(store: Store, run_async: RunAsync) -> None:
    plan = plan_for(store, "facebook")
    assert _by_hand(plan, GoesAway(), run_async) == {"facebook": "prepared"}
    stays = plan_for(store, "facebook")
    assert _by_hand(stays, ScriptedPerson(), run_async) == {"facebook": "abandoned"}
    # Within one second, the order of the records is that of the random end of their IDs.
    assert sorted(r.rungs[-1].by for r in stays.store.all().records) == ["person", "tool"]


@pytest.mark.parametrize("service", ["amazon", "mistral"])
def test_every_form_has_an_end_where_the_person_goes_away(
    store: Store, run_async: RunAsync, service: str
) -> None:
    plan = plan_for(store, service, "facebook")
    asked = next(one.form.key for one in plan.form_inputs if one.form.kind != "form")
    ends = _by_hand(plan, GoesAway(), run_async)
    assert ends == {one.form.key: "abandoned" for one in plan.form_inputs}, asked
    (kept,) = [r for r in store.all().records if r.form == asked]
    assert (kept.rungs[-1].state, kept.rungs[-1].by) == ("abandoned", "tool")


def test_what_cannot_go_on_is_the_end_of_one_form(
    store: Store, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record says the same as what is told, and the next form goes on."""

    async def full(*_given: object) -> State:
        raise OptoutError(errors.NO_BROWSER)

    monkeypatch.setattr(by_word, "lead", full)
    plan = plan_for(store, "facebook", "instagram")
    ends = _by_hand(plan, ScriptedPerson(), run_async)
    assert ends == {"facebook": "failed", "instagram": "failed"}
    assert {r.state for r in store.all().records} == {"failed"}
    assert {r.fault for r in plan.results} == {errors.NO_BROWSER.exit}
    assert [r.id for r in plan.results] == [r.id for r in store.all().records]
