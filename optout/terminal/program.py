"""How the person starts optout: what commands that are said to them begin with."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from optout.i18n import N_

COMMANDS = {
    "run": N_("Open the forms, fill them in, wait for you to send, keep the proof."),
    "all": N_("Object at every service that you use, one after the other."),
    "practice": N_("Practise on copies of the forms: nothing leaves this computer."),
    "preview": N_("Print the letter, and nothing else."),
    "check": N_("Say what optout recognises on each page; it types nothing."),
    "status": N_("Say what was sent, when, and what is due."),
    "answer": N_("Note what the company answered, and keep its mail as evidence."),
    "follow-up": N_("Write again to a company that is silent or did not grant all."),
    "complain": N_("Write a complaint to your data protection authority."),
    "dossier": N_("Show a dossier as a page, or write it to a file to hand over."),
    "verify": N_("Say whether a dossier's files are still as optout wrote them."),
    "setup": N_("Ask for the settings and write them."),
    "forget": N_("Erase what optout keeps on this computer; it asks each time."),
}
"""What each does. Each is in the module of its name below `cli`, which the help does not load."""
_MENTIONED = re.compile(rf"\boptout(?:(?P<command> (?:{'|'.join(COMMANDS)})\b)|(?= --| COMMAND))")
_options: list[str] = []
_METADATA, _HOMEPAGE = "optout-*.dist-info/METADATA", "Project-URL: Homepage, "


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


def homepage() -> str:
    """Where the project is at home, as the package was told when it was built, or nothing."""
    # importlib.metadata reads the same, and takes a tenth of a whole help.
    named = (told for path in filter(None, sys.path) for told in Path(path).glob(_METADATA))
    with suppress(OSError, ValueError, StopIteration):
        head, _end, _text = next(named).read_text("utf-8").partition("\n\n")
        (address,) = (line for line in head.splitlines() if line.startswith(_HOMEPAGE))
        return address.removeprefix(_HOMEPAGE)
    return ""


def errors_page() -> str:
    """Where the guide explains each error code; nothing without a home."""
    home = homepage()
    return f"{home}/blob/main/.github/GUIDE.md#error-codes" if home else ""


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


_READ_BY_SHELLS = re.compile(r"[^\w\\/.:?=+~%-]")
"""What `cmd.exe` or PowerShell may read otherwise than as a letter of a word."""


def word(path: str, platform: str = sys.platform) -> str:
    """`path` as one word of a command, as the shells of this system read it."""
    if platform == "win32":
        from subprocess import list2cmdline

        told = list2cmdline([path])  # it goes by blanks alone; to a shell `&` ends the command
        return f'"{path}"' if told == path and _READ_BY_SHELLS.search(path) else told
    from shlex import quote

    return quote(path)
