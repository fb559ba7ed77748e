"""Who may open a file."""

import stat
import sys
from pathlib import Path


def is_private(file: Path) -> bool:
    """Its owner alone. On Windows the rights are those of the profile's folder, none of its own."""
    return sys.platform == "win32" or stat.S_IMODE(file.stat().st_mode) == 0o600
