"""Another optout that works in a data folder meanwhile."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from optout.system import lock


@contextlib.contextmanager
def another_optout(data: Path) -> Iterator[None]:
    """It holds the lock of `data`, as another process does: not the one that this process holds."""
    name, holder = lock.FILES
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(data / name, mode=0o600, timeout=0):
        (data / holder).write_text(json.dumps({"pid": 1, "since": "10:00"}))
        (data / holder).chmod(0o600)
        yield
        (data / holder).unlink()
