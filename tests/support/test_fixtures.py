"""The tests' own ground: isolated homes, real displays and terminals, nothing left running."""

import ast
import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support import leftovers
from support.covering import some
from support.display import virtual_display
from support.event_loop import RunAsync
from support.ordinary_user import OrdinaryUser
from support.terminal import OpenTerminal

from optout.browser import find

SAY_HELLO = [sys.executable, "-c", "print('héllo', flush=True); print(input()[::-1])"]
SLEEPS = (
    "import subprocess, time; p = subprocess.Popen(['sleep', '600'], start_new_session=True); "
    "exec('while not open(f\"/proc/{p.pid}/environ\").read(): time.sleep(0.01)')"
)
"""A process that stays. It has an environment only some moments after it is said to run."""

TESTS = Path(__file__).parents[1]
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


@pytest.mark.headed
def test_headed_tests_have_a_display() -> None:
    assert re.fullmatch(r".*:\d+(\.\d+)?", os.environ["DISPLAY"])


def test_page_is_of_the_browser_that_optout_opens(page: Any) -> None:
    page.set_content("<title>here</title>")
    assert page.title() == "here"


async def _add(a: int, b: int) -> int:
    await asyncio.sleep(0)
    return a + b


async def _never() -> None:
    await asyncio.Event().wait()


def test_run_async_gives_the_result_and_bounds_the_time(run_async: RunAsync) -> None:
    assert run_async(_add(1, 2)) == 3
    with pytest.raises(TimeoutError):
        run_async(_never(), timeout=0.05)


def test_terminal_is_a_terminal_with_a_log(terminal: OpenTerminal) -> None:
    there = terminal(command=SAY_HELLO, columns=57)
    there.expect("héllo")
    there.type("abc")
    there.expect("cba")
    assert there.exit() == 0
    assert there.text.splitlines() == ["héllo", "abc", "cba"]


def test_terminal_names_what_was_shown_when_a_pattern_does_not_come(terminal: OpenTerminal) -> None:
    there = terminal(command=SAY_HELLO)
    there.expect("héllo")
    with pytest.raises(AssertionError, match=r"(?s)TIMEOUT before .*shown:\nhéllo"):
        there.expect("goodbye", timeout=0.5)


def test_terminal_width_and_signal(terminal: OpenTerminal) -> None:
    sized = "import os, signal; print(os.get_terminal_size().columns, flush=True); signal.pause()"
    there = terminal(command=[sys.executable, "-c", sized], columns=57)
    there.expect("57")
    there.interrupt()
    there.expect("KeyboardInterrupt")
    assert there.exit() == -2


def test_terminal_ends_even_what_left_its_process_group(
    terminal: OpenTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = terminal(command=[sys.executable, "-c", f"{SLEEPS}; print('on', flush=True); input()"])
    there.expect("on")
    token = there._token
    names = [p.command for p in leftovers.carrying("PYTEST_OPTOUT_TERMINAL", token)]
    assert "sleep 600" in names
    there.close()
    assert leftovers.gone("PYTEST_OPTOUT_TERMINAL", token) == []


def test_ordinary_user_is_not_root_and_can_run_optout(ordinary_user: OrdinaryUser) -> None:
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


def test_ordinary_user_cannot_write_where_root_can(
    ordinary_user: OrdinaryUser, tmp_path: Path
) -> None:
    assert ordinary_user.run("touch", str(tmp_path / "x")).returncode != 0
    assert ordinary_user.run("touch", f"{ordinary_user.environ['HOME']}/x").returncode == 0


@pytest.mark.headed
def test_ordinary_user_has_the_browsers_sandbox(ordinary_user: OrdinaryUser, display: str) -> None:
    found = find.installed()
    assert found is not None
    code = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p:\n"
        f"  b = p.chromium.launch(executable_path={found.path!r}, chromium_sandbox=True,"
        " headless=False)\n"
        "  page = b.new_page(); page.goto('chrome://sandbox')\n"
        "  page.get_by_text('You are adequately sandboxed.').wait_for()\n"
        "  print(page.inner_text('#evaluation')); b.close()\n"
    )
    environ = ordinary_user.environ | {"DISPLAY": display}
    ended = ordinary_user.run(ordinary_user.python, "-P", "-c", code, env=environ)
    assert "You are adequately sandboxed." in ended.stdout, ended.stderr


@pytest.mark.parametrize(("left", "code"), [(False, 0), (True, 1)])
def test_a_run_that_leaves_a_process_fails(left: bool, code: int, tmp_path: Path) -> None:
    support = Path(leftovers.__file__).parent.parent
    (tmp_path / "conftest.py").write_text(
        f"import sys; sys.path.insert(0, {str(support)!r})\n"
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
    tests = Path(leftovers.__file__).parent.parent
    (tmp_path / "conftest.py").write_text(
        f"import sys; sys.path.insert(0, {str(tests)!r})\npytest_plugins = ['support.report']\n"
    )
    (tmp_path / "test_it.py").write_text(
        "def test_one(report, count):\n    report('seven of nine')\n"
        "    count('faults', ('hail', 'sending', 'classic-code', []))\n"
        "def test_two(count):\n"
        "    count('faults', ('hail', 'sending', 'plain-direct', ['double send']))\n"
    )
    # A place of its own: pytest would clear away what earlier runs left, which can take minutes.
    own_place = f"--basetemp={tmp_path / 'its'}"
    command = [*PYTEST, "-p", "xdist", own_place, *processes]
    ended = subprocess.run(
        command, env=ALONE, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "seven of nine\n" in ended.stdout
    assert re.search(r"hail +Pc\n", ended.stdout)
    assert "2 scenarios examined: 0 false success, 1 double send" in ended.stdout


_IN_THE_BACKGROUND = """import signal, subprocess, sys
number = signal.Signals[sys.argv[1]]
signal.signal(number, signal.SIG_IGN)
import pytest
from support import isolation
if len(sys.argv) > 2:
    config = type("Config", (), {"stash": pytest.Stash()})()
    isolation.pytest_configure(config)
    isolation.pytest_unconfigure(config)
asks = f"import signal; print(signal.getsignal({number.value}) is signal.SIG_IGN)"
print(subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True).stdout)"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP"])
@pytest.mark.parametrize(("isolated", "deaf"), [((), "True"), (("isolated",), "False")])
def test_a_signal_is_heard_where_the_suite_was_started_in_the_background(
    isolated: tuple[str, ...], deaf: str, name: str
) -> None:
    """A shell lets what it starts in the background ignore it, and every child inherits that."""
    line = [sys.executable, "-c", _IN_THE_BACKGROUND, name, *isolated]
    tests = Path(__file__).resolve().parent.parent
    done = subprocess.run(line, capture_output=True, text=True, cwd=tests, check=True)
    assert done.stdout.strip() == deaf


def _begins_a_loop(source: str) -> bool:
    """Whether a test calls `asyncio.run` itself; in a text it is another program's."""
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "asyncio.run"
        for node in ast.walk(ast.parse(source))
    )


def test_whoever_begins_a_loop_does_so_whatever_test_has_run_before() -> None:
    sources = {path: path.read_text("utf-8") for path in TESTS.rglob("*.py")}
    begin = [path for path, source in sources.items() if _begins_a_loop(source)]
    assert begin
    assert [path.name for path in begin if "no_loop_runs" not in sources[path]] == []


@pytest.mark.parametrize(
    ("source", "begins"), [("asyncio.run(it())", True), ("'asyncio.run()'", False)]
)
def test_what_begins_a_loop_is_a_call(source: str, begins: bool) -> None:
    assert _begins_a_loop(source) is begins
