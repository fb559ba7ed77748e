"""Makes the environment of optout and fills it from the lock; what was left half-done, anew."""

import hashlib
import importlib.util
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bootstrap import apt, run
from bootstrap.words import ROOT, Stop, Talk

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

RUN, TESTS = "scripts/requirements.txt", "scripts/requirements-test.txt"
"""What optout is installed from, and what its tests are, which holds all of the first."""
STAMP = "optout-stamp.txt"
"""Written last: what the environment was made from, so that a change is noticed."""
_ALONE = "optout-setup.lock"


def ensure(requirements: str, talk: Talk, root: Path = ROOT) -> Path:
    """The environment's own Python, with `RUN` or `TESTS` installed.

    Raises `Stop` with what to do where that cannot be.
    """
    venv = root / ".venv"
    try:
        if not is_current(root, requirements):
            venv.mkdir(exist_ok=True)
            _claim(venv, talk)
            with _alone(venv, talk):
                if not is_current(root, requirements):
                    _set_up(root, requirements, talk)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Stop(talk.text("disk", why=why, venv=venv)) from error
    return _python(venv)


def is_current(root: Path, requirements: str) -> bool:
    """Whether that is installed, or what holds it, from the files and by the Python of now."""
    try:
        stamp = (root / ".venv" / STAMP).read_bytes().decode("ascii", "replace")
    except OSError:
        return False
    return stamp in (made_from(root, requirements), made_from(root, TESTS))


def made_from(root: Path, requirements: str) -> str:
    """The hash of where it is, by which Python, of which packages."""
    digest = hashlib.sha256(os.fsencode(root))
    # Not the program's own name: pythonw.exe makes the same environment as python.exe.
    digest.update(os.fsencode(os.path.realpath(sys.base_prefix)))
    digest.update("{}.{}".format(*sys.version_info).encode())
    for name in (requirements, "pyproject.toml"):
        digest.update(name.encode() + (root / name).read_bytes())
    return digest.hexdigest()


def _python(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _claim(venv: Path, talk: Talk) -> None:
    """Leave alone what somebody else made: a developer's own environment of that name."""
    names = {entry.name for entry in venv.iterdir()}
    if names and not names & {STAMP, _ALONE}:
        raise Stop(talk.text("not_ours", venv=venv))


@contextmanager
def _alone(venv: Path, talk: Talk) -> Iterator[None]:
    """One set-up at a time, over processes. A dead process holds nothing.

    Children inherit the lock, as none does on Windows, so that a pip whose parent was killed is not
    joined by a second one.
    """
    with (venv / _ALONE).open("ab") as file:
        os.set_inheritable(file.fileno(), True)
        if not _taken(file):
            talk.say("waiting")
            while not _taken(file):
                time.sleep(0.2)
        yield


def _taken(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the second is Windows' word for it
        return False
    return True


def _set_up(root: Path, requirements: str, talk: Talk) -> None:
    venv = root / ".venv"
    _require_venv(talk)
    talk.say("environment", venv=venv)
    _empty(venv)
    _done([sys.executable, "-I", "-m", "venv", "--prompt=optout", str(venv)], talk)
    if not talk.agreed("packages"):
        raise Stop(talk.text("declined"))
    pip = [str(_python(venv)), "-I", "-m", "pip", "install", "--no-input", "--retries=2"]
    pip += ["--progress-bar=off", "--disable-pip-version-check"]
    # A missing wheel is an error: compiling is not for an ordinary person's machine.
    pinned = ["--only-binary=:all:", "--require-hashes", f"--requirement={root / requirements}"]
    _done([*pip, *pinned], talk)
    _done([*pip, "--no-deps", "--no-build-isolation", f"--editable={root}"], talk)
    (venv / STAMP).write_text(made_from(root, requirements), "ascii")


def _done(command: list[str], talk: Talk) -> None:
    # The person's own index, proxy and certificates count; where to install to is decided here.
    elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIREMENT")
    environ = {name: value for name, value in os.environ.items() if name not in elsewhere}
    ended = run.quietly(command, environ | {"PIP_USER": "0"})
    if not ended.good:
        raise Stop(talk.text("failed"), lines=ended.lines)


def _require_venv(talk: Talk) -> None:
    """Debian keeps `ensurepip`, which venv needs, in a package of its own."""
    if not importlib.util.find_spec("ensurepip") and apt.available():
        apt.install([f"python3.{sys.version_info.minor}-venv"], talk)
        importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        raise Stop(talk.text("no_venv", python=sys.executable))


def _empty(venv: Path) -> None:
    """Take away all but the lock's own file."""
    (venv / STAMP).unlink(missing_ok=True)  # first: half gone is not whole
    for entry in venv.iterdir():
        if entry.name != _ALONE:
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
