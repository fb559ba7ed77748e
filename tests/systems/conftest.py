"""A child process that takes itself for one on another system."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

WINDOWS = Path(__file__).with_name("windows.py")
OnWindows = Callable[..., str]


@pytest.fixture
def on_windows() -> OnWindows:
    """Run Python code as on Windows; what it printed."""

    def run(code: str, *arguments: object, **more: object) -> str:
        command = [sys.executable, "-P", "-c", WINDOWS.read_text("utf-8") + code]
        done = subprocess.run(
            [*command, *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=60,
            **more,  # type: ignore[call-overload]
        )
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    return run
