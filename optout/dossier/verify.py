"""Whether a dossier is still what optout wrote: every file against the manifest."""

from dataclasses import dataclass
from pathlib import Path

from optout import disk
from optout.dossier import manifest


@dataclass(frozen=True, slots=True)
class Verdict:
    """The names of files that differ from the manifest. `unfinished` are remains of a crash."""

    checked: int
    altered: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    no_manifest: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing was altered, taken away or added."""
        return not (self.altered or self.missing or self.added or self.no_manifest)

    def as_json(self) -> dict[str, object]:
        """For `verify --json`."""
        return {
            "whole": self.whole,
            "checked": self.checked,
            "altered": list(self.altered),
            "missing": list(self.missing),
            "added": list(self.added),
            "unfinished": list(self.unfinished),
        }


def verify(folder: Path) -> Verdict:
    """Hash every file of the dossier in `folder`. An unreadable file counts as altered.

    A manifest shows damage and clumsy changes. It is no signature: whoever can write the folder
    can write the manifest too, so the zip's own hash should be kept apart.
    """
    try:
        known = manifest.read(folder)
    except (OSError, ValueError):
        return Verdict(checked=0, no_manifest=True)
    if not known.files and not known.pending:
        return Verdict(checked=0, no_manifest=True)
    present = {p.name: p for p in sorted(folder.iterdir()) if p.name != manifest.NAME}
    unfinished = [name for name in present if disk.is_leftover(name)]
    ours = [n for n in present if n in known.files or n in known.pending]
    altered = [n for n in ours if not known.accepts(n, _digest(present[n]))]
    return Verdict(
        checked=len(ours),
        altered=tuple(altered),
        missing=tuple(n for n in known.files if n not in present),
        added=tuple(n for n in present if n not in ours and n not in unfinished),
        unfinished=tuple(unfinished),
    )


def _digest(path: Path) -> str:
    try:
        return "" if path.is_symlink() else manifest.digest(path)
    except OSError:
        return ""
