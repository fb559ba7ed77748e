"""What the profile is told before the browser starts: no page is sent away to be translated."""

import json
from pathlib import Path
from typing import Any

from optout.system.files import private_folder, write

_PREFERENCES = ("Default", "Preferences")
# The names are Chromium's (components/translate/core/browser/translate_pref_names.h).
_WANTED: dict[str, dict[str, Any]] = {"translate": {"enabled": False}}


def prepare(profile: Path) -> None:
    """Set the preferences in a profile that no browser uses now; all others stay as they are.

    A file that cannot be read is begun anew, as the browser would. Raises `OptoutError` (DISK).
    """
    path = profile.joinpath(*_PREFERENCES)
    known = _read(path)
    changed = {
        name: {**known.get(name, {}), **values}
        for name, values in _WANTED.items()
        if isinstance(known.get(name, {}), dict)
    }
    if any(known.get(name) != values for name, values in changed.items()):
        private_folder(path.parent)
        write(path, json.dumps({**known, **changed}).encode())


def _read(path: Path) -> dict[str, Any]:
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
