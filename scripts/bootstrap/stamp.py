"""The stamp in an environment, written last: what it was made from, so that a change is noticed."""

import hashlib
import os
import sys
from pathlib import Path

NAME = "optout-stamp.txt"
LOCKS = {"run": "scripts/requirements.txt", "test": "scripts/requirements-test.txt"}
"""By part of the environment: the lock it is installed from. `test` holds all of `run` too."""


def is_current(venv: Path, root: Path, parts: tuple[str, ...]) -> bool:
    """Whether every one of `parts` is installed, from the files and by the Python of now."""
    try:
        installed = (venv / NAME).read_bytes().split()
    except OSError:
        return False
    return all(wanted(root, part).encode() in installed for part in parts)


def wanted(root: Path, part: str) -> str:
    """The hash of what that part is installed from: where, by which Python, which packages."""
    digest = hashlib.sha256(os.fsencode(root))
    # Not the program's own name: pythonw.exe makes the same environment as python.exe.
    digest.update(os.fsencode(os.path.realpath(sys.base_prefix)))
    digest.update("{}.{}".format(*sys.version_info).encode())
    for name in (LOCKS[part], "pyproject.toml"):
        digest.update(name.encode() + (root / name).read_bytes())
    return digest.hexdigest()


def write(venv: Path, root: Path, parts: tuple[str, ...]) -> None:
    """Note that `parts` are installed; cut short, it says nothing."""
    text = "".join(f"{wanted(root, part)}\n" for part in parts)
    (venv / NAME).write_text(text, "ascii")
