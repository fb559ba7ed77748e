"""What stops a run from outside, and what does not."""

import signal
import sys

import pytest
from system.conftest import Python

from optout.domain.states import Exit

on_signals = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows sends no signals to a process"
)
SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT")
STOPPED = """
import asyncio, os, signal, sys
from optout.system.signals import interruptible

def own(*_args):
    raise SystemExit("this was not to be called")

async def main(number):
    async with interruptible() as stopped:
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.2)
    return stopped.is_set()

for name in sys.argv[2:]:
    number = signal.Signals[name]
    signal.signal(number, signal.SIG_IGN if sys.argv[1] == "ignored" else own)
    print(asyncio.run(main(number)), signal.getsignal(number) is signal.SIG_IGN)
"""


@on_signals
@pytest.mark.parametrize("before", ["ignored", "heard"])
def test_what_was_to_be_ignored_does_not_stop(python: Python, before: str) -> None:
    """As `nohup` and a shell's background have it."""
    done = python(STOPPED, before, *SIGNALS)
    assert done.stdout.splitlines() == [f"{before == 'heard'} True"] * len(SIGNALS), done.stderr


UNSTOPPED = """
import asyncio, signal
from optout.system.signals import interruptible

usual = [signal.getsignal(number) for number in signal.valid_signals()]

async def main():
    async with interruptible() as stopped:
        print(signal.getsignal(signal.SIGINT) in usual)
    return stopped.is_set()

print(asyncio.run(main()), [signal.getsignal(number) for number in signal.valid_signals()] == usual)
"""


def test_what_was_not_stopped_leaves_all_as_it_was(python: Python) -> None:
    assert python(UNSTOPPED).stdout.split() == ["False", "False", "True"]


AGAIN = """
import asyncio, os, signal, sys
from optout.system.signals import interruptible

signals = [getattr(signal, name) for name in sys.argv[1].split(",")]

async def main():
    async with interruptible():
        if sys.argv[2] == "stopped":
            os.kill(os.getpid(), signals[0])
            await asyncio.sleep(60)
    for number in signals * 3:
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.01)
    return "told to its end"

print(asyncio.run(main()), flush=True)
for number in signals:
    os.kill(os.getpid(), number)
print("and after it")
"""


@on_signals
@pytest.mark.parametrize("first", ["stopped", "not stopped"])
def test_no_stop_after_the_first_cuts_off_its_end(python: Python, first: str) -> None:
    """To the end of the process: the last of them comes as Python is closing."""
    done = python(AGAIN, ",".join(SIGNALS), first)
    stopped = first == "stopped"
    assert done.stdout == ("told to its end\nand after it\n" if stopped else "")
    assert done.returncode == (0 if stopped else -signal.SIGHUP)


AT_THE_END = """
import atexit, os, signal, sys
from optout.__main__ import main

atexit.register(os.kill, os.getpid(), signal.SIGTERM)
end = {"main": main, "sys.exit": sys.exit}[sys.argv.pop()]
sys.argv[1:] = ["--version"]
end()
"""


@on_signals
@pytest.mark.parametrize(("through", "code"), [("main", 0), ("sys.exit", -15)])
def test_a_stop_as_python_is_closing_changes_no_exit_code(
    python: Python, through: str, code: int
) -> None:
    assert python(AT_THE_END, through).returncode == code


LOADING = """
import builtins, sys
from optout.__main__ import main

loaded = builtins.__import__

def interrupted(name, *more):
    if name == "optout.cli":
        raise KeyboardInterrupt
    return loaded(name, *more)

builtins.__import__ = interrupted
main()
"""


def test_ctrl_c_as_the_program_is_loaded_is_no_traceback(python: Python) -> None:
    done = python(LOADING)
    assert (done.returncode, done.stdout, done.stderr) == (Exit.INTERRUPTED, "", "")
