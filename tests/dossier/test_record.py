"""What a record of the present schema may hold, and how what 0.2.0 wrote in it is read."""

import json
from pathlib import Path
from typing import Any

import pytest

from optout.domain.code_outcomes import CodeStage
from optout.domain.proofs import Proof
from optout.domain.states import State
from optout.dossier.record import RecordError, dump, load
from optout.dossier.store import Store
from optout.run.recording.history import known_from

REACHED = (State.PREFILLED, State.SUBMITTED, State.CODE_ASKED, State.CODE_ENTERED)


@pytest.fixture
def data(tmp_path: Path) -> dict[str, Any]:
    """The record of an objection that the page has taken, with the code that it asked for."""
    return written(Store(tmp_path), *REACHED, State.ACKNOWLEDGED)


def written(store: Store, *states: State, proof: str = "a heading says:") -> dict[str, Any]:
    dossier = store.create(form="facebook", country="FR")
    for state in states:
        dossier.advance(state, by="page", proof=proof)
    found: dict[str, Any] = json.loads(dump(dossier.record))
    return found


def raw(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode()


QUOTED = {"quote": "Merci.", "quoted_at": "2026-11-25T11:00:00+01:00"}


def test_a_quote_is_kept_with_its_time(data: dict[str, Any]) -> None:
    data |= QUOTED
    assert json.loads(dump(load(raw(data)))) == data
    for wrong in ({"quote": ["Merci."]}, {"quoted_at": "2026-11-25T11:00:00"}):
        with pytest.raises(RecordError):
            load(raw(data | wrong))


def test_a_proof_that_is_no_text_is_said(data: dict[str, Any]) -> None:
    for wrong in (None, 1, ["the page: moved"]):
        data["rungs"][-1]["proof"] = wrong
        with pytest.raises(RecordError, match="of the wrong kind"):
            load(raw(data))


@pytest.mark.parametrize(
    ("noted", "proof"),
    [
        ("the page: moved", Proof.CODE_TAKEN),
        ("the page: expired", Proof.CODE_REJECTED),
        ("the page: silent", Proof.CODE_UNKNOWN),
        ("noted by hand: nobody knows", "noted by hand: nobody knows"),
    ],
)
def test_what_0_2_0_noted_of_a_code_is_read_as_it_is_noted_now(
    data: dict[str, Any], noted: str, proof: str
) -> None:
    data["rungs"][-1]["proof"] = noted
    record = load(raw(data))
    assert record.last_change.proof == proof
    assert (record.code_at(record.last_change) == "rejected") == (proof == Proof.CODE_REJECTED)
    assert load(dump(record)) == record


def test_a_run_goes_on_where_it_stands(tmp_path: Path) -> None:
    for last, proof, code in (
        (2, "shown", CodeStage.NOT_ASKED),
        (3, "shown", CodeStage.ASKED),
        (4, Proof.CODE_UNKNOWN, CodeStage.LEFT),
    ):
        facts = known_from(load(raw(written(Store(tmp_path), *REACHED[:last], proof=proof))))
        assert (facts.proved, facts.code, facts.open) == (True, code, True)
    rejected = written(Store(tmp_path), *REACHED, proof=Proof.CODE_REJECTED)
    facts = known_from(load(raw(rejected | {"code_status": "rejected"})))
    assert (facts.proved, facts.code, facts.open) == (True, CodeStage.REJECTED, True)


@pytest.mark.parametrize(("sent", "country"), [("IT", "IT"), ("", "FR"), (None, "FR")])
def test_the_country_that_was_sent_is_the_objection_s(
    data: dict[str, Any], sent: str | None, country: str
) -> None:
    """In 0.2.0 it stood beside the one that was filled in."""
    record = load(raw(data if sent is None else {**data, "country_sent": sent}))
    assert record.country == country
    assert "country_sent" not in json.loads(dump(record))


def test_a_country_that_is_no_text_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        load(raw(data | {"country_sent": 7}))


def test_a_sending_that_is_no_word_of_ours_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        load(raw(data | {"sent": "perhaps"}))
    del data["sent"]
    with pytest.raises(RecordError):
        load(raw(data))
