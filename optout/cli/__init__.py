"""The command line: parse, wire the parts, hand over to the session."""

from optout.cli.app import run

__all__ = ["run"]
