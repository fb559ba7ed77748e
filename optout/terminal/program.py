"""How the person starts optout: what commands that are said to them begin with."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

COMMANDS = ("run", "all", "practice", "preview", "check", "status", "answer", "follow-up",
            "complain", "dossier", "verify", "setup", "forget")  # fmt: skip
"""Each in the module of its name below `cli`, in the order of the help."""
_MENTIONED = re.compile(rf"\boptout(?:(?P<command> (?:{'|'.join(COMMANDS)})\b)|(?= --| COMMAND))")
_options: list[str] = []


@contextmanager
def begun_with(options: Iterable[str]) -> Iterator[None]:
    """Within the block, what follows needs the options with which this command was begun, too."""
    _options[:] = options
    try:
        yield
    finally:
        _options.clear()


def name() -> str:
    """`optout` where it is installed, else what scripts/optout.py was started by."""
    return str(sys._xoptions.get("optout", "optout"))


def started(command: str) -> str:
    """A whole command, as the person can type it."""
    return command.replace("optout", name(), 1)


def invocation() -> str:
    """What a command begins with that goes on with this one: the same person's, the same places."""
    return " ".join([name(), *map(word, _options)])


def as_started(text: str, blank: str = " ") -> str:
    """`text` with its commands as the person can type them; `blank` is what stands between the
    words that begin one."""

    def begun(found: re.Match[str]) -> str:
        command = found["command"]
        return (invocation() + command if command else name()).replace(" ", blank)

    return _MENTIONED.sub(begun, text)


def word(path: str, platform: str = sys.platform) -> str:
    """`path` as one word of a command, as the shells of this system read it."""
    if platform == "win32":
        from subprocess import list2cmdline

        return list2cmdline([path])
    from shlex import quote

    return quote(path)
