"""A bare Debian keeps the venv module in a package of its own: it is installed, or named."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from bootstrap import apt, run
from bootstrap.words import Stop, Talk
from support.isolation import temporary_folder
from support.ordinary_user import OrdinaryUser, copy_interpreter

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Program = Callable[[str, str], str]


class Bare(NamedTuple):
    """A Python without `ensurepip`, as Debian has it, and a folder for stand-ins on the PATH."""

    python: str
    environ: dict[str, str]
    module: Path


@pytest.fixture
def bare(network: dict[str, str]) -> Iterator[Bare]:
    with temporary_folder() as folder:
        folder.chmod(0o755)
        base = Path(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))
        python, variables = copy_interpreter(base, folder)
        [module] = folder.glob("lib/python*/ensurepip")
        module.rename(module.with_name("ensurepip.deb"))
        yield Bare(python, network | variables, module)


def log_and(script: str, tmp_path: Path) -> str:
    """A stand-in for apt-get that notes how it was called."""
    return f'echo "$@" >> {tmp_path}/apt.log\n{script}'


def calls(tmp_path: Path) -> list[str]:
    """What apt-get was asked to do: its verb and the packages."""
    lines = (tmp_path / "apt.log").read_text().splitlines()
    words = [[word for word in line.split() if word[:1] != "-"] for line in lines]
    return [" ".join([word for word in line if "DPkg" not in word]) for line in words]


def test_root_installs_it_and_goes_on(
    bare: Bare, checkout: Path, run: Run, program: Program, tmp_path: Path
) -> None:
    deb = f"{bare.module}.deb"
    script = f'case "$*" in install*) test -d {deb} && mv {deb} {bare.module};; esac'
    path = program("apt-get", log_and(script, tmp_path))
    program("sudo", 'exec "$@"')
    environ = bare.environ | {"PATH": f"{path}:{bare.environ['PATH']}"}
    ended = run(checkout, "exit", "7", environ=environ, python=bare.python)
    assert ended.returncode == 7, ended.stderr
    package = f"python3.{sys.version_info.minor}-venv"
    assert ended.stderr.splitlines()[:2] == [
        f"Installing with apt-get what the system lacks: {package}…",
        f"Step 1 of 3: making a Python environment for optout, in {checkout}/.venv…",
    ]
    assert calls(tmp_path)[-1] == f"install {package}"


def test_when_it_cannot_be_installed_the_command_is_said(
    bare: Bare, checkout: Path, run: Run, program: Program, tmp_path: Path
) -> None:
    path = program("apt-get", log_and("echo 'E: Unable to locate package'; exit 100", tmp_path))
    program("sudo", 'exec "$@"')
    environ = bare.environ | {"PATH": f"{path}:{bare.environ['PATH']}"}
    ended = run(checkout, environ=environ, python=bare.python)
    package = f"python3.{sys.version_info.minor}-venv"
    assert ended.returncode == 1
    assert "E: Unable to locate package" in ended.stderr
    last = ended.stderr.splitlines()[-1]
    assert last.startswith("What the system lacks could not be installed.")
    assert last.endswith(f"apt-get install {package}")
    assert calls(tmp_path)[-2:] == ["update", f"install {package}"], "lists renewed, tried again"
    assert not (checkout / ".venv/bin").exists()


def test_where_there_is_no_apt_python_org_is_named(
    bare: Bare, checkout: Path, run: Run, tmp_path: Path
) -> None:
    environ = bare.environ | {"PATH": str(tmp_path)}
    ended = run(checkout, environ=environ, python=bare.python)
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        f"This Python ({bare.python}) lacks its venv module. "
        "Install Python 3.11 or newer from https://www.python.org/downloads/ and run this again."
    )


def test_without_sudo_the_command_for_root_is_said(
    bare: Bare,
    checkout: Path,
    ordinary_user: OrdinaryUser,
    program: Program,
    tmp_path: Path,
) -> None:
    with temporary_folder() as folder:
        folder.chmod(0o755)
        (folder / "apt-get").write_text("#!/bin/sh\nexit 1\n")
        (folder / "apt-get").chmod(0o755)
        environ = ordinary_user.environ | bare.environ | {"PATH": str(folder)}
        environ["HOME"] = ordinary_user.environ["HOME"]
        environ["XDG_DATA_HOME"] = f"{environ['HOME']}/data"
        script = str(checkout / "scripts/optout.py")
        ended = ordinary_user.run(bare.python, script, env=environ)
    package = f"python3.{sys.version_info.minor}-venv"
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].endswith(
        f'install it yourself: su -c "apt-get update && apt-get install {package}"'
    )


@pytest.mark.parametrize(
    ("root", "sudo", "terminal", "prefix", "command"),
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
    terminal: bool,
    prefix: list[str] | None,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if sudo else None)
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: PTH123, SIM115
    monkeypatch.setattr("sys.stdin.isatty", lambda: terminal, raising=False)
    assert apt.become() == prefix
    assert apt.command(["a", "b"]) == command


@pytest.mark.parametrize(
    ("lists", "codes", "done"),
    [
        (True, [0], ["install"]),
        (False, [0, 0], ["update", "install"]),
        (True, [1, 0, 0], ["install", "update", "install"]),
        (True, [1, 1, 1], ["install", "update", "install"]),
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

    def quietly(command: list[str]) -> run.Ended:
        asked.append(next(w for w in command if w in ("install", "update")))
        return run.Ended(next(answers), ["E: said by apt"])

    monkeypatch.setattr(run, "quietly", quietly)
    monkeypatch.setattr(apt, "become", list)
    monkeypatch.setattr(apt, "LISTS", tmp_path)
    if lists:
        (tmp_path / "deb_main_Packages.lz4").touch()
    if codes[-1] == 0:
        apt.install(["a"], Talk("en", plain=True))
    else:
        with pytest.raises(Stop, match="could not be installed") as stop:
            apt.install(["a"], Talk("en", plain=True))
        assert stop.value.lines == ("E: said by apt",)
    assert asked == done


def test_who_says_no_gets_the_command_and_no_installation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run, "quietly", lambda command: pytest.fail("installed"))
    monkeypatch.setattr(apt, "become", lambda: ["sudo"])
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    with pytest.raises(Stop, match=r"^Nothing was installed\..*: sudo apt-get update && sudo apt"):
        apt.install(["a"], Talk("en", plain=True, asks=True))
