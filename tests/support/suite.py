"""The suite's own table: how many tests each folder has, what they open, how long they take."""

import sys
from collections import defaultdict
from pathlib import PurePath
from typing import Any

import pytest
from support.pieces import opens_browser

KINDS = ("browser", "terminal", "program", "nothing")
"""What a test opens: the first of these where it opens several."""
_STARTS = {
    "os.forkpty": "terminal",
    "os.fork": "program",
    "os.posix_spawn": "program",
    "subprocess.Popen": "program",
}
"""By the name under which Python tells of it (PEP 578)."""
_OPENED = "opened"


class Starts:
    """Notes in a test's report what it opened. Only reports reach the process that talks."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        sys.addaudithook(self._hear)

    def _hear(self, event: str, _arguments: Any) -> None:
        if event in _STARTS:
            self._seen.add(_STARTS[event])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._seen.clear()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Before anything is ended: what ends a session's fixtures is no doing of its last test."""
        seen = {"browser"} if opens_browser(item) else self._seen
        kind = next((kind for kind in KINDS if kind in seen), KINDS[-1])
        item.user_properties.append((_OPENED, kind))


class Table:
    """Sums up the reports of all processes."""

    def __init__(self) -> None:
        self.tests: dict[tuple[str, str], int] = defaultdict(int)
        self.seconds: dict[tuple[str, str], float] = defaultdict(float)
        self._running: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        parts = PurePath(report.nodeid.split("::")[0]).parts
        folder = parts[1] if len(parts) > 2 else "."
        self._running[report.nodeid] += report.duration
        if report.when != "call":
            self.seconds[folder, "set-up"] += report.duration
        if report.when == "teardown":
            kind = dict(report.user_properties).get(_OPENED, KINDS[-1])
            self.tests[folder, kind] += 1
            self.seconds[folder, kind] += self._running.pop(report.nodeid)

    def lines(self) -> list[str]:
        """A line a folder, what takes longest first, and one of all; in seconds of all workers."""
        folders = sorted({folder for folder, _ in self.tests}, key=self._seconds, reverse=True)
        head = [cell for kind in KINDS for cell in (kind, "s")]
        rows = [["folder", "tests", "s", "set-up s", *head]]
        rows += [self._row(name, [name]) for name in folders] + [self._row("all", folders)]
        return [f"{name:10}" + "".join(f"{cell:>9}" for cell in cells) for name, *cells in rows]

    def _seconds(self, folder: str) -> float:
        return sum(self.seconds[folder, kind] for kind in KINDS)

    def _row(self, name: str, folders: list[str]) -> list[str]:
        cells: list[float] = [
            sum(self.tests[each, kind] for each in folders for kind in KINDS),
            sum(map(self._seconds, folders)),
            sum(self.seconds[each, "set-up"] for each in folders),
        ]
        for kind in KINDS:
            cells.append(sum(self.tests[each, kind] for each in folders))
            cells.append(sum(self.seconds[each, kind] for each in folders))
        return [name, *(str(round(cell)) for cell in cells)]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if len(self.tests) > 1:
            terminalreporter.section("what takes how long")
            for line in self.lines():
                terminalreporter.write_line(line)


def pytest_configure(config: pytest.Config) -> None:
    """Each process that runs tests notes what they open; the one that talks sums up."""
    config.pluginmanager.register(Starts(), "starts")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Table(), "suite-table")
