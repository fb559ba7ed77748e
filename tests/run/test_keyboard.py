"""What was typed before a question is no answer to it; a Ctrl-C typed just then is still heard."""

import sys

import pytest
from support.terminal import OpenTerminal

DROPS = """
import asyncio, sys, termios, time
from optout.keyboard import Keyboard

keyboard = Keyboard()
drop = keyboard.drop_pending
if "flush" in sys.argv:
    drop = lambda: termios.tcflush(0, termios.TCIFLUSH)
lost = 0
print("ready", flush=True)
for _ in range(int(sys.argv[1])):
    print("now", flush=True)
    end = time.monotonic() + 0.1
    try:
        while time.monotonic() < end:
            drop()
        lost += 1
    except KeyboardInterrupt:
        pass
print("lost", lost, flush=True)
"""
ASKS = """
import asyncio, sys, time
from optout.keyboard import Keyboard

keyboard = Keyboard()
print("early", flush=True)
time.sleep(1)
keyboard.drop_pending()
print("asks", flush=True)
print(repr(asyncio.run(keyboard.read())), flush=True)
"""
TIMES = 25


def _lost(terminal: OpenTerminal, how: str) -> int:
    tool = terminal(command=[sys.executable, "-P", "-c", DROPS, str(TIMES), how], timeout=60)
    for _ in range(TIMES):
        tool.expect("now")
        tool.press("\x03")
    tool.expect(r"lost (\d+)")
    return int(tool.match(1))


def test_a_ctrl_c_is_never_dropped(terminal: OpenTerminal) -> None:
    assert _lost(terminal, "drop") == 0


def test_what_drops_it_is_told(terminal: OpenTerminal) -> None:
    assert _lost(terminal, "flush") > 0


@pytest.mark.parametrize("early", ["yes\nno\n", "half of a line", "", "x" * 3000])
def test_what_came_before_the_question_is_no_answer(terminal: OpenTerminal, early: str) -> None:
    tool = terminal(command=[sys.executable, "-P", "-c", ASKS], timeout=60)
    tool.expect("early")
    tool.press(early)
    tool.expect("asks")
    tool.type("answer")
    tool.expect(r"'([^']*)'")
    assert tool.match(1) == "answer"
