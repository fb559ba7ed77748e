"""Python code in a process of its own."""

import subprocess
import sys
from typing import Protocol

import pytest


class Python(Protocol):
    """Run Python code in a process of its own: how it ended."""

    def __call__(
        self, code: str, *arguments: str, **environ: str
    ) -> "subprocess.CompletedProcess[str]": ...


@pytest.fixture
def python(home: dict[str, str]) -> Python:
    def run(code: str, *arguments: str, **environ: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            env={**home, **environ},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
