"""The person's own programs: their web browser, their mail program.

An argument of another program can be read by others: it is never more than a public address, or
the path of a file whose name tells nothing of the person.
"""

import os
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path


def has_display() -> bool:
    """Whether there is a screen to show a window on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_address(address: str) -> bool:
    """Show a web address, or a page on this computer, in the person's own browser."""
    return has_display() and webbrowser.open(address)


def open_draft(file: Path) -> bool:
    """Open a mail draft in the person's own mail program.

    `click.launch` opens no file on Windows, where `start` is the shell's own word; elsewhere the
    program would write into this terminal and end with it.
    """
    if sys.platform == "win32":
        try:
            os.startfile(file)
        except OSError:  # no program is there for this kind of file
            return False
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None or not has_display():
        return False
    nothing = subprocess.DEVNULL
    subprocess.Popen(
        [opener, file], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    return True
