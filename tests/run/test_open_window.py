"""The window stays open at the end of a run, for as long as the person reads the site's answer."""

import asyncio
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Error
from playwright.sync_api import BrowserType
from support.event_loop import RunAsync
from support.faults import processes
from support.leftovers import gone
from support.scripted_person import ScriptedPerson
from support.terminal import WAITS, Terminal
from support.world import SecondClient, World

from optout import i18n
from optout.browser.launch import Launch
from optout.dossier.store import Store
from optout.run.plan import Plan
from optout.run.session.open_window import read_before, read_before_end

STAYS = "The browser window stays open"
SHUTS = 3.0
"""Seconds in which a window that is not left to the person has shut, after the last word."""


class FakeTab:
    """A tab that answers, or fails with these words of the driver's, or hangs."""

    def __init__(self, fails: str = "", *, hangs: bool = False) -> None:
        self.fails, self.hangs = fails, hangs
        self.closes: list[Callable[[object], None]] = []

    def on(self, _event: str, act: Callable[[object], None]) -> None:
        self.closes.append(act)

    async def evaluate(self, _script: str) -> int:
        if self.hangs:
            await asyncio.Event().wait()
        if self.fails:
            raise Error(self.fails)
        return 0


class FakeWindow:
    """A window with these tabs."""

    def __init__(self, *tabs: FakeTab) -> None:
        self.pages = list(tabs)

    def on(self, _event: str, act: Callable[[FakeTab], None]) -> None:
        self.opens = act

    def open(self, tab: FakeTab) -> None:
        self.pages.append(tab)
        self.opens(tab)

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


def _to_the_end(world: World, *options: str, **page: str) -> Terminal:
    """A run whose form was sent and answered."""
    tool = world.start("facebook", *options, flow="direct", **page)
    tool.expect("you check and", timeout=60)
    world.site.person_does("facebook", "submit")
    return tool


def _reads(world: World, **page: str) -> Terminal:
    """The same, with the window left to the person."""
    tool = _to_the_end(world, **page)
    tool.expect(WAITS, timeout=60)
    return tool


@pytest.mark.headed
def test_it_stays_until_enter(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    tool = _reads(world)
    assert tool.text.index("How it stands now") < tool.text.index(STAYS)
    assert world.record()["state"] == "acknowledged"
    time.sleep(SHUTS)
    browser, page = second_client.page(browser_type)
    assert "once we have looked at it" in page.inner_text("body"), "the site's answer"
    browser.close()
    tool.type()
    tool.expect("Erase this sign-in", timeout=60)
    assert not [p for p in processes.of(tool) if "--user-data-dir=" in p.command]
    tool.type("n")
    assert tool.exit(timeout=60) == 0
    assert tool.text.count(STAYS) == 1


@pytest.mark.headed
def test_it_stays_until_the_person_closes_it(
    world: World, second_client: SecondClient, browser_type: BrowserType
) -> None:
    tool = _reads(world)
    _browser, page = second_client.page(browser_type)
    page.close()
    tool.expect("Erase this sign-in", timeout=60)
    assert "to finish > \nEverything is done" in tool.text, "nothing is written into the question"
    tool.type("n")
    assert tool.exit(timeout=60) == 0


def _refused(world: World) -> Terminal:
    tool = _to_the_end(world, after="refused")
    tool.expect("by hand, with the letter", timeout=60)
    tool.type("n")
    tool.expect(WAITS, timeout=60)
    return tool


def _eof(tool: Terminal) -> None:
    tool.press("\x04")


@pytest.mark.headed
@pytest.mark.parametrize(
    ("ends", "come_so_far", "code"),
    [
        (Terminal.interrupt, _reads, 0),
        (Terminal.interrupt, _refused, 1),
        (_eof, _reads, 0),
        (_eof, _refused, 1),
    ],
)
def test_whoever_stops_it_there_changes_no_exit_code(
    world: World,
    ends: Callable[[Terminal], None],
    come_so_far: Callable[[World], Terminal],
    code: int,
) -> None:
    tool = come_so_far(world)
    state = world.record()["state"]
    ends(tool)
    assert tool.exit(timeout=60) == code, tool.text
    assert gone("PYTEST_OPTOUT_TERMINAL", tool._token, 20) == []
    assert world.record()["state"] == state
    assert "Stopped" not in tool.text
    assert tool.text.count("How it stands now") == 1


@pytest.mark.headed
def test_a_kill_there_loses_nothing(world: World) -> None:
    tool = _reads(world)
    kept = world.record()
    processes.kill(tool.pid)
    assert tool.exit(timeout=60) == -signal.SIGKILL
    assert world.record() == kept
    assert (kept["state"], kept["sent"]) == ("acknowledged", "proved")
    assert (world.data / "dossiers" / kept["id"] / "result.png").is_file()
    later = world.start("facebook", flow="direct")
    later.expect("you objected on", timeout=60)


@pytest.mark.headed
@pytest.mark.parametrize("how", ["json", "headless"])
def test_a_program_and_whoever_sees_no_window_do_not_wait(world: World, how: str) -> None:
    options: Any = ("--json",) if how == "json" else ()
    world.settings["OPTOUT_HEADLESS"] = str(how == "headless").lower()
    tool = _to_the_end(world, *options)
    tool.expect("Erase this sign-in", timeout=60)
    tool.type("n")
    assert tool.exit(timeout=60) == 0
    assert STAYS not in tool.text
