"""The processes of one run, seen from outside: who they are, how they are ended, who is left."""

import os
import re
import signal

from support.leftovers import Process, carrying, gone
from support.terminal import Terminal

_NAME = "PYTEST_OPTOUT_TERMINAL"
_NOISE = re.compile(r"Traceback|never retrieved|Exception|Task was destroyed|\bError\b:")


def of(tool: Terminal) -> list[Process]:
    """Everything that the terminal's command has started and that still runs."""
    return carrying(_NAME, tool._token)


def browser(tool: Terminal) -> int:
    """The browser's own process, the one that all its others come from."""
    return next(
        p.pid
        for p in of(tool)
        if "--user-data-dir=" in p.command
        and "--type=" not in p.command
        and "crashpad" not in p.command
    )


def driver(tool: Terminal) -> int:
    """What drives the browser: Playwright's own process."""
    return next(p.pid for p in of(tool) if "run-driver" in p.command)


def kill(pid: int, number: signal.Signals | None = None) -> None:
    """Send a signal, by default the one that no process hears."""
    os.kill(pid, number or signal.SIGKILL)


def browser_ends(tool: Terminal) -> None:
    """The browser is killed."""
    kill(browser(tool))


def driver_ends(tool: Terminal) -> None:
    """What drives the browser is killed."""
    kill(driver(tool))


def stopped(tool: Terminal) -> None:
    """The run is asked to end."""
    kill(tool.pid, signal.SIGTERM)


def killed(tool: Terminal) -> None:
    """The run is killed."""
    kill(tool.pid)


def nothing_is_left(tool: Terminal, said: str | None = None, seconds: float = 20) -> None:
    """Assert that all its processes are gone, and that nothing told of it but words for people.

    `said`: what the tool itself has said, where that is not all that was shown.
    """
    assert gone(_NAME, tool._token, seconds) == []
    assert not _NOISE.search(tool.text if said is None else said), tool.text
