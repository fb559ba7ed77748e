"""Started with its streams closed: nothing else gets their numbers, and the exit code is right."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.linux("a Unix shell closes the streams")

_OPENS = """
import os, subprocess, sys
from optout.system import environment
if sys.argv[1] == "filled":
    environment.fill_standard_numbers()
with open(sys.argv[2], "w") as file:
    os.write(1, b"said by a library")
sys.exit(subprocess.run(["/bin/sh", "-c", "echo said by a program"]).returncode)
"""


def _closed(*numbers: str) -> list[str]:
    closing = " ".join(f"{number}>&-" for number in numbers)
    return ["/bin/sh", "-c", f'exec "$0" "$@" {closing}', sys.executable, "-P"]


@pytest.mark.parametrize(("how", "kept"), [("filled", ""), ("left", "said by a library")])
def test_no_file_takes_what_is_said(tmp_path: Path, how: str, kept: str) -> None:
    file = tmp_path / "file"
    done = subprocess.run([*_closed("1"), "-c", _OPENS, how, file], check=False)
    assert file.read_text() == kept
    assert (done.returncode == 0) is (how == "filled")


@pytest.mark.parametrize("closed", ["0", "1", "2", "012"])
def test_wrong_usage_ends_at_once(home: dict[str, str], closed: str) -> None:
    command = [*_closed(*closed), "-m", "optout", "run", "nowhere"]
    assert subprocess.run(command, env=home, timeout=30, check=False).returncode == 2
