"""Records of earlier schemas, written by versions before, are read as what they proved.

`records_1/` holds one for each way in which a run could end. Whether something was sent stood in
their rungs only; the code came after the sending.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from optout.domain.code_outcomes import CodeStage
from optout.domain.proofs import Proof
from optout.dossier.due import reply_due
from optout.dossier.manifest import put
from optout.dossier.record import SCHEMA, RecordError, dump, load
from optout.dossier.status import status_rows
from optout.dossier.store import Store, counts_as_objected
from optout.run.recording.history import known_from

FOLDER = Path(__file__).with_name("records_1")

EXPECTED: dict[str, tuple[str, bool, bool]] = {
    # name: sent, counts as objected, an answer is due
    "prepared": ("no", False, False),
    "prefilled": ("no", False, False),
    "abandoned": ("no", False, False),
    "lost_sight": ("no", False, False),
    "changed": ("no", False, False),
    "left": ("left", False, False),
    "killed_after_it_left": ("left", False, False),
    "submitted": ("proved", True, True),
    "code_asked": ("proved", True, False),
    "code_entered": ("proved", True, False),  # the page was silent
    "code_rejected": ("proved", True, False),
    "acknowledged": ("proved", True, True),
    "acknowledged_direct": ("proved", True, True),
    "already_objected": ("no", True, False),
    "refused_after_sending": ("proved", False, False),
    "unconfirmed": ("left", True, True),
    "covered": ("no", True, False),
}


def raw(name: str) -> bytes:
    return (FOLDER / f"{name}.json").read_bytes()


def test_each_of_them_is_here() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == EXPECTED.keys()
    for name in EXPECTED:
        written = json.loads(raw(name))
        assert written["schema"] == 1
        assert "sent" not in written


def test_each_is_read_as_what_it_proved() -> None:
    for name, (sent, objected, due) in EXPECTED.items():
        record = load(raw(name))
        assert str(record.state) == json.loads(raw(name))["state"], name
        told = (record.sent, counts_as_objected(record), reply_due(record) is not None)
        assert told == (sent, objected, due), name
        assert {rung.proof for rung in record.rungs} <= {"", *Proof}, name


@pytest.mark.parametrize("schema", [1, 2])
def test_its_proofs_are_parted_from_the_page_s_words(schema: int) -> None:
    data = json.loads(raw("acknowledged")) | {"schema": schema, "sent": "proved"}
    for noted, proof, words in (
        ("a heading says: Merci : tout est bon", Proof.HEADING, "Merci : tout est bon"),
        ("a code is asked for: its label", Proof.ASKS_CODE, "its label"),
        ("the page: moved", Proof.CODE_TAKEN, ""),
        ("the person's word", Proof.PERSONS_WORD, ""),
        ("", "", ""),
        ("noted by hand: nobody knows", "noted by hand: nobody knows", ""),
    ):
        data["rungs"][-1]["proof"] = noted
        record = load(json.dumps(data).encode())
        assert (record.last_change.proof, record.last_change.words) == (proof, words)
        assert load(dump(record)) == record
        assert json.loads(dump(record))["schema"] == SCHEMA


def test_what_an_earlier_release_noted_of_a_code_is_read_as_it_is_noted_now() -> None:
    rejected, last = load(raw("code_rejected")), load(raw("code_entered")).last_change
    assert rejected.last_change.proof == Proof.CODE_REJECTED
    assert rejected.code_at(rejected.last_change) == "rejected"
    assert last.proof == Proof.CODE_UNKNOWN
    data = json.loads(raw("code_rejected")) | {"schema": SCHEMA, "sent": "proved"}
    for rung in data["rungs"]:
        rung["words"] = ""
    data["rungs"][-1]["proof"] = "the page: expired"
    assert load(json.dumps(data).encode()).last_change.proof == Proof.CODE_REJECTED


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_its_quote_is_none_and_it_stays_as_it_was_written(tmp_path: Path, schema: int) -> None:
    data = json.loads(raw("refused_after_sending")) | {"schema": schema, "sent": "proved"}
    written = json.dumps(data).encode()
    (tmp_path / data["id"]).mkdir(mode=0o700)
    at_utc = data["rungs"][0]["at_utc"]
    put(tmp_path / data["id"], "record.json", written, what="record", at_utc=at_utc)
    (record,) = Store(tmp_path).all().records
    assert (record.quote, record.quoted_at) == (None, "")
    (row,) = status_rows([record], date(2026, 11, 25))
    assert row.as_json()["quote"] is None
    assert (tmp_path / data["id"] / "record.json").read_bytes() == written


QUOTED = {"quote": "Merci.", "quoted_at": "2026-11-25T11:00:00+01:00"}


def test_a_quote_is_kept_with_its_time() -> None:
    data = json.loads(dump(load(raw("acknowledged")))) | QUOTED
    record = load(json.dumps(data).encode())
    assert json.loads(dump(record)) == data
    for wrong in ({"quote": ["Merci."]}, {"quoted_at": "2026-11-25T11:00:00"}):
        with pytest.raises(RecordError):
            load(json.dumps(data | wrong).encode())


def test_a_proof_that_is_no_text_is_said() -> None:
    data = json.loads(raw("acknowledged"))
    for wrong in (None, 1, ["the page: moved"]):
        data["rungs"][-1]["proof"] = wrong
        with pytest.raises(RecordError, match="of the wrong kind"):
            load(json.dumps(data).encode())


def test_a_run_goes_on_where_it_stands() -> None:
    for name, code in {
        "submitted": CodeStage.NOT_ASKED,
        "code_asked": CodeStage.ASKED,
        "code_entered": CodeStage.LEFT,
        "code_rejected": CodeStage.REJECTED,
    }.items():
        facts = known_from(load(raw(name)))
        assert (facts.proved, facts.code, facts.open) == (True, code, True)


def test_they_are_listed_and_written_on_in_the_schema_of_today(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in EXPECTED:
        record = json.loads(raw(name))
        (tmp_path / record["id"]).mkdir(mode=0o700)
        at_utc = record["rungs"][0]["at_utc"]
        put(tmp_path / record["id"], "record.json", raw(name), what="record", at_utc=at_utc)
    listing = store.all()
    assert listing.troubles == []
    assert len(status_rows(listing.records, date(2026, 11, 25))) == len(EXPECTED)
    for record in listing.records:
        dossier = store.open(record.id)
        dossier.change(reason_kind="own")
        written = json.loads((dossier.path / "record.json").read_bytes())
        assert (written["schema"], written["sent"]) == (SCHEMA, record.sent)


@pytest.mark.parametrize(("sent", "country"), [("IT", "IT"), ("", "FR"), (None, "FR")])
def test_the_country_that_was_sent_is_the_objection_s(sent: str | None, country: str) -> None:
    """Up to schema 6 it stood beside the one that was filled in."""
    data = json.loads(raw("acknowledged")) | {"country": "FR"}
    record = load(json.dumps(data if sent is None else {**data, "country_sent": sent}).encode())
    assert record.country == country
    assert "country_sent" not in json.loads(dump(record))


def test_a_country_that_is_no_text_is_refused() -> None:
    data = json.loads(raw("acknowledged")) | {"country_sent": 7}
    with pytest.raises(RecordError):
        load(json.dumps(data).encode())


def test_a_sending_that_is_no_word_of_ours_is_refused() -> None:
    data = json.loads(raw("submitted")) | {"schema": 2, "sent": "perhaps"}
    with pytest.raises(RecordError):
        load(json.dumps(data).encode())
    del data["sent"]
    with pytest.raises(RecordError):
        load(json.dumps(data).encode())
