"""Has a browser that optout can open: one that is there, Playwright's own, or the system's."""

import os
import platform
import sys
from pathlib import Path

from bootstrap import apt, run
from bootstrap.words import Stop, Talk, of_optout

_PACKAGES = ("chromium", "chromium-sandbox", "fonts-liberation")


def ensure(python: Path, talk: Talk) -> None:
    """Have a browser, by the environment's Python. Raises `Stop` with what to install where there
    is none."""
    setting = os.environ.get("OPTOUT_BROWSER") or "auto"
    found = of_optout("optout/browser/find.py").installed(setting)
    if found and not found.confined:
        return
    if not found and setting not in ("auto", "chromium"):
        return  # the tool itself says that the browser the person chose is not there
    if talk.agreed("browser"):
        if _download(python, talk):
            return
        if has_own_chromium():
            apt.install(_PACKAGES, talk)
            return
    if not found:
        raise Stop(talk.text("no_browser"))


def _download(python: Path, talk: Talk) -> bool:
    """Playwright's own Chromium, if it can be had and starts here."""
    # Nothing that leads the download elsewhere, and no settings.
    cleaned = of_optout("optout/system/environment.py").cleaned(os.environ)
    environ = {name: value for name, value in cleaned.items() if not name.startswith("OPTOUT_")}
    playwright = [python, "-I", "-m", "playwright"]
    run.quietly([*playwright, "install", "--no-shell", "chromium"], environ)
    found = of_optout("optout/browser/find.py").installed("chromium")
    if found is None or sys.platform != "linux" or run.quietly([found.path, "--version"]).good:
        return found is not None
    # A bare Linux lacks the libraries that a browser needs; Playwright knows their names.
    return (
        apt.available()
        and talk.agreed("libraries")
        and run.quietly([*playwright, "install-deps", "chromium"], environ).good
        and run.quietly([found.path, "--version"]).good
    )


def has_own_chromium() -> bool:
    """Whether apt has it, as on Debian. Ubuntu's is a snap, which takes no private profile."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    kin = [release["ID"], *release.get("ID_LIKE", "").split()]
    return apt.available() and "debian" in kin and "ubuntu" not in kin
