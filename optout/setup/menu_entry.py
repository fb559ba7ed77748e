"""An entry in the person's menu of programs, which starts optout without a terminal.

It names the Python and the place that run now, and options of places; nothing else of the person.
"""

import os
import plistlib
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from optout import i18n
from optout.config.paths import store_package
from optout.domain.errors import OptoutError
from optout.i18n import N_
from optout.system import desktop
from optout.system.files import make_folder, write

_COMMENT = N_("Object to AI being trained on what you post.")
_SCRIPT = Path(__file__).parents[2] / "scripts" / "optout.py"
_SHORTCUT = """
$ErrorActionPreference = 'Stop'
$link = (New-Object -ComObject WScript.Shell).CreateShortcut($env:LINK)
$link.TargetPath = $env:PROGRAM
$link.Arguments = $env:ARGUMENTS
$link.Save()
"""
_ENTRY = """[Desktop Entry]
Type=Application
Name={name}
Comment={comment}
Exec={command}
Terminal=false
Categories=Network;
"""


def place(profile: str) -> Path:
    """Where the entry of this profile stands, if there is one."""
    name = f"optout-{profile}" if profile else "optout"
    if sys.platform == "win32":
        menu = platformdirs.user_data_path(roaming=True) / "Microsoft/Windows/Start Menu/Programs"
        return menu / f"{name}.lnk"
    if sys.platform == "darwin":
        return Path.home() / "Applications" / f"{name}.app"
    return platformdirs.user_data_path() / "applications" / f"{name}.desktop"


def is_missing(profile: str) -> bool:
    """There is a menu, and no entry in it. What a Python from the Microsoft Store writes there
    would be seen by that Python alone."""
    there = os.path.exists(place(profile))  # noqa: PTH110 - it raises nothing
    return desktop.has_display() and not store_package() and not there


def make(profile: str, options: Sequence[str]) -> bool:
    """Write the entry; `options` go with each start. False where that could not be done."""
    entry, words = place(profile), [*_program(), *options]
    try:
        make_folder(entry.parent)
        if sys.platform == "win32":
            _make_shortcut(entry, words)
        elif sys.platform == "darwin":
            _make_application(entry, words)
        else:
            write(entry, os.fsencode(_desktop_entry(entry.stem, words)))
    except (OSError, subprocess.SubprocessError, OptoutError):
        return False
    return True


def _program() -> list[str]:
    """What starts optout as it runs now. A checkout is started by its script, which renews what it
    needs, and by the Python that is not in the environment that it renews."""
    by_script = "optout" in sys._xoptions
    python = Path(getattr(sys, "_base_executable", sys.executable) if by_script else sys.executable)
    if sys.platform == "win32":
        without_console = python.with_name("pythonw.exe")
        python = without_console if without_console.exists() else python
    return [str(python), *([str(_SCRIPT)] if by_script else ["-P", "-m", "optout"])]


def _desktop_entry(name: str, words: Sequence[str]) -> str:
    """The file as freedesktop.org's specification of desktop entries has it. By the shell, as a
    program with `%` in its path would be looked for before `%%` is read as one."""
    shell = ["/bin/sh", "-c", 'exec "$0" "$@"', *words]
    quoted = " ".join('"' + re.sub(r'(["`$\\])', r"\\\1", word) + '"' for word in shell)
    command = quoted.replace("\\", r"\\").replace("%", "%%")
    told = [f"Comment[{code}]={i18n.said_in(code, _COMMENT)}" for code in i18n.languages()[1:]]
    return _ENTRY.format(name=name, comment="\n".join([_COMMENT, *told]), command=command)


def _make_application(folder: Path, words: Sequence[str]) -> None:
    """A folder that macOS takes for a program; without an icon in the Dock, which would wait for a
    window of its own."""
    contents = folder / "Contents"
    script = contents / "MacOS" / "optout"
    make_folder(script.parent)
    write(script, os.fsencode(f"#!/bin/sh\nexec {shlex.join(words)}\n"))
    script.chmod(0o700)
    about = {
        "CFBundleExecutable": script.name,
        "CFBundleIdentifier": f"optout.{folder.stem}",
        "CFBundlePackageType": "APPL",
        "LSUIElement": True,
    }
    write(contents / "Info.plist", plistlib.dumps(about))


def _make_shortcut(link: Path, words: Sequence[str]) -> None:
    """By the shell of Windows itself; what it is told stands in variables, so nothing is quoted."""
    system = Path(os.environ["SYSTEMROOT"], "System32")
    told = {"LINK": str(link), "PROGRAM": words[0], "ARGUMENTS": subprocess.list2cmdline(words[1:])}
    subprocess.run(
        [system / "WindowsPowerShell/v1.0/powershell.exe", "-NoProfile", "-Command", _SHORTCUT],
        env={**os.environ, **told},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    )
