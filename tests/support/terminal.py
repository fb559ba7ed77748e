"""A person's terminal: optout in a pseudo-terminal of its own, driven line by line."""

import contextlib
import io
import os
import re
import signal
import sys
import termios
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Protocol

import pexpect
import pytest
from support.leftovers import end
from support.ordinary_user import OrdinaryUser

_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][0-9A-B]|\x1b[=>78]|\r(?=\n)|\x07")
_TERMINAL = "PYTEST_OPTOUT_TERMINAL"
_KILLED = 60.0
WAITS = r"(?:window|both),\s+to\s+finish >"
"""What is asked at the end of a run, while the browser's window stays open."""
_WINDOW = 50_000
"""Characters in which a pattern is looked for: more than any command shows between two."""


def plain(shown: str) -> str:
    """What a terminal showed, without the sequences that style it and the bell."""
    return _ESCAPES.sub("", shown)


class Terminal:
    """One command in one terminal. Ended with all that it started when the test ends."""

    def __init__(
        self, command: list[str], environ: Mapping[str, str], columns: int, timeout: float
    ) -> None:
        self._token = uuid.uuid4().hex
        self._log = io.StringIO()
        self.child: pexpect.spawn[str] = pexpect.spawn(
            command[0],
            command[1:],
            env={**environ, _TERMINAL: self._token},
            cwd=environ["HOME"],
            dimensions=(40, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=timeout,
            # Otherwise all that is not matched yet is searched anew at each read of two kilobytes.
            searchwindowsize=_WINDOW,
        )
        self.child.logfile_read = self._log
        # The default of 50 ms before each send is for programs that switch off the echo late.
        self.child.delaybeforesend = None

    @property
    def pid(self) -> int:
        return self.child.pid

    def keep_unread(self) -> None:
        """Lose nothing at a Ctrl-C or Ctrl-Z, at which a terminal drops what nobody has read."""
        settings = termios.tcgetattr(self.child.child_fd)
        settings[3] |= termios.NOFLSH
        termios.tcsetattr(self.child.child_fd, termios.TCSANOW, settings)

    @property
    def raw(self) -> str:
        """All that was shown so far, with its escape sequences."""
        return self._log.getvalue()

    @property
    def text(self) -> str:
        """All that was shown so far, as plain lines."""
        return plain(self.raw)

    def expect(self, *patterns: str, timeout: float = -1) -> int:
        """Wait for the first of these patterns (regular expressions); which one it was.

        Raises `AssertionError` with all that was shown when none comes.
        """
        try:
            return int(self.child.expect(list(patterns), timeout=timeout))
        except (pexpect.TIMEOUT, pexpect.EOF) as error:
            kind = type(error).__name__
            raise AssertionError(f"{kind} before {patterns}; shown:\n{self.text}") from None

    def match(self, group: int | str = 0) -> str:
        """A group of what `expect` found last."""
        assert isinstance(self.child.match, re.Match)
        return str(self.child.match[group])

    def type(self, line: str = "") -> None:
        """Type a line and press Enter."""
        self.child.sendline(line)

    def press(self, keys: str) -> None:
        """Type these characters as they are."""
        self.child.send(keys)

    def paste(self, text: str) -> None:
        """Type much at once. What is shown is read meanwhile, as a terminal does: a program that
        cannot write does not read either."""
        typing = threading.Thread(target=self.press, args=(text,), daemon=True)
        typing.start()
        while typing.is_alive():
            self.child.expect(pexpect.TIMEOUT, timeout=0.05)

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.child.sendintr()

    def finish(self, timeout: float = -1) -> None:
        """Wait until all is told and the browser's window is left to be read, and press Enter."""
        self.expect(WAITS, timeout=timeout)
        self.type()

    def exit(self, timeout: float = -1) -> int:
        """Wait until the command has ended: its exit code, or minus the signal that ended it."""
        try:
            self.child.expect(pexpect.EOF, timeout=timeout)
        except pexpect.TIMEOUT:
            raise AssertionError(f"still running; shown:\n{self.text}") from None
        self.child.wait()
        if self.child.signalstatus is not None:
            return -int(self.child.signalstatus)
        assert self.child.exitstatus is not None
        return int(self.child.exitstatus)

    def close(self) -> None:
        """End it and everything it started, whatever state it is in."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.child.pid, signal.SIGKILL)
            # One that waits for the disk ends only then; pexpect gives it half a second.
            until = time.monotonic() + _KILLED
            while self.child.isalive() and time.monotonic() < until:
                time.sleep(0.01)
        self.child.close(force=True)
        # The driver gives the browser a process group of its own.
        end(_TERMINAL, self._token)


class OpenTerminal(Protocol):
    """Start `optout ARGS…` in a terminal, `columns` wide."""

    def __call__(
        self,
        *arguments: str,
        columns: int = 80,
        timeout: float = 30,
        environ: Mapping[str, str] | None = None,
        command: list[str] | None = None,
        user: OrdinaryUser | None = None,
    ) -> Terminal: ...


@pytest.fixture
def terminal(home: dict[str, str]) -> Iterator[OpenTerminal]:
    """Terminals of a new user: `terminal("run", "facebook")`.

    `environ` replaces the environment of `home`, `command` what is run before the arguments;
    with `user` it runs as that user, in that user's environment. `timeout` is each `expect`'s.
    """
    opened: list[Terminal] = []

    def open_terminal(
        *arguments: str,
        columns: int = 80,
        timeout: float = 30,
        environ: Mapping[str, str] | None = None,
        command: list[str] | None = None,
        user: OrdinaryUser | None = None,
    ) -> Terminal:
        if user is not None:
            line = user.command(*(command or [user.python, "-P", "-m", "optout"]), *arguments)
            environ = environ or user.environ
        else:
            line = [*(command or [sys.executable, "-P", "-m", "optout"]), *arguments]
        opened.append(Terminal(line, environ or home, columns, timeout))
        return opened[-1]

    try:
        yield open_terminal
    finally:
        for one in opened:
            one.close()
