"""Modules that are loaded once something of them is asked for, as Python 3.15 can have it itself.

`importlib.util.LazyLoader` does not do: in Python 3.11 a second `import` of the name loads it.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


def import_lazily(name: str) -> None:
    """Have `import name` load nothing yet, also where a library imports it.

    The first attribute that is asked for loads the module, and takes it into `sys.modules`.
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
