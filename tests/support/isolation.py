"""No test sees the developer's own home, settings or language, nor leaves anything there."""

import contextlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.leftovers import TOKEN

from optout import i18n

_KEPT = ("PATH", "DISPLAY", "PLAYWRIGHT_BROWSERS_PATH", TOKEN)
_KEPT_ON_WINDOWS = ("COMSPEC", "PATHEXT", "SYSTEMROOT")
"""Without them no program starts there."""
_HOME = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Move this process itself, and so every child, to an empty home.

    What a shell starts in the background ignores Ctrl-C and Ctrl-\\, what `nohup` starts a hangup,
    and all hand that on to every child.
    """
    defaults: dict[str, Any] = {
        "SIGINT": signal.default_int_handler,
        "SIGHUP": signal.SIG_DFL,
        "SIGQUIT": signal.SIG_DFL,
    }
    for name, usual in defaults.items():
        number = getattr(signal, name, None)  # Windows has no hangup
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, usual)
    real = Path.home()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or real / ".cache")
    # Large downloads that are no one's settings stay where they are.
    os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(cache / "ms-playwright"))
    os.environ.setdefault("PIP_CACHE_DIR", str(cache / "pip"))
    for name in list(os.environ):
        if name.startswith(("OPTOUT_", "XDG_", "LC_")) or name in ("LANGUAGE", "WAYLAND_DISPLAY"):
            del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="optout-tests-"))
    config.stash[_HOME] = home
    os.environ |= {"HOME": str(home), "USERPROFILE": str(home), "LANG": "C.UTF-8"}


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take that home away again."""
    if home := config.stash.get(_HOME, None):
        shutil.rmtree(home, ignore_errors=True)


def environment(home: Path, temporary: Path) -> dict[str, str]:
    """The whole environment of a program that is to live in `home` alone."""
    kept = (*_KEPT, *_KEPT_ON_WINDOWS) if sys.platform == "win32" else _KEPT
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_STATE_HOME": str(home / ".local/state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "TMPDIR": str(temporary),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **(_on_windows(home, temporary) if sys.platform == "win32" else {}),
    }


def _on_windows(home: Path, temporary: Path) -> dict[str, str]:
    """The same places by the names that Windows has for them: settings and data are in one."""
    local = str(home / "AppData" / "Local")
    return {
        "USERPROFILE": str(home),
        "XDG_CONFIG_HOME": local,
        "XDG_DATA_HOME": local,
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": local,  # platformdirs asks no variable else
        "TEMP": str(temporary),
        "TMP": str(temporary),
    }


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A TMPDIR with a short name: Chromium puts sockets there, whose paths are limited to 107."""
    short = None if sys.platform == "win32" else "/tmp"
    folder = Path(tempfile.mkdtemp(prefix="o-", dir=short))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """No test finds the terminal in a language that another has chosen."""
    yield
    i18n.use(i18n.SOURCE_LANGUAGE)


@pytest.fixture
def home(own_home: dict[str, str]) -> dict[str, str]:
    """The same for a process, as its whole `env`: whoever uses it starts one."""
    return own_home


@pytest.fixture
def own_home(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a person who has never run optout, for a command in this process.

    `own_home["HOME"]` is an empty folder of this test's own; `own_home["TMPDIR"]` another.
    """
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    with temporary_folder() as temporary:
        yield environment(folder, temporary)
