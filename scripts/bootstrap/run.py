"""Runs another program quietly, keeping its last lines for when it fails."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_TIMED_OUT = 124
_LAST = 200


class Ended(NamedTuple):
    """How a program ended: its exit code and its last lines."""

    code: int
    lines: list[str]

    @property
    def good(self) -> bool:
        return self.code == 0


def quietly(
    command: Sequence[object],
    *,
    environ: Mapping[str, str] = os.environ,
    seconds: float | None = None,
    keep: Sequence[int] = (),
) -> Ended:
    """Run to the end, or for `seconds`. `keep`: file descriptors that the program inherits.

    Raises `OSError` when the program cannot be started.
    """
    try:
        ended = subprocess.run(
            [str(part) for part in command],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            pass_fds=() if sys.platform == "win32" else tuple(keep),
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ended(_TIMED_OUT, [])
    return Ended(ended.returncode, ended.stdout.splitlines()[-_LAST:])
