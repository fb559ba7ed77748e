"""The one reader of standard input.

The terminal stays as the person's shell left it, with its own echo and line editing: there is
nothing to restore, whatever ends the process, and a screen reader hears what it always hears.
"""

import asyncio
import codecs
import contextlib
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator

from optout.system.timeouts import bounded
from optout.terminal.human import EndOfInput

if sys.platform != "win32":
    # Not where it is used: a Ctrl-C during an import can be swallowed by the import's own callback.
    import termios

QUIET = 0.15
"""Seconds without a further byte after which a paste is complete."""
LIMIT = 65_536
"""Characters of one answer that are kept; the rest of a longer paste is read and dropped."""
_LONGEST_LINE = 1022 if sys.platform == "darwin" else 4096
"""Bytes, its end among them, from which on a terminal may have dropped a part of a line."""
_CUT_LINE = 511
"""Units of UTF-16, its end among them, that the older consoles of Windows keep of a longer line."""
_WRITES_NOTHING = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|O?.)?|[\x00-\x20\x7f]", re.DOTALL)
"""A key of control, an arrow, a blank; the former as terminals tell them (ECMA-48)."""
_PAUSE = 0.05
"""Seconds between looks for a key at a Windows console, in a thread of its own."""
_READS = 4096
"""How often at most is read of what was typed too early: it may never end."""


class Keyboard:
    """Reads answers from the terminal without blocking the event loop."""

    def __init__(self, descriptor: int | None = None) -> None:
        self._fd = sys.stdin.fileno() if descriptor is None else descriptor
        self._texts: asyncio.Queue[str] = asyncio.Queue()
        self._decoder = codecs.getincrementaldecoder(sys.stdin.encoding or "utf-8")("replace")
        self._thread: threading.Thread | None = None
        self._asked = True
        self.cut = False
        """A part of what was read last is lost: it, or a line of it, was too long."""

    async def read(self, *, asked: bool = True) -> str:
        """What is typed or pasted up to an Enter with nothing behind it: a paste of many lines is
        one answer. Raises `EndOfInput`, where nothing is `asked` also once another program has the
        terminal. Can be cancelled at any time."""
        self._asked = asked
        if not asked and _is_anothers(self._fd):
            raise EndOfInput
        _go_on(self._fd)
        self.cut = False
        on_windows = sys.platform == "win32"
        with self._listening_in_thread() if on_windows else self._listening_on_loop():
            kept = ""
            while True:
                patience = QUIET if kept.endswith(("\n", "\r")) else None
                try:
                    more = await bounded(self._texts.get(), patience)
                except TimeoutError:
                    if not self._texts.empty():  # it came while this process had to wait
                        continue
                    _go_on(self._fd)
                    return kept.rstrip("\r\n")
                except asyncio.CancelledError:
                    if kept:
                        self._texts.put_nowait(kept)  # `drop_pending` tells of it
                    raise
                if not more:
                    if kept:
                        return kept.rstrip("\r\n")
                    raise EndOfInput
                kept += more
                if len(kept) > LIMIT:
                    self.cut = True
                    kept = kept[: LIMIT - 1] + kept[-1]

    def drop_pending(self) -> bool:
        """Forget what was typed before the next question is shown, which it does not answer. True
        where it was more than blanks and the Enter key."""
        words = False
        while not self._texts.empty():
            words = bool(self._texts.get_nowait().strip()) or words
        return _read_away(self._fd) or words

    @contextlib.contextmanager
    def _listening_on_loop(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        loop.add_reader(self._fd, self._take)
        try:
            yield
        finally:
            loop.remove_reader(self._fd)

    def _take(self) -> None:
        try:
            # In the background a read would stop the whole run.
            ends = not self._asked and _is_anothers(self._fd)
            data = b"" if ends else os.read(self._fd, LIMIT)
        except OSError:  # the terminal is gone
            data = b""
        self.cut = self.cut or len(data) >= _LONGEST_LINE  # a terminal gives a line at a time
        text = self._decoder.decode(data, final=not data)
        if text or not data:
            self._texts.put_nowait(text)

    @contextlib.contextmanager
    def _listening_in_thread(self) -> Iterator[None]:
        # A Windows console cannot be waited for in an event loop, and its read cannot be
        # cancelled: one thread reads until the console ends. It reads text: the bytes below are
        # in the console's code page, which is none that Python knows of.
        if self._thread is None:
            loop = asyncio.get_running_loop()

            def pump() -> None:
                while text := _console_line():
                    loop.call_soon_threadsafe(came, text)
                loop.call_soon_threadsafe(ended)

            def came(text: str) -> None:
                units = len(text.encode("utf-16-le", "surrogatepass")) // 2
                self.cut = self.cut or units == _CUT_LINE
                self._texts.put_nowait(text)

            def ended() -> None:
                self._thread = None  # who reads on asks anew
                self._texts.put_nowait("")

            self._thread = threading.Thread(target=pump, daemon=True)
            self._thread.start()
        yield


def _console_line() -> str:
    """The next line that is typed. It is read from its first key on: a console shows what is typed
    where the reading began, and until then more may be said, as the question itself."""
    if sys.platform == "win32" and sys.stdin.isatty():
        import msvcrt

        while not msvcrt.kbhit():
            time.sleep(_PAUSE)
    return sys.stdin.readline()


def _go_on(descriptor: int) -> None:
    """Let a terminal show again what is written: a Ctrl-S in what was pasted has stopped it, and
    the next word would wait without end. Its settings stay as they are."""
    if sys.platform != "win32":
        with contextlib.suppress(termios.error, OSError), _unstopped():
            termios.tcflow(descriptor, termios.TCOON)
            # Linux lets go on so only what `TCOOFF` has stopped. That is not called: a Ctrl-Z
            # behind it would leave the shell with a terminal that shows nothing.
            before, free = termios.tcgetattr(descriptor), termios.tcgetattr(descriptor)
            free[0] &= ~termios.IXON
            termios.tcsetattr(descriptor, termios.TCSANOW, free)
            termios.tcsetattr(descriptor, termios.TCSANOW, before)


@contextlib.contextmanager
def _unstopped() -> Iterator[None]:
    """Put off a Ctrl-Z, and set a terminal back also once it is another program's."""
    if sys.platform == "win32":
        yield
    else:
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTSTP, signal.SIGTTOU})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _is_anothers(descriptor: int) -> bool:
    """Another program has this terminal, as after Ctrl-Z and `bg`."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            return os.tcgetpgrp(descriptor) != os.getpgrp()
    return False


def writes(held: bytes) -> bool:
    """`a` and `é` are signs; a blank, an arrow, a Ctrl-C or the Enter key is none."""
    return bool(_WRITES_NOTHING.sub(b"", held))


def _read_away(descriptor: int) -> bool:
    """Take all that a terminal holds, also of a line that was not ended; true where `writes` is.
    Not by `tcflush`: that would drop a Ctrl-C typed just then. On Windows the thread has it."""
    words = False
    if sys.platform != "win32":
        with contextlib.suppress(termios.error, OSError), _unstopped():
            lines, at_once = termios.tcgetattr(descriptor), termios.tcgetattr(descriptor)
            at_once[3] &= ~termios.ICANON
            at_once[6][termios.VMIN] = at_once[6][termios.VTIME] = 0
            termios.tcsetattr(descriptor, termios.TCSANOW, at_once)
            try:
                for _ in range(_READS):
                    held = os.read(descriptor, LIMIT)
                    if not held:
                        break
                    words = words or writes(held)
            finally:
                termios.tcsetattr(descriptor, termios.TCSANOW, lines)
    return words
