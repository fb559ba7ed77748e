"""Has a browser that optout can open: one that is there, Playwright's own, or the system's."""

import os
import re
import sys
import time
from pathlib import Path
from types import ModuleType

from bootstrap import apt, run
from bootstrap.places import Places
from bootstrap.words import Stop, Talk, of_optout, show

RELEASE = Path("/etc/os-release")
_PACKAGES = ("chromium", "chromium-sandbox", "fonts-liberation")
_TRIED = "optout-no-browser"
_AGAIN_AFTER = 600.0
_DOWNLOAD = 900.0


def ensure(places: Places, talk: Talk) -> None:
    """Have a browser. Raises `Stop` (exit code 3) with what to install where there is none."""
    finder = of_optout("optout/browser/find.py")
    setting = os.environ.get("OPTOUT_BROWSER") or "auto"
    found = finder.installed(setting)
    if found and not found.confined:
        return
    if not found and setting not in ("auto", "chromium"):
        return  # the tool itself says that the browser the person chose is not there
    tried = places.venv / _TRIED
    if not _is_recent(tried):
        agreed = talk.agreed("browser")
        if agreed and (_download(places, finder, talk) or _from_system(talk)):
            return
        _remember(tried)
    if not found:
        raise Stop(talk.text("no_browser", how=_how(talk)), exit_code=3)


def _clean_environ() -> dict[str, str]:
    """What Playwright's download may inherit: nothing that leads it elsewhere, no settings."""
    module = of_optout("optout/system/environment.py")
    cleaned: dict[str, str] = module.cleaned(os.environ)
    return {name: value for name, value in cleaned.items() if not name.startswith("OPTOUT_")}


def _download(places: Places, finder: ModuleType, talk: Talk) -> bool:
    """Playwright's own Chromium, if it can be had and starts here."""
    playwright: list[object] = [places.python, "-I", "-m", "playwright"]
    install = [*playwright, "install", "--no-shell", "chromium"]
    environ = _clean_environ()
    ended = run.quietly(install, environ=environ, seconds=_DOWNLOAD)
    found = finder.installed("chromium")
    if not ended.good or found is None:
        return False
    if _starts(found.path):
        return True
    # A bare Linux lacks the libraries that a browser needs; Playwright knows their names.
    return (
        apt.become() is not None
        and talk.agreed("libraries")
        and run.quietly([*playwright, "install-deps", "chromium"], environ=environ).good
        and _starts(found.path)
    )


def _starts(path: str) -> bool:
    if sys.platform != "linux":
        return True
    return run.quietly([path, "--version"], seconds=30).good


def _from_system(talk: Talk) -> bool:
    """The system's own Chromium, if it has one and may be asked for it."""
    if not has_own_chromium() or apt.become() is None:
        return False
    try:
        apt.install(_PACKAGES, talk)
    except Stop as stop:
        show("".join(f"{line}\n" for line in stop.lines))
        return False
    return True


def has_own_chromium() -> bool:
    """Whether apt has it, as on Debian. Ubuntu's is a snap, which takes no private profile."""
    try:
        release = RELEASE.read_text("utf-8")
    except OSError:
        return False
    kin = " ".join(re.findall(r'(?m)^ID(?:_LIKE)?="?([^"\n]*)', release)).split()
    return apt.available() and "debian" in kin and "ubuntu" not in kin


def _how(talk: Talk) -> str:
    if has_own_chromium():
        return talk.text("get_browser_apt", command=apt.command(_PACKAGES))
    return talk.text("get_browser")


def _is_recent(tried: Path) -> bool:
    """Whether the search failed minutes ago: commands that need no browser should not wait."""
    try:
        return 0 <= time.time() - tried.stat().st_mtime < _AGAIN_AFTER
    except OSError:
        return False


def _remember(tried: Path) -> None:
    try:
        tried.touch()
    except OSError:
        return  # a read-only environment: it is tried again each time
