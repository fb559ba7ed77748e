"""What was typed before a question is no answer to it; a Ctrl-C typed just then is still heard."""

import asyncio
import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest
from support.event_loop import RunAsync
from support.terminal import OpenTerminal

from optout.terminal.keyboard import QUIET, Keyboard, writes

DROPS = """
import sys, time
from optout.terminal.keyboard import Keyboard

keyboard = Keyboard()
heard = 0
for _ in range(int(sys.argv[1])):
    try:
        print("now", flush=True)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            keyboard.drop_pending()
    except KeyboardInterrupt:
        heard += 1
print("heard", heard, flush=True)
"""
GOES_ON = """
import os, signal, threading, time
from optout.terminal.keyboard import _go_on

signal.signal(signal.SIGCONT, lambda *_: os.write(1, b"continued "))
threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
print("starts", flush=True)
while True:
    _go_on(0)
"""
ASKS = """
import asyncio, signal, sys
from optout.terminal.keyboard import Keyboard

async def main():
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    keyboard = Keyboard()
    for _ in range(int(sys.argv[1])):
        print("early", flush=True)
        signal.sigwait({signal.SIGUSR1})
        print("words", keyboard.drop_pending(), flush=True)
        print("asks", flush=True)
        print(repr(await keyboard.read()), flush=True)

asyncio.run(main())
"""
HEARS = """
import asyncio, signal, sys
from optout.terminal.console import Console

async def main():
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    console = Console(plain=True)
    for hears in (lambda typed: f"heard {len(typed)}", None):
        console.on_misfit = hears
        await asyncio.sleep(0.1)
        print("listens", bool(hears), flush=True)
        await asyncio.to_thread(signal.sigwait, {signal.SIGUSR1})
        print("answered", await console.yes_no("Sure?", default=False), flush=True)
        await asyncio.to_thread(signal.sigwait, {signal.SIGUSR1})

asyncio.run(main())
"""
IMPORTS = """
import sys
from optout.terminal.keyboard import Keyboard

before = set(sys.modules)
Keyboard().drop_pending()
print("imported", sorted(set(sys.modules) - before), flush=True)
"""
TIMES = 25


def test_a_ctrl_c_is_never_dropped(terminal: OpenTerminal) -> None:
    tool = terminal(command=[sys.executable, "-P", "-c", DROPS, str(TIMES)], timeout=60)
    for _ in range(TIMES):
        tool.expect("now")
        tool.press("\x03")
    tool.expect(r"heard (\d+)")
    assert int(tool.match(1)) == TIMES


def test_nothing_is_imported_while_a_ctrl_c_may_come(terminal: OpenTerminal) -> None:
    # Python swallows a KeyboardInterrupt in the callback that ends an import.
    tool = terminal(command=[sys.executable, "-P", "-c", IMPORTS], timeout=60)
    tool.expect(r"imported (\[.*\])")
    assert tool.match(1) == "[]"


@pytest.mark.linux("a pipe in place of the terminal")
def test_a_paste_is_whole_however_late_its_reader_is(run_async: RunAsync) -> None:
    source, typed = os.pipe()

    def delayed() -> None:
        os.write(typed, b"second\n")
        time.sleep(2 * QUIET)

    async def read() -> str:
        asyncio.get_running_loop().call_later(QUIET / 3, delayed)
        return await Keyboard(source).read()

    os.write(typed, b"first\n")
    assert run_async(read()) == "first\nsecond"
    os.close(typed)
    os.close(source)


def test_a_key_that_writes_nothing_says_nothing() -> None:
    for held, said in {
        b"\x1b[A\x1b[1;5C\x1bOP\x1b\r": False,
        b"\x1b[I\x1b[O\x7f\x08\t \n": False,
        b"\x1b": False,
        b"\x1b[A1": True,
        "é".encode(): True,
        b" ? ": True,
    }.items():
        assert writes(held) is said, held


EARLY = ("yes\nno\n", "half of a line", "", "\n\n", " ", "x" * 3000)


def test_what_came_before_the_question_is_no_answer(terminal: OpenTerminal) -> None:
    tool = terminal(command=[sys.executable, "-P", "-c", ASKS, str(len(EARLY))], timeout=60)
    for early in EARLY:
        tool.expect("early")
        tool.press(early)
        tool.expect(re.escape(early.replace("\n", "\r\n")))  # the terminal has it
        os.kill(tool.pid, signal.SIGUSR1)
        tool.expect(r"words (\w+)")
        assert tool.match(1) == str(bool(early.strip())), early
        tool.expect("asks")
        tool.type("answer")
        tool.expect(r"'([^']*)'")
        assert tool.match(1) == "answer", early


def test_what_is_typed_between_questions_is_answered_once_and_answers_none(
    terminal: OpenTerminal,
) -> None:
    tool = terminal(command=[sys.executable, "-P", "-c", HEARS], timeout=60)
    tool.expect("listens True")
    for typed, heard in (("y", 1), ("", 0), ("two\nlines", 9)):
        tool.type(typed)
        tool.expect(f"heard {heard}\r\n")
    tool.press("\x04")  # ends the listening; the next question is asked all the same
    os.kill(tool.pid, signal.SIGUSR1)
    tool.expect("Sure")
    tool.type("y")
    tool.expect("answered True")
    tool.type("again")
    tool.expect("heard 5\r\n")
    os.kill(tool.pid, signal.SIGUSR1)
    tool.expect("listens False")
    tool.type("y")
    os.kill(tool.pid, signal.SIGUSR1)
    tool.expect("What you typed before this question was not used")
    tool.expect("Sure")
    tool.type()
    tool.expect("answered False")
    assert tool.text.count("heard") == 4


def test_in_the_background_nothing_is_read_and_nothing_stops(
    terminal: OpenTerminal, home: dict[str, str], tmp_path: Path
) -> None:
    """A read there would stop the run."""
    script = tmp_path / "hears.py"
    script.write_text(HEARS)
    shell = terminal(command=["/bin/sh"], environ={**home, "PS1": "ready: "}, timeout=60)
    shell.keep_unread()
    shell.type(f"{sys.executable} -P {script}")
    shell.expect("listens")
    shell.type("here")
    shell.expect("heard 4")
    shell.press("\x1a")
    shell.expect("ready: ")
    for typed in ("bg", "echo one", "echo two"):
        shell.type(typed)
        shell.expect("ready: ")
    shell.type("jobs")
    assert shell.expect("Running", "Stopped") == 0


def test_ctrl_z_never_leaves_the_shell_with_a_stopped_terminal(
    terminal: OpenTerminal, home: dict[str, str], tmp_path: Path
) -> None:
    """Also where another thread is the one that stops."""
    script = tmp_path / "goes_on.py"
    script.write_text(GOES_ON)
    shell = terminal(command=["/bin/sh"], environ={**home, "PS1": "ready: "}, timeout=20)
    shell.keep_unread()
    shell.type(f"{sys.executable} -P {script}")
    shell.expect("starts")
    for _ in range(20):
        shell.press("\x1a")
        shell.expect("ready: ")
        shell.type("bg")
        shell.expect("continued")
        shell.type("jobs")
        shell.expect("Running")
        shell.type("fg")
        shell.expect("continued")
