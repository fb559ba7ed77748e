"""Measured figures and what was examined, told at the end, in how many processes the tests may run.

A test's figures travel with its own report: only reports reach the process that talks.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

import pytest

Report = Callable[[str], None]
Count = Callable[[str, Any], None]

TALLIES = {
    "portal": "corpus.portal.tally",
}
"""What is counted over many tests, and the module whose `Tally` sums it up."""
_FIGURE = "figure"


class Sum(Protocol):
    """The tally of one session."""

    def add(self, counted: Any) -> None: ...
    def lines(self) -> list[str]: ...


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Report:
    """Have a line told at the end."""
    return lambda text: request.node.user_properties.append((_FIGURE, text))


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Count:
    """Have something counted by the tally of that name. What is plain: strings, numbers, lists."""

    def add(tally: str, counted: Any) -> None:
        assert tally in TALLIES
        request.node.user_properties.append((tally, counted))

    return add


class Figures:
    """Collects them where the reports come together."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.sums: dict[str, Sum] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "teardown":
            return  # the last report of a test has them all
        for name, value in report.user_properties:
            if name == _FIGURE:
                self.told.append(str(value))
            elif name in TALLIES:
                if name not in self.sums:
                    self.sums[name] = import_module(TALLIES[name]).Tally()
                self.sums[name].add(value)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        lines = [*self.told, *(line for each in self.sums.values() for line in each.lines())]
        if lines:
            terminalreporter.section("figures")
        for line in lines:
            terminalreporter.write_line(line)


def pytest_configure(config: pytest.Config) -> None:
    """The processes that only run tests tell nothing themselves."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Figures(), "figures")
