"""Runs the command line and exits with its code: the only exit."""

import gc
import sys

# Most of what a command makes lives until its end. To look through it at every 700 new objects, as
# Python does, takes a tenth of a short command's time.
_NEW_OBJECTS = 100_000


def main() -> None:
    """The entry point of `optout` and of `python -m optout`."""
    gc.set_threshold(_NEW_OBJECTS)
    from optout.cli import run_command_line

    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
