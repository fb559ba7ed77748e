"""Measured figures, told at the end, in how many processes the tests may run.

A test's figures travel with its own report: only reports reach the process that talks.
"""

from collections.abc import Callable

import pytest

Report = Callable[[str], None]
_FIGURE = "figure"


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Report:
    """Have a line told at the end."""
    return lambda text: request.node.user_properties.append((_FIGURE, text))


class Figures:
    """Collects them where the reports come together."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":  # the last report of a test has them all
            named = report.user_properties
            self.told += [str(value) for name, value in named if name == _FIGURE]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.told:
            terminalreporter.section("figures")
        for line in self.told:
            terminalreporter.write_line(line)


def pytest_configure(config: pytest.Config) -> None:
    """The processes that only run tests tell nothing themselves."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Figures(), "figures")
