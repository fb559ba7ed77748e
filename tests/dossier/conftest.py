"""A dossier whose clock the test holds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from optout.dossier.file import Dossier
from optout.dossier.store import Store


@pytest.fixture
def clock() -> list[datetime]:
    """The moment that the store believes in: change its only item to let time pass."""
    return [datetime(2026, 11, 25, 10, 0, tzinfo=UTC)]


@pytest.fixture
def held(tmp_path: Path, clock: list[datetime]) -> Store:
    """A store that lives by `clock`."""
    return Store(tmp_path / "dossiers", clock=lambda: clock[0])


@pytest.fixture
def dated(held: Store) -> Dossier:
    """A dossier of 25 November 2026, prepared."""
    return held.create(form="facebook", email="a@example.org", name="Prénom Nom", country="FR")
