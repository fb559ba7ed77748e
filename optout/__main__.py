"""Runs the command line and exits with its code: the only exit."""

import gc
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from optout.domain.states import Exit

NEW_OBJECTS = 300_000
"""After so many Python looks for what is not used any more.

Most of what a command makes lives until its end. To look through it at every 700 new objects, as
Python does, takes a tenth of a short command's time. A run has its first page before there are so
many.
"""


def import_lazily(name: str) -> None:
    """Have `import name` load nothing yet, also where a library imports it.

    The first attribute that is asked for loads the module, and takes it into `sys.modules`, as
    Python 3.15 can have it itself. `importlib.util.LazyLoader` does not do: in Python 3.11 a second
    `import` of the name loads it.
    """
    if name in sys.modules:
        return
    waiting = ModuleType(name)

    def asked(attribute: str) -> Any:
        if sys.modules.get(name) is waiting:
            del sys.modules[name]
        return getattr(import_module(name), attribute)

    waiting.__getattr__ = asked  # type: ignore[method-assign]
    sys.modules[name] = waiting


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
