"""Commands that are said to a person begin as they themselves began."""

import shlex
import subprocess
import sys

import pytest
from bootstrap.start import started_as
from support.catalogues import catalogue, pairs

from optout.terminal import program

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
        (["/usr/bin/python3.12"], "/a b/optout.py", "darwin", "python3.12 '/a b/optout.py'"),
        ([r"C:\Python\python.exe"], r"scripts\optout.py", "win32", r"py scripts\optout.py"),
        ([r"C:\python.exe"], r"C:\A B\optout.py", "win32", r'py "C:\A B\optout.py"'),
    ],
)
def test_it_is_told_how_it_began(typed: list[str], script: str, platform: str, begun: str) -> None:
    assert started_as(typed, script, platform) == begun


@pytest.mark.parametrize("path", ["mine.zip", "my proof.zip", "proof(1).zip", "$HOME's.zip", "é;a"])
def test_a_path_in_a_command_is_one_word_of_the_shell(path: str) -> None:
    assert shlex.split(f"verify {program.word(path, 'linux')}") == ["verify", path]


@pytest.mark.parametrize(("path", "word"), [("a.zip", "a.zip"), ("my $a.zip", '"my $a.zip"')])
def test_a_path_in_a_command_on_windows(path: str, word: str) -> None:
    assert program.word(path, "win32") == word
