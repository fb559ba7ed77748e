"""One set-up of an environment at a time, over processes. A dead process holds nothing."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

NAME = "optout-setup.lock"


@contextlib.contextmanager
def held(folder: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the folder's lock; `waiting` is called once when another process has it.

    Yields the lock's file descriptor. A child that inherits it, as none does on Windows, keeps the
    lock, so that a pip whose parent was killed is not joined by a second one.
    """
    with (folder / NAME).open("ab") as file:
        lock = file.fileno()
        if not _taken(lock):
            waiting()
            while not _taken(lock):
                time.sleep(0.2)
        yield lock


if sys.platform == "win32":
    import msvcrt

    def _taken(lock: int) -> bool:
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
