"""The stage of the fault scenarios."""

from collections.abc import Iterator

import pytest
from faults.stage import Stage
from run.conftest import page_language, world
from support.event_loop import RunAsync

__all__ = ["page_language", "world"]


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
