"""Hundreds of addresses in one browser, with tabs that crash among them."""

import contextlib
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.check_command import OBJECTION, PageHandler, run_check, serving
from support.leftovers import Process, carrying
from support.report import Report

_TOKEN = "PYTEST_OPTOUT_CHECK"


class _Handler(PageHandler):
    browsers: set[int]
    crashed: set[str]

    def answers(self) -> None:
        browsers = set(_browsers())
        self.browsers |= browsers
        if self.path.startswith("/dies") and self.path not in self.crashed:
            self.crashed.add(self.path)
            for pid in _renderers(browsers):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSEGV)
        self.show(OBJECTION.replace("name=m", f"name=m{self.path[1:]}"))


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


@pytest.mark.parametrize("many", [28, pytest.param(200, marks=pytest.mark.thorough)])
def test_many_addresses_and_tabs_that_crash(
    home: dict[str, str], report: Report, many: int
) -> None:
    paths = [f"/{number}" for number in range(many)]
    paths[12], paths[24] = "/dies1", "/dies2"
    handler = type("Handler", (_Handler,), {"browsers": set(), "crashed": set()})
    with serving(handler) as origin:
        urls = [part for path in paths for part in ("--url", origin + path)]
        marked = {**home, _TOKEN: _TOKEN}
        done = run_check(marked, "facebook", *urls, "--json", timeout=400)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(line["url"] for line in lines) == sorted(origin + path for path in paths)
    assert handler.crashed == {"/dies1", "/dies2"}
    assert len(handler.browsers) == 1
    lost = {line["url"].removeprefix(origin) for line in lines if line["page"] != "form"}
    report(f"{len(lines)} addresses in one browser; every tab crashed twice; lost: {len(lost)}")
    assert lost <= handler.crashed, [line["why"] for line in lines if line["page"] != "form"]
