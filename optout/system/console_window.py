"""A console window that is closed on Windows, where no signal tells of it."""

import contextlib
import ctypes
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

_CLOSE, _LOGOFF, _SHUTDOWN = 2, 5, 6
_PATIENCE = 30.0
"""Seconds; Windows itself ends the process after five, or twenty at a log-off."""


@contextlib.contextmanager
def closing(stop: Callable[[], object]) -> Iterator[None]:
    """Call `stop` from a thread of its own when the window is closed, as long as the block lasts.

    Windows ends the process as soon as it was told: the answer is held back until the process has
    ended by itself. Nothing where there is no such window. `stop` must not raise.
    """
    if sys.platform != "win32":
        yield
        return

    closed = threading.Event()

    def told(event: int) -> bool:
        if event not in (_CLOSE, _LOGOFF, _SHUTDOWN):
            return False
        closed.set()
        stop()
        threading.Event().wait(_PATIENCE)
        return True

    handler: Any = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(told)
    ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, True)
    try:
        yield
    finally:
        if not closed.is_set():  # Windows would have this wait for the one that was told
            ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, False)
