"""People at the command line, and programs of their own that note what they are given."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from support.command_line import CommandLine, Done
from support.terminal import OpenTerminal, Terminal


class Talk(Protocol):
    """The person's command in a terminal, `columns` wide."""

    def __call__(self, *arguments: str, columns: int = 80, **environ: str) -> Terminal: ...


class RunAlone(Protocol):
    """The person's command as a process of its own, without a terminal."""

    def __call__(self, *arguments: str, **environ: str) -> Done: ...


@pytest.fixture
def person(own_home: dict[str, str]) -> CommandLine:
    """Somebody without a profile name, and without a screen."""
    own_home.pop("DISPLAY", None)
    return CommandLine(own_home)


@pytest.fixture
def another(person: CommandLine) -> CommandLine:
    """Somebody else in the same household."""
    return CommandLine(person.home, "two", "autre.personne@example.org", "Autre Personne")


@pytest.fixture
def with_browser(person: CommandLine) -> None:
    """The person's commands find a browser, to browse or to print a PDF."""
    del person.environ["OPTOUT_BROWSER"]


@pytest.fixture
def talk(person: CommandLine, terminal: OpenTerminal) -> Talk:
    def start(*arguments: str, columns: int = 80, **environ: str) -> Terminal:
        everything = {**person.home, **person.environ, **environ}
        return terminal(*arguments, columns=columns, environ=everything, timeout=60)

    return start


@pytest.fixture
def run_alone(person: CommandLine, home: dict[str, str]) -> RunAlone:
    def run(*arguments: str, **environ: str) -> Done:
        return subprocess.run(
            [sys.executable, "-P", "-m", "optout", *arguments],
            env={**home, **person.environ, **environ},
            cwd=home["HOME"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def desktop(person: CommandLine, tmp_path: Path) -> Callable[[], list[str]]:
    """Give the person a screen, a web browser and a mail program; what these were given, in order.

    Each line is one call: the program's name and all its arguments.
    """
    programs, calls = tmp_path / "programs", tmp_path / "calls"
    programs.mkdir()
    for name in ("browser", "xdg-open"):
        program = programs / name
        program.write_text(f'#!/bin/sh\necho {name} "$@" >> {calls}\n', "utf-8")
        program.chmod(0o700)
    person.environ |= {
        "DISPLAY": ":99",
        "BROWSER": str(programs / "browser"),
        "PATH": f"{programs}:{person.home['PATH']}",
    }
    return lambda: calls.read_text("utf-8").splitlines() if calls.exists() else []
