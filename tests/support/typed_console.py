"""A console in a terminal in which a test types."""

import asyncio
import signal

from optout.terminal.console import Console
from optout.terminal.human import EndOfInput

CTRL_C = "\x03"
"""In place of a line."""


class TypedConsole(Console):
    """Takes one of these lines at each question; after the last the input ends."""

    def __init__(self, lines: list[str], *, plain: bool = True) -> None:
        super().__init__(plain=plain)
        self.lines, self.shown, self.can_ask = lines, "", True

    def _listen(self) -> None:
        """Nobody types between the questions."""

    def _write(self, text: str, style: str = "") -> None:
        self.shown += text
        super()._write(text, style)

    async def _read(self, question: str) -> str:
        self._write(f"\n{question} > ")
        if not self.lines:
            self.can_ask = False
            raise EndOfInput
        line = self.lines.pop(0)
        if line == CTRL_C:
            signal.raise_signal(signal.SIGINT)
            await asyncio.sleep(60)
        self._write(f"{line}\n")  # as the terminal echoes it
        return line
