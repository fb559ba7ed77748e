"""To forget: erase what optout keeps on this computer, and say what it cannot reach."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from optout.i18n import N_, _
from optout.system.files import leftovers

ItemKind = Literal["browser", "settings", "dossiers", "practice", "menu"]

_NAMES: dict[ItemKind, str] = {
    "browser": N_("the browser's profile, with your sign-ins"),
    "settings": N_("your settings"),
    "dossiers": N_("your dossiers: the only proof of your objections"),
    "practice": N_("your practice runs"),
    "menu": N_("optout's entry in your menu of programs"),
}
_OTHERS_HAVE = (
    N_("The companies still have your objections, and everything else that they know of you."),
    N_("The objection stays in force: to erase your copy does not take it back."),
    N_("The companies' mails are still in your mailbox."),
    N_("Parts of erased files can stay on a disk until they are written over."),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be erased. `size` is in bytes.

    `leads_to` is what it points to, where it is a link: that is not optout's to erase.
    """

    kind: ItemKind
    path: Path
    files: int
    size: int
    leads_to: Path | None = None

    @property
    def what(self) -> str:
        """What it is, in the terminal's language."""
        return _(_NAMES[self.kind])


def what_is_kept(paths: dict[ItemKind, Path]) -> list[Item]:
    """The items that are there, of those at `paths`, be it what a killed write left of them."""
    there = [(kind, path) for kind, path in paths.items() if _remains(path)]
    return [Item(kind, path, *_measure(path), _led_to(path)) for kind, path in there]


def erase(item: Item) -> list[Path]:
    """Erase the item; the paths that could not be erased. Never raises.

    A link is taken away, what it points to is not touched.
    """
    if item.path.is_dir() and not item.path.is_symlink():
        shutil.rmtree(item.path, ignore_errors=True)
    else:
        for path in (item.path, *leftovers(item.path)):
            try:
                path.unlink(missing_ok=True)
            except OSError:
                return [path]
    return _remains(item.path)


def what_others_have() -> list[str]:
    """What stays elsewhere after everything here was erased, a sentence each."""
    return [_(sentence) for sentence in _OTHERS_HAVE]


def _measure(path: Path) -> tuple[int, int]:
    sizes = []
    for file in _remains(path):
        with suppress(OSError):  # a browser that is open erases some of its own meanwhile
            sizes.append(file.lstat().st_size)
    return len(sizes), sum(sizes)


def _led_to(path: Path) -> Path | None:
    leads = path.is_symlink() and os.path.exists(path)  # noqa: PTH110 - it raises nothing
    return Path(os.path.realpath(path)) if leads else None


def _remains(path: Path) -> list[Path]:
    """The files below `path`, or itself with its leftovers; an empty folder counts as itself."""
    if os.path.islink(path) or not os.path.isdir(path):  # noqa: PTH112, PTH114 - they raise nothing
        return [one for one in (path, *leftovers(path)) if os.path.lexists(one)]
    found = [Path(at, name) for at, _folders, names in os.walk(path) for name in names]
    return found or [path]
