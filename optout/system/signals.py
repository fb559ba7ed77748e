"""Ctrl-C, a stop from outside and a closed terminal cancel the work, which then saves all.

Ctrl-\\ can be in what is pasted: it ends the run as Ctrl-C does.
"""

import asyncio
import contextlib
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

_STOPS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
_CLOSE, _LOGOFF, _SHUTDOWN = 2, 5, 6
_PATIENCE = 30.0
"""Seconds; Windows itself ends the process after five, or twenty at a log-off."""
_known_to_windows: list[Any] = []
"""The handlers that Windows may still be in, which Python would take away otherwise."""


@contextlib.asynccontextmanager
async def interruptible() -> "AsyncIterator[asyncio.Event]":
    """Ctrl-C, a stop from outside and a closed terminal cancel the block and set the event.

    Once stopped, the process comes to its end, and no other stop is heard: a Ctrl-C that is pressed
    again cuts off neither what is told then, nor what is put away, nor the exit code.
    """
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_unheard)
    task = asyncio.current_task()
    assert task is not None
    stopped = asyncio.Event()

    def stop() -> None:
        if not stopped.is_set():
            stopped.set()
            task.cancel()

    try:
        with _heard(loop, stop, stopped):
            yield stopped
    except asyncio.CancelledError:
        if not stopped.is_set():
            raise
        task.uncancel()


def ignore_stops() -> None:
    """From now until the end of the process no stop does anything: its exit code is known."""
    for number in _numbers():
        signal.signal(number, signal.SIG_IGN)


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _STOPS if hasattr(signal, name)]


@contextlib.contextmanager
def continued(act: Callable[[], object]) -> Iterator[None]:
    """Call `act` in the loop each time that the process goes on after a stop: Ctrl-Z, then `fg`.

    Only the main thread is told of signals, and on Windows nothing is stopped so.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGCONT, act)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGCONT)


@contextlib.contextmanager
def _heard(
    loop: "asyncio.AbstractEventLoop", stop: Callable[[], None], stopped: "asyncio.Event"
) -> Iterator[None]:
    """Every stop calls `stop` in the loop, as long as the block lasts. What was before is after,
    unless `stopped` is set: then nothing is heard any more.

    Those that were ignored before stay so: `nohup` has a hangup ignored, a shell that starts
    something in the background Ctrl-C.
    """
    usual = {number: signal.getsignal(number) for number in _numbers()}
    signals = [number for number, handler in usual.items() if handler is not signal.SIG_IGN]

    def afterwards(number: signal.Signals) -> Any:
        return signal.SIG_IGN if stopped.is_set() else usual[number] or signal.SIG_DFL

    if sys.platform == "win32":
        with _window_closing(lambda: loop.call_soon_threadsafe(stop)):
            for number in signals:
                signal.signal(number, lambda *_args: loop.call_soon_threadsafe(stop))
            try:
                yield
            finally:
                for number in signals:
                    signal.signal(number, afterwards(number))
    else:
        for number in signals:
            loop.add_signal_handler(number, stop)
        try:
            yield
        finally:
            for number in signals:
                loop.remove_signal_handler(number)
                signal.signal(number, afterwards(number))


@contextlib.contextmanager
def _window_closing(stop: Callable[[], object]) -> Iterator[None]:
    """Call `stop` when the console window is closed on Windows, where no signal tells of it.

    It is called from a thread of its own, and must not raise. Windows ends the process as soon as
    it was told: the answer is held back until the process has ended by itself.
    """
    if sys.platform != "win32":
        yield
        return
    import ctypes  # takes its time, and only Windows has a use for it

    closed = threading.Event()

    def told(event: int) -> bool:
        if event not in (_CLOSE, _LOGOFF, _SHUTDOWN):
            return False
        closed.set()
        stop()
        threading.Event().wait(_PATIENCE)
        return True

    handler: Any = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint)(told)
    _known_to_windows.append(handler)
    ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, True)
    try:
        yield
    finally:
        if not closed.is_set():  # Windows would have this wait for the one that was told
            ctypes.windll.kernel32.SetConsoleCtrlHandler(handler, False)
            _known_to_windows.remove(handler)


def _unheard(_loop: "asyncio.AbstractEventLoop", _context: dict[str, Any]) -> None:
    """Nothing is printed of an error that nobody waits for any more: an act in a page that is
    gone, a driver that has ended. Its text can repeat what was typed."""
