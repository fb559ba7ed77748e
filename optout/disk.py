"""Writing so that a file is either the old one or the new one, private from its first moment."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from optout import errors
from optout.errors import OptoutError
from optout.i18n import N_, _

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_PART = ".part"

_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("the disk is full"),
    errno.EROFS: N_("it is read-only"),
    errno.EACCES: N_("you have no right to write there"),
    errno.EPERM: N_("you have no right to write there"),
    errno.ENOTDIR: N_("there is a file in the way"),
    errno.EEXIST: N_("there is a file in the way"),
    errno.ENOENT: N_("the folder is gone"),
}
_UNREADABLE = {
    errno.ENOENT: N_("it is not there"),
    errno.ENOTDIR: N_("it is not there"),
    errno.EACCES: N_("you may not read it"),
    errno.EPERM: N_("you may not read it"),
    errno.EISDIR: N_("it is a folder"),
}
_OTHER = N_("the disk reports an error")


def refused(where: Path, cause: OSError) -> OptoutError:
    """The product's error for a failed write in the folder `where`."""
    why = _REASONS.get(cause.errno or 0, _OTHER)
    return OptoutError(errors.DISK, where=where.name, why=_(why))


def why_unreadable(cause: OSError) -> str:
    """Why a file cannot be read, in the terminal's language; the system's words may be in none."""
    return _(_UNREADABLE.get(cause.errno or 0, _OTHER))


def private_folder(path: Path) -> None:
    """Make `path` and its missing parents, 0700 each. Raises `OptoutError` (DISK)."""
    try:
        _make(path)
    except OSError as cause:
        raise refused(path, cause) from cause


def _make(path: Path) -> None:
    try:
        path.mkdir(FOLDER_MODE)
    except FileNotFoundError:
        _make(path.parent)
        path.mkdir(FOLDER_MODE)
    except FileExistsError:
        if not path.is_dir():
            raise


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all, and on the disk when this returns.

    Raises `OptoutError` (DISK); what stood at `path` before is then still there.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART}")
    try:
        try:
            _fill(part, data)
            os.replace(part, path)  # noqa: PTH105 - the tests kill at this very call
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise
        sync_folder(path.parent)
    except OSError as cause:
        raise refused(path.parent, cause) from cause


def is_leftover(name: str) -> bool:
    """Whether a file of this name is what a killed `write` left behind."""
    return name.startswith(".") and name.endswith(_PART)


def _fill(part: Path, data: bytes) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the folder's own entries durable, where the system knows how to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
