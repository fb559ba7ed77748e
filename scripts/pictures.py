"""For maintainers: make the pictures of the README anew, from a practice run of nobody.

.venv/bin/python -P scripts/pictures.py
"""

import fcntl
import io
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

from optout.browser import find

assert sys.platform != "win32", "the picture of a terminal is taken in one of Unix"

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / ".github"
COLUMNS, ROWS = 80, 50
_OPTOUT = (sys.executable, "-P", "-m", "optout", "--lang", "en")
_PAGE = """<meta charset="utf-8"><body style="margin:0"><pre style="margin:0; padding:18px 22px;
width:max-content; background:#f6f8fa; color:#111; font:15px/1.35 'DejaVu Sans Mono',
'Liberation Mono', monospace">{code}</pre>"""


def main() -> int:
    """Play the main job, look at its dossier, and take a picture of each."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environ = {"HOME": folder, "PATH": os.environ["PATH"], "TERM": "xterm-256color",
                   "LANG": "C.UTF-8"}  # fmt: skip
        shown = in_terminal([*_OPTOUT, "practice", "facebook", "--hands-off"], environ)
        (dossier,) = (home / ".local/share/optout/practice/dossiers").iterdir()
        page = subprocess.run(
            [*_OPTOUT, "dossier", dossier.name], env=environ, capture_output=True, text=True,
            check=True,
        ).stdout.strip()  # fmt: skip
        found = find.installed()
        assert found is not None, "no browser"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found.path)
            picture(browser, _PAGE.format(code=as_html(shown.replace(folder, "~"))), "terminal")
            picture(browser, Path(page), "dossier", height=740)
            browser.close()
        (TARGET / "filled-form.png").write_bytes((dossier / "filled.png").read_bytes())
    return 0


def in_terminal(command: list[str], environ: dict[str, str]) -> str:
    """What the command shows in a terminal of `COLUMNS`, with the sequences that colour it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    with subprocess.Popen(command, env=environ, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        shown = b""
        while piece := _read(ours):
            shown += piece
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux tells the end of a terminal so
        return b""


def as_html(shown: str) -> str:
    """The same as coloured text of a page."""
    screen = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    screen.print(Text.from_ansi(shown), soft_wrap=True)
    return screen.export_html(inline_styles=True, code_format="{code}").rstrip()


def picture(browser: Browser, what: str | Path, name: str, *, height: int = 0) -> None:
    """Take a picture of a page of HTML, or of a file; `height` pixels of it, or all."""
    page = browser.new_page(viewport={"width": 900, "height": height or 600})
    if isinstance(what, Path):
        page.goto(what.as_uri())
    else:
        page.set_content(what)
    target = page.locator("pre") if not height else page
    target.screenshot(path=TARGET / f"{name}.png")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
