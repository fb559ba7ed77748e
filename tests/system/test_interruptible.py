"""What stops a run from outside, and what does not."""

import signal
import subprocess
import sys

import pytest

on_signals = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows sends no signals to a process"
)
STOPPED = """
import asyncio, os, signal, sys
from optout.system.signals import interruptible

def own(*_args):
    raise SystemExit("this was not to be called")

number = signal.Signals[sys.argv[1]]
before = signal.SIG_IGN if sys.argv[2] == "ignored" else own
signal.signal(number, before)

async def main():
    async with interruptible() as stopped:
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.2)
    return stopped.is_set()

print(asyncio.run(main()), signal.getsignal(number) is before)
"""


@on_signals
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT"])
@pytest.mark.parametrize("before", ["ignored", "heard"])
def test_what_was_to_be_ignored_does_not_stop(name: str, before: str) -> None:
    """As `nohup` and a shell's background have it. What was before is there again afterwards."""
    command = [sys.executable, "-P", "-c", STOPPED, name, before]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [str(before == "heard"), "True"]


AGAIN = """
import asyncio, contextlib, os, signal, sys
from optout.system.signals import interruptible, stopped_once

number = signal.Signals[sys.argv[1]]

async def main():
    async with interruptible():
        os.kill(os.getpid(), number)
        await asyncio.sleep(60)
    for _time in range(3):
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.05)
    return "told to its end"

with stopped_once() if sys.argv[2] == "once" else contextlib.nullcontext():
    told = asyncio.run(main())
print(told, flush=True)
os.kill(os.getpid(), number)
print("the last one stops nothing")
"""


@on_signals
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT"])
@pytest.mark.parametrize(("block", "said"), [("once", "told to its end\n"), ("none", "")])
def test_a_second_stop_does_not_cut_off_the_end_of_the_first(
    name: str, block: str, said: str
) -> None:
    """Only as long as the block lasts: what comes after it is stopped as before."""
    command = [sys.executable, "-P", "-c", AGAIN, name, block]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == said
    assert done.returncode == -getattr(signal, name)
