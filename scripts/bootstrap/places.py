"""Where things are: the checkout, and the virtual environment of optout."""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bootstrap import stamp

ROOT = Path(__file__).resolve().parent.parent.parent


class Places(NamedTuple):
    """The checkout and the folder of its environment."""

    root: Path
    venv: Path

    @property
    def python(self) -> Path:
        """The environment's own Python."""
        windows = sys.platform == "win32"
        return self.venv / ("Scripts/python.exe" if windows else "bin/python")


def find(parts: tuple[str, ...], root: Path = ROOT) -> Places:
    """`.venv` in the checkout; in the user's data folder where the checkout is read-only."""
    inside = Places(root, root / ".venv")
    if stamp.is_current(inside.venv, root, parts) or os.access(root, os.W_OK):
        return inside
    # One for each checkout: an environment holds the path of the checkout it is for.
    name = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    return Places(root, user_data(os.environ) / "optout-environments" / name)


def user_data(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder for a user's own data, as the system wants it."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails where there is none
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData/Local")
    if platform == "darwin":
        return home / "Library/Application Support"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
