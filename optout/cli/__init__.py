"""The command line: parse, wire the parts, give the exit code.

Belongs here: a file a command, named as the command, and what the commands share. Not what a
command does: that is `run`, `check`, `setup`, `practice`, `dossier` or `letters`.
"""

from optout.cli.app import run_command_line

__all__ = [
    "run_command_line",
]
