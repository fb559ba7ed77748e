"""The stage of the fault scenarios, and their tally."""

from collections.abc import Iterator

import pytest
from faults import script
from faults.stage import Stage
from faults.truth import Tally
from run.conftest import page_language, world
from support.event_loop import RunAsync

from optout import detours, flow
from optout.steps import enter_code

__all__ = ["page_language", "world"]

TALLY = Tally()


@pytest.fixture(scope="session")
def stage(
    display: str, run_async: RunAsync, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """One browser, opened by the product, for all scenarios."""
    made = Stage(tmp_path_factory.mktemp("stage") / "browser")
    run_async(made.open(), timeout=90)
    try:
        yield made
    finally:
        run_async(made.close(), timeout=60)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Shorter patience with unknown pages and silent ones, so that many can be met."""
    monkeypatch.setattr(flow, "UNKNOWN_PATIENCE", 1.5)
    monkeypatch.setattr(enter_code, "_VERDICT_LIMIT", 3.0)
    monkeypatch.setattr(detours, "SILENCE", 3.0)
    return monkeypatch


@pytest.fixture(scope="session")
def tally() -> Tally:
    return TALLY


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the matrix."""
    if TALLY.examined:
        terminalreporter.section(f"faults (limit {script.LIMIT:.0f} s each)")
        for line in TALLY.table():
            terminalreporter.write_line(line)
