"""People at the command line, and programs of their own that note what they are given."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.command_line import CommandLine
from support.terminal import OpenTerminal


@pytest.fixture
def person(home: dict[str, str], terminal: OpenTerminal) -> CommandLine:
    """Somebody without a profile name, and without a screen."""
    home.pop("DISPLAY", None)
    return CommandLine(home, terminal)


@pytest.fixture
def another(person: CommandLine) -> CommandLine:
    """Somebody else in the same household."""
    return CommandLine(
        person.home, person.open_terminal, "two", "autre.personne@example.org", "Autre Personne"
    )


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
