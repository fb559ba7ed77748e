"""Writing so that a file is either the old one or the new one, private from its first moment.

The one module that opens files by the system's own call. On Windows that call writes text unless it
is told not to; here it always comes with the flags of Python's own `open`, which tells it so.
"""

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.i18n import N_, _

FOLDER_MODE = 0o700
FILE_MODE = 0o600
PROFILES = "profiles"
"""The folder with a folder for each profile."""
_PART = ".part"
_OF_FILE_MANAGER = frozenset({".DS_Store", "__MACOSX", "desktop.ini", "Thumbs.db"})
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Seconds between tries to move what another program holds."""

_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("the disk is full"),
    errno.EROFS: N_("it is read-only"),
    errno.EACCES: N_("you have no right to write there"),
    errno.EPERM: N_("you have no right to write there"),
    errno.ENOTDIR: N_("there is a file in the way"),
    errno.EEXIST: N_("there is a file in the way"),
    errno.ENOENT: N_("the folder is not there"),
    errno.EISDIR: N_("it is a folder"),
    errno.EPIPE: N_("nobody reads it any more"),
    errno.ENAMETOOLONG: N_("its path is too long"),
}
_HELD = N_("another program has it open, or you have no right to write there")
"""Windows has one number for both."""
_UNREADABLE = {
    errno.ENOENT: N_("it is not there"),
    errno.ENOTDIR: N_("it is not there"),
    errno.EACCES: N_("you may not read it"),
    errno.EPERM: N_("you may not read it"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENODEV: N_("it is not an ordinary file"),
    errno.ENAMETOOLONG: N_("its path is too long"),
}
_OTHER = N_("the disk reports an error")


def refused(where: Path, cause: OSError) -> OptoutError:
    """The product's error for a failed write in the folder `where`."""
    return OptoutError(errors.DISK, where=where, why=why_refused(cause))


def why_refused(cause: OSError) -> str:
    """Why something cannot be written, in the terminal's language."""
    number = _number(cause)
    if sys.platform == "win32" and number == errno.EACCES:
        return _(_HELD)
    return _(_REASONS.get(number, _OTHER))


def why_unreadable(cause: OSError) -> str:
    """Why a file cannot be read, in the terminal's language; the system's words may be in none."""
    return _(_UNREADABLE.get(_number(cause), _OTHER))


def _number(cause: OSError) -> int:
    """Its number; of a folder that is opened or replaced as a file, where Windows tells no more
    than that this may not be, the one that others have for that."""
    path = cause.filename2 or cause.filename
    folder = sys.platform == "win32" and isinstance(path, str | Path) and os.path.isdir(path)  # noqa: PTH112
    return errno.EISDIR if folder and cause.errno == errno.EACCES else cause.errno or 0


def only_ordinary(path: Path | str) -> int:
    """The mode of `path`. Raises `OSError` unless it is a file or a folder: a pipe or a device may
    never end."""
    mode = os.stat(path).st_mode  # noqa: PTH116 - there may be ten thousand of them
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # `open` says that it is a folder
        raise OSError(errno.ENODEV, "")
    return mode


def no_link(path: Path) -> None:
    """Raise `OSError` unless `path` is itself an ordinary file: a link may lead anywhere."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.ENODEV, "")


def make_folder(path: Path) -> None:
    """Make `path` and its missing parents, 0700 each; one that is there stays as it is.

    Raises `OptoutError` (DISK).
    """
    try:
        _make(path)
    except OSError as cause:
        raise refused(path, cause) from cause


def private_folder(path: Path) -> None:
    """Make `path` as `make_folder` does, for what nobody else may see or change.

    One of the person's own that others may enter is set to 0700, and so is that of all profiles,
    where it is one of these: who owns it could exchange it. That is left out where it is not
    for optout alone: the home folder, and a shared one such as `/tmp` (the sticky bit keeps others
    from what lies in it). A disk that knows no rights is used as it is. On Windows one that is made
    here is closed to all but the person and administrators (`os.mkdir` with 0700, by Python's
    documentation from 3.11.10 and 3.12.4 on); one that is there keeps its rights.

    Raises `OptoutError`: DISK; FOLDER_OF_ANOTHER where somebody else owns it, who may exchange what
    lies in it. Root is refused, too: what root writes there its owner could not use any more.
    """
    if path.parent.name == PROFILES:
        private_folder(path.parent)
    make_folder(path)
    if sys.platform == "win32":
        return
    try:
        found = path.stat()
    except OSError as cause:
        raise refused(path, cause) from cause
    if found.st_uid != os.geteuid():
        raise OptoutError(errors.FOLDER_OF_ANOTHER, where=path)
    home = os.path.realpath(os.path.expanduser("~"))  # noqa: PTH111 - raises nothing
    shared = found.st_mode & stat.S_ISVTX or os.path.realpath(path) == home
    if found.st_mode & 0o077 and not shared:
        with suppress(OSError):
            path.chmod(FOLDER_MODE)


def keep_private(path: Path) -> bool:
    """Take others' right to read the file `path` away. Whether nobody else may have changed it: it
    is the person's own, and others may not write it. On Windows it keeps its rights.

    Raises `OSError` where it is not there.
    """
    found = path.stat()
    if sys.platform == "win32":
        return True
    if found.st_uid != os.geteuid() or found.st_mode & 0o022:
        return False
    if found.st_mode & 0o077:
        with suppress(OSError):
            path.chmod(FILE_MODE)
    return True


def check_writable(folder: Path) -> None:
    """Raise `OptoutError` (DISK) where `folder` plainly takes no file. Nothing is made."""
    upwards = (folder, *folder.parents)
    there = next((path for path in upwards if os.path.exists(path)), folder)  # noqa: PTH110
    if not there.is_dir():
        raise refused(folder, NotADirectoryError(errno.ENOTDIR, ""))
    if not os.access(there, os.W_OK | os.X_OK):
        raise refused(folder, PermissionError(errno.EACCES, ""))


def _make(path: Path) -> None:
    try:
        try:
            path.mkdir(FOLDER_MODE)
        except FileNotFoundError:
            if path.parent == path:  # the root of a drive that is not there
                raise
            _make(path.parent)
            path.mkdir(FOLDER_MODE)
    except FileExistsError:  # it was there, or another process has made it meanwhile
        if not path.is_dir():
            raise


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all, and on the disk when this returns.

    What an earlier write of it that was killed has left is taken away. Raises `OptoutError`
    (DISK); what stood at `path` before is then still there.
    """
    for earlier in leftovers(path):
        with suppress(OSError):
            earlier.unlink()
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}{_PART}")
    try:
        try:
            _fill(part, data)
            move(part, path)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise
        sync_folder(path.parent)
    except OSError as cause:
        raise refused(path.parent, cause) from cause


def is_of_file_manager(name: str) -> bool:
    """Whether a file of this name is what Finder or Explorer leaves in a folder that it has shown,
    or beside what it has packed."""
    return name in _OF_FILE_MANAGER or name.startswith("._")


def is_leftover(name: str) -> bool:
    """Whether a file of this name is what a killed `write` left behind."""
    return name.startswith(".") and name.endswith(_PART)


def leftovers(path: Path) -> list[Path]:
    """What killed writes of `path` left behind, as much of it as can be seen."""
    begun = f".{path.name}."
    with suppress(OSError):
        names = [name for name in os.listdir(path.parent) if name.startswith(begun)]  # noqa: PTH208
        return [path.with_name(name) for name in names if is_leftover(name)]
    return []


def move(source: Path, target: Path) -> None:
    """Put `source` in the place of `target`, which is lost; a folder takes a free place only.

    On Windows a virus scanner holds what was just written, for a moment; its end is waited for.
    Raises `OSError`.
    """
    for pause in _PAUSES if sys.platform == "win32" else ():
        try:
            os.replace(source, target)  # noqa: PTH105
            return
        except PermissionError:
            time.sleep(pause)
    os.replace(source, target)  # noqa: PTH105 - the tests kill at this very call


def _fill(part: Path, data: bytes) -> None:
    with open(part, "xb", buffering=0, opener=_private) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file.fileno(), rest) :]
        os.fsync(file.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, FILE_MODE)  # noqa: TID251 - the flags are those of `open`


def sync_folder(folder: Path) -> None:
    """Make the folder's own entries durable, where the system knows how to."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)  # noqa: TID251 - `open` takes no folder
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
