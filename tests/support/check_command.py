"""`optout check` as a process of its own, out of sight."""

import subprocess
import sys


def run_check(
    home: dict[str, str],
    *arguments: str,
    program: tuple[str, ...] = ("-m", "optout"),
    timeout: float = 280,
) -> "subprocess.CompletedProcess[str]":
    """What came of it, in the environment `home`; `program` is what Python starts."""
    return subprocess.run(
        [sys.executable, "-P", *program, "check", *arguments],
        env={**home, "OPTOUT_HEADLESS": "1"},
        cwd=home["HOME"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
