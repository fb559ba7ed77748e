"""Which browser on this machine optout can open: Chrome, Edge, Chromium, or Playwright's own.

Pure standard library, importing nothing else of optout: `scripts/` loads this file from the
checkout before the package is installed.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class Found(NamedTuple):
    """A browser that is there. `name` is `chrome`, `msedge`, `chromium` or `path`.

    `confined` tells that it is a snap or flatpak, which may not use a profile in a hidden folder.
    """

    name: str
    path: str
    confined: bool


NAMES = ("chrome", "msedge", "chromium")
AUTO = "auto"
"""Whichever of them is there."""

_COMMANDS = {
    "chrome": ("google-chrome-stable", "google-chrome"),
    "msedge": ("microsoft-edge-stable", "microsoft-edge"),
    "chromium": ("chromium", "chromium-browser"),
}
_MAC = {
    "chrome": "Google Chrome.app/Contents/MacOS/Google Chrome",
    "msedge": "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "chromium": "Chromium.app/Contents/MacOS/Chromium",
}
_WINDOWS = {
    "chrome": "Google/Chrome/Application/chrome.exe",
    "msedge": "Microsoft/Edge/Application/msedge.exe",
    "chromium": "Chromium/Application/chrome.exe",
}
# Below `chromium-<revision>`, by system; the folder and the program changed names over time.
_PLAYWRIGHT = {
    "linux": ("chrome-linux*/chrome",),
    "darwin": (
        "chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
        "chrome-mac*/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
    ),
    "win32": ("chrome-win*/chrome.exe",),
}


def installed(
    browser: str = AUTO,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> Found | None:
    """The browser to open, or None. `browser` is `auto`, one of `NAMES`, or a path.

    A snap or flatpak is taken only where there is no other. Whether it starts is not tried.
    """
    if browser not in (AUTO, *NAMES):
        return _at(browser, environ)
    wanted = NAMES if browser == AUTO else (browser,)
    confined: Found | None = None
    for name in wanted:
        for path in _places(name, environ, platform):
            found = Found(name, str(path), _is_confined(path))
            if not found.confined:
                return found
            confined = confined or found
    return confined


def _places(name: str, environ: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Every program of that name that exists, the system's own before Playwright's."""
    if platform == "darwin":
        folders = [Path("/Applications"), _home(environ) / "Applications"]
        candidates = [folder / _MAC[name] for folder in folders]
    elif platform == "win32":
        roots = [environ.get(k) for k in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        candidates = [Path(root, _WINDOWS[name]) for root in roots if root]
    else:
        path = environ.get("PATH", os.defpath)
        found = [shutil.which(command, path=path) for command in _COMMANDS[name]]
        candidates = [Path(command) for command in found if command]
    if name == "chromium":
        candidates += _playwright(environ, platform)
    return filter(_is_program, candidates)


def _playwright(environ: Mapping[str, str], platform: str) -> list[Path]:
    """Complete downloads of Playwright's Chromium, newest first."""
    try:
        downloads = list(_playwright_cache(environ, platform).iterdir())
    except OSError:
        return []
    complete = {
        int(revision[1]): download
        for download in downloads
        if (revision := re.fullmatch(r"chromium-(\d+)", download.name))
        and (download / "INSTALLATION_COMPLETE").exists()
    }
    patterns = _PLAYWRIGHT.get(platform, _PLAYWRIGHT["linux"])
    newest_first = [complete[revision] for revision in sorted(complete, reverse=True)]
    return [p for download in newest_first for pattern in patterns for p in download.glob(pattern)]


def _playwright_cache(environ: Mapping[str, str], platform: str) -> Path:
    """Where Playwright puts its downloads (`PLAYWRIGHT_BROWSERS_PATH`, else the user's cache)."""
    if given := environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(given)
    if platform == "darwin":
        return _home(environ) / "Library/Caches/ms-playwright"
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or _home(environ), "ms-playwright")
    return Path(environ.get("XDG_CACHE_HOME") or _home(environ) / ".cache", "ms-playwright")


def _home(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("HOME") or environ.get("USERPROFILE") or os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails without a home folder


def _at(browser: str, environ: Mapping[str, str]) -> Found | None:
    """The browser at a whole path: a program, or a macOS bundle that holds one."""
    path = Path(browser)
    if path.parts[:1] == ("~",):
        path = _home(environ).joinpath(*path.parts[1:])
    if path.suffix == ".app":
        path = path / "Contents/MacOS" / path.stem
    there = path.is_absolute() and _is_program(path)
    return Found("path", str(path), _is_confined(path)) if there else None


def _is_program(path: Path) -> bool:
    """Whether the person may run it; what they may not even look at is not there for them."""
    try:
        return path.is_file() and os.access(path, os.X_OK)
    except OSError:
        return False


def _is_confined(path: Path) -> bool:
    real = path.resolve()
    # /snap/bin/chromium is a link to the program `snap` itself.
    if real.name == "snap" or real.is_relative_to("/snap") or "flatpak" in real.parts:
        return True
    try:
        with real.open("rb") as program:
            head = program.read(4096)
    except OSError:
        return False
    # Ubuntu's chromium-browser is a script that hands over to the snap.
    return head.startswith(b"#!") and (b"/snap/bin/" in head or b"flatpak run" in head)
