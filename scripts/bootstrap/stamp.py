"""The stamp in an environment: what it was made from, so that a changed lock is noticed at once.

The environment keeps its own Python: running the scripts with another one does not remake it.
"""

import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

NAME = "optout-stamp.json"
_PAUSES = (0.01, 0.05, 0.2, 0.5, 1.0)
LOCKS = {"run": "scripts/requirements.txt", "test": "scripts/requirements-test.txt"}
"""By part of the environment: the lock it is installed from. `test` holds all of `run` too."""


class Stamp(NamedTuple):
    """What an environment was made from. `parts` holds a hash each; none: not finished."""

    root: str
    system: str
    python: str
    version: str
    parts: dict[str, str]


def fresh(root: Path) -> Stamp:
    """The stamp of an environment that is about to be made by this Python."""
    base = os.path.realpath(getattr(sys, "_base_executable", "") or sys.executable)
    version = "{}.{}".format(*sys.version_info)
    return Stamp(str(root), _system(), base, version, {})


def is_current(venv: Path, root: Path, parts: tuple[str, ...]) -> bool:
    """Whether every one of `parts` is installed, from the files as they are now."""
    stamp = read(venv)
    return (
        stamp is not None
        and is_sound(stamp, root)
        and all(stamp.parts.get(part) == wanted(root, part) for part in parts)
    )


def is_sound(stamp: Stamp, root: Path) -> bool:
    """Whether packages may be added to the environment as it is.

    Not when it was left half-finished, its Python is gone or replaced, or the checkout has moved.
    """
    now = fresh(root)
    replaced = stamp.python == now.python and stamp.version != now.version
    return (
        bool(stamp.parts)
        and (stamp.root, stamp.system) == (now.root, now.system)
        and os.path.exists(stamp.python)  # noqa: PTH110
        and not replaced
    )


def wanted(root: Path, part: str) -> str:
    """The hash of what that part is installed from."""
    digest = hashlib.sha256()
    for name in (LOCKS[part], "pyproject.toml"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def read(venv: Path) -> Stamp | None:
    """The stamp, None where there is none that can be read."""
    try:
        values: dict[str, Any] = json.loads((venv / NAME).read_text("utf-8"))
        stamp = Stamp(**values)
    except (OSError, ValueError, TypeError):
        return None
    return stamp if isinstance(stamp.parts, dict) else None


def write(venv: Path, stamp: Stamp) -> None:
    """Write the stamp whole or not at all."""
    beside = venv / f"{NAME}.new"
    beside.write_text(json.dumps(stamp._asdict(), indent=1), "utf-8")
    for pause in _PAUSES if sys.platform == "win32" else ():
        try:
            beside.replace(venv / NAME)
            return
        except PermissionError:  # a virus scanner holds what was just written, for a moment
            time.sleep(pause)
    beside.replace(venv / NAME)


def _system() -> str:
    machine = os.uname().machine if hasattr(os, "uname") else os.environ["PROCESSOR_ARCHITECTURE"]
    return f"{sys.platform} {machine}"
