"""`manifest.json`: the SHA-256 of each file in a dossier, true after a kill at any moment.

Before a file is written, its new hash is noted under `pending`; afterwards it moves to `files`. So
whichever of the two contents a crash leaves, the manifest knows it. Under `altered` is what a file
should have held that others had changed before optout wrote it again.
"""

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from optout.dossier.record import whole_json
from optout.system.files import no_link, only_ordinary, write

NAME = "manifest.json"
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
"""The name of a file in a dossier."""
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the dossier, as it should be."""

    sha256: str
    size: int
    what: str
    at_utc: str


@dataclass(slots=True)
class Manifest:
    """The files of a dossier. `pending` holds at most what a crash interrupted."""

    files: dict[str, Entry] = field(default_factory=dict)
    pending: dict[str, Entry] = field(default_factory=dict)
    altered: dict[str, Entry] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether it lists nothing: there is none, or it was emptied. No dossier is without."""
        return not (self.files or self.pending)

    def accepts(self, name: str, sha256: str) -> bool:
        """Whether a file with this content is one that optout wrote, and wrote on from its own."""
        known = (self.files.get(name), self.pending.get(name))
        return name not in self.altered and any(e and e.sha256 == sha256 for e in known)

    def expected(self, name: str) -> str:
        """The SHA-256 that a file should have which is not accepted. Raises `KeyError`."""
        return self.altered.get(name, self.files[name]).sha256


def read(folder: Path) -> Manifest:
    """The folder's manifest, an empty one where there is none. Raises `ValueError`, `OSError`."""
    try:
        only_ordinary(folder / NAME)
        raw = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return Manifest()
    try:
        data = whole_json(raw)
        lists = (data["files"], data["pending"], data.get("altered", {}))
        if not all(PLAIN.fullmatch(name) for part in lists for name in part):
            raise ValueError("not a file's name")
        return Manifest(*({n: _entry(e) for n, e in part.items()} for part in lists))
    except (KeyError, TypeError, AttributeError) as cause:
        raise ValueError("not a manifest") from cause


def _entry(data: dict[str, Any]) -> Entry:
    entry = Entry(**data)
    texts = (entry.sha256, entry.what, entry.at_utc)
    if type(entry.size) is not int or not all(isinstance(text, str) for text in texts):
        raise TypeError("entry")
    return entry


def put(folder: Path, name: str, data: bytes, *, what: str, at_utc: str) -> None:
    """Write `data` as the file `name` of the dossier, and its hash into the manifest.

    Raises `OptoutError` (DISK); file and manifest then still agree.
    """
    manifest = read(folder)
    _settle(folder, manifest)
    entry = Entry(hashlib.sha256(data).hexdigest(), len(data), what, at_utc)
    manifest.pending[name] = entry
    _write(folder, manifest)
    write(folder / name, data)
    manifest.files[name] = manifest.pending.pop(name)
    _write(folder, manifest)


def note_altered(folder: Path, name: str) -> None:
    """Note for good where the file `name` is not as optout wrote it: what it holds is written on.

    Raises `ValueError`, `OSError`, `OptoutError` (DISK).
    """
    manifest = read(folder)
    entry, path = manifest.files.get(name), folder / name
    if entry is None or name in manifest.altered or not os.path.lexists(path):
        return
    # One that cannot be read now is not called altered for that.
    if not manifest.accepts(name, "" if path.is_symlink() else _sum(path)):
        manifest.altered[name] = entry
        _write(folder, manifest)


def digest(path: Path) -> str:
    """The SHA-256 of a file, read as a stream; empty where it is a link, or cannot be read."""
    try:
        no_link(path)
        return _sum(path)
    except OSError:
        return ""


def _sum(path: Path) -> str:
    with path.open("rb", buffering=0) as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _settle(folder: Path, manifest: Manifest) -> None:
    """Keep a pending entry whose file was written; drop every other."""
    for name, entry in list(manifest.pending.items()):
        path = folder / name
        # One that cannot be read now may be the new one: that stops here, and is tried again.
        if path.is_file() and not path.is_symlink() and _sum(path) == entry.sha256:
            manifest.files[name] = entry
        del manifest.pending[name]


def _write(folder: Path, manifest: Manifest) -> None:
    text = json.dumps({"schema": SCHEMA, **asdict(manifest)}, ensure_ascii=False, indent=1)
    write(folder / NAME, (text + "\n").encode())
