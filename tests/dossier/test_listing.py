"""Whatever lies in the folder of dossiers is reported, nothing crashes, and it stays fast."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.report import Report

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import State
from optout.dossier.record import SCHEMA, RecordError, load
from optout.dossier.store import Store

REASONS = {
    "it is not whole",
    "it is not a record of optout",
    "it was written by a later optout",
    "an entry is missing, not known or of the wrong kind",
}
"""Sentences that repeat no value."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "dossiers")


UTC = "2026-01-01T00:00:00Z"


def spoil(store: Store, text: str) -> Path:
    made = store.create(form="facebook")
    (made.path / "record.json").write_text(text)
    return made.path


def changed(store: Store, **fields: Any) -> str:
    good = json.loads((store.create(form="facebook").path / "record.json").read_text())
    return json.dumps({**good, **fields})


def test_no_folder_is_no_dossier(store: Store) -> None:
    assert store.all().records == []
    assert store.all().problems == []
    assert not store.root.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", "{}", '{"schema": 1}', '{"schema": "1"}', "[" * 100_000]
)
def test_half_written_is_reported_and_left(store: Store, text: str) -> None:
    path = spoil(store, text)
    good = store.create(form="instagram")
    listing = store.all()
    assert [r.id for r in listing.records] == [good.id]
    assert [(p.path, p.finding) for p in listing.problems] == [(path, "damaged")]
    assert (path / "record.json").read_text() == text
    with pytest.raises(OptoutError) as caught:
        store.open(path.name)
    assert caught.value.problem is errors.DOSSIER_DAMAGED


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "sent"},
        {"state": "acknowledged"},
        {"rungs": []},
        {"rungs": [1]},
        {"rungs": [{"state": "prepared", "at_utc": "x", "at_local": "", "by": "tool"}]},
        {"rungs": [{"state": "prepared", "at_utc": UTC, "at_local": UTC, "by": "nobody"}]},
        {"rungs": [{"state": "prepared", "at_utc": "2026-01-01", "at_local": "", "by": "tool"}]},
        {"email": 1},
        {"answers": [{"kind": "accepted", "on": "yesterday"}]},
        {"answers": [{"kind": "perhaps", "on": "2026-01-01"}]},
        {"answers": [{"kind": "refused", "on": "2026-01-01", "ground": "bad weather"}]},
        {"answers": [{"kind": "accepted", "on": "2026-01-01", "silent": ["weather"]}]},
        {"code_status": "perhaps"},
        {"sent": "perhaps"},
        {"followed_up_on": "soon"},
        {"nonsense": 1},
        {"id": "20260101-facebook-aaaaaa"},
    ],
)
def test_a_false_entry_is_reported(store: Store, fields: dict[str, Any]) -> None:
    path = spoil(store, changed(store, **fields))
    assert [(p.path, p.finding) for p in store.all().problems] == [(path, "damaged")]
    assert len(store.all().records) == 1


def test_a_later_schema_is_reported_and_not_destroyed(store: Store) -> None:
    path = spoil(store, changed(store, schema=SCHEMA + 1, more="x"))
    before = (path / "record.json").read_bytes()
    problems = store.all().problems
    assert [(p.path, p.finding) for p in problems] == [(path, "newer")]
    assert "later optout" in problems[0].what
    with pytest.raises(OptoutError) as caught:
        store.open(path.name)
    assert caught.value.problem is errors.DOSSIER_NEWER
    assert (path / "record.json").read_bytes() == before


def test_foreign_things_are_reported(store: Store) -> None:
    made = store.create(form="facebook")
    (store.root / "notes.txt").write_text("x")
    (store.root / "photos").mkdir()
    (store.root / made.id.replace(made.id[-6:], "aaaaaa")).mkdir(0o700)
    (store.root / made.id.replace(made.id[-6:], "bbbbbb")).symlink_to(made.path)
    (made.path / ".record.json.12345678.part").write_text("x")
    found = sorted((p.path.name[-6:], p.finding) for p in store.all().problems)
    assert found == [
        ("8.part", "unfinished"),
        ("aaaaaa", "damaged"),
        ("bbbbbb", "foreign"),
        ("es.txt", "foreign"),
        ("photos", "foreign"),
    ]
    assert [r.id for r in store.all().records] == [made.id]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    ),
    st.sampled_from(["schema", "id", "state", "rungs", "answers", "fields", "letter_sent", "form"]),
)
def test_no_content_crashes_the_reader(value: Any, name: str) -> None:
    rung = {"state": "prepared", "at_utc": "2026-01-01T00:00:00Z", "at_local": "", "by": "tool"}
    good = {"schema": 1, "id": "x", "form": "facebook", "state": "prepared", "rungs": [rung]}
    assert load(json.dumps(good).encode()).state is State.PREPARED
    for data in ({**good, name: value}, value):
        try:
            assert load(json.dumps(data).encode()).state in State
        except RecordError as refused:
            assert str(refused) in REASONS


@pytest.mark.slow
def test_ten_thousand_dossiers(store: Store, report: Report) -> None:
    made = store.create(form="facebook", email="a@example.org", letter="I object. " * 500)
    for state in (State.SUBMITTED, State.CODE_ASKED, State.ACKNOWLEDGED):
        made.advance(state, by="page", proof="shown")
    text = (made.path / "record.json").read_text()
    took: dict[int, float] = {}
    for number in range(10_000):
        name = f"2026{number // 1000:02}11-facebook-{number % 1000 + 222222}"
        folder = store.root / name
        folder.mkdir(0o700)
        (folder / "record.json").write_text(text.replace(made.id, name))
        (folder / "record.json").chmod(0o600)
        if number + 1 in (1_000, 10_000):
            took[number + 1] = min(timed(store, number + 2) for _i in range(3))
    per = 1000 * took[1_000], 1000 * took[10_000]
    report(f"listing 1,000: {per[0]:.0f} ms; 10,000: {per[1]:.0f} ms")
    assert took[10_000] < 1.5
    assert took[10_000] < 15 * took[1_000]


def timed(store: Store, records: int) -> float:
    begun = time.process_time()
    listing = store.all()
    took = time.process_time() - begun
    assert len(listing.records) == records
    assert listing.problems == []
    return took
