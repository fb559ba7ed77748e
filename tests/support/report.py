"""Measured figures, where they are seen also when the test passes."""

from collections.abc import Callable

import pytest

Report = Callable[[str], None]


@pytest.fixture(scope="session")
def report(request: pytest.FixtureRequest) -> Report:
    """Print a line whatever is captured."""
    capture = request.config.pluginmanager.getplugin("capturemanager")

    def line(text: str) -> None:
        with capture.global_and_fixture_disabled():
            print(f"\n{text}", end="")  # noqa: T201

    return line
