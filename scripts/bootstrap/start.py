"""What optout.py and test.py have in common: set up, then hand over to what was asked for."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bootstrap import browser, environment
from bootstrap.words import Stop, Talk, show, talk

_APPLES = "/usr/bin/python3"


def guarded(action: Callable[[Talk], int], arguments: Sequence[str]) -> int:
    """Run `action`; a `Stop` or Ctrl-C becomes a sentence and an exit code, no traceback."""
    if sys.stderr is None:  # there is no console, as when it is begun by a menu
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - it stays open
    voice = talk(arguments)
    try:
        return action(voice)
    except Stop as stop:
        show(str(stop))
        return 1
    except KeyboardInterrupt:
        show("")
        voice.say("interrupted")
        return 130


def tool(arguments: Sequence[str]) -> int:
    """Set up what is missing and run optout with these arguments."""

    def action(voice: Talk) -> int:
        python = environment.ensure(environment.RUN, voice)
        try:
            browser.ensure(python, voice)
        except Stop as stop:
            # Not every command needs one; the tool says the same where it does.
            show(str(stop))
        # -P: the folder one stands in may hold an optout.py, this script's own for one.
        begun = f"optout={started_as(sys.orig_argv, sys.argv[0], sys.platform)}"
        program = str(as_begun(python, sys.executable))
        command = [program, "-X", begun, "-P", "-m", "optout", *arguments]
        return hand_over(command, child_environ(os.environ))

    return guarded(action, arguments)


def as_begun(python: Path, program: str) -> Path:
    """`python`, or the one beside it that opens no console, where `program` is such a one, too."""
    without = program.lower().endswith("pythonw.exe")
    return python.with_name("pythonw.exe") if without else python


def started_as(program: Sequence[str], script: str, platform: str) -> str:
    """How the person called this script, for the commands that optout says to them.

    A Python that a program such as uv has got for itself is on no PATH: it is named whole.
    """
    if platform == "win32":
        python = "py" if shutil.which("py") else sys.executable
        return subprocess.list2cmdline([python, script])
    python = os.path.basename(program[0]) or "python3"  # noqa: PTH119
    found = shutil.which(python)
    # Apple's own is a stub where its developer tools are not there.
    stub = platform == "darwin" and found == _APPLES and not sys.executable.endswith(_APPLES)
    return shlex.join([sys.executable if found is None or stub else python, script])


def child_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment variables without those that would lead Python to other packages."""
    return {k: v for k, v in environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}


def hand_over(command: list[str], environ: Mapping[str, str]) -> int:
    """Become that command, with its terminal, signals and exit code."""
    if sys.platform != "win32":
        os.execve(command[0], command, environ)
    # Windows cannot replace a process. Ctrl-C goes to both; this one waits for the other's answer.
    signal.signal(signal.SIGINT, lambda *_: None)
    return subprocess.run(command, env=environ, check=False).returncode
