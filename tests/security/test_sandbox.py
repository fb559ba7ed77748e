"""The browser of an ordinary user is an ordinary browser: sandboxed, and not in disguise."""

import contextlib
import re
import time
from pathlib import Path

import pytest
from support.faults import processes
from support.ordinary_user import OrdinaryUser
from support.terminal import OpenTerminal

from optout.practice.site import PracticeSite

pytestmark = pytest.mark.headed

LOOSENED = (
    "--no-sandbox",
    "--disable-setuid-sandbox",
    "--disable-popup-blocking",
    "--password-store=basic",
    "--use-mock-keychain",
    "--disable-web-security",
    "--disable-prompt-on-repost",
    "--ignore-certificate-errors",
    "--user-agent",
    "AutomationControlled",
)


def _below(pid: int) -> list[int]:
    """All processes that come from this one; a sandboxed one does not show its environment."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(fields[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def _renderers(pid: int) -> list[str]:
    """What the system says of each living process of a tab that comes from this process."""
    found = []
    for one in _below(pid):
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{one}/status").read_text()
            if "--type=renderer" in _command(one):
                found.append(status)
    return found


def _all_shut_in(renderers: list[str]) -> bool:
    shut = re.compile(r"^Seccomp:\s+2$", re.MULTILINE)
    return bool(renderers) and all(shut.search(status) for status in renderers)


def test_as_an_ordinary_user(
    terminal: OpenTerminal, ordinary_user: OrdinaryUser, display: str
) -> None:
    with PracticeSite() as site:
        environ = ordinary_user.environ | {
            "DISPLAY": display,
            "OPTOUT_COUNTRY": "FR",
            "OPTOUT_EMAIL": "prenom.nom@example.org",
        }
        url = site.url("facebook", session="s", flow="direct")
        tool = terminal(
            "run", "facebook", "--url", url, environ=environ, user=ordinary_user, timeout=90
        )
        tool.expect("optout never presses it")
        browsers = [p for p in processes.of(tool) if "--user-data-dir=" in p.command]
        assert browsers
        for process in browsers:
            assert not [a for a in LOOSENED if a in process.command], process.command
        until = time.monotonic() + 10  # one that was only just started shuts itself in a bit later
        while not _all_shut_in(found := _renderers(tool.pid)) and time.monotonic() < until:
            time.sleep(0.1)
        assert _all_shut_in(found), found
        # Pages of the browser's own, such as the list below its address bar, take the forms' time.
        assert not [p for p in _below(tool.pid) if "--top-chrome-webui" in _command(p)]
        tool.interrupt()
        assert tool.exit() == 130
