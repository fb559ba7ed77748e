"""The console on Windows: text in its own encoding, a Ctrl-C, a window that is closed."""

import io
import re
import sys

import pytest
from support.event_loop import RunAsync
from systems.conftest import OnWindows

from optout.cli.app import build
from optout.cli.context import CommandContext
from optout.terminal.console import Console

READS = """
import asyncio

looks = []

class Keys:
    def kbhit():
        looks.append(bool(looks))
        return looks[-1]

sys.modules["msvcrt"] = Keys

class Console(io.TextIOBase):
    '''A console: text comes by its lines, while its bytes are in another code page.'''
    encoding = "utf-8"
    lines = ["Zoë Ångström\\n", "Łódź, Ελλάδα\\n"]

    def isatty(self):
        return True

    def readline(self, size=-1):
        assert looks[-1], "it is read before a key was pressed"
        return self.lines.pop(0) if self.lines else ""

    def fileno(self):
        reading, writing = os.pipe()
        _write(writing, "Zoë".encode("cp850") + b"\\n")
        os.close(writing)
        return reading

sys.stdin = Console()
from optout.terminal.human import EndOfInput
from optout.terminal.keyboard import Keyboard

async def main():
    keyboard = Keyboard()
    print(ascii(await keyboard.read()))
    try:
        await keyboard.read()
    except EndOfInput:
        print("the end")

asyncio.run(main())
"""


def test_an_accented_name_is_read_as_it_is_typed(on_windows: OnWindows) -> None:
    """Two lines that come at once are one paste. Nothing is read before there is a key: what is
    typed would be shown where the reading began, above what was said since."""
    said = ascii("Zoë Ångström\nŁódź, Ελλάδα")
    assert on_windows(READS) == f"{said}\nthe end\n"


CUT = """
import asyncio
from optout.terminal.keyboard import Keyboard

class Console(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, line):
        self.lines = [line + "\\n", "Kind regards\\n"]

    def readline(self, size=-1):
        return self.lines.pop(0) if self.lines else ""

    def fileno(self):
        return 0

async def main():
    for letter, times in zip(sys.argv[1::2], sys.argv[2::2]):
        sys.stdin = Console(letter * int(times))
        keyboard = Keyboard()
        read = await keyboard.read()
        print(len(read.splitlines()[0]), keyboard.cut)

asyncio.run(main())
"""
LINES = {
    ("é", 510): True,
    ("é", 509): False,
    ("é", 900): False,
    ("😀", 255): True,
    ("😀", 254): False,
}


def test_a_line_that_an_older_console_cuts_is_noticed(on_windows: OnWindows) -> None:
    """It keeps 510 units of UTF-16 and the end of the line; newer ones keep all of it."""
    said = on_windows(CUT, *(word for line in LINES for word in line))
    assert said.splitlines() == [f"{times} {cut}" for (_letter, times), cut in LINES.items()]


STOPPED = """
import asyncio, threading, time
from optout.system.signals import interruptible

kernel = ctypes.windll.kernel32
answers = []

def close_the_window(event):
    answers.append(kernel.handlers[-1](event))

async def main():
    async with interruptible() as stopped:
        assert len(kernel.handlers) == 1
        how = sys.argv[1]
        if how == "ctrl-c":
            os.kill(os.getpid(), signal.SIGINT)
        else:
            threading.Thread(target=close_the_window, args=(int(how),), daemon=True).start()
        try:
            await asyncio.sleep(0.5)
            print("went on")
        finally:
            os.kill(os.getpid(), signal.SIGINT)  # the second: it is being saved already
            await asyncio.sleep(0.1)
            print("saved")
    print(stopped.is_set(), answers, len(kernel.handlers))

asyncio.run(main())
print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)
"""


def test_ctrl_c_saves_and_a_second_one_does_not_break_that(on_windows: OnWindows) -> None:
    assert on_windows(STOPPED, "ctrl-c") == "saved\nTrue [] 0\nTrue\n"


def test_a_closed_window_saves_before_windows_ends_the_process(on_windows: OnWindows) -> None:
    """Windows ends it when it is answered: no answer is given while it saves."""
    for event in (2, 5, 6):
        assert on_windows(STOPPED, event) == "saved\nTrue [] 1\nTrue\n"


def test_another_event_of_the_console_is_left_to_others(on_windows: OnWindows) -> None:
    """The twin: no stop, and Windows is told to ask the next one."""
    assert on_windows(STOPPED, 1).startswith("went on\n")


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize(("goes_on_at_once", "widest"), [(True, 39), (False, 40)])
def test_no_line_fills_a_console_that_goes_on_at_its_edge(
    run_async: RunAsync,
    monkeypatch: pytest.MonkeyPatch,
    plain: bool,
    goes_on_at_once: bool,
    widest: int,
) -> None:
    """The older kind begins a new line there, and an empty one would follow. With a question's
    line counts the blank behind it."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: goes_on_at_once)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("LINES", raising=False)  # with both, rich takes one column more away
    monkeypatch.setenv("TERM", "xterm")
    console = Console(plain=plain)
    for act in (console.say, lambda text: run_async(console.yes_no(text, default=False))):
        shown.seek(shown.truncate(0))
        for length in range(1, 39):
            act("a " + "b" * length)
        lines = re.sub(r"\x1b\[\d+m", "", shown.getvalue()).splitlines()
        assert max(map(len, lines)) == widest


@pytest.mark.parametrize(("system", "widest"), [("win32", 39), ("linux", 40)])
def test_no_line_of_a_help_does_either(
    monkeypatch: pytest.MonkeyPatch, system: str, widest: int
) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setenv("COLUMNS", "40")
    assert build(CommandContext()).context_settings["terminal_width"] == widest
