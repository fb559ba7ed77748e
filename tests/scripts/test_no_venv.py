"""A bare Debian keeps the venv module in a package of its own: it is installed, or named."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bootstrap import apt, environment, places, run
from bootstrap.words import Stop, Talk
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


@pytest.mark.parametrize(
    ("python", "package"),
    [
        ("/opt/bin/python3", f"python3.{sys.version_info.minor}-venv"),
        ("/usr/bin/python3", "python3-venv"),
    ],
    ids=["another", "the_system_s"],
)
def test_the_package_is_installed_and_the_set_up_goes_on(
    checkout: Path,
    python: str,
    package: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    calls: list[list[str]] = []

    def quietly(command: list[object], **_options: object) -> run.Ended:
        calls.append([str(word) for word in command])
        return run.Ended(0, [])

    monkeypatch.setattr(run, "quietly", quietly)
    monkeypatch.setattr(sys, "executable", python)
    monkeypatch.setattr(apt, "available", lambda: True)
    monkeypatch.setattr(environment, "_has_venv", lambda: bool(calls))
    where = places.find(checkout)
    environment.ensure(where, ("run",), Talk("en"))
    assert capsys.readouterr().err.splitlines()[:2] == [
        f"Installing with apt-get what the system lacks: {package}…",
        f"Step 1 of 3: making a Python environment for optout, in {where.venv}…",
    ]
    installed = [command for command in calls if "install" in command and "apt-get" in command]
    assert [command[-1] for command in installed] == [package]


@pytest.mark.linux("root")
@pytest.mark.parametrize(
    ("root", "sudo", "asks", "prefix", "command"),
    [
        (True, False, False, [], "apt-get update && apt-get install a b"),
        (False, True, True, ["sudo"], "sudo apt-get update && sudo apt-get install a b"),
        (False, True, False, ["sudo", "-n"], "sudo apt-get update && sudo apt-get install a b"),
        (False, False, True, None, 'su -c "apt-get update && apt-get install a b"'),
    ],
)
def test_how_to_become_root(
    root: bool,
    sudo: bool,
    asks: bool,
    prefix: list[str] | None,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if sudo else None)
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: PTH123, SIM115
    monkeypatch.setattr("sys.stdin.isatty", lambda: asks, raising=False)
    assert apt.become() == prefix
    assert apt.command(["a", "b"]) == command


@pytest.mark.parametrize(
    ("lists", "codes", "done"),
    [
        (True, [0], ["install"]),
        (False, [0, 0], ["update", "install"]),
        (True, [1, 0, 0], ["install", "update", "install"]),
        (True, [1, 1, 1], ["install", "update", "install"]),
        (False, [], []),
    ],
)
def test_lists_of_packages_are_fetched_when_missing_or_old(
    lists: bool,
    codes: list[int],
    done: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    answers = iter(codes)
    monkeypatch.setattr(apt, "become", list if codes else lambda: None)

    def quietly(command: list[str]) -> run.Ended:
        asked.append(next(w for w in command if w in ("install", "update")))
        return run.Ended(next(answers), ["E: said by apt"])

    monkeypatch.setattr(run, "quietly", quietly)
    monkeypatch.setattr(apt, "LISTS", tmp_path)
    if lists:
        (tmp_path / "deb_main_Packages.lz4").touch()
    if codes[-1:] == [0]:
        apt.install(["a"], Talk("en"))
    else:
        with pytest.raises(Stop, match=r"could not be installed.*apt-get install a") as stop:
            apt.install(["a"], Talk("en"))
        assert stop.value.lines == ("E: said by apt",)[: len(codes)]
    assert asked == done


def test_who_says_no_gets_the_command_and_no_installation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "quietly", lambda command: pytest.fail("installed"))
    monkeypatch.setattr(apt, "become", lambda: ["sudo"])
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    with pytest.raises(Stop, match=r"^Nothing was installed\..*: sudo apt-get update && sudo apt"):
        apt.install(["a"], Talk("en", asks=True))
