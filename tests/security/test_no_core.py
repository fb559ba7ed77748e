"""Ctrl-\\ ends a run as Ctrl-C does, and nothing leaves an image of its memory."""

import signal
from pathlib import Path

import pytest
from support.faults import processes
from support.leftovers import files_in
from support.terminal import Terminal
from support.waiting import until
from support.world import World

pytestmark = pytest.mark.headed

QUIT = "\x1c"


def _core_limit(pid: int) -> str:
    limits = Path(f"/proc/{pid}/limits").read_text("utf-8").splitlines()
    return next(line for line in limits if line.startswith("Max core file size")).split()[4]


def test_ctrl_backslash_saves_and_ends(world: World) -> None:
    tool = world.start("facebook", flow="code")
    tool.expect("optout never presses it", timeout=60)
    found = processes.of(tool)
    assert len(found) > 3
    assert {_core_limit(p.pid) for p in found} == {"0"}
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code", timeout=60)
    tool.press(QUIT)
    assert tool.exit(timeout=60) == 130
    assert world.record()["state"] == "code_asked"
    assert not list(Path(world.home["HOME"]).rglob("core*"))


def test_what_a_crashed_browser_wrote_of_its_memory_is_erased(world: World) -> None:
    """The person's address is in it. A run that is killed cannot erase it; the next one does."""
    tool = _crashed(world)
    processes.kill(tool.pid)
    tool.exit()
    assert _memory(world)
    tool = _crashed(world)
    processes.kill(tool.pid, signal.SIGCONT)
    tool.expect("The window is closed", timeout=60)
    assert tool.exit(timeout=60) == 1
    assert _memory(world) == []


def _crashed(world: World) -> Terminal:
    """A run that is stopped while its browser crashes; nothing lies there before."""
    tool = world.start("facebook", flow="code")
    tool.expect("optout never presses it", timeout=60)
    assert _memory(world) == []
    processes.kill(tool.pid, signal.SIGSTOP)
    processes.kill(processes.browser(tool), signal.SIGSEGV)
    until(lambda: _memory(world))
    assert all(path.is_relative_to(world.data / "browser") for path in _memory(world))
    return tool


def _memory(world: World) -> list[Path]:
    """The images of a browser's memory that lie anywhere."""
    tops = (Path(world.home["HOME"]), Path(world.home["TMPDIR"]))
    return [path for top in tops for path in files_in(top) if path.suffix == ".dmp"]
