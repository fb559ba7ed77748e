"""When all is there: the tool gets arguments, terminal and signals; its exit code comes back."""

import json
import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.terminal import OpenTerminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_arguments_arrive_as_typed_and_nothing_else_is_said(ready: Path, run: Run) -> None:
    arguments = ["run", "--name", "Prénom  Nom", "", "--reason=a 'b' \"c\" $d"]
    ended = run(ready, *arguments)
    assert json.loads(ended.stdout)["args"] == arguments
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("code", [0, 1, 3, 130])
def test_exit_code_comes_back(ready: Path, run: Run, code: int) -> None:
    assert run(ready, "exit", str(code)).returncode == code


def test_standard_input_comes_through(ready: Path, run: Run) -> None:
    assert "typed\nhere" in run(ready, "read", input="typed\nhere").stdout


def test_working_folder_stays_and_is_not_searched_for_modules(ready: Path, run: Run) -> None:
    # scripts/ holds an optout.py: searched, it would start itself for ever.
    ended = run(ready, cwd=ready / "scripts")
    shown = json.loads(ended.stdout)
    assert shown["cwd"] == str(ready / "scripts")
    assert not {"", str(ready / "scripts")} & set(shown["path"])


def test_other_packages_of_the_caller_are_not_searched(
    ready: Path, run: Run, home: dict[str, str], tmp_path: Path
) -> None:
    ended = run(ready, environ=home | {"PYTHONPATH": str(tmp_path)})
    assert str(tmp_path) not in json.loads(ended.stdout)["path"]


def test_ctrl_c_reaches_the_tool_alone(ready: Path, terminal: OpenTerminal) -> None:
    there = terminal("wait", command=[sys.executable, str(ready / "scripts/optout.py")])
    there.expect("waiting")
    there.interrupt()
    assert there.exit() == 33, "the tool's own answer to Ctrl-C"
    assert "Traceback" not in there.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_signals_reach_the_tool(ready: Path, home: dict[str, str], number: signal.Signals) -> None:
    command = [sys.executable, str(ready / "scripts/optout.py"), "wait"]
    with subprocess.Popen(command, env=home, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        assert process.wait() == -number


def test_overhead_is_small(ready: Path, home: dict[str, str]) -> None:
    def median(command: list[str]) -> float:
        """Seconds of processor time, which other work on the machine does not stretch."""
        times = []
        for _ in range(7):
            before = os.times()
            subprocess.run(command, env=home, capture_output=True, check=True)
            after = os.times()
            times.append(sum(after[2:4]) - sum(before[2:4]))
        return statistics.median(times)

    direct = median([str(ready / ".venv/bin/python"), "-P", "-m", "optout"])
    through = median([sys.executable, str(ready / "scripts/optout.py")])
    assert through - direct < 0.3


def test_without_a_home_variable(
    ready: Path, run: Run, home: dict[str, str], program: Callable[[str, str], str]
) -> None:
    # With none of them the search for Playwright's Chromium needs a home. The browser stands in
    # for those of this machine: where there is none, one would be installed.
    for name in ("HOME", "XDG_CACHE_HOME", "PLAYWRIGHT_BROWSERS_PATH"):
        home.pop(name, None)
    home |= {"OPTOUT_BROWSER": "chromium", "PATH": program("chromium", "") + ":" + home["PATH"]}
    assert run(ready, "exit", "7", environ=home).returncode == 7


def test_environment_of_somebody_else_is_left_alone(checkout: Path, run: Run) -> None:
    mine = checkout / ".venv" / "lib"
    mine.mkdir(parents=True)
    ended = run(checkout)
    assert ended.returncode == 2
    assert ended.stderr.strip() == (
        f"The folder {checkout}/.venv was not made by this script. "
        "Rename or delete it, then run this again."
    )
    assert mine.is_dir()
