"""Commands that are said to a person begin as they themselves began."""

import shlex
import sys
from itertools import product
from pathlib import Path
from unittest import mock

import pytest
from bootstrap.start import started_as
from support.catalogues import catalogue, pairs
from support.command_line import in_this_process
from support.typed_console import TypedConsole

from optout.terminal import program
from optout.terminal.console import Console

BEGUN = "python3 scripts/optout.py"


def said(own_home: dict[str, str], *arguments: str) -> str:
    done = in_this_process(own_home, *arguments)
    return done.stdout + done.stderr


@pytest.mark.parametrize("begun", ["", BEGUN])
def test_the_next_move_can_be_typed(
    own_home: dict[str, str], monkeypatch: pytest.MonkeyPatch, begun: str
) -> None:
    if begun:  # as by -X optout=…
        monkeypatch.setitem(sys._xoptions, "optout", begun)
    name = begun or "optout"
    assert f"See the list with {name} status." in said(own_home, "verify", "none")
    assert f"Object first: {name} run." in said(own_home, "status")
    assert f"Usage: {name} status" in said(own_home, "status", "--help")
    assert f"See all of them with {name} --help" in said(own_home, "nonsense")
    assert f"  {name} run threads" in said(own_home, "--help")


def test_the_next_move_is_the_same_persons(own_home: dict[str, str], tmp_path: Path) -> None:
    """Without its options a command would be about another person, or other places."""
    begun = "optout --profile anna"
    assert f"Object first: {begun} run." in said(own_home, "--profile", "anna", "status")
    assert f"{begun} forget --all --yes" in said(own_home, "--profile", "anna", "forget")
    file = tmp_path / "my own.toml"
    file.write_text('country = "FR"', "utf-8")
    told = said(own_home, "--config", str(file), "status")
    assert f"Object first: optout --config {program.word(str(file))} run." in told
    assert "Object first: optout run." in said(own_home, "status")


def shown(width: int, *listed: str, said: str = "") -> str:
    """What a console of that width shows of short lines, or of a paragraph."""
    console = TypedConsole([])
    with mock.patch.object(Console, "_width", width):
        console.say(said) if said else console.list(listed)
    return console.shown


def test_a_command_is_left_whole_to_be_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys._xoptions, "optout", BEGUN)
    command = f"{BEGUN} follow-up 20261128-facebook-abcdef --sent-on 2026-11-28"
    for width in (20, 40, 80):
        assert shown(width, command) == f"  {command}\n"
        folded = shown(width, f"Once you have sent it, note that with its day: {command}")
        assert len(folded.splitlines()) > 1
    for room, begins in ((-1, "  "), (0, ""), (1, ""), (2, "  ")):
        width = len(command) + room
        assert shown(width, command) == f"{begins}{command}\n", "whole, if need be at the edge"


WHOLE = {
    "There is no dossier yet. Object first: optout run.": f"{BEGUN} run.",
    "Wait until then, or record its answer with optout answer.": f"{BEGUN} answer.",
    "See the list, whatever it may say, with optout --help.": BEGUN,
}


def test_no_line_ends_within_how_a_command_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys._xoptions, "optout", BEGUN)
    for width, (told, whole) in product((40, 80), WHOLE.items()):
        texts = [shown(width, said=f"{'x' * length} {told}").splitlines() for length in range(30)]
        assert all(any(whole in line for line in lines) for lines in texts)
        assert all(len(line) <= width for lines in texts for line in lines)
        assert any(len(lines) > 1 for lines in texts), "other words are folded"


def test_only_commands_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys._xoptions, "optout", BEGUN)
    for text in ("optout never presses it.", "optout runs", "optout.toml", "the program optout"):
        assert program.as_started(text) == text
    assert program.as_started("with optout setup, or") == f"with {BEGUN} setup, or"
    for name in program.COMMANDS:
        assert program.as_started(f"(optout {name})") == f"({BEGUN} {name})"


def test_translated_commands_are_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys._xoptions, "optout", BEGUN)
    for language in ("de", "es", "fr", "it", "nl", "pl", "pt"):
        for message in catalogue(language):
            for english, text in pairs(message) if message.id else ():
                assert (BEGUN in program.as_started(english)) == (BEGUN in program.as_started(text))


def test_it_is_told_how_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/opt/bin/{name}")
    for typed, script, platform, begun in (
        ("python3", "scripts/optout.py", "linux", BEGUN),
        ("/opt/bin/python3.12", "/a b/optout.py", "darwin", "python3.12 '/a b/optout.py'"),
        (r"C:\Python\python.exe", r"scripts\optout.py", "win32", r"py scripts\optout.py"),
        (r"C:\python.exe", r"C:\A B\optout.py", "win32", r'py "C:\A B\optout.py"'),
    ):
        assert started_as([typed], script, platform) == begun


def test_a_python_that_the_shell_does_not_find_is_named_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One that uv has got, beside no other, or beside the stub that Apple has in its place."""
    monkeypatch.setattr(sys, "executable", "/uv/python3")
    for platform, found in (("win32", None), ("darwin", None), ("darwin", "/usr/bin/python3")):
        monkeypatch.setattr("shutil.which", lambda _name, found=found: found)
        begun = started_as(["/uv/python3", "optout.py"], "optout.py", platform)
        assert begun == "/uv/python3 optout.py"


def test_apple_s_own_python_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: with the developer tools, what the stub starts is theirs."""
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/python3")
    monkeypatch.setattr(sys, "executable", "/Library/Developer/CommandLineTools/usr/bin/python3")
    assert started_as(["python3"], "optout.py", "darwin") == "python3 optout.py"


def test_a_path_in_a_command_is_one_word_of_the_shell() -> None:
    for path in ("mine.zip", "my proof.zip", "proof(1).zip", "$HOME's.zip", "é;a"):
        assert shlex.split(f"verify {program.word(path, 'linux')}") == ["verify", path]
    for path, word in (
        (r"C:\Zoé\a.zip", r"C:\Zoé\a.zip"),
        ("my $a.zip", '"my $a.zip"'),
        ("https://x.example/?a=1&b=2", '"https://x.example/?a=1&b=2"'),
        ("https://x.example/?a=1", "https://x.example/?a=1"),
    ):
        assert program.word(path, "win32") == word
