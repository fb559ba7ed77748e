"""What the tests of the languages share."""

from collections.abc import Iterator

import pytest

from optout import i18n


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.use(i18n.SOURCE_LANGUAGE)
