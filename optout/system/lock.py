"""One optout at a time writes in a data folder; a file beside the lock says who does."""

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system import files

_LOCK = "optout.lock"
_HOLDER = "optout.holder"
FILES = (_LOCK, _HOLDER)
"""What this leaves in the folder."""


@contextlib.contextmanager
def held(data: Path, *, patience: float = 0) -> Iterator[None]:
    """Hold the lock of the folder `data`, for as long as the block lasts.

    The same process may hold it more than once. `patience` is how many seconds another's end is
    waited for. Raises `OptoutError`: LOCKED, and what `private_folder` raises, which sees to
    `data` first.
    """
    from filelock import FileLock, Timeout  # not for those that only look, as it takes its time

    files.private_folder(data)
    lock = FileLock(data / _LOCK, mode=files.FILE_MODE, is_singleton=True, thread_local=False)
    holder = data / _HOLDER
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        pid, since = _read(holder)
        raise OptoutError(errors.LOCKED, pid=pid, since=since) from None
    except OSError as error:
        raise files.refused(data, error) from error
    try:
        if lock.lock_counter == 1:
            since = datetime.now(UTC).astimezone().strftime("%H:%M")
            with contextlib.suppress(OptoutError):  # on a full disk the lock holds without it
                files.write(holder, json.dumps({"pid": os.getpid(), "since": since}).encode())
        yield
    finally:
        if lock.lock_counter == 1:
            with contextlib.suppress(OSError):  # on Windows another may be reading it
                holder.unlink()
        lock.release()


def _read(holder: Path) -> tuple[str, str]:
    try:
        files.only_ordinary(holder)
        found = json.loads(holder.read_text("utf-8"))
        return str(int(found["pid"])), str(found["since"])[:5]
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return "?", "?"
