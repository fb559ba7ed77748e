"""When all is there: the tool gets arguments, terminal and signals; its exit code comes back."""

import json
import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bootstrap.start import as_begun
from support.terminal import OpenTerminal

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_arguments_input_and_exit_code_pass_through_and_nothing_else_is_said(
    ready: Path, run: Run
) -> None:
    arguments = ["read", "--name", "Prénom  Nom", "", "--reason=a 'b' \"c\" $d"]
    ended = run(ready, *arguments, typed="typed\nhere")
    shown, _, read = ended.stdout.partition("\n")
    assert json.loads(shown)["args"] == arguments
    assert (ended.returncode, ended.stderr, read) == (0, "", "typed\nhere\n")
    assert run(ready, "exit", "130").returncode == 130


def test_working_folder_and_the_callers_packages_are_not_searched_for_modules(
    ready: Path, run: Run, home: dict[str, str], tmp_path: Path
) -> None:
    # scripts/ holds an optout.py: searched, it would start itself for ever.
    ended = run(ready, cwd=ready / "scripts", environ=home | {"PYTHONPATH": str(tmp_path)})
    shown = json.loads(ended.stdout)
    assert shown["cwd"] == str(ready / "scripts")
    assert not {"", str(ready / "scripts"), str(tmp_path)} & set(shown["path"])


def test_nothing_to_speak_into_is_no_obstacle(ready: Path, home: dict[str, str]) -> None:
    command = [sys.executable, str(ready / "scripts/optout.py"), "exit", "7"]
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        shell = ["/bin/sh", "-c", f'exec "$0" "$@" {closed}']
        assert subprocess.run([*shell, *command], env=home, check=False).returncode == 7, closed


def test_without_a_console_none_is_opened() -> None:
    python = Path("/.venv/Scripts/python.exe")
    for program, name in (("/Python313/pythonw.exe", "pythonw.exe"), ("/bin/py.exe", "python.exe")):
        assert as_begun(python, program) == python.with_name(name)


def test_ctrl_c_reaches_the_tool_alone(ready: Path, terminal: OpenTerminal) -> None:
    there = terminal("wait", command=[sys.executable, str(ready / "scripts/optout.py")])
    there.expect("waiting")
    there.interrupt()
    assert there.exit() == 33, "the tool's own answer to Ctrl-C"
    assert "Traceback" not in there.text


def test_signals_reach_the_tool(ready: Path, home: dict[str, str]) -> None:
    command = [sys.executable, str(ready / "scripts/optout.py"), "wait"]
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        with subprocess.Popen(command, env=home, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            process.send_signal(number)
            assert process.wait() == -number


def test_overhead_is_small(ready: Path, home: dict[str, str]) -> None:
    def median(command: list[str]) -> float:
        """Seconds of processor time, which other work on the machine does not stretch."""
        times = []
        for _ in range(3):
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
