"""Makes a Python of another system take itself for one on Windows: run first in a child process.

Files behave as there: the system's own `open` translates line ends unless it is told O_BINARY, and
Python's own `open` (here the one that is written in Python, after the same contract) tells it so.
"""

import _pyio

# What chooses by the system as it is imported, and cannot be had for another one here.
import asyncio  # noqa: F401
import builtins
import ctypes
import io
import os
import signal
import sys
import zoneinfo  # noqa: F401
from typing import Any

import click  # noqa: F401
import filelock  # noqa: F401
import jinja2  # noqa: F401
import rich.console  # noqa: F401

_BINARY = 1 << 30
_as_text: set[int] = set()
_open, _write, _read = (getattr(os, name) for name in ("open", "write", "read"))


def _opened(path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
    handle = _open(path, flags & ~_BINARY, mode, **more)
    (_as_text.discard if flags & _BINARY else _as_text.add)(handle)
    return handle


def _written(handle: int, data: Any) -> int:
    if handle in _as_text:
        _write(handle, bytes(data).replace(b"\n", b"\r\n"))
        return len(data)
    return _write(handle, data)


def _had(handle: int, most: int) -> bytes:
    data = _read(handle, most)
    return data.partition(b"\x1a")[0].replace(b"\r\n", b"\n") if handle in _as_text else data


class Kernel:
    """The console's part of kernel32: keeps the handlers that are told of a closed window."""

    def __init__(self) -> None:
        self.handlers: list[Any] = []

    def SetConsoleCtrlHandler(self, handler: Any, add: bool) -> int:  # noqa: N802 - its name
        (self.handlers.append if add else self.handlers.remove)(handler)
        return 1


class _Libraries:
    kernel32 = Kernel()


def become_windows() -> None:
    """From here on it is Windows, as far as Python's own modules tell."""
    os.O_BINARY = _BINARY  # type: ignore[attr-defined,unused-ignore]
    for name, act in (("open", _opened), ("write", _written), ("read", _had)):
        setattr(os, name, act)
    builtins.open = io.open = _pyio.open  # type: ignore[assignment]
    ctypes.windll = _Libraries  # type: ignore[attr-defined]
    ctypes.WINFUNCTYPE = ctypes.CFUNCTYPE  # type: ignore[attr-defined]
    signal.SIGBREAK = signal.SIGUSR2  # type: ignore[attr-defined]
    sys.platform = "win32"
    import platformdirs.windows

    platformdirs.windows.get_win_folder = lambda _name: os.environ["LOCALAPPDATA"]


become_windows()
