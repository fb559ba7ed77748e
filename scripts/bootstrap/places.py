"""Where things are: the checkout, and the virtual environment of optout."""

import sys
from pathlib import Path
from typing import NamedTuple

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


def find(root: Path = ROOT) -> Places:
    """`.venv` in the checkout."""
    return Places(root, root / ".venv")
