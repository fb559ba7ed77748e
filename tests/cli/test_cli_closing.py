"""The end of a run: what is said of it, its last question, and what it leaves to others."""

import asyncio
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.answering_person import AnsweringPerson
from support.command_line import CommandLine
from support.event_loop import RunAsync, timed
from support.scripted_person import ScriptedPerson
from support.world import World

from optout.browser import profile_lock
from optout.cli import closing, run
from optout.cli.context import CommandContext
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.result import Result
from optout.domain.states import Sent, State
from optout.dossier import forget
from optout.run.plan import Plan
from optout.run.session import session
from optout.terminal.console import Console
from optout.terminal.human import Human
from optout.terminal.program import word


@pytest.mark.headed
def test_while_the_last_question_is_open_another_run_waits_and_a_stop_changes_no_exit_code(
    world: World,
) -> None:
    first = world.start("facebook", flow="direct", signin="1")
    first.expect("Please sign in", timeout=60)
    world.site.person_does("facebook", "sign_in")
    first.expect("you check and", timeout=60)
    world.site.person_does("facebook", "submit")
    first.finish()
    first.expect("Erase this sign-in", timeout=60)
    second = world.start("facebook", "--again", flow="direct")
    second.expect(rf"already running here \(process {first.pid}", timeout=60)
    assert second.exit(timeout=60) == 1
    first.interrupt()
    assert first.exit(timeout=60) == 0, first.text
    assert "Stopped" not in first.text
    assert (world.data / "browser").exists()


@pytest.mark.parametrize("begun", [True, False])
def test_an_error_in_the_middle_of_a_run_comes_after_what_was_reached(
    person: CommandLine, monkeypatch: pytest.MonkeyPatch, begun: bool
) -> None:
    """Without a word of it, nobody would know that the first form was sent."""

    async def breaks_off(plan: Plan, _human: Human) -> None:
        if begun:
            plan.results.append(Result("facebook", State.ACKNOWLEDGED, Sent.PROVED))
        raise OptoutError(errors.NO_BROWSER)

    monkeypatch.setattr(session, "run_by_hand", breaks_off)
    done = person.run("run", "--manual", OPTOUT_COUNTRY="FR", OPTOUT_EMAIL="a@example.org")
    assert done.returncode == errors.NO_BROWSER.exit
    said = done.stdout + done.stderr
    assert ("How it stands now" in said) is begun
    assert ("Facebook: received by Meta" in said) is begun
    assert errors.NO_BROWSER.code in said


def test_what_cannot_be_erased_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_async: RunAsync
) -> None:
    profile = tmp_path / "browser"
    profile.mkdir()
    monkeypatch.setattr(forget.shutil, "rmtree", lambda _path, **_more: None)
    human, context = AnsweringPerson(True), CommandContext()
    context.__dict__["console"] = human
    run_async(closing.offer_to_forget(context, profile))
    assert any("This is still there" in said for said in human.heard)
    assert str(profile) in human.heard
    assert "Erased." not in human.heard


def suggested(*results: Result, **begun: Any) -> list[str]:
    """The commands that are named at the end of a run, with what is said of each."""
    human, context = AnsweringPerson(), CommandContext()
    context.__dict__["console"] = human
    closing.suggest_next(context, list(results), **begun)
    return human.heard


@pytest.mark.parametrize(
    ("days", "state", "said"),
    [
        (3, State.ACKNOWLEDGED, [
            "Proof kept. To see it:", "optout dossier ID",
            "The dates for your calendar:", "optout status --calendar dates.ics",
            "What was sent and what is due, at any time:", "optout status",
        ]),
        (60, State.ALREADY_OBJECTED, [
            "Proof kept. To see it:", "optout dossier ID",
            "An answer is late. The letter for that:", "optout follow-up ID",
            "What was sent and what is due, at any time:", "optout status",
        ]),
        (0, State.ABANDONED, ["To go on:", "optout run facebook"]),
        (0, State.REFUSED, ["To do it by hand:", "optout run facebook --manual"]),
    ],
)  # fmt: skip
def test_each_ending_names_the_next_command(
    person: CommandLine, days: int, state: State, said: list[str]
) -> None:
    dossier = person.sent(days=days) if days else person.begun()
    told = suggested(Result("facebook", state, id=dossier.id, dossier=dossier.path))
    assert told == [line.replace("ID", dossier.id) for line in said]


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.ABANDONED])
@pytest.mark.parametrize("kept", [True, False])
def test_status_is_not_named_where_it_would_know_less_than_was_told(
    person: CommandLine, state: State, kept: bool
) -> None:
    dossier = person.begun()
    place: dict[str, Any] = {"id": dossier.id, "dossier": dossier.path}
    told = suggested(Result("facebook", state, Sent.LEFT, kept=kept, **place))
    assert ("optout status" in told) is kept
    assert any("note for yourself what was sent" in said for said in told) is not kept


@pytest.mark.parametrize("again", [True, False])
def test_what_may_have_been_sent_is_not_sent_again_unsaid(again: bool) -> None:
    """The last line of a run is what a tired person types."""
    perhaps = Result("facebook", State.ABANDONED, Sent.LEFT)
    command = "optout run facebook" + " --again" * again
    told = suggested(perhaps, again=again)
    assert told[:3] == [
        "Look in your mailbox. Nothing else to do today.",
        "If no answer comes within two days, to send a second request:",
        command,
    ]
    assert "optout status" in told[-1]
    refused = Result("facebook", State.REFUSED, Sent.LEFT)
    assert suggested(refused)[:2] == told[:2]
    unseen = Result("facebook", State.ABANDONED, Sent.NO, out_of_sight=True)
    assert suggested(unseen, again=again)[:3] == [
        "Did you send it? Then look in your mailbox.",
        "If you did not send it, to go on:",
        command,
    ]
    lacks_code = Result("facebook", State.CODE_ASKED, Sent.PROVED)
    assert suggested(lacks_code, again=again) == ["To go on:", "optout run facebook"]


def test_the_order_of_the_forms_is_the_persons(
    person: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ends(plan: Plan, _human: Human) -> None:
        for form in ("facebook", "instagram"):
            plan.results.append(Result(form, State.ABANDONED))
        plan.at_end(plan)

    monkeypatch.setattr(session, "run_by_hand", ends)
    whose = ("--country", "FR", "--email", person.email)
    done = person.run("run", "instagram", "facebook", "--manual", *whose)
    assert done.stderr.endswith("optout run instagram facebook --manual\n")
    assert re.search("(?s)Instagram: stopped.*Facebook: stopped", done.stderr)


def test_what_is_done_by_hand_is_gone_on_with_by_hand(person: CommandLine) -> None:
    done = person.run("run", "booking", "--manual", "--country", "FR", "--email", person.email)
    assert done.stderr.endswith("To go on:\n  optout run booking --manual\n")


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("state", [State.ABANDONED, State.FAILED])
def test_what_was_begun_once_more_is_gone_on_with_so(state: State, again: bool) -> None:
    """Without it the command would say that it is done already, and name it itself."""
    assert suggested(Result("facebook", state), again=again)[-1].endswith(" --again") is again


SEVERAL = "https://x.example/?a=1&b=2"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (None, "optout run facebook"),
        ("https://www.example.org/a", "optout run facebook --url https://www.example.org/a"),
        (SEVERAL, f"optout run facebook --url {word(SEVERAL)}"),
    ],
)
def test_what_was_begun_at_another_address_is_gone_on_with_there(
    url: str | None, said: str
) -> None:
    """At the form's own address nothing asks for the code of what was sent from another one."""
    by_hand = "To do it by hand:"
    assert suggested(Result("facebook", State.CODE_ASKED), url=url) == ["To go on:", said]
    away = suggested(Result("facebook", State.UNAVAILABLE), url=url)
    assert away == [by_hand, "optout run facebook --manual"]
    changed = suggested(Result("facebook", State.CHANGED), url=url)
    assert changed == [by_hand, f"{said} --manual"]


def test_what_was_done_before_rests_on_the_record_and_not_on_a_page() -> None:
    done = Result("facebook", State.ALREADY_OBJECTED, Sent.PROVED, recorded=State.ACKNOWLEDGED)
    assert closing._stands(done) == "Facebook: received by Meta (recorded by an earlier run)"


@pytest.mark.parametrize("unseen", [True, False])
def test_what_nobody_could_see_is_not_told_as_seen(unseen: bool) -> None:
    stopped = Result("facebook", State.ABANDONED, out_of_sight=unseen)
    told = "stopped; optout could not see if it was sent" if unseen else "stopped, nothing sent"
    assert closing._stands(stopped) == f"Facebook: {told}"
    assert "out_of_sight" not in stopped.as_json()


def test_nobody_is_sent_back_to_a_page_that_asks_for_nothing_more(person: CommandLine) -> None:
    dossier = person.begun()
    place: dict[str, Any] = {"id": dossier.id, "dossier": dossier.path}
    for over in (False, True):
        told = suggested(Result("facebook", State.CODE_ENTERED, asks_no_more=over, **place))
        assert ("To go on:" in told) is not over


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A profile at whose lock somebody answers."""
    profile = tmp_path / "p"
    profile.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as ear:
        ear.bind(str(profile / "s"))
        ear.listen()
        (profile / "SingletonSocket").symlink_to(profile / "s")
        yield profile


def _process(*arguments: str) -> "subprocess.Popen[bytes]":
    sleeps = "import time; time.sleep(60)"
    return subprocess.Popen([sys.executable, "-c", sleeps, *arguments])


of_processes = pytest.mark.linux("a link names the process that has the profile")


@of_processes
@pytest.mark.slow
@pytest.mark.parametrize("own", [True, False])
def test_only_a_process_of_this_profile_is_ended(
    held: Path, run_async: RunAsync, own: bool
) -> None:
    profile = held if own else held.parent / "another"
    with _process(f"--user-data-dir={profile}") as process:
        (held / "SingletonLock").symlink_to(f"host-{process.pid}")
        run_async(profile_lock.end_left(held, grace=0.2))
        ended = process.poll() is not None or _ends(process)
        process.kill()
    assert ended == own


def _ends(process: "subprocess.Popen[bytes]") -> bool:
    try:
        return process.wait(1) is not None
    except subprocess.TimeoutExpired:
        return False


@of_processes
@pytest.mark.slow
def test_a_browser_that_ends_by_itself_just_then_is_no_error(
    held: Path, monkeypatch: pytest.MonkeyPatch, run_async: RunAsync
) -> None:
    with _process() as process:
        process.kill()
    asked: list[int] = []

    def is_browser(_profile: Path, pid: int) -> bool:
        asked.append(pid)
        return True

    monkeypatch.setattr(profile_lock, "_is_browser_of", is_browser)
    (held / "SingletonLock").symlink_to(f"host-{process.pid}")
    run_async(profile_lock.end_left(held, grace=0.2))
    assert set(asked) == {process.pid}


@pytest.mark.parametrize("read", [True, False])
def test_a_run_whose_line_nobody_can_read_is_no_success(
    person: CommandLine, monkeypatch: pytest.MonkeyPatch, read: bool
) -> None:
    def closed(*_given: object) -> None:
        raise OptoutError(errors.OUTPUT, why="it is closed")

    if not read:
        monkeypatch.setattr(Console, "data", closed)
    person.sent()
    whose = ("--country", "FR", "--email", person.email)
    done = person.run("run", "facebook", "--manual", "--json", *whose)
    assert (done.returncode, "(OPT-515)" in done.stderr) == (int(not read), not read)


@pytest.mark.parametrize(("stopped", "slow"), [(True, True), (True, False), (False, True)])
def test_a_word_where_the_end_is_slow_and_only_then(stopped: bool, slow: bool) -> None:
    human = ScriptedPerson()

    async def main() -> None:
        stop = asyncio.Event()
        async with run._slow_end_told(human, stop):
            if stopped:
                stop.set()
            await asyncio.sleep(run._SOON * (1.1 if slow else 0.9))

    timed(main())
    assert ("One moment: the browser is still closing." in human.said) is (stopped and slow)
