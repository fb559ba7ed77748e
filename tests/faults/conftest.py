"""The browser that all fault scenarios share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.event_loop import RunAsync
from support.faults.shared_browser import Faults, SharedBrowser


@pytest.fixture(scope="session")
def shared_browser(
    display: str, run_async: RunAsync, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SharedBrowser]:
    """One browser, opened by the product, for all scenarios."""
    made = SharedBrowser(tmp_path_factory.mktemp("shared") / "browser")
    run_async(made.open(), timeout=90)
    try:
        yield made
    finally:
        run_async(made.close(), timeout=60)


@pytest.fixture
def faults(
    shared_browser: SharedBrowser,
    run_async: RunAsync,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Faults:
    """A way to run forms there."""
    return Faults(shared_browser, run_async, tmp_path, monkeypatch)
