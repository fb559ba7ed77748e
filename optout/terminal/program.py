"""How the person starts optout: what commands that are said to them begin with."""

import re
import sys

_MENTIONED = re.compile(
    r"\boptout(?= (?:run|practice|preview|check|status|answer|follow-up|complain|dossier|verify"
    r"|setup|forget)\b| --| COMMAND)"
)


def name() -> str:
    """`optout` where it is installed, else what scripts/optout.py was started by."""
    return str(sys._xoptions.get("optout", "optout"))


def started(command: str) -> str:
    """A whole command, as the person can type it."""
    return command.replace("optout", name(), 1)


def as_started(text: str) -> str:
    """`text` with its commands as the person can type them."""
    return _MENTIONED.sub(lambda _found: name(), text)
