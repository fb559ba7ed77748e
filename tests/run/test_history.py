"""What an earlier run did is said before anything is sent again, whatever its end was."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext
from support.another_optout import another_optout
from support.command_line import NOWHERE, in_this_process
from support.isolation import environment
from support.scripted_person import ScriptedPerson
from support.world import EMAIL, World

from optout.browser.launch import Launch
from optout.config.settings import Settings
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import State
from optout.dossier.file import Dossier
from optout.dossier.store import Store
from optout.run.form_inputs import form_inputs
from optout.run.plan import Plan
from optout.run.session.session import run_by_hand, run_forms
from optout.system import files

SECOND = "Sending again is a second request"
SENT = [
    ((State.SUBMITTED, State.REFUSED), False),
    ((State.SUBMITTED, State.CODE_ASKED, State.UNAVAILABLE), False),
    ((State.REFUSED,), True),
]
"""The states of an earlier run, and whether something left that no page has shown."""
SAYS = {"damaged": "is damaged", "newer": "by a later optout", "unreadable": "cannot be read"}
DONE = [(State.SUBMITTED, State.ACKNOWLEDGED), (State.SUBMITTED,)]


class Opening(Exception):
    """The browser is opened: what earlier runs did keeps nobody from it."""


@asynccontextmanager
async def opening(*_given: object) -> AsyncIterator[BrowserContext]:
    raise Opening
    yield


@dataclass
class Home:
    """A person and the dossiers of their earlier runs, without a browser."""

    data: Path
    person: ScriptedPerson = field(default_factory=ScriptedPerson)
    check_browser: Callable[[Launch], None] = lambda _launch: None

    def goes_on(self, *, again: bool = False) -> bool:
        """Whether a run at Facebook's form comes to open the browser.

        Raises `OptoutError` where it is refused.
        """

        async def run() -> None:
            driver: asyncio.Future[Any] = asyncio.Future()
            driver.set_result(None)
            await run_forms(self._plan(again), self.person, driver)  # type: ignore[arg-type]

        try:
            asyncio.run(run())
        except Opening:
            return True
        return False

    def by_hand(self) -> None:
        """A run at the same form without a browser."""
        asyncio.run(run_by_hand(self._plan(), self.person))  # type: ignore[arg-type]

    def _plan(self, again: bool = False) -> Plan:
        settings = Settings(country="FR", email=EMAIL, language="fr")
        return Plan(
            form_inputs=form_inputs(settings, ["facebook"]),
            store=Store(self.data / "dossiers"),
            launch=Launch(self.data / "browser"),
            again=again,
            browser=opening,
            check_browser=self.check_browser,
        )


@pytest.fixture
def at_home(tmp_path: Path, no_loop_runs: None) -> Home:
    return Home(tmp_path / "data")


@pytest.mark.parametrize("done", [True, False])
def test_a_window_is_announced_only_where_one_opens(at_home: Home, done: bool) -> None:
    if done:
        _earlier(at_home, State.SUBMITTED, State.ACKNOWLEDGED)
    assert at_home.goes_on() is not done
    assert ("in the window that opens now" in at_home.person.heard) is not done


def test_no_window_is_announced_while_another_optout_works(at_home: Home) -> None:
    files.private_folder(at_home.data)
    with another_optout(at_home.data), pytest.raises(OptoutError) as caught:
        at_home.goes_on()
    assert caught.value.problem is errors.LOCKED
    assert "in the window that opens now" not in at_home.person.heard


@pytest.mark.parametrize(("ends", "left"), [*SENT, ((State.SUBMITTED, State.CODE_ASKED), False)])
def test_what_was_sent_and_not_taken_is_said_unless_that_run_goes_on_still(
    at_home: Home, ends: tuple[State, ...], left: bool
) -> None:
    _earlier(at_home, *ends, left=left)
    with another_optout(at_home.data), pytest.raises(OptoutError) as caught:
        at_home.goes_on()
    assert caught.value.problem is errors.LOCKED
    assert not at_home.person.heard
    assert at_home.goes_on()
    asked = State.CODE_ASKED in ends and State.UNAVAILABLE not in ends
    assert ("a request was sent before" in at_home.person.heard) is not asked
    assert (SECOND in at_home.person.heard) is not asked
    assert at_home.person.heard


def test_what_is_done_is_told_though_another_optout_works(at_home: Home) -> None:
    _earlier(at_home, State.SUBMITTED, State.ACKNOWLEDGED)
    with another_optout(at_home.data):
        assert not at_home.goes_on()
    assert "you objected on" in at_home.person.heard


@pytest.mark.parametrize("done", [True, False])
def test_no_window_is_announced_where_none_can_open(at_home: Home, done: bool) -> None:
    """What is done already needs none."""

    def nowhere(_launch: Launch) -> None:
        raise OptoutError(errors.NO_DISPLAY)

    at_home.check_browser = nowhere
    if done:
        _earlier(at_home, State.SUBMITTED, State.ACKNOWLEDGED)
        assert not at_home.goes_on()
    else:
        with pytest.raises(OptoutError) as caught:
            at_home.goes_on()
        assert caught.value.problem is errors.NO_DISPLAY
    assert "in the window that opens now" not in at_home.person.heard


@pytest.mark.parametrize("by_hand", [True, False])
def test_by_hand_no_page_is_looked_at(at_home: Home, by_hand: bool) -> None:
    _earlier(at_home, State.SUBMITTED, State.CODE_ASKED)
    if by_hand:
        at_home.by_hand()
    else:
        assert at_home.goes_on()
    assert ("optout checks if the page still asks" in at_home.person.heard) is not by_hand
    assert (SECOND in at_home.person.heard) is by_hand


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ((State.SUBMITTED,), "and the page gave no answer"),
        ((State.SUBMITTED, State.CODE_ASKED), "The code from the e-mail is missing"),
        ((State.SUBMITTED, State.CODE_ASKED, State.CODE_ENTERED), "and the code was typed"),
    ],
)
def test_how_far_an_earlier_run_came_with_the_code_is_said(
    at_home: Home, ends: tuple[State, ...], told: str
) -> None:
    _earlier(at_home, *ends)
    assert at_home.goes_on()
    assert told in at_home.person.heard


@pytest.mark.parametrize("ends", DONE)
def test_again_is_called_a_second_request(at_home: Home, ends: tuple[State, ...]) -> None:
    _earlier(at_home, *ends)
    assert at_home.goes_on(again=True)
    said = r"a request was sent before \(.+\)\. This is one more"
    assert re.search(said, at_home.person.heard)


def test_again_as_the_first_one(at_home: Home) -> None:
    assert at_home.goes_on(again=True)
    assert "second" not in at_home.person.heard


@pytest.mark.parametrize("how", SAYS)
@pytest.mark.parametrize("wanted", [True, False])
def test_whoever_has_a_record_that_cannot_be_read_decides(
    at_home: Home, how: str, wanted: bool
) -> None:
    _spoil(_earlier(at_home, State.SUBMITTED), how)
    at_home.person.yes = wanted
    if wanted:
        assert at_home.goes_on()
    else:
        with pytest.raises(OptoutError) as refused:
            at_home.goes_on()
        assert refused.value.problem is errors.EARLIER_UNREADABLE
    assert SAYS[how] in at_home.person.heard
    assert "cannot tell if you have objected already" in at_home.person.heard
    assert at_home.person.asked == ["Object all the same?"]


@pytest.mark.parametrize("whole", [True, False])
def test_a_renamed_dossier_still_tells_what_was_sent(at_home: Home, whole: bool) -> None:
    made = _earlier(at_home, State.SUBMITTED, State.ACKNOWLEDGED)
    if not whole:
        _spoil(made, "damaged")
    made.path.rename(made.path.with_name(f"{made.id} (1)"))
    if whole:
        assert not at_home.goes_on()
    else:
        with pytest.raises(OptoutError, match="OPT-514"):
            at_home.goes_on()
    assert at_home.person.asked == ([] if whole else ["Object all the same?"])


def test_with_again_it_is_not_asked(at_home: Home) -> None:
    _spoil(_earlier(at_home, State.SUBMITTED), "damaged")
    assert at_home.goes_on(again=True)
    assert SAYS["damaged"] in at_home.person.heard
    assert at_home.person.asked == []


def test_the_record_of_another_form_does_not_matter(at_home: Home) -> None:
    _spoil(_earlier(at_home, State.SUBMITTED, form="instagram"), "damaged")
    assert at_home.goes_on()
    assert "damaged" not in at_home.person.heard


def _earlier(
    home: World | Home, *ends: State, form: str = "facebook", left: bool = False
) -> Dossier:
    """A dossier of an earlier run, which went through these states."""
    home.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Store(home.data / "dossiers").create(form=form, service=form, email=EMAIL)
    if left:
        made.change(left_at="2025-05-02T10:00:00Z")
    for state in ends:
        made.advance(state, by="page", proof="shown")
    return made


def _spoil(made: Dossier, how: str) -> None:
    file = made.path / "record.json"
    if how == "damaged":
        file.write_bytes(file.read_bytes()[:40])
    elif how == "newer":
        file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "schema": 99}), "utf-8")
    else:
        file.unlink()
        file.mkdir()


@pytest.mark.headed
def test_a_record_that_cannot_be_read_is_asked_about(world: World) -> None:
    _spoil(_earlier(world, State.SUBMITTED), "damaged")
    tool = world.start("facebook", flow="code")
    tool.expect(SAYS["damaged"], timeout=60)
    tool.expect("cannot tell if you have objected already")
    tool.expect("Object all the same")
    tool.type()
    tool.expect("OPT-514")
    assert tool.exit(timeout=60) == 2
    assert "is being opened" not in tool.text


def test_without_a_terminal_it_is_refused(tmp_path: Path) -> None:
    environ = {**environment(tmp_path, tmp_path), "OPTOUT_BROWSER": NOWHERE}
    data = Path(environ["XDG_DATA_HOME"]) / "optout"
    _spoil(_earlier(Home(data), State.SUBMITTED), "damaged")
    done = in_this_process(environ, "run", "facebook", "--country", "FR", "--email", EMAIL)
    assert done.returncode == 2
    assert "OPT-514" in done.stderr
    assert "--again" in done.stderr
    assert "is being opened" not in done.stderr
