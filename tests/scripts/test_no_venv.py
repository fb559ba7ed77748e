"""A bare Debian keeps the venv module in a package of its own: it is installed, or named."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bootstrap import apt, environment, run
from bootstrap.words import Stop, Talk, texts
from support.isolation import temporary_folder
from support.ordinary_user import copy_interpreter

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_where_there_is_no_apt_python_org_is_named(
    checkout: Path, run: Run, home: dict[str, str], tmp_path: Path
) -> None:
    """By a Python without `ensurepip`, as Debian has it."""
    with temporary_folder() as folder:
        base = Path(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))
        python, variables = copy_interpreter(base, folder)
        [module] = folder.glob("lib/python*/ensurepip")
        shutil.rmtree(module)
        environ = home | variables | {"PATH": str(tmp_path)}
        ended = run(checkout, environ=environ, python=python)
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        f"This Python ({python}) lacks its venv module. "
        "Install Python 3.11 or newer from https://www.python.org/downloads/ and run this again."
    )
    assert not (checkout / ".venv/bin").exists()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were run; one with "none" in it fails."""
    commands: list[str] = []

    def quietly(command: list[str], *_environ: object) -> run.Ended:
        commands.append(" ".join(command))
        return run.Ended("none" not in command, ["E: said by apt"])

    monkeypatch.setattr(run, "quietly", quietly)
    return commands


def test_the_package_is_installed_and_the_set_up_goes_on(
    checkout: Path,
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(apt, "available", lambda: True)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: asked or None)
    environment.ensure(environment.RUN, Talk("en"), checkout)
    package = f"python3.{sys.version_info.minor}-venv"
    assert capsys.readouterr().err.splitlines()[:2] == [
        f"Installing with apt-get what the system lacks: {package}…",
        f"Step 1 of 3: making a Python environment for optout, in {checkout}/.venv…",
    ]
    assert asked[1].endswith(f" install --no-install-recommends {package}")


@pytest.mark.linux("root")
@pytest.mark.parametrize(
    ("root", "sudo", "how"),
    [
        (True, False, "apt-get update && apt-get install none"),
        (False, True, "sudo apt-get update && sudo apt-get install none"),
        (False, False, 'su -c "apt-get update && apt-get install none"'),
    ],
)
def test_what_fails_is_said_with_the_command(
    root: bool, sudo: bool, how: str, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if sudo else None)
    with pytest.raises(Stop) as stop:
        apt.install(["none"], Talk("en"))
    said = "  E: said by apt\n" if root or sudo else ""
    assert str(stop.value) == said + texts("en")["not_installed"].format(command=how)
    prefix = "sudo env" if sudo else "env"
    assert all(command.startswith(f"{prefix} DEBIAN_FRONTEND=") for command in asked)
    assert len(asked) == (2 if root or sudo else 0), "lists of packages, then the package"


def test_who_says_no_gets_the_command_and_no_installation(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    with pytest.raises(Stop, match=r"^Nothing was installed\..*: apt-get update && apt-get"):
        apt.install(["some"], Talk("en", asks=True))
    assert asked == []
