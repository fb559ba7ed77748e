"""Runs another program quietly, keeping its last lines for when it fails."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple


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
    last: deque[str] = deque(maxlen=200)
    posix = sys.platform != "win32"
    process = subprocess.Popen(
        [str(part) for part in command],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        pass_fds=tuple(keep) if posix else (),
        # To end its children with it. Not otherwise: sudo asks in the terminal's own session.
        start_new_session=posix and seconds is not None,
    )
    with process, _ended_after(process, seconds):
        assert process.stdout is not None
        for line in process.stdout:
            last.append(line.rstrip())
        process.wait()
    return Ended(process.returncode, list(last))


@contextlib.contextmanager
def _ended_after(process: "subprocess.Popen[str]", seconds: float | None) -> Iterator[None]:
    def end() -> None:
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32" or seconds is None:
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(seconds or 0, end)
    if seconds is not None:
        timer.start()
    try:
        yield
    except BaseException:
        end()
        raise
    finally:
        timer.cancel()
