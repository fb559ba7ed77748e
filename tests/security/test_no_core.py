"""Ctrl-\\ ends a run as Ctrl-C does, and nothing leaves an image of its memory."""

import signal
from pathlib import Path

import pytest
from support.faults import processes
from support.leftovers import carrying
from support.world import World

pytestmark = pytest.mark.headed

QUIT = "\x1c"


def _core_limit(pid: int) -> str:
    limits = Path(f"/proc/{pid}/limits").read_text("utf-8").splitlines()
    return next(line for line in limits if line.startswith("Max core file size")).split()[4]


@pytest.mark.parametrize("at_a_question", [False, True])
def test_ctrl_backslash_saves_and_ends(world: World, at_a_question: bool) -> None:
    tool = world.start("facebook", flow="code")
    tool.expect("Keep the window open and this one too", timeout=60)
    found = carrying("PYTEST_OPTOUT_TERMINAL", tool._token)
    assert len(found) > 3
    assert {_core_limit(p.pid) for p in found} == {"0"}
    if at_a_question:
        world.site.person_does("facebook", "submit")
        tool.expect("Paste the code", timeout=60)
    tool.press(QUIT)
    assert tool.exit(timeout=60) == 130
    assert world.record()["state"] == ("code_asked" if at_a_question else "abandoned")
    assert not list(Path(world.home["HOME"]).rglob("core*"))


def test_the_signal_from_elsewhere_too(world: World) -> None:
    tool = world.start("facebook", flow="code")
    tool.expect("Keep the window open and this one too", timeout=60)
    processes.kill(tool.pid, signal.SIGQUIT)
    assert tool.exit(timeout=60) == 130
