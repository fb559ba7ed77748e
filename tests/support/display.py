"""A virtual display for tests with a headed browser, where there is no screen."""

import contextlib
import os
import select
import subprocess
from collections.abc import Iterator

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
def virtual_display() -> Iterator[str]:
    """An X server in memory, on a number that it finds free itself."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24"]
    command += ["-nolisten", "tcp", "-noreset", "-ac"]  # -ac: other users' windows too
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=[writing], stdout=quiet, stderr=quiet) as server:
        os.close(writing)
        try:
            yield f":{_number(reading)}"
        finally:
            os.close(reading)
            server.terminate()


def _number(reading: int) -> int:
    ready, _, _ = select.select([reading], [], [], _SECONDS)
    number = os.read(reading, 32).strip() if ready else b""
    assert number, "Xvfb did not start: run scripts/test.py, which installs it"
    return int(number)
