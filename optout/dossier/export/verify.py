"""Whether a dossier, or a bag made of one, is still what optout wrote: every file by its sum."""

import os
from dataclasses import asdict, dataclass
from pathlib import Path

from optout.dossier import manifest
from optout.dossier.export import bag
from optout.system.files import is_leftover, is_of_file_manager


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
        return not (self.damaged or self.added)

    @property
    def damaged(self) -> bool:
        """Whether some of what optout wrote is altered or lost."""
        return bool(self.altered or self.missing or self.no_manifest)

    def as_json(self) -> dict[str, object]:
        """For `verify --json`."""
        told = {"whole": self.whole, **asdict(self)}
        del told["no_manifest"]
        return told


def verify(folder: Path) -> Verdict:
    """Hash every file of the dossier in `folder`. An unreadable file counts as altered.

    A manifest shows damage and clumsy changes. It is no signature: whoever can write the folder
    can write the manifest too, so the zip's own hash should be kept apart.
    """
    try:
        known = manifest.read(folder)
    except (OSError, ValueError):
        return Verdict(checked=0, no_manifest=True)
    if known.empty:
        return Verdict(checked=0, no_manifest=True)
    present = {p.name: p for p in sorted(folder.iterdir()) if p.name != manifest.NAME}
    unfinished = [name for name in present if is_leftover(name)]
    ours = [n for n in present if n in known.files or n in known.pending]
    altered = [n for n in ours if not known.accepts(n, manifest.digest(present[n]))]
    strange = (n for n in present if n not in ours and not is_of_file_manager(n))
    return Verdict(
        checked=len(ours),
        altered=tuple(altered),
        missing=tuple(n for n in known.files if n not in present),
        added=tuple(n for n in strange if n not in unfinished),
        unfinished=tuple(unfinished),
    )


def verify_copy(path: Path) -> Verdict:
    """Check a zip, an unpacked one, or the folder of a dossier, wherever it is.

    Raises `OptoutError` (FILE_UNREADABLE): it is not there, no zip, or too large to be one of ours.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - it raises nothing
        with bag.unpacked(path) as folder:
            return _verify_bag(folder)
    if (path / manifest.NAME).is_file():
        return verify(path)
    return _verify_bag(path)


def _verify_bag(folder: Path) -> Verdict:
    names, strange = bag.files_of(folder)
    try:
        known = bag.sums_of(folder, names)
    except ValueError:
        return Verdict(checked=0, no_manifest=True)
    present = names - {bag.TAG_SUMS}
    ours = present & known.keys()
    added = sorted((present - ours) | strange)
    return Verdict(
        checked=len(ours),
        altered=tuple(sorted(n for n in ours if manifest.digest(folder / n) != known[n])),
        missing=tuple(sorted(known.keys() - present)),
        added=tuple(n for n in added if not is_of_file_manager(n.rpartition("/")[2])),
    )
