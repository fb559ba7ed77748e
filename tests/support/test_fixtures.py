"""The tests' own ground: isolated homes, real displays and terminals, nothing left running."""

import ast
import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.covering import some
from support.display import virtual_display
from support.event_loop import RunAsync
from support.faults import processes
from support.ordinary_user import OrdinaryUser
from support.terminal import OpenTerminal

SAYS_HELLO = """import os, signal
print("héllo", os.get_terminal_size().columns, flush=True)
print(input()[::-1], flush=True)
signal.pause()"""
SLEEPS = (
    "import subprocess, time; p = subprocess.Popen(['sleep', '600'], start_new_session=True); "
    "exec('while not open(f\"/proc/{p.pid}/environ\").read(): time.sleep(0.01)')"
)
"""A process that stays. It has an environment only some moments after it is said to run."""

TESTS = Path(__file__).resolve().parents[1]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
ALONE = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
"""Without what else is installed, some of which takes its time to load."""


def test_home_is_empty_and_holds_nothing_of_the_developer(home: dict[str, str]) -> None:
    assert list(Path(home["HOME"]).iterdir()) == []
    assert not [name for name in home if name.startswith("OPTOUT_")]
    shown = subprocess.run(
        [sys.executable, "-c", "import pathlib; print(pathlib.Path.home())"],
        env=home,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.strip() == home["HOME"]
    assert Path.home() != Path("~" + os.environ.get("USER", "root")).expanduser()


def test_display_is_a_real_one_and_ends() -> None:
    with virtual_display() as name:
        socket = Path(f"/tmp/.X11-unix/X{name[1:]}")
        assert socket.exists()
    assert not socket.exists()


async def _add(a: int, b: int) -> int:
    await asyncio.sleep(0)
    return a + b


async def _never() -> None:
    await asyncio.Event().wait()


def test_run_async_gives_the_result_and_bounds_the_time(run_async: RunAsync) -> None:
    assert run_async(_add(1, 2)) == 3
    with pytest.raises(TimeoutError):
        run_async(_never(), timeout=0.05)


def test_terminal_has_a_width_a_log_and_its_keys(terminal: OpenTerminal) -> None:
    there = terminal(command=[sys.executable, "-c", SAYS_HELLO], columns=57)
    there.expect("héllo 57")
    with pytest.raises(AssertionError, match=r"(?s)TIMEOUT before .*shown:\nhéllo"):
        there.expect("goodbye", timeout=0.5)
    there.type("abc")
    there.expect("cba")
    assert there.text.splitlines() == ["héllo 57", "abc", "cba"]
    there.interrupt()
    there.expect("KeyboardInterrupt")
    assert there.exit() == -2


def test_terminal_ends_even_what_left_its_process_group(terminal: OpenTerminal) -> None:
    there = terminal(command=[sys.executable, "-c", f"{SLEEPS}; print('on', flush=True); input()"])
    there.expect("on")
    assert "sleep 600" in [process.command for process in processes.of(there)]
    there.close()
    processes.nothing_is_left(there)


def test_ordinary_user_is_not_root_and_can_run_optout(
    ordinary_user: OrdinaryUser, tmp_path: Path
) -> None:
    code = (
        "import json, os, optout.domain.states, playwright;"
        "print(json.dumps([os.getuid(), os.listdir(os.environ['HOME']), dict(os.environ)]))"
    )
    ended = ordinary_user.run(ordinary_user.python, "-P", "-c", code)
    assert ended.stderr == ""
    uid, there, environ = json.loads(ended.stdout)
    assert uid == ordinary_user.account.uid != 0
    assert there == []
    assert environ.items() >= ordinary_user.environ.items()
    assert Path(environ["HOME"]).stat().st_uid == uid
    assert ordinary_user.run("touch", str(tmp_path / "x")).returncode != 0
    assert ordinary_user.run("touch", f"{environ['HOME']}/x").returncode == 0


@pytest.mark.parametrize(("left", "code"), [(False, 0), (True, 1)])
def test_a_run_that_leaves_a_process_fails(left: bool, code: int, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        f"import sys; sys.path.insert(0, {str(TESTS)!r})\n"
        "from support import leftovers\nleftovers._SECONDS = 0.2\n"
        "pytest_plugins = ['support.leftovers']\n"
    )
    (tmp_path / "test_it.py").write_text(f"def test_it():\n    {SLEEPS if left else 'pass'}\n")
    ended = subprocess.run(
        PYTEST, env=ALONE, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == code, ended.stdout
    assert ("LEFT RUNNING" in ended.stdout and "sleep 600" in ended.stdout) is left


@pytest.mark.parametrize("processes", some([(), ("-n", "2")], [("-n", "2")]))
def test_figures_are_told_in_how_many_processes_tests_may_run(
    processes: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "conftest.py").write_text(
        f"import sys; sys.path.insert(0, {str(TESTS)!r})\npytest_plugins = ['support.report']\n"
    )
    (tmp_path / "test_it.py").write_text(
        "def test_one(report):\n    report('seven of nine')\n"
        "def test_two(report):\n    report('two of three')\n"
    )
    # A place of its own: pytest would clear away what earlier runs left, which can take minutes.
    own_place = f"--basetemp={tmp_path / 'its'}"
    command = [*PYTEST, "-p", "xdist", own_place, *processes]
    ended = subprocess.run(
        command, env=ALONE, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "seven of nine\n" in ended.stdout
    assert "two of three\n" in ended.stdout


_IN_THE_BACKGROUND = """import signal, subprocess, sys
numbers = signal.SIGINT, signal.SIGHUP
for number in numbers:
    signal.signal(number, signal.SIG_IGN)
import pytest
from support import isolation
asks = "import signal; print([signal.getsignal(n) is signal.SIG_IGN for n in (1, 2)])"
def heard():
    print(subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True).stdout)
heard()
config = type("Config", (), {"stash": pytest.Stash()})()
isolation.pytest_configure(config)
isolation.pytest_unconfigure(config)
heard()"""


def test_a_signal_is_heard_where_the_suite_was_started_in_the_background() -> None:
    """A shell lets what it starts in the background ignore it, and every child inherits that."""
    line = [sys.executable, "-c", _IN_THE_BACKGROUND]
    done = subprocess.run(line, capture_output=True, text=True, cwd=TESTS, check=True)
    assert done.stdout.split("\n\n") == ["[True, True]", "[False, False]", ""]


def _begins_a_loop(source: str) -> bool:
    """Whether a test calls `asyncio.run` itself; in a text it is another program's."""
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "asyncio.run"
        for node in ast.walk(ast.parse(source))
    )


def test_whoever_begins_a_loop_does_so_whatever_test_has_run_before() -> None:
    assert not _begins_a_loop("'asyncio.run()'")
    sources = {path: path.read_text("utf-8") for path in TESTS.rglob("*.py")}
    begin = [p for p, text in sources.items() if "asyncio.run(" in text and _begins_a_loop(text)]
    assert begin
    assert [path.name for path in begin if "no_loop_runs" not in sources[path]] == []
