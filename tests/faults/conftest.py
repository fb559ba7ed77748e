"""The browser that all fault scenarios share."""

from pathlib import Path

import pytest
from playwright.async_api import BrowserContext
from support.event_loop import RunAsync
from support.faults.shared_browser import Faults
from support.locate_site import Site


@pytest.fixture
def shared_browser(locating: Site) -> BrowserContext:
    """The one headless browser; by this name `support/pieces.py` knows what mostly waits."""
    return locating.context


@pytest.fixture
def faults(
    shared_browser: BrowserContext,
    run_async: RunAsync,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Faults:
    """A way to run forms there."""
    return Faults(shared_browser, run_async, tmp_path, monkeypatch)
