"""`optout forget`: erases what it is told to, says what is left, and asks before."""

import errno
import os
from pathlib import Path

import pytest
from support.command_line import CommandLine, refused, whole

from optout.cli import forget
from optout.dossier.store import Store
from optout.system import files, lock


@pytest.fixture
def kept(person: CommandLine) -> CommandLine:
    """The person, with everything that optout can keep."""
    person.sent()
    (person.data / "browser" / "Default").mkdir(parents=True)
    (person.data / "browser" / "Default" / "Cookies").write_text("x")
    settings(person).parent.mkdir(parents=True)
    settings(person).write_text('country = "FR"\n')
    Store(person.data / "practice" / "dossiers").create(form="facebook", practice=True)
    return person


def settings(person: CommandLine) -> Path:
    below = f"profiles/{person.profile}/" if person.profile else ""
    return Path(person.home["XDG_CONFIG_HOME"]) / f"optout/{below}optout.toml"


def test_everything_at_once(kept: CommandLine) -> None:
    done = kept.run("forget", "--all", "--yes")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.count("Erased: ") == 4
    assert "The companies still have your objections" in done.stderr
    assert "does not take it back" in done.stderr
    assert not os.path.lexists(kept.data)
    assert not settings(kept).parent.exists()
    again = kept.run("forget", "--all", "--yes")
    assert again.returncode == 0
    assert "keeps nothing of you" in again.stderr


def test_a_full_disk_is_no_reason_to_keep_it(
    kept: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files, "_fill", full)
    monkeypatch.setattr(forget, "PATIENCE", 0.1)
    with lock.held(kept.data):
        refused(kept.run("forget", "--all", "--yes"), "OPT-503", 1)
    done = kept.run("forget", "--all", "--yes")
    assert (done.returncode, done.stderr.count("Erased: ")) == (0, 4)
    assert not os.path.lexists(kept.data)


@pytest.mark.parametrize("options", [(), ("--all",), ("--yes",)])
def test_without_a_terminal_nothing_is_erased_by_halves(
    kept: CommandLine, options: tuple[str, ...]
) -> None:
    before = whole(kept.data)
    refused(kept.run("forget", *options), "OPT-610", 2, "optout forget --all --yes")
    assert whole(kept.data) == before
    assert settings(kept).exists()


def test_each_is_asked_for(kept: CommandLine) -> None:
    tool = kept.talk("forget")
    for what, answer in (
        ("browser's profile, with your sign-in", "y"),
        ("your settings", "n"),
        ("your dossiers: the only proof", ""),
        ("your practice runs", "y"),
    ):
        tool.expect(f"Erase .*{what}.* > ")
        tool.type(answer)
    tool.expect("Erased: your practice runs")
    tool.expect("The companies still have your objections")
    assert tool.exit() == 0
    assert {p.name for p in kept.data.iterdir()} - set(lock.FILES) == {"dossiers"}
    assert settings(kept).exists()


@pytest.mark.parametrize(("answer", "left"), [("y", False), ("n", True), ("", True)])
def test_all_is_asked_for_once(kept: CommandLine, answer: str, left: bool) -> None:
    tool = kept.talk("forget", "--all")
    tool.expect("your dossiers: the only proof")
    tool.expect("Erase all of this.* > ")
    tool.type(answer)
    tool.expect("Nothing was erased" if left else "Erased: your settings")
    assert tool.exit() == 0
    assert kept.dossiers.exists() is left


@pytest.mark.parametrize(("end", "code"), [("\x03", 130), ("\x04", 0)])
def test_broken_off_it_erases_nothing(kept: CommandLine, end: str, code: int) -> None:
    before = whole(kept.data)
    tool = kept.talk("forget")
    tool.expect("Erase .* > ")
    tool.press(end)
    assert tool.exit() == code
    assert whole(kept.data) == before


def test_what_others_of_the_household_keep_stays(kept: CommandLine, another: CommandLine) -> None:
    theirs = another.sent()
    settings(another).parent.mkdir(parents=True)
    settings(another).write_text('country = "DE"\n')
    before = whole(another.data)
    assert kept.run("forget", "--all", "--yes").returncode == 0
    assert whole(another.data) == before
    assert settings(another).exists()
    assert not settings(kept).exists()
    assert another.run("verify", theirs.id).returncode == 0
    assert another.run("forget", "--all", "--yes").returncode == 0
    assert not another.data.exists()
    assert not kept.data.exists()


@pytest.mark.parametrize("folder", [".", "practice"])
def test_nothing_is_erased_under_a_run(
    kept: CommandLine, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forget, "PATIENCE", 0.1)
    running = kept.data / folder
    running.mkdir(exist_ok=True)
    with lock.held(kept.data):
        pass  # its file is there from now on
    with lock.held(running):
        before = whole(kept.data)
        refused(kept.run("forget", "--all", "--yes"), "OPT-503", 1)
        assert whole(kept.data) == before
