"""Hundreds of addresses in one browser, with tabs that crash among them."""

import contextlib
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.check_command import FormSite, run_check
from support.leftovers import Process, carrying
from support.report import Report
from support.web_server import Exchange

_TOKEN = "PYTEST_OPTOUT_CHECK"


class _Site(FormSite):
    def __init__(self) -> None:
        self.browsers, self.crashed = set[int](), set[str]()

    def answer(self, exchange: Exchange) -> None:
        browsers = set(_browsers())
        self.browsers |= browsers
        if exchange.path.startswith("/dies") and exchange.path not in self.crashed:
            self.crashed.add(exchange.path)
            for pid in list(_renderers(browsers)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSEGV)
        super().answer(exchange)


def _is_browser(process: Process) -> bool:
    command = process.command
    return "--user-data-dir=" in command and "--type=" not in command and "crashpad" not in command


def _browsers() -> Iterator[int]:
    """The browsers, without what one has only just started and what is still named as it is."""
    found = {p.pid for p in carrying(_TOKEN, _TOKEN) if _is_browser(p)}
    for pid in found:
        with contextlib.suppress(OSError):
            if next(_ancestors(pid)) not in found:
                yield pid


def _renderers(browsers: set[int]) -> Iterator[int]:
    """The processes of the tabs: they come from the browser, and have no environment to read."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if b"--type=renderer" in (folder / "cmdline").read_bytes():
                pid = int(folder.name)
                if browsers & set(_ancestors(pid)):
                    yield pid


def _ancestors(pid: int) -> Iterator[int]:
    while pid > 1:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
        pid = int(status.split("PPid:")[1].split()[0])
        yield pid


@pytest.mark.linux("a browser")
@pytest.mark.parametrize(
    ("many", "dying"), [(14, [5]), pytest.param(200, [50, 150], marks=pytest.mark.thorough)]
)
def test_many_addresses_and_tabs_that_crash(
    home: dict[str, str], report: Report, many: int, dying: list[int]
) -> None:
    # A crash costs a page two of its three tries: its tab, and the process kept for the next one.
    # So that none meets two crashes, these pages lie far apart.
    paths = [f"/dies{number}" if number in dying else f"/{number}" for number in range(many)]
    with _Site() as site:
        urls = [part for path in paths for part in ("--url", site.origin + path)]
        done = run_check({**home, _TOKEN: _TOKEN}, "facebook", *urls, "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(line["url"] for line in lines) == sorted(site.origin + path for path in paths)
    assert site.crashed == {f"/dies{number}" for number in dying}
    assert len(site.browsers) == 1
    lost = {line["url"].removeprefix(site.origin) for line in lines if line["page"] != "form"}
    crashes = len(site.crashed)
    report(f"{len(lines)} addresses in one browser; all tabs crashed {crashes}×; lost: {len(lost)}")
    assert lost <= site.crashed, [line["why"] for line in lines if line["page"] != "form"]
