"""The processes of one run, seen from outside: who they are, and who is left."""

import os
import signal

from support.leftovers import Process, carrying
from support.terminal import Terminal

_NAME = "PYTEST_OPTOUT_TERMINAL"


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


def kill(pid: int, number: signal.Signals = signal.SIGKILL) -> None:
    os.kill(pid, number)
