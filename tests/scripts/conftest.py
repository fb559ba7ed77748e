"""Checkouts to set up, and ways to run their scripts."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.checkouts import make_checkout, make_ready
from support.isolation import temporary_folder


@pytest.fixture
def checkout() -> Iterator[Path]:
    """A checkout where nothing is set up, which other users may read too."""
    with temporary_folder() as folder:
        folder.chmod(0o755)
        yield make_checkout(folder / "mon dossier é")


@pytest.fixture
def ready(checkout: Path) -> Path:
    """The same, set up."""
    return make_ready(checkout)


_AS_IF = """import runpy, sys
sys.executable, *sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")"""
_STAND_IN = """#!/bin/sh
case "$*" in
  *"-m venv"*) for folder; do :; done; mkdir -p "$folder/bin"; cp "$0" "$folder/bin/python";;
  *"-m pip"*) touch '{root}/pip-begun'; {pip};;
  *) PYTHONPATH='{root}' exec '{python}' "$@";;
esac
"""


@pytest.fixture
def stood_in(checkout: Path) -> Callable[..., list[str]]:
    """The command that runs `scripts/optout.py` of the checkout by a Python whose `venv` makes
    nothing but itself, and whose `pip` does what a line of shell says: `stood_in("exit 0")`."""

    def command(pip: str, python: str = sys.executable) -> list[str]:
        program = checkout.with_name("python")
        program.write_text(_STAND_IN.format(root=checkout, pip=pip, python=python))
        program.chmod(0o755)
        return [python, "-c", _AS_IF, str(program), str(checkout / "scripts/optout.py")]

    return command


@pytest.fixture
def network(home: dict[str, str]) -> dict[str, str]:
    """The environment of a new user, with this machine's way to the packages."""
    ways = re.compile(r"PIP_|SSL_|REQUESTS_CA|CURL_CA|(https?|all|no)_proxy$", re.IGNORECASE)
    return home | {name: value for name, value in os.environ.items() if ways.match(name)}


@pytest.fixture
def run(home: dict[str, str]) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Run `scripts/optout.py` of a checkout to its end: `run(checkout, "argument")`."""

    def run_script(
        root: Path,
        *arguments: str,
        environ: dict[str, str] | None = None,
        script: str = "optout.py",
        python: str = sys.executable,
        cwd: Path | None = None,
        typed: str = "",
    ) -> "subprocess.CompletedProcess[str]":
        command = [python, str(root / "scripts" / script), *arguments]
        return subprocess.run(
            command, env=environ or home, cwd=cwd, input=typed, capture_output=True, text=True,
            timeout=300, check=False,
        )  # fmt: skip

    return run_script


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str, str], str]:
    """Put a shell script of that name into a folder; the folder, for PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def write(name: str, script: str) -> str:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        return str(folder)

    return write
