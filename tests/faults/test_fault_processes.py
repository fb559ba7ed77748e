"""Whole runs in a terminal that lose a process, a signal, a disk or the terminal itself."""

import re
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.covering import some
from support.faults import processes
from support.leftovers import gone
from support.terminal import Terminal
from support.world import World

pytestmark = pytest.mark.headed

NOISE = re.compile(r"Traceback|never retrieved|Exception in|Task was destroyed|\bError\b:")
FILLED, CODE = "filled", "code"
STATE = {FILLED: "abandoned", CODE: "code_asked"}


def _at(world: World, step: str) -> Terminal:
    """A run that has come as far as `step`, and waits for the person."""
    tool = world.start("facebook", "--json", flow="code")
    tool.expect("Keep the window open and this one too", timeout=60)
    if step == CODE:
        world.site.person_does("facebook", "submit")
        tool.expect("Paste the code", timeout=60)
    return tool


def _end_is_clean(tool: Terminal, said: str | None = None) -> None:
    """`said`: what the tool itself has said, where that is not all that was shown."""
    assert gone("PYTEST_OPTOUT_TERMINAL", tool._token, 20) == []
    assert not NOISE.search(tool.text if said is None else said), tool.text


def _browser(tool: Terminal) -> None:
    processes.kill(processes.browser(tool))


def _driver(tool: Terminal) -> None:
    processes.kill(processes.driver(tool))


def _ctrl_c(tool: Terminal) -> None:
    tool.interrupt()


def _term(tool: Terminal) -> None:
    processes.kill(tool.pid, signal.SIGTERM)


def _hup(tool: Terminal) -> None:
    processes.kill(tool.pid, signal.SIGHUP)


def _ends() -> Iterator[Any]:
    """Each end at each step, with the exit code; a stop is a stop, so each of these once a day."""
    stops = ((_ctrl_c, 130), (_term, 130), (_hup, 130))
    for break_it, code in ((_browser, 1), (_driver, 1), *stops):
        for step in (FILLED, CODE):
            daily = code == 1 or (break_it is _ctrl_c) == (step == CODE)
            marks = [] if daily else [pytest.mark.thorough]
            yield pytest.param(break_it, code, step, marks=marks)


@pytest.mark.parametrize(("break_it", "code", "step"), list(_ends()))
def test_the_record_is_true_and_nothing_is_left(
    world: World, break_it: Callable[[Terminal], None], code: int, step: str
) -> None:
    tool = _at(world, step)
    break_it(tool)
    assert tool.exit(timeout=60) == code, tool.text
    assert world.record()["state"] == STATE[step]
    assert all(rung["by"] != "person" for rung in world.record()["rungs"])
    assert len(world.objections()) == (step == CODE)
    assert f'"state": "{STATE[step]}"' in tool.text
    _end_is_clean(tool)


@pytest.mark.parametrize("step", [FILLED, CODE])
def test_a_killed_run_loses_nothing_and_leaves_no_browser(world: World, step: str) -> None:
    tool = _at(world, step)
    said = tool.text  # the driver may say afterwards that nobody reads any more
    processes.kill(tool.pid)
    assert tool.exit() == -signal.SIGKILL
    before = "prefilled" if step == FILLED else "code_asked"
    assert world.record()["state"] == before
    _end_is_clean(tool, said)


@pytest.mark.parametrize("step", some([FILLED, CODE], [CODE]))
def test_a_closed_terminal_saves_and_ends(world: World, step: str) -> None:
    tool = _at(world, step)
    tool.child.ptyproc.fileobj.close()
    tool.child.ptyproc.closed = True  # so that its end does not close it once more
    assert gone("PYTEST_OPTOUT_TERMINAL", tool._token, 40) == []
    assert world.record()["state"] == STATE[step]


def test_a_frozen_browser_is_waited_for_with_a_word_and_then_ended(world: World) -> None:
    tool = _at(world, CODE)
    for one in processes.of(tool):
        if "--user-data-dir=" in one.command or "--type=" in one.command:
            processes.kill(one.pid, signal.SIGSTOP)
    tool.interrupt()
    tool.expect("One moment: the browser is still closing", timeout=20)
    assert tool.exit(timeout=90) == 130, tool.text
    assert world.record()["state"] == "code_asked"
    assert "Facebook: sent, the code from the mail is missing" in tool.text
    _end_is_clean(tool)


def test_two_runs_at_once_the_second_says_who_is_first(world: World) -> None:
    first = _at(world, FILLED)
    second = world.start("facebook", flow="code")
    second.expect(rf"already running here \(process {first.pid}, since \d\d:\d\d\)", timeout=60)
    assert second.exit(timeout=60) == 1
    first.interrupt()
    assert first.exit(timeout=60) == 130


@pytest.mark.thorough
def test_input_that_ends_at_the_question_for_the_code(world: World) -> None:
    tool = _at(world, CODE)
    tool.child.sendeof()
    tool.expect("type the code in the page yourself", timeout=60)
    world.site.person_does("facebook", "type_code:" + world.code("facebook"))
    tool.expect("has received your objection", timeout=60)
    assert tool.exit(timeout=60) == 0
    assert world.record()["state"] == "acknowledged"
    _end_is_clean(tool)


def test_a_ctrl_c_that_is_pressed_again_and_again_is_one(world: World) -> None:
    tool = world.start("facebook", "--json", flow="code")
    tool.expect("is being opened", timeout=60)
    for _time in range(40):
        tool.interrupt()
        time.sleep(0.05)
    assert tool.exit(timeout=60) == 130, tool.text
    assert tool.text.count("How it stands now") == 1
    assert "To go on:" in tool.text
    _end_is_clean(tool)
