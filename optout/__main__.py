"""Runs the command line and exits with its code: the only exit."""

import gc
import sys

from optout.domain.states import Exit
from optout.system.lazy_import import import_lazily

NEW_OBJECTS = 300_000
"""After so many Python looks for what is not used any more.

Most of what a command makes lives until its end. To look through it at every 700 new objects, as
Python does, takes a tenth of a short command's time. A run has its first page before there are so
many.
"""


def main() -> None:
    """The entry point of `optout` and of `python -m optout`."""
    gc.set_threshold(NEW_OBJECTS)
    # Libraries import them, most commands wait for nothing: 28 of the 122 ms of --help, and 6 MB.
    for module in ("asyncio", "socket"):
        import_lazily(module)
    try:
        from optout.cli import run_command_line
        from optout.system.signals import ignore_stops
        from optout.terminal.streams import finish

        code = run_command_line(sys.argv[1:])
        ignore_stops()
    except KeyboardInterrupt:  # as the program is being loaded
        sys.exit(Exit.INTERRUPTED)
    finish(sys.stdout, sys.stderr)
    gc.freeze()  # else Python looks through all of it once more before it ends
    sys.exit(code)


if __name__ == "__main__":
    main()
