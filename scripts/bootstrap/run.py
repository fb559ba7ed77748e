"""Runs another program quietly, keeping its last lines for when it fails."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Ended(NamedTuple):
    """How a program ended: well or not, and its last lines."""

    good: bool
    lines: list[str]


def quietly(command: Sequence[object], environ: Mapping[str, str] = os.environ) -> Ended:
    """Run to the end. Raises `OSError` when the program cannot be started."""
    ended = subprocess.run(
        [str(part) for part in command],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # it inherits the set-up's lock
        check=False,
    )
    lines = [line for line in ended.stdout.splitlines() if line.strip()]
    return Ended(ended.returncode == 0, lines[-8:])
