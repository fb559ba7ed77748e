"""Dossiers in each state from which a letter can follow."""

from pathlib import Path
from typing import Any

import pytest
from support.followup_cases import SENT, Make

from optout.domain.states import State
from optout.dossier.file import Dossier
from optout.dossier.store import Store


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A dossier sent on 25 November 2026; keyword arguments change its record."""
    store = Store(tmp_path / "dossiers", clock=lambda: SENT)

    def new(
        *, form: str = "facebook", by_word: bool = False, evidence: bool = True, **fields: Any
    ) -> Dossier:
        person = {"name": "Prénom Nom", "email": "a@example.org", "country": "FR"}
        person["postal_address"] = "1, rue de l’Exemple, 75000 Paris"
        letter = {"letter": "I object … (Article 17(1)(c)).", "language": "fr", "variant": "eu"}
        dossier = store.create(form=form, **{**person, **letter, **fields})
        if evidence:
            for name in ("filled.png", "result.png", "result.txt", "letter.txt"):
                dossier.keep(name, name.encode(), what=name)
        if by_word:
            dossier.advance(State.UNCONFIRMED, by="person", proof="said so")
        else:
            dossier.advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
        return dossier

    return new
