"""The person's own programs: their web browser, their mail program.

An argument of another program can be read by others: it is never more than a public address, or
the path of a file whose name tells nothing of the person.
"""

import os
import shutil
import subprocess
import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path

import click

_OF_WAYLAND = ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE")


def has_display() -> bool:
    """Whether there is a screen to show a window on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def reachable(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program with a window, without a Wayland that cannot be reached.

    Chromium goes by the kind of the session, and tries nothing else: in one of Wayland it would not
    start on a screen of X, as of VNC or of another user.
    """
    socket = Path(environ.get("XDG_RUNTIME_DIR", ""), environ.get("WAYLAND_DISPLAY") or "wayland-0")
    lost = environ.get("DISPLAY") and not os.access(socket, os.W_OK)
    return {name: value for name, value in environ.items() if not (lost and name in _OF_WAYLAND)}


def open_address(address: str) -> bool:
    """Show a web address in the person's own browser."""
    return has_display() and webbrowser.open(address)


def open_page(file: Path) -> bool:
    """Show a page on this computer in the person's own browser."""
    if sys.platform != "win32":
        return open_address(file.as_uri())
    # Windows does not read an address in which letters are written as numbers: C:/Users/Zo%C3%AB.
    try:
        os.startfile(file)
    except OSError:
        return False
    return True


def open_draft(file: Path) -> bool:
    """Open a mail draft in the person's own mail program.

    Elsewhere than on Windows and macOS `click.launch` would start it in this terminal, to write
    into it and to end with a Ctrl-C.
    """
    if sys.platform in ("win32", "darwin"):
        return click.launch(str(file)) == 0
    opener = shutil.which("xdg-open")
    if opener is None or not has_display():
        return False
    nothing = subprocess.DEVNULL
    try:
        subprocess.Popen(
            [opener, file], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:  # it is no program, or there is no room for one more
        return False
    return True
