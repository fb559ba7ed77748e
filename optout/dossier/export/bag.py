"""A BagIt bag (RFC 8493): files with their SHA-256, which anybody can check with `sha256sum -c`.

A bag may come from anyone: no link in it is followed.
"""

import contextlib
import hashlib
import os
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.i18n import _
from optout.system.files import is_of_file_manager, only_ordinary, why_unreadable

SUMS = "manifest-sha256.txt"
PAYLOAD = "data/"
TAG_SUMS = "tagmanifest-sha256.txt"
_DECLARATION = "bagit.txt"
_INFO = "bag-info.txt"
_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9A-Fa-f]{64})[ \t]+\*?(\S.*)")
_LARGEST = 300_000_000
"""Bytes of all files of a zip, unpacked; also of the zip. One of ours takes about 1 MB and what the
company answered, of which each mail is at most 25 MB: a dozen such mails are the most."""
_LARGEST_TAG = 4_000_000
_MOST = 10_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SPOILT = (EOFError, IndexError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What reading an entry raises that is torn, encrypted, without a name, or says something of itself
that is untrue."""


def made(
    payload: Mapping[str, bytes],
    sums: Mapping[str, str],
    info: Mapping[str, str],
    more: Mapping[str, str],
) -> dict[str, bytes]:
    """The files of a bag by their names in it. `info` are the lines of `bag-info.txt`, `more` the
    texts of tag files of one's own.

    `sums` has the SHA-256 that each file should have: also where the payload lacks it or holds
    another, so that a check finds it.
    """
    octets = sum(map(len, payload.values()))
    described = {**info, "Payload-Oxum": f"{octets}.{len(payload)}"}
    tags = {
        **more,
        _DECLARATION: _DECLARED,
        _INFO: "".join(f"{label}: {text}\n" for label, text in described.items()),
        SUMS: _listed({PAYLOAD + name: digest for name, digest in sums.items()}),
    }
    tag_files = {name: text.encode() for name, text in tags.items()}
    tag_sums = {name: hashlib.sha256(data).hexdigest() for name, data in tag_files.items()}
    files = {PAYLOAD + name: data for name, data in payload.items()}
    return {**tag_files, TAG_SUMS: _listed(tag_sums).encode(), **files}


def files_of(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The names of its files below it; those of links, and of what is neither file nor folder."""
    plain: set[str] = set()
    strange: set[str] = set()
    for at, folders, names in os.walk(folder):
        links = [name for name in folders if Path(at, name).is_symlink()]
        for name in (*names, *links):
            path = Path(at, name)
            told = path.relative_to(folder).as_posix()
            (plain if stat.S_ISREG(path.lstat().st_mode) else strange).add(told)
    return frozenset(plain), frozenset(strange)


def sums_of(folder: Path, names: frozenset[str]) -> dict[str, str]:
    """The SHA-256 of every file that belongs to the bag, but for the list of the lists.

    `names` are those of its files. Raises `ValueError` where it does not say of itself that it is
    a bag, or where these lists are missing, damaged or not to be read.
    """
    if not {_DECLARATION, SUMS, TAG_SUMS} <= names:
        raise ValueError("no bag")
    return {**_sums(folder / SUMS), **_sums(folder / TAG_SUMS)}


@contextlib.contextmanager
def unpacked(file: Path) -> Iterator[Path]:
    """The folder in a zip, unpacked where only the person can read it; removed afterwards.

    An entry that is neither stored nor deflated, or cannot be read, is left out. Raises
    `OptoutError` (FILE_UNREADABLE): no zip, more than 300 MB packed or unpacked, or more than
    10,000 entries.
    """
    with tempfile.TemporaryDirectory(prefix="optout-") as folder:
        try:
            only_ordinary(file)
            too_large = file.stat().st_size > _LARGEST or not _unpack(file, folder)
        except OSError as cause:
            raise _unreadable(file, why_unreadable(cause)) from cause
        except (ValueError, *_SPOILT) as cause:
            raise _unreadable(file, _("it is no zip file")) from cause
        if too_large:
            raise _unreadable(file, _("it is too large"))
        found = [one for one in Path(folder).iterdir() if not is_of_file_manager(one.name)]
        yield found[0] if len(found) == 1 else Path(folder)


def _unpack(file: Path, folder: str) -> bool:
    """Whether it was small enough to be unpacked."""
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST or sum(entry.file_size for entry in entries) > _LARGEST:
            return False
        for entry in entries:
            if entry.compress_type in _METHODS:
                with contextlib.suppress(*_SPOILT):
                    archive.extract(entry, folder)
    return True


def _unreadable(file: Path, why: str) -> OptoutError:
    return OptoutError(errors.FILE_UNREADABLE, where=file.name, why=why)


def _listed(sums: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {_written(name)}\n" for name, digest in sorted(sums.items()))


def _written(name: str) -> str:
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _read(name: str) -> str:
    return re.sub("%(25|0D|0A)", lambda sign: chr(int(sign[1], 16)), name, flags=re.IGNORECASE)


def _sums(file: Path) -> dict[str, str]:
    try:
        with file.open("rb") as source:
            data = source.read(_LARGEST_TAG + 1)
    except OSError as cause:
        raise ValueError("it cannot be read") from cause
    if len(data) > _LARGEST_TAG:
        raise ValueError("it is too large")
    found: dict[str, str] = {}
    for line in data.decode().splitlines():
        parts = _LINE.fullmatch(line)
        if parts is None or found.setdefault(_read(parts[2]), parts[1].lower()) != parts[1].lower():
            raise ValueError("not a list of checksums")
    if not found:
        raise ValueError("an empty list")
    return found
