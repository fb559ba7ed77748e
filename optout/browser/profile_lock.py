"""The browser's own lock on its profile: who holds it, and what a crashed one left behind."""

import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

from optout.domain import errors
from optout.domain.errors import OptoutError

_LOCK, _SOCKET = "SingletonLock", "SingletonSocket"
_ON_WINDOWS = "lockfile"
"""A file that the browser holds open there and that is gone with it (Chromium's
chrome/browser/process_singleton_win.cc)."""
_GRACE = 5.0
_TICK = 0.05
_ANSWER = 1.0
_LONGEST = 103
"""Bytes of a socket's path on macOS; Linux takes four more."""


async def recover(profile: Path, grace: float = _GRACE) -> None:
    """Remove the lock that a crashed browser left in `profile`, also under another host name.

    To be called with optout's own lock held: no other run of optout uses this profile. Chromium
    recovers its lock by itself only on the same host; a laptop's host name changes with the
    network. A browser on its way out is waited for, `grace` seconds. Raises `OptoutError` (LOCKED).
    """
    if sys.platform != "win32" and not (profile / _LOCK).is_symlink():
        return
    if not await is_released(profile, grace):
        raise OptoutError(errors.LOCKED, pid=_holder(profile) or "?", since="?")
    for name in (_LOCK, "SingletonCookie", _SOCKET):
        (profile / name).unlink(missing_ok=True)


async def end_left(profile: Path, grace: float = _GRACE) -> None:
    """End the browser that still holds `profile` after it was closed, or could not be.

    It ends by itself once nothing drives it; one that hangs for `grace` seconds is stopped.
    """
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        if await is_released(profile, grace):
            return
        pid = _holder(profile)
        if pid and await asyncio.to_thread(_is_browser_of, profile, pid):
            with contextlib.suppress(ProcessLookupError, PermissionError):  # it was faster
                os.kill(pid, number)
    await is_released(profile, grace)


def _is_browser_of(profile: Path, pid: int) -> bool:
    """Whether that process was started with this profile; False where that cannot be known.

    The number in a lock can by now be another process's.
    """
    wanted = f"--user-data-dir={profile}"
    try:
        if sys.platform == "linux":
            return wanted.encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        told = subprocess.run(
            ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)],
            capture_output=True,
            timeout=_ANSWER,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return wanted.encode() in told.stdout


async def is_released(profile: Path, grace: float = _GRACE) -> bool:
    """Whether no living browser holds `profile` any more, within `grace` seconds."""
    for _tick in range(int(grace / _TICK)):
        if not _is_held(profile):
            return True
        await asyncio.sleep(_TICK)
    return False


def _is_held(profile: Path) -> bool:
    if sys.platform != "win32":
        return _holder(profile) != 0
    try:
        (profile / _ON_WINDOWS).unlink()  # what a power cut left can be taken away
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _holder(profile: Path) -> int:
    """The living process that holds the profile; 0 where there is none.

    Only a living browser answers at the lock's socket: the number alone may by now be another
    process's.
    """
    try:
        owner = re.fullmatch(r".*-(\d+)", str((profile / _LOCK).readlink()))
    except OSError:
        return 0
    if owner is None or not hasattr(socket, "AF_UNIX"):
        return 0
    pid = int(owner[1])
    address = _address(profile)
    if len(os.fsencode(address)) > _LONGEST:
        return pid if _lives(pid) else 0
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.settimeout(_ANSWER)
        try:
            knock.connect(address)
        except OSError:
            return 0
    return pid


def _address(profile: Path) -> str:
    """The shorter of the two paths to the lock's socket: the link in the profile, or its end.

    The system's limit is for the path that is asked for; it follows links itself.
    """
    link = profile / _SOCKET
    try:
        return min(str(link), str(profile / link.readlink()), key=len)
    except OSError:
        return str(link)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True
