"""Every process that the tests start is gone when they end: browsers, drivers, displays, runs.

Each carries a token in its environment, so that nothing of anybody else is ever counted or killed.
"""

import contextlib
import os
import signal
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

TOKEN = "PYTEST_OPTOUT_RUN"
_SECONDS = 60.0
_LEFT = pytest.StashKey[list["Process"]]()
_WORKER = "exec(eval(sys.stdin.readline()))"  # how pytest-xdist starts its workers


def files_in(folder: Path) -> Iterator[Path]:
    """The files and folders below `folder`, of which a running browser may erase any meanwhile."""
    for where, folders, names in os.walk(folder):
        yield from (Path(where, name) for name in folders + names)


class Process(NamedTuple):
    """A process that is running."""

    pid: int
    command: str


def carrying(name: str, value: str) -> list[Process]:
    """The running processes, zombies aside, whose environment has `name` as `value`."""
    return list(_scan(f"{name}={value}".encode()))


def end(name: str, value: str) -> None:
    """Kill every process that carries it."""
    for process in carrying(name, value):
        if process.pid != os.getpid():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)


def gone(name: str, value: str, seconds: float | None = None) -> list[Process]:
    """The processes that still carry it, apart from pytest itself, after at most `seconds`."""
    until = time.monotonic() + (_SECONDS if seconds is None else seconds)
    while left := [
        process
        for process in carrying(name, value)
        if process.pid != os.getpid() and _WORKER not in process.command
    ]:
        if time.monotonic() > until:
            break
        time.sleep(0.05)
    return left


def _scan(entry: bytes) -> Iterator[Process]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if entry in (folder / "environ").read_bytes().split(b"\0"):
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                yield Process(int(folder.name), command.decode(errors="replace").strip())


def pytest_configure(config: pytest.Config) -> None:
    """Give this run its token; workers have their parent's."""
    if not hasattr(config, "workerinput"):
        os.environ[TOKEN] = uuid.uuid4().hex


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Fail the whole run when something is left, and end it."""
    yield
    if hasattr(session.config, "workerinput"):
        return
    token = os.environ[TOKEN]
    if left := gone(TOKEN, token):
        session.config.stash[_LEFT] = left
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        end(TOKEN, token)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name what was left."""
    for process in config.stash.get(_LEFT, []):
        terminalreporter.write_line(f"LEFT RUNNING {process.pid}: {process.command}", red=True)
