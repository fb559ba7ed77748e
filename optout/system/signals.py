"""Ctrl-C, a stop from outside and a closed terminal cancel the work, which then saves all.

Ctrl-\\ can be in what is pasted: it ends the run as Ctrl-C does.
"""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from optout.system import console_window

_STOPS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")


@contextlib.asynccontextmanager
async def interruptible() -> AsyncIterator[asyncio.Event]:
    """Ctrl-C, a stop from outside and a closed terminal cancel the block and set the event."""
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
        with _heard(loop, stop):
            yield stopped
    except asyncio.CancelledError:
        if not stopped.is_set():
            raise


@contextlib.contextmanager
def _heard(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> Iterator[None]:
    """Every stop calls `stop` in the loop, as long as the block lasts; what was before is after."""
    signals = [getattr(signal, name) for name in _STOPS if hasattr(signal, name)]
    if sys.platform == "win32":
        with console_window.closing(lambda: loop.call_soon_threadsafe(stop)):
            before = [
                (number, signal.signal(number, lambda *_args: loop.call_soon_threadsafe(stop)))
                for number in signals
            ]
            try:
                yield
            finally:
                for number, handler in before:
                    signal.signal(number, handler)
    else:
        for number in signals:
            loop.add_signal_handler(number, stop)
        try:
            yield
        finally:
            for number in signals:
                loop.remove_signal_handler(number)


def _unheard(_loop: asyncio.AbstractEventLoop, _context: dict[str, Any]) -> None:
    """Nothing is printed of an error that nobody waits for any more: an act in a page that is
    gone, a driver that has ended. Its text can repeat what was typed."""
