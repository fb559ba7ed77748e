"""The settings name the program that is started: nobody else reads them or has written them."""

import os
import stat
import sys
from pathlib import Path

import pytest
from support.command_line import CommandLine, refused

pytestmark = pytest.mark.linux("rights of files")


@pytest.fixture
def file(person: CommandLine) -> Path:
    path = Path(person.home["XDG_CONFIG_HOME"]) / "optout" / "optout.toml"
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o755)
    path.write_text(f'browser = "{sys.executable}"\n')
    path.chmod(0o644)
    return path


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_they_and_their_folder_are_closed_as_they_are_read(person: CommandLine, file: Path) -> None:
    assert person.run("status").returncode == 0
    assert (rights(file), rights(file.parent)) == (0o600, 0o700)


def test_a_folder_that_was_named_stays_open(person: CommandLine, file: Path) -> None:
    for command in (["status"], ["preview", "facebook", "--country", "FR", "--email", "a@b.org"]):
        assert person.run("--config", str(file), *command).returncode == 0
        assert (rights(file), rights(file.parent)) == (0o600, 0o755)


@pytest.mark.parametrize("command", ["status", "check", "run", "forget"])
def test_what_others_may_have_written_is_not_read(
    person: CommandLine, file: Path, command: str
) -> None:
    file.chmod(0o666)
    said = "or others may change it. If it says what you wrote: chmod 600;"
    more = ("--all", "--yes") if command == "forget" else ()
    refused(person.run(command, *more), "OPT-133", 2, said)
    assert rights(file) == 0o666
    file.chmod(0o600)
    assert person.run("status").returncode == 0


def test_what_belongs_to_somebody_else_is_not_read(
    person: CommandLine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
        refused(person.run("status"), "OPT-133", 2, str(file))
        assert (rights(file), rights(file.parent)) == (0o644, 0o755)
    assert person.run("status").returncode == 0
