"""The browser that all fault scenarios share."""

from collections.abc import Iterator

import pytest
from support.event_loop import RunAsync
from support.faults.shared_browser import SharedBrowser


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
