"""Commands that are said to a person begin as they themselves began."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from bootstrap.start import started_as
from support.catalogues import catalogue, pairs

from optout.terminal import program
from optout.terminal.console import Console

BEGUN = "python3 scripts/optout.py"


def said(home: dict[str, str], *arguments: str, begun: str = "") -> str:
    options = ["-X", f"optout={begun}"] if begun else []
    done = subprocess.run(
        [sys.executable, *options, "-P", "-m", "optout", *arguments],
        env=home, cwd=home["HOME"], stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.mark.parametrize("begun", ["", BEGUN])
def test_the_next_move_can_be_typed(home: dict[str, str], begun: str) -> None:
    name = begun or "optout"
    assert f"See the list with {name} status." in said(home, "verify", "none", begun=begun)
    assert f"Object first: {name} run." in said(home, "status", begun=begun)
    assert f"Usage: {name} status" in said(home, "status", "--help", begun=begun)
    assert f"See all of them with {name} --help" in said(home, "nonsense", begun=begun)
    assert f"  {name} run threads" in said(home, "--help", begun=begun)


def test_the_next_move_is_the_same_persons(home: dict[str, str], tmp_path: Path) -> None:
    """Without its options a command would be about another person, or other places."""
    begun = "optout --profile anna"
    assert f"Object first: {begun} run." in said(home, "--profile", "anna", "status")
    assert f"{begun} forget --all --yes" in said(home, "--profile", "anna", "forget")
    file = tmp_path / "my own.toml"
    file.write_text('country = "FR"', "utf-8")
    told = said(home, "--config", str(file), "status")
    assert f"Object first: optout --config {program.word(str(file))} run." in told
    assert "Object first: optout run." in said(home, "status")


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_command_is_left_whole_to_be_copied(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    console = Console(plain=True)
    shown: list[str] = []
    monkeypatch.setattr(Console, "_width", width)
    monkeypatch.setattr(console, "_write", lambda text, style="": shown.append(text))
    monkeypatch.setitem(sys._xoptions, "optout", BEGUN)
    command = f"{BEGUN} follow-up 20261128-facebook-abcdef --sent-on 2026-11-28"
    console.list([command])
    console.list([f"Once you have sent it, note that with its day: {command}"])
    whole, folded = shown
    assert whole == f"  {command}\n"
    assert len(folded.splitlines()) > 1


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize(
    ("told", "whole"),
    [
        ("There is no dossier yet. Object first: optout run.", f"{BEGUN} run."),
        ("Wait until then, or record its answer with optout answer.", f"{BEGUN} answer."),
        ("See the list, whatever it may say, with optout --help.", BEGUN),
    ],
)
def test_no_line_ends_within_how_a_command_begins(
    monkeypatch: pytest.MonkeyPatch, told: str, whole: str, width: int
) -> None:
    console = Console(plain=True)
    shown: list[str] = []
    monkeypatch.setattr(Console, "_width", width)
    monkeypatch.setattr(console, "_write", lambda text, style="": shown.append(text))
    monkeypatch.setitem(sys._xoptions, "optout", BEGUN)
    for length in range(30):
        console.say(f"{'x' * length} {told}")
    assert all(any(whole in line for line in text.splitlines()) for text in shown)
    assert all(len(line) <= width for text in shown for line in text.splitlines())
    assert any(len(text.splitlines()) > 1 for text in shown), "other words are folded"


def test_only_commands_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys._xoptions, "optout", BEGUN)
    for text in ("optout never presses it.", "optout runs", "optout.toml", "the program optout"):
        assert program.as_started(text) == text
    assert program.as_started("with optout setup, or") == f"with {BEGUN} setup, or"
    for name in program.COMMANDS:
        assert program.as_started(f"(optout {name})") == f"({BEGUN} {name})"


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "nl", "pl", "pt"])
def test_translated_commands_are_found_too(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setitem(sys._xoptions, "optout", BEGUN)
    for message in catalogue(language):
        for english, text in pairs(message) if message.id else ():
            assert (BEGUN in program.as_started(english)) == (BEGUN in program.as_started(text))


@pytest.mark.parametrize(
    ("typed", "script", "platform", "begun"),
    [
        (["python3", "scripts/optout.py"], "scripts/optout.py", "linux", BEGUN),
        (["/opt/bin/python3.12"], "/a b/optout.py", "darwin", "python3.12 '/a b/optout.py'"),
        ([r"C:\Python\python.exe"], r"scripts\optout.py", "win32", r"py scripts\optout.py"),
        ([r"C:\python.exe"], r"C:\A B\optout.py", "win32", r'py "C:\A B\optout.py"'),
    ],
)
def test_it_is_told_how_it_began(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], script: str, platform: str, begun: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/opt/bin/{name}")
    assert started_as(typed, script, platform) == begun


@pytest.mark.parametrize(
    ("platform", "found"), [("win32", None), ("darwin", None), ("darwin", "/usr/bin/python3")]
)
def test_a_python_that_the_shell_does_not_find_is_named_whole(
    monkeypatch: pytest.MonkeyPatch, platform: str, found: str | None
) -> None:
    """One that uv has got, beside no other, or beside the stub that Apple has in its place."""
    monkeypatch.setattr("shutil.which", lambda _name: found)
    monkeypatch.setattr(sys, "executable", "/uv/python3")
    begun = started_as(["/uv/python3", "optout.py"], "optout.py", platform)
    assert begun == "/uv/python3 optout.py"


def test_apple_s_own_python_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: with the developer tools, what the stub starts is theirs."""
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/python3")
    monkeypatch.setattr(sys, "executable", "/Library/Developer/CommandLineTools/usr/bin/python3")
    assert started_as(["python3"], "optout.py", "darwin") == "python3 optout.py"


@pytest.mark.parametrize("path", ["mine.zip", "my proof.zip", "proof(1).zip", "$HOME's.zip", "é;a"])
def test_a_path_in_a_command_is_one_word_of_the_shell(path: str) -> None:
    assert shlex.split(f"verify {program.word(path, 'linux')}") == ["verify", path]


@pytest.mark.parametrize(("path", "word"), [("a.zip", "a.zip"), ("my $a.zip", '"my $a.zip"')])
def test_a_path_in_a_command_on_windows(path: str, word: str) -> None:
    assert program.word(path, "win32") == word
