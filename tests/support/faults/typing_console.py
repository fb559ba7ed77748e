"""A person at a terminal: reads what the product's own console shows there, and types."""

import asyncio
import codecs
import contextlib
import os
import re
import struct
import sys
from collections.abc import Awaitable, Callable

import pytest
from support.terminal import plain

from optout.terminal.console import Console
from optout.terminal.human import Act, EndOfInput
from optout.terminal.keyboard import Keyboard

LIMIT = 120.0
ROWS, COLUMNS = 40, 80
CTRL_D = b"\x04"


class TypingConsole(Console):
    """The console on a pseudo-terminal, with somebody in front of it.

    `on_turn`, `on_code` and `on_question` are what the scenario has the person do. `on_code` may
    raise `EndOfInput`: Ctrl-D is typed.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        import fcntl
        import termios

        self._hands, terminal = os.openpty()
        os.set_blocking(self._hands, False)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._files = (os.fdopen(terminal, "r"), os.fdopen(os.dup(terminal), "w", buffering=1))
        with patch.context() as begins:  # others may sit at a terminal of their own meanwhile
            begins.setattr(sys, "stdin", self._files[0])
            begins.setattr(sys, "stderr", self._files[1])
            super().__init__()
            assert self.can_ask
            assert self._terminal
            self._terminal.file = self._files[1]
            self._keyboard = Keyboard()
        self.on_turn: Callable[[Act], Awaitable[None]] | None = None
        self.on_code: Callable[[], Awaitable[str]] | None = None
        self.on_question: Callable[[str], Awaitable[str]] | None = None
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._shown, self._open = "", True
        self._question, self._before = "", 0
        self._pasting = False
        self._news = asyncio.Event()
        asyncio.get_running_loop().add_reader(self._hands, self._look)

    def close(self) -> None:
        """Give the terminal back to the system; what it showed stays."""
        self._look()
        self._open = False
        asyncio.get_running_loop().remove_reader(self._hands)
        for file in self._files:
            file.close()
        os.close(self._hands)

    def _look(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._open and (seen := os.read(self._hands, 65_536)):
                self._shown += self._decode(seen)
        self._news.set()

    @property
    def lines(self) -> str:
        """All that the terminal showed, as it stood there, without its styles."""
        self._look()
        return plain(self._shown)

    @property
    def text(self) -> str:
        """All that the terminal showed, as one line."""
        return " ".join(self.lines.split())

    async def hears(self, pattern: str, limit: float = LIMIT, *, after: int = 0) -> None:
        """Wait until this was shown, `after` so many characters. Raises `AssertionError` with all
        that was."""
        try:
            async with asyncio.timeout(limit):
                while not re.search(pattern, self.text[after:]):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"never said: {pattern}\n{self.lines}") from None

    async def hand_over(self, form: str, act: Act) -> None:
        """The person's turn in the page."""
        if self.on_turn:
            await self.on_turn(act)

    async def paste(self, question: str, *, usual: str = "") -> str:
        self._pasting = True
        try:
            return await super().paste(question, usual=usual)
        finally:
            self._pasting = False

    async def _read(self, question: str) -> str:
        self._question, self._before = question, len(self.text)
        typing = asyncio.create_task(self._types())
        try:
            return await super()._read(question)
        finally:
            typing.cancel()
            await asyncio.gather(typing, return_exceptions=True)

    async def _types(self) -> None:
        question = re.escape(" ".join(self._question.split())) + " >"
        await self.hears(question, after=self._before)  # it may have been asked before
        try:
            if self._pasting:
                answer = await self.on_code() if self.on_code else None
            else:
                answer = await self.on_question(self._question) if self.on_question else ""
        except EndOfInput:
            os.write(self._hands, CTRL_D)
        else:
            if answer is not None:
                os.write(self._hands, answer.encode() + b"\n")
