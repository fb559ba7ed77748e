"""What the tests of the languages share."""

from collections.abc import Callable, Iterator

import pytest

from optout import i18n

Report = Callable[[str], None]


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Report:
    """Print a measured figure where it is seen also when the test passes."""
    capture = request.config.pluginmanager.getplugin("capturemanager")

    def line(text: str) -> None:
        with capture.global_and_fixture_disabled():
            print(f"\n{text}", end="")  # noqa: T201

    return line


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(i18n.SOURCE_LANGUAGE)
