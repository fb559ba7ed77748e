"""Moves to its place what an earlier version kept on Windows, one folder further down."""

import sys
from contextlib import suppress
from pathlib import Path

from optout.config.paths import folder
from optout.system import files, lock

_NOT_MERGED = "browser"
"""The browser's profile: where both folders have one, the old one stays where it is."""


def move_in() -> None:
    """Move it all, unless something of that name is there already; then it is left alone.

    Raises `OptoutError`: LOCKED while the earlier version runs, DISK.
    """
    place = folder("data")
    old = place / "optout"
    if sys.platform != "win32" or not old.is_dir():
        return
    with lock.held(old):
        try:
            _move(old, place)
        except OSError as cause:
            raise files.refused(place, cause) from cause
    with suppress(OSError):  # what is empty now, or held by another, stands in nobody's way
        for name in lock.FILES:
            (old / name).unlink(missing_ok=True)
        old.rmdir()


def _move(old: Path, place: Path) -> None:
    for entry in sorted(old.iterdir()):
        target = place / entry.name
        if entry.name in lock.FILES:
            continue
        if not target.exists():
            files.move(entry, target)
        elif entry.is_dir() and target.is_dir() and entry.name != _NOT_MERGED:
            _move(entry, target)
            if not any(entry.iterdir()):
                entry.rmdir()
