"""A BagIt bag (RFC 8493): files with their SHA-256, which anybody can check with `sha256sum -c`.

A bag may come from anyone: nothing of it is unpacked or followed, no name in it is a path here.
"""

import contextlib
import hashlib
import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from io import BufferedIOBase, BufferedReader, FileIO
from pathlib import Path
from typing import Protocol, cast

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.i18n import _
from optout.system.files import only_ordinary, why_unreadable

SUMS = "manifest-sha256.txt"
PAYLOAD = "data/"
_TAG_SUMS = "tagmanifest-sha256.txt"
_DECLARATION = "bagit.txt"
_INFO = "bag-info.txt"
_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9A-Fa-f]{64})[ \t]+\*?(\S.*)")
_LARGEST = 300_000_000
"""Bytes of all files of a bag, unpacked; also of the zip. One of ours takes about 1 MB and what the
company answered, of which each mail is at most 25 MB: a dozen such mails are the most."""
_LARGEST_TAG = 4_000_000
_LARGEST_READ = _LARGEST_TAG + 1
"""Bytes that are read of a zip at once; also of its list of files, which is read at once."""
_MOST = 10_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNREADABLE = (
    OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


class Files(Protocol):
    """Where a bag is read from: its plain files, and the names that no file of a bag can have."""

    names: frozenset[str]
    strange: tuple[str, ...]

    def open(self, name: str) -> BufferedIOBase: ...


def made(
    payload: Mapping[str, bytes], sums: Mapping[str, str], info: Mapping[str, str]
) -> dict[str, bytes]:
    """The files of a bag by their names in it. `info` are the lines of `bag-info.txt`.

    `sums` has the SHA-256 that each file should have: also where the payload lacks it or holds
    another, so that a check finds it.
    """
    octets = sum(map(len, payload.values()))
    described = {**info, "Payload-Oxum": f"{octets}.{len(payload)}"}
    tags = {
        _DECLARATION: _DECLARED,
        _INFO: "".join(f"{label}: {text}\n" for label, text in described.items()),
        SUMS: _listed({PAYLOAD + name: digest for name, digest in sums.items()}),
    }
    tag_files = {name: text.encode() for name, text in tags.items()}
    tag_sums = {name: hashlib.sha256(data).hexdigest() for name, data in tag_files.items()}
    files = {PAYLOAD + name: data for name, data in payload.items()}
    return {**tag_files, _TAG_SUMS: _listed(tag_sums).encode(), **files}


def sums_of(files: Files) -> dict[str, str]:
    """The SHA-256 of every file that belongs to the bag, but for the list of the lists.

    Raises `ValueError` where it does not say of itself that it is a bag, or where these lists are
    missing, damaged or not to be read.
    """
    if _DECLARATION not in files.names:
        raise ValueError("no bag")
    return {**_sums(files, SUMS), **_sums(files, _TAG_SUMS)}


def listed(files: Files) -> frozenset[str]:
    """The names of the files in it that are to be on a list."""
    return files.names - {_TAG_SUMS}


def digest(files: Files, name: str) -> str:
    """The SHA-256 of one of its files; empty where it cannot be read."""
    try:
        with files.open(name) as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except _UNREADABLE:
        return ""


class FolderFiles:
    """The files of a folder. Links, and whatever is neither file nor folder, are strange."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        plain: list[str] = []
        strange: list[str] = []
        for at, folders, names in os.walk(folder):
            links = [name for name in folders if Path(at, name).is_symlink()]
            for name in (*names, *links):
                path = Path(at, name)
                mode = path.lstat().st_mode
                told = path.relative_to(folder).as_posix()
                (plain if stat.S_ISREG(mode) else strange).append(told)
        self.names = frozenset(plain)
        self.strange = tuple(sorted(strange))

    def open(self, name: str) -> BufferedIOBase:
        return (self._folder / name).open("rb")


class _TooLargeError(ValueError):
    """More is to be read at once than a zip of ours ever needs."""


class _InPieces(BufferedReader):
    """A file of which no one can have a large piece read at once, by a length that it states."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _LARGEST_READ:
            raise _TooLargeError
        return super().read(size)


class ZipFiles:
    """The files of a zip with one folder in it. Whatever could do harm unpacked is strange.

    That is: a path out of the folder, a link, a name that is there twice, also where two names
    are one on another system. What is neither stored nor deflated is not read: no zip of ours needs
    what unpacks it. Raises `OptoutError` (FILE_UNREADABLE), also for a zip of more than 300 MB,
    packed or unpacked, or with more than 10,000 files; a list of files above 4 MB is not even
    read.
    """

    def __init__(self, file: Path) -> None:
        self._entries: dict[str, zipfile.ZipInfo] = {}
        try:
            only_ordinary(file)
            if file.stat().st_size > _LARGEST:
                raise _unreadable(file, _("it is too large"))
            self._zip = self._opened(file)
        except OSError as cause:
            raise _unreadable(file, why_unreadable(cause)) from cause
        except _TooLargeError as cause:
            raise _unreadable(file, _("it is too large")) from cause
        except _UNREADABLE as cause:
            raise _unreadable(file, _("it is no zip file")) from cause
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > _MOST or sum(entry.file_size for entry in entries) > _LARGEST:
            self.close()
            raise _unreadable(file, _("it is too large"))
        self._sort(entries)
        self.names = frozenset(self._entries)

    def _opened(self, file: Path) -> zipfile.ZipFile:
        with contextlib.ExitStack() as at_a_fault:
            self._file = at_a_fault.enter_context(_InPieces(FileIO(file)))
            opened = zipfile.ZipFile(self._file)
            at_a_fault.pop_all()
        return opened

    def close(self) -> None:
        """Let go of the zip."""
        self._zip.close()
        self._file.close()

    def _sort(self, entries: list[zipfile.ZipInfo]) -> None:
        strange: list[str] = []
        top = _top(entries)
        seen: dict[str, str] = {}
        for entry in entries:
            name = entry.orig_filename
            inside = name.removeprefix(top)
            alike = unicodedata.normalize("NFC", name).casefold()
            if alike in seen:
                strange.append(name)
                self._entries.pop(seen[alike], None)
            elif not name.startswith(top) or not _is_plain(entry):
                strange.append(name)
            else:
                self._entries[inside] = entry
            seen[alike] = inside
        self.strange = tuple(sorted(strange))

    def open(self, name: str) -> BufferedIOBase:
        entry = self._entries[name]
        if entry.compress_type not in _METHODS:
            raise NotImplementedError
        return cast(BufferedIOBase, self._zip.open(entry))


def _unreadable(file: Path, why: str) -> OptoutError:
    return OptoutError(errors.FILE_UNREADABLE, where=file.name, why=why)


def _top(entries: list[zipfile.ZipInfo]) -> str:
    """The folder in which everything should be, with its slash."""
    ends = [e.orig_filename for e in entries if e.orig_filename.endswith("/" + _DECLARATION)]
    tops = [name.removesuffix(_DECLARATION) for name in ends if name.count("/") == 1]
    return tops[0] if tops else ""


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename
    parts = name.split("/")
    mode = entry.external_attr >> 16
    return (
        not any(part in ("", ".", "..") for part in parts)
        and not any(character in name for character in "\\:")
        and name.isprintable()
        and stat.S_IFMT(mode) in (0, stat.S_IFREG)
    )


def _listed(sums: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {_written(name)}\n" for name, digest in sorted(sums.items()))


def _written(name: str) -> str:
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _read(name: str) -> str:
    return re.sub("%(25|0D|0A)", lambda sign: chr(int(sign[1], 16)), name, flags=re.IGNORECASE)


def _sums(files: Files, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _text(files, name).splitlines():
        parts = _LINE.fullmatch(line)
        if parts is None or found.setdefault(_read(parts[2]), parts[1].lower()) != parts[1].lower():
            raise ValueError("not a list of checksums")
    if not found:
        raise ValueError("an empty list")
    return found


def _text(files: Files, name: str) -> str:
    if name not in files.names:
        raise ValueError("it is not there")
    try:
        with files.open(name) as source:
            data = source.read(_LARGEST_TAG + 1)
    except _UNREADABLE as cause:
        raise ValueError("it cannot be read") from cause
    if len(data) > _LARGEST_TAG:
        raise ValueError("it is too large")
    return data.decode()
