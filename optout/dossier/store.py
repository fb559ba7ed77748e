"""All dossiers of one person: made, opened, listed."""

import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import OBJECTED, TURNED_AWAY, State
from optout.dossier import manifest
from optout.dossier.file import RECORD, Dossier, now, stamps
from optout.dossier.record import (
    NewerSchemaError,
    OlderSchemaError,
    Record,
    RecordError,
    Rung,
    dump,
    load,
)
from optout.i18n import N_, _
from optout.system import files

_TAIL = "23456789abcdefghjkmnpqrstvwxyz"
_ID = re.compile(r"\d{8}-(?P<form>[a-z0-9-]+)-[a-z0-9]{6}")
_ID_PART = re.compile(r"[a-z0-9-]{1,80}")
_NEW = ".new-"
_UNDOES_SENDING = TURNED_AWAY | {State.CHANGED}

Finding = Literal[
    "damaged", "newer", "older", "foreign", "copy", "unfinished", "loose", "unreadable"
]
_UNREAD: frozenset[Finding] = frozenset({"damaged", "newer", "older", "unreadable"})
_SENTENCES: dict[Finding, str] = {
    "damaged": N_("This record is damaged and was left as it is."),
    "newer": N_("This record was written by a later optout. It was left as it is."),
    "older": N_(
        "This record was made by a version that was never published; "
        "move its folder elsewhere and keep it."
    ),
    "foreign": N_("This does not belong to optout."),
    "copy": N_("This is a copy of another dossier here. It does not count."),
    "unfinished": N_("This is left over from an interrupted write. Nothing was lost."),
    "loose": N_("Other people on this computer can read this."),
    "unreadable": N_("This cannot be read."),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the folder of dossiers that is not as it should be."""

    path: Path
    finding: Finding

    @property
    def hides_record(self) -> bool:
        """Whether there may be a record in it that cannot be read."""
        return self.finding in _UNREAD

    def hides(self, form: str) -> bool:
        """Whether that may be a record of this form, as far as the name tells of which it is."""
        named = _ID.fullmatch(self.path.name)
        return self.hides_record and (named is None or named["form"] == form)

    @property
    def what(self) -> str:
        """One sentence in the terminal's language."""
        return _(_SENTENCES[self.finding])


@dataclass(slots=True)
class Listing:
    """What the folder of dossiers holds: the records, oldest first, and what is wrong."""

    records: list[Record] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def none_readable(self) -> bool:
        """Whether there may be dossiers, but not one that can be read."""
        return not self.records and any(trouble.hides_record for trouble in self.troubles)


class Store:
    """The folder `root` with one folder a dossier. Nothing is made before it is needed."""

    def __init__(self, root: Path, clock: Callable[[], datetime] = now) -> None:
        self.root = root
        self._clock = clock

    def create(self, **fields: Any) -> Dossier:
        """A new dossier, on disk, in the state `prepared`. `form` is needed.

        It is made under another name and then renamed: a dossier never stands without its record.
        Raises `OptoutError` (DISK).
        """
        files.private_folder(self.root)
        moment = self._clock()
        at_utc, at_local = stamps(moment)
        tail = "".join(secrets.choice(_TAIL) for _i in range(6))
        number = f"{at_local[:10].replace('-', '')}-{fields['form']}-{tail}"
        if not _ID.fullmatch(number):
            raise ValueError("form")
        first = Rung(State.PREPARED, at_utc, at_local, "tool")
        record = Record(**fields, id=number, rungs=[first])
        making, path = self.root / f"{_NEW}{number}", self.root / number
        files.private_folder(making)
        manifest.put(making, RECORD, dump(record), what="record", at_utc=at_utc)
        try:
            files.move(making, path)
            files.sync_folder(self.root)
        except OSError as cause:
            raise files.refused(self.root, cause) from cause
        return Dossier(path, record, self._clock)

    def open(self, number: str) -> Dossier:
        """The dossier with this number, or the only one whose number begins so.

        Raises `OptoutError`: what `folder` raises, DOSSIER_DAMAGED, DOSSIER_NEWER, DOSSIER_OLDER.
        """
        whole, path = self._find(number)
        try:
            record, _mode = _read(str(path), whole)
        except NewerSchemaError as cause:
            raise OptoutError(errors.DOSSIER_NEWER, where=path.name) from cause
        except OlderSchemaError as cause:
            raise OptoutError(errors.DOSSIER_OLDER, where=path.name) from cause
        except (RecordError, OSError) as cause:
            raise OptoutError(errors.DOSSIER_DAMAGED, where=path.name) from cause
        return Dossier(path, record, self._clock)

    def all(self) -> Listing:
        """Every record, oldest first. What is not one is reported and left alone."""
        listing = Listing()
        for number, entry in self._dossiers(listing.troubles).items():
            _look(entry, number, listing)
        listing.records.sort(key=lambda r: (r.rungs[0].at_utc, r.id))
        return listing

    def last_objection(self, form: str, email: str | None, *, linked: bool) -> Record | None:
        """The newest dossier by which the person has objected already; practice never counts.

        What was sent counts, even if its end was not seen. `email` None means any address; a record
        without an address (the form showed none) counts for every address. What another objection
        covers counts while the accounts are `linked` and that one is there.
        """
        records = self.all().records
        covering = {r.id for r in records if linked and counts_as_objected(r)}
        for record in reversed(records):
            if record.form != form or record.practice or not counts_as_objected(record):
                continue
            alone = record.state is not State.COVERED or bool(record.answers)
            if not (alone or record.covered_by in covering):
                continue
            if is_for(record, email or ""):
                return record
        return None

    def tidy(self) -> None:
        """Remove what killed writes left behind, as far as it lets itself be removed.

        Only the running optout does. Call it under the run's lock: a write that is under way looks
        the same.
        """
        for path in [p.path for p in self.all().troubles if p.finding == "unfinished"]:
            with suppress(OSError):  # it is in nobody's way, and `status` names it
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def folder(self, number: str) -> Path:
        """The folder of that dossier, whatever state its record is in.

        Raises `OptoutError` (DOSSIER_UNKNOWN, DOSSIER_AMBIGUOUS; NONE_READABLE where the folder of
        all of them cannot be looked into).
        """
        return self._find(number)[1]

    def _find(self, number: str) -> tuple[str, Path]:
        """The whole number and the folder of that dossier. Raises `OptoutError` as `folder`."""
        if not _ID_PART.fullmatch(number):
            raise OptoutError(errors.DOSSIER_UNKNOWN)
        troubles: list[Trouble] = []
        known = self._dossiers(troubles)
        found = [n for n in known if n == number] or [n for n in known if n.startswith(number)]
        if len(found) > 1:
            raise OptoutError(errors.DOSSIER_AMBIGUOUS)
        if not found:
            hidden = any(trouble.hides_record for trouble in troubles)
            raise OptoutError(errors.NONE_READABLE if hidden else errors.DOSSIER_UNKNOWN)
        return found[0], Path(known[found[0]].path)

    def _dossiers(self, troubles: list[Trouble]) -> dict[str, os.DirEntry[str]]:
        """The folder of each dossier by its number; what is none is added to `troubles`.

        The number is the folder's name. Where somebody has renamed the folder, as programs that
        copy between computers do, it is what the record in it says; if that cannot be read, the
        name.
        """
        found: dict[str, os.DirEntry[str]] = {}
        renamed = []
        for entry in self._entries(troubles):
            if files.is_of_file_manager(entry.name):
                continue
            folder = entry.is_dir(follow_symlinks=False)
            if folder and _ID.fullmatch(entry.name):
                found[entry.name] = entry
            elif entry.name.startswith(_NEW):
                troubles.append(Trouble(Path(entry.path), "unfinished"))
            elif folder and os.path.lexists(f"{entry.path}/{RECORD}"):  # it raises nothing
                renamed.append(entry)
            else:
                troubles.append(Trouble(Path(entry.path), "foreign"))
        for entry in renamed:
            number = _number_in(entry)
            if number in found:
                troubles.append(Trouble(Path(entry.path), "copy"))
            else:
                found[number] = entry
        return found

    def _entries(self, troubles: list[Trouble]) -> Iterator[os.DirEntry[str]]:
        try:
            if _is_loose(self.root.stat().st_mode):
                troubles.append(Trouble(self.root, "loose"))
            with os.scandir(self.root) as entries:
                yield from sorted(entries, key=lambda e: e.name)
        except FileNotFoundError:
            if any(os.path.lexists(p) and not p.is_dir() for p in (self.root, *self.root.parents)):
                troubles.append(Trouble(self.root, "unreadable"))
        except OSError:
            troubles.append(Trouble(self.root, "unreadable"))


def _number_in(entry: os.DirEntry[str]) -> str:
    """The number in the record of a renamed folder; its name where there is none to be read."""
    with suppress(RecordError, OSError):
        number = _load(entry.path)[0].id
        if _ID.fullmatch(number):
            return number
    return entry.name


def _look(entry: os.DirEntry[str], number: str, listing: Listing) -> None:
    """Read one dossier into the listing, with all that is wrong with it."""
    problems: list[tuple[str, Finding]] = []
    try:
        if _is_loose(entry.stat(follow_symlinks=False).st_mode):
            problems.append((entry.path, "loose"))
        record, mode = _read(entry.path, number)
        listing.records.append(record)
        if _is_loose(mode):
            problems.append((f"{entry.path}/{RECORD}", "loose"))
    except NewerSchemaError:
        problems.append((entry.path, "newer"))
    except OlderSchemaError:
        problems.append((entry.path, "older"))
    except (RecordError, FileNotFoundError):
        problems.append((entry.path, "damaged"))
    except OSError:
        problems.append((entry.path, "unreadable"))
    with suppress(OSError):
        names = os.listdir(entry.path)  # noqa: PTH208 - there may be ten thousand of them
        problems += [(f"{entry.path}/{n}", "unfinished") for n in names if files.is_leftover(n)]
    listing.troubles += [Trouble(Path(path), finding) for path, finding in problems]


def _read(folder: str, number: str) -> tuple[Record, int]:
    """As `_load`; a record with another number is none of this dossier (`RecordError`)."""
    record, mode = _load(folder)
    if record.id != number:
        raise RecordError("it belongs to another folder")
    return record, mode


def _load(folder: str) -> tuple[Record, int]:
    """The record in `folder`, and its file's mode. Raises `RecordError`, `OSError`."""
    path = f"{folder}/{RECORD}"
    mode = files.only_ordinary(path)
    with open(path, "rb", buffering=0) as source:  # noqa: PTH123 - there may be ten thousand
        return load(source.read()), mode


def counts_as_objected(record: Record) -> bool:
    """Whether by this record the person has objected, as far as anyone knows.

    What the company has answered has reached it, whatever was seen of the sending.
    """
    if record.state in OBJECTED or record.answers:
        return True
    return record.was_sent and record.state not in _UNDOES_SENDING


def is_for(record: Record, email: str) -> bool:
    """Whether it is of this address; an empty one is any. A record without an address (the form
    showed none) is of every address."""
    known = {record.email.casefold(), record.email_sent.casefold()}
    return not email or not record.email or email.casefold() in known


def _is_loose(mode: int) -> bool:
    return os.name == "posix" and bool(stat.S_IMODE(mode) & 0o077)
