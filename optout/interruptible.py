"""Ctrl-C, a stop from outside and a closed terminal: nothing is torn, everything is saved.

Ctrl-\\ can be in what is pasted: it ends the run as Ctrl-C does.
"""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

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

    signals = [getattr(signal, name) for name in _STOPS if hasattr(signal, name)]
    for number in signals:
        if sys.platform == "win32":
            signal.signal(number, lambda *_args: loop.call_soon_threadsafe(stop))
        else:
            loop.add_signal_handler(number, stop)
    try:
        yield stopped
    except asyncio.CancelledError:
        if not stopped.is_set():
            raise
    finally:
        for number in signals:
            if sys.platform == "win32":
                signal.signal(number, signal.SIG_DFL)
            else:
                loop.remove_signal_handler(number)


def _unheard(_loop: asyncio.AbstractEventLoop, _context: dict[str, Any]) -> None:
    """Nothing is printed of an error that nobody waits for any more: an act in a page that is
    gone, a driver that has ended. Its text can repeat what was typed."""
