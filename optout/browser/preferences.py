"""What the profile is told before the browser starts: no page is sent away to be translated."""

import json
from pathlib import Path
from typing import Any

from optout.system.files import private_folder, write


def prepare(profile: Path) -> None:
    """Set the preference in a profile that no browser uses now; all others stay as they are.

    A file that cannot be read is begun anew, as the browser would. Raises `OptoutError` (DISK).
    """
    path = profile / "Default" / "Preferences"
    known = _read(path)
    # The names are Chromium's (components/translate/core/browser/translate_pref_names.h).
    translate = known.get("translate", {})
    if isinstance(translate, dict) and translate != (off := {**translate, "enabled": False}):
        private_folder(path.parent)
        write(path, json.dumps({**known, "translate": off}).encode())


def _read(path: Path) -> dict[str, Any]:
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
