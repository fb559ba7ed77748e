"""Runs the command line and exits with its code: the only exit."""

import sys


def main() -> None:
    """The entry point of `optout` and of `python -m optout`."""
    from optout.cli import run_command_line

    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
