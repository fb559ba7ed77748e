"""The command line: parse, wire the parts, hand over to the session."""

from optout.cli.app import run_command_line

__all__ = ["run_command_line"]
