"""What stops a run from outside, and what does not."""

import signal
import subprocess
import sys

import pytest

from optout.domain.states import Exit

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

print(asyncio.run(main()), signal.getsignal(number) is signal.SIG_IGN)
"""


@on_signals
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT"])
@pytest.mark.parametrize("before", ["ignored", "heard"])
def test_what_was_to_be_ignored_does_not_stop(name: str, before: str) -> None:
    """As `nohup` and a shell's background have it."""
    command = [sys.executable, "-P", "-c", STOPPED, name, before]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [str(before == "heard"), "True"]


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


def test_what_was_not_stopped_leaves_all_as_it_was() -> None:
    command = [sys.executable, "-P", "-c", UNSTOPPED]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "False", "True"]


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
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT"])
@pytest.mark.parametrize("first", ["stopped", "not stopped"])
def test_no_stop_after_the_first_cuts_off_its_end(name: str, first: str) -> None:
    """To the end of the process: the last of them comes as Python is closing."""
    others = [other for other in ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT") if other != name]
    command = [sys.executable, "-P", "-c", AGAIN, ",".join([name, *others]), first]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    stopped = first == "stopped"
    assert done.stdout == ("told to its end\nand after it\n" if stopped else "")
    assert done.returncode == (0 if stopped else -getattr(signal, name))


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
def test_a_stop_as_python_is_closing_changes_no_exit_code(through: str, code: int) -> None:
    command = [sys.executable, "-P", "-c", AT_THE_END, through]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code


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


def test_ctrl_c_as_the_program_is_loaded_is_no_traceback() -> None:
    command = [sys.executable, "-P", "-c", LOADING]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (Exit.INTERRUPTED, "", "")
