"""A virtual display for tests with a headed browser, where there is no screen."""

import contextlib
import fcntl
import os
import select
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_SECONDS = 30.0


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The display to show windows on, also as DISPLAY in this process and its children."""
    if present := os.environ.get("DISPLAY"):
        yield present
        return
    with virtual_display() as name:
        os.environ["DISPLAY"] = name
        try:
            yield name
        finally:
            del os.environ["DISPLAY"]


@pytest.fixture(autouse=True)
def _display_for_headed(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("headed"):
        request.getfixturevalue("display")


@contextlib.contextmanager
def virtual_display(size: str = "1280x1024") -> Iterator[str]:
    """An X server in memory with a screen of this `size`, on a number that it finds free itself."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24"]
    command += ["-nolisten", "tcp", "-noreset", "-ac"]  # -ac: other users' windows too
    quiet = subprocess.DEVNULL
    with _alone():
        server = subprocess.Popen(command, pass_fds=[writing], stdout=quiet, stderr=quiet)
        os.close(writing)
        number = _number(reading)
    try:
        yield f":{number}"
    finally:
        with _alone():
            server.terminate()
            server.wait()
        os.close(reading)  # not before: the server writes more than the number


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One server at a time starts or ends: one that ends takes the socket of its number away, also
    when another has just taken the number."""
    path = Path(tempfile.gettempdir()) / f"optout-tests-display-{os.getuid()}.lock"
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _number(reading: int) -> int:
    ready, _, _ = select.select([reading], [], [], _SECONDS)
    number = os.read(reading, 32).strip() if ready else b""
    assert number, "Xvfb did not start: run scripts/test.py, which installs it"
    return int(number)
