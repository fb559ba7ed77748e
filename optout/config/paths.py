"""Where optout keeps things: the settings file, and the data folder with dossiers and profile.

On Windows and macOS both are one folder.
"""

import os
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Self

import platformdirs

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.i18n import _
from optout.system import lock
from optout.system.files import PROFILES

_SETTINGS = "optout.toml"
_PROFILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
_FROM_STORE = re.compile(
    r"[\\/]WindowsApps[\\/](PythonSoftwareFoundation\.Python\.[\d.]+)_(?:[^\\/]*_)?([a-z0-9]+)(?=[\\/]|$)"
)


def folder(kind: Literal["config", "data"]) -> Path:
    """The person's folder for settings or data, as they find it in their file manager."""
    find = platformdirs.user_config_path if kind == "config" else platformdirs.user_data_path
    found = find("optout", appauthor=False)
    package = store_package()
    if not package:
        return found
    return found.parent / "Packages" / package / "LocalCache" / "Local" / found.name


def store_package(program: str = sys.base_prefix) -> str:
    """The package of a Python from the Microsoft Store; empty for any other.

    Windows puts what such a program writes into the person's data folder elsewhere, in a folder of
    the package's own, and erases that together with the program.
    """
    found = _FROM_STORE.search(program) if sys.platform == "win32" else None
    return f"{found[1]}_{found[2]}" if found else ""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one person. `data` holds `dossiers/`, `browser/` and `practice/`."""

    settings_file: Path
    settings_given: bool
    data: Path
    profile: str = ""

    @classmethod
    def find(cls, config: Path | None = None, profile: str = "") -> Self:
        """The places of `profile`. Raises `OptoutError` for a name that cannot be a folder's."""
        if profile and not _PROFILE.fullmatch(profile):
            wanted = _(
                "up to 32 characters: letters without accents, digits, - and _; "
                "a letter or digit first"
            )
            raise OptoutError(errors.OPTION_WRONG, option="--profile", expected=wanted)
        below = Path(PROFILES, profile) if profile else Path()
        settings = config or folder("config") / below / _SETTINGS
        return cls(settings, config is not None, folder("data") / below, profile)

    def at(self, data: Path | None) -> Self:
        """The same places with the data folder that the settings name."""
        if data is None:
            return self
        below = Path(PROFILES, self.profile) if self.profile else Path()
        return replace(self, data=data / below)

    def practice(self) -> Self:
        """The same again for practice, never mixed with what counts."""
        return replace(self, data=self.data / "practice")

    def own(self, file: Path) -> bool:
        """Whether `file` is one of optout's own, or lies in a folder of its own, of any profile.

        Raises `FileNotFoundError` where the working folder is gone.
        """
        data = self.data.parents[1] if self.profile else self.data
        names = ("dossiers", "browser", "printing", "practice", PROFILES, *lock.FILES)
        settings = (folder("config") / name for name in (_SETTINGS, PROFILES))
        kept = (self.settings_file, *settings, *(data / name for name in names))
        real = Path(os.path.realpath(file))
        return any(real.is_relative_to(os.path.realpath(place)) for place in kept)

    @property
    def dossiers(self) -> Path:
        return self.data / "dossiers"

    @property
    def browser(self) -> Path:
        return self.data / "browser"

    @property
    def printing(self) -> Path:
        """What the browser needs while it makes a PDF; erased afterwards."""
        return self.data / "printing"
