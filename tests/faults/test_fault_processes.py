"""Whole runs in a terminal that lose a process, a signal, a disk or the terminal itself."""

import signal
import time
from collections.abc import Callable

import pytest
from support.covering import some
from support.faults import processes
from support.faults.processes import browser_ends, driver_ends, nothing_is_left
from support.terminal import Terminal
from support.world import World

pytestmark = pytest.mark.headed

FILLED, CODE = "filled", "code"
STATE = {FILLED: "abandoned", CODE: "code_asked"}
UNSEEN = "could not see if you sent it"
ENDS = [
    (browser_ends, FILLED, 1),
    (browser_ends, CODE, 1),
    (driver_ends, FILLED, 1),
    (driver_ends, CODE, 1),
]
"""What ends at which step, and the exit code."""


def _at(world: World, step: str, **page: str) -> Terminal:
    """A run that has come as far as `step`, and waits for the person."""
    tool = world.start("facebook", "--json", flow="code", **page)
    tool.expect("optout never presses it", timeout=60)
    if step == CODE:
        world.site.person_does("facebook", "submit")
        tool.expect("Paste the code", timeout=60)
    return tool


@pytest.mark.parametrize(("end", "step", "code"), ENDS)
def test_the_record_is_true_and_nothing_is_left(
    world: World, end: Callable[[Terminal], None], step: str, code: int
) -> None:
    tool = _at(world, step)
    end(tool)
    assert tool.exit(timeout=60) == code, tool.text
    record = world.record()
    assert record["state"] == STATE[step]
    assert all(rung["by"] != "person" for rung in record["rungs"])
    unseen = (step, code) == (FILLED, 1)  # the form was filled in, and then nobody looked
    assert (record.get("lost_sight", False), UNSEEN in tool.text) == (unseen, unseen)
    assert len(world.objections()) == (step == CODE)
    assert f'"state": "{STATE[step]}"' in tool.text
    nothing_is_left(tool)


def _is_killed(world: World, tool: Terminal, state: str) -> None:
    said = tool.text  # the driver may say afterwards that nobody reads any more
    processes.kill(tool.pid)
    assert tool.exit() == -signal.SIGKILL
    assert world.record()["state"] == state
    nothing_is_left(tool, said)


def test_a_second_run_says_who_is_first_and_a_killed_one_loses_nothing(world: World) -> None:
    first = _at(world, FILLED)
    second = world.start("facebook", flow="code")
    second.expect(rf"already running here \(process {first.pid}, since \d\d:\d\d\)", timeout=60)
    assert second.exit(timeout=60) == 1
    _is_killed(world, first, "prefilled")


def test_a_run_that_was_killed_at_the_code_goes_on_there(world: World) -> None:
    """Also with a browser's folder that another computer has locked."""
    (profile := world.data / "browser").mkdir(mode=0o700, parents=True)
    (profile / "SingletonLock").symlink_to("another-host-99999999")
    _is_killed(world, _at(world, CODE, resume="code"), "code_asked")
    second = world.start("facebook", flow="code", resume="code")
    second.expect("a request was sent on", timeout=60)
    second.expect("Paste the code", timeout=60)
    second.type(world.code("facebook"))
    second.expect("has received your objection", timeout=60)
    assert world.record()["state"] == "acknowledged"
    assert world.record()["code_status"] == "accepted"
    assert len(world.objections()) == 1


@pytest.mark.parametrize("step", some([FILLED, CODE], [FILLED]))
def test_a_closed_terminal_saves_and_ends(world: World, step: str) -> None:
    tool = _at(world, step)
    tool.child.ptyproc.fileobj.close()
    tool.child.ptyproc.closed = True  # so that its end does not close it once more
    nothing_is_left(tool, seconds=40)
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
    assert "Facebook: sent. The code is still missing" in tool.text
    nothing_is_left(tool)


def test_a_ctrl_c_that_is_pressed_again_and_again_is_one(world: World) -> None:
    tool = world.start("facebook", "--json", flow="code")
    tool.expect("is being opened", timeout=60)
    tool.keep_unread()
    for _time in range(40):
        tool.interrupt()
        time.sleep(0.05)
    assert tool.exit(timeout=60) == 130, tool.text
    assert tool.text.count("How it stands now") == 1
    assert "To go on:" in tool.text
    nothing_is_left(tool)
