"""Counts the letters that were rendered, and says so at the end."""

from collections.abc import Iterator

import pytest
from letter_tally import Tally

_TALLY = pytest.StashKey[Tally]()


@pytest.fixture(scope="session")
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """The count of this session's letters and of the faults in them."""
    yield request.config.stash.setdefault(_TALLY, Tally())


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """The line that says how much was examined."""
    tally = config.stash.get(_TALLY, None)
    if tally is not None:
        terminalreporter.write_line(tally.line())
