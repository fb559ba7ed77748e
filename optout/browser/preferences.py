"""What the profile is told before the browser starts, and what is taken out of it again.

No page is sent away to be translated, and no field's text is kept to be offered again.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from optout.system.files import private_folder, write

# The names are Chromium's: components/translate/core/browser/translate_pref_names.h and
# components/autofill/core/common/autofill_prefs.h.
_SETTINGS: Mapping[str, Mapping[str, bool]] = {
    "translate": {"enabled": False},
    "autofill": {"profile_enabled": False},
}


def prepare(profile: Path) -> None:
    """Set the preferences in a profile that no browser uses now; all others stay as they are.

    A file that cannot be read is begun anew, as the browser would. Raises `OptoutError` (DISK).
    """
    path = profile / "Default" / "Preferences"
    known = _read(path)
    wanted = dict(known)
    for name, settings in _SETTINGS.items():
        group = known.get(name, {})
        if isinstance(group, dict):
            wanted[name] = {**group, **settings}
    if wanted != known:
        private_folder(path.parent)
        write(path, json.dumps(wanted).encode())


def erase_typed(profile: Path) -> None:
    """Erase the open tabs that the browser notes to restore them, with all that was typed there,
    and what was in its memory when it crashed.

    Chromium 156 writes `Sessions_Encrypted`, too; without a keyring, by a key that everybody knows.
    """
    for folder in (*(profile / "Default").glob("Sessions*"), crash_reports(profile)):
        shutil.rmtree(folder, ignore_errors=True)


def crash_reports(profile: Path) -> Path:
    """The folder for what the browser writes when it crashes."""
    return profile / "Crash Reports"


def _read(path: Path) -> dict[str, Any]:
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
