"""Whatever lies in the folder of dossiers is reported, nothing crashes, and it stays fast."""

import json
import shutil
import sys
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.report import Report

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import State
from optout.dossier.calendar import calendar
from optout.dossier.export.page import page
from optout.dossier.record import SCHEMA, RecordError, load
from optout.dossier.status import status_rows
from optout.dossier.store import Store
from optout.letters.follow_up import follow_up

REASONS = {
    "it is not whole",
    "it is not a record of optout",
    "it was written by a later optout",
    "it was made by a version that was never published",
    "an entry is missing, not known or of the wrong kind",
}
"""Sentences that repeat no value."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "dossiers")


STAMP = "2026-01-01T00:00:00Z"
TODAY, NOW = date(2026, 12, 20), datetime(2026, 12, 20, tzinfo=UTC)


def rung(**fields: Any) -> dict[str, Any]:
    return {"state": "prepared", "at_utc": STAMP, "at_local": STAMP, "by": "tool", **fields}


def spoil(store: Store, text: str) -> Path:
    made = store.create(form="facebook")
    (made.path / "record.json").write_text(text)
    return made.path


def changed(store: Store, **fields: Any) -> Path:
    """A dossier of which these entries alone are not as they were written."""
    record = store.create(form="facebook").path / "record.json"
    record.write_text(json.dumps({**json.loads(record.read_text()), **fields}))
    return record.parent


def test_no_folder_is_no_dossier(store: Store) -> None:
    assert store.all().records == []
    assert store.all().troubles == []
    assert not store.root.exists()


HALF_WRITTEN = ("", "{", "null", "[]", "{}", '{"schema": 6}', '{"schema": "1"}', "[" * 100_000)


def test_half_written_is_reported_and_left(store: Store) -> None:
    path = store.create(form="facebook").path
    good = store.create(form="instagram")
    for text in HALF_WRITTEN:
        (path / "record.json").write_text(text)
        listing = store.all()
        assert [r.id for r in listing.records] == [good.id]
        assert [(p.path, p.finding) for p in listing.troubles] == [(path, "damaged")]
        assert (path / "record.json").read_text() == text
        with pytest.raises(OptoutError) as caught:
            store.open(path.name)
        assert caught.value.problem is errors.DOSSIER_DAMAGED


FALSE: list[dict[str, Any]] = [
    {"state": "sent"},
    {"state": "acknowledged"},
    {"rungs": []},
    {"rungs": [1]},
    {"rungs": [{"state": "prepared", "at_utc": "x", "at_local": "", "by": "tool"}]},
    {"rungs": [{"state": "prepared", "at_utc": STAMP, "at_local": STAMP, "by": "nobody"}]},
    {"rungs": [{"state": "prepared", "at_utc": "2026-01-01", "at_local": STAMP, "by": "tool"}]},
    {"rungs": [rung(at_utc="9999-12-31T23:00:00Z")]},
    {"rungs": [rung(at_utc="0001-01-01T00:00:00Z")]},
    {"rungs": [rung(at_local="gestern")]},
    {"rungs": [rung(at_local="2026-01-01T00:00:00")]},
    {"rungs": [rung(words=None)]},
    {"email": 1},
    {"answers": [{"kind": "accepted", "on": "yesterday"}]},
    {"answers": [{"kind": "perhaps", "on": "2026-01-01"}]},
    {"answers": [{"kind": "refused", "on": "2026-01-01", "ground": "bad weather"}]},
    {"answers": [{"kind": "accepted", "on": "2026-01-01", "silent": ["weather"]}]},
    {"code_status": "perhaps"},
    {"sent": "perhaps"},
    {"answers": [{"kind": "accepted", "on": "9999-12-31"}]},
    {"answers": [{"kind": "accepted", "on": "2026-01-01", "evidence": 1}]},
    {"followed_up_on": "soon"},
    {"followed_up_on": "9999-12-31"},
    {"last_day": "soon"},
    {"taken_back": [{"kind": "lost", "on": "2026-12-01"}]},
    {"complained_on": "0001-12-31"},
    {"complained_to": "list_supported_countries"},
    {"filled_from": "then"},
    {"left_at": "9999-01-01T00:00:00Z"},
    {"letter": "cut \ud83d"},
    {"rungs": [rung(words="\udc00")]},
    {"fields": {"email": {"status": "\ud800"}}},
    {"nonsense": 1},
    {"id": "20260101-facebook-aaaaaa"},
]
"""Entries that no version has written: each alone makes a record damaged."""


def test_a_false_entry_is_reported(store: Store) -> None:
    good = store.create(form="facebook")
    record = store.create(form="facebook").path / "record.json"
    whole = json.loads(record.read_text())
    wrong = []
    for fields in FALSE:
        record.write_text(json.dumps({**whole, **fields}))
        listing = store.all()
        found = [(trouble.path, trouble.finding) for trouble in listing.troubles]
        if (found, listing.records) != ([(record.parent, "damaged")], [good.record]):
            wrong.append(fields)
    assert wrong == []
    record.write_text(json.dumps(whole))
    assert len(store.all().records) == 2


def test_a_later_schema_is_reported_and_not_destroyed(store: Store) -> None:
    path = changed(store, schema=SCHEMA + 1, more="x")
    before = (path / "record.json").read_bytes()
    problems = store.all().troubles
    assert [(p.path, p.finding) for p in problems] == [(path, "newer")]
    assert "later optout" in problems[0].what
    with pytest.raises(OptoutError) as caught:
        store.open(path.name)
    assert caught.value.problem is errors.DOSSIER_NEWER
    assert (path / "record.json").read_bytes() == before


@pytest.mark.parametrize("schema", [-1, *range(SCHEMA)])
def test_a_record_of_no_published_version_is_reported_and_left(store: Store, schema: int) -> None:
    good = store.create(form="instagram")
    path = changed(store, schema=schema)
    before = (path / "record.json").read_bytes()
    listing = store.all()
    assert listing.records == [good.record]
    (trouble,) = listing.troubles
    assert (trouble.path, trouble.finding) == (path, "older")
    assert "never published" in trouble.what
    assert (trouble.hides("facebook"), trouble.hides("instagram")) == (True, False)
    with pytest.raises(OptoutError) as caught:
        store.open(path.name)
    assert caught.value.problem is errors.DOSSIER_OLDER
    assert (path / "record.json").read_bytes() == before


@pytest.mark.linux("a link")
def test_foreign_things_are_reported(store: Store) -> None:
    made = store.create(form="facebook")
    (store.root / ".DS_Store").write_text("of Finder, which has shown it")
    (store.root / "notes.txt").write_text("x")
    (store.root / "photos").mkdir()
    (store.root / made.id.replace(made.id[-6:], "aaaaaa")).mkdir(0o700)
    (store.root / made.id.replace(made.id[-6:], "bbbbbb")).symlink_to(made.path)
    (made.path / ".record.json.12345678.part").write_text("x")
    found = sorted((p.path.name[-6:], p.finding) for p in store.all().troubles)
    assert found == [
        ("8.part", "unfinished"),
        ("aaaaaa", "damaged"),
        ("bbbbbb", "foreign"),
        ("es.txt", "foreign"),
        ("photos", "foreign"),
    ]
    assert [r.id for r in store.all().records] == [made.id]


@pytest.mark.parametrize("name", ["{id} (1)", "My objection", "20260101-facebook-bbbbbb"])
def test_a_renamed_folder_keeps_its_dossier(store: Store, name: str) -> None:
    """Programs that copy between computers rename; a name that is another's is not believed."""
    made = store.create(form="facebook")
    made.advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
    path = made.path.rename(store.root / name.format(id=made.id))
    if path.name == "20260101-facebook-bbbbbb":
        assert [(p.path, p.finding) for p in store.all().troubles] == [(path, "damaged")]
        return
    assert store.all().records == [made.record]
    assert store.all().troubles == []
    last = store.last_objection("facebook", None, linked=False)
    assert last == made.record
    assert store.folder(made.id[:12]) == path
    store.open(made.id).change(covered_by="x")
    assert store.open(made.id).record.covered_by == "x"
    assert not made.path.exists()


@pytest.mark.parametrize("own_name", [True, False])
def test_a_copy_of_a_dossier_is_told_and_counts_once(store: Store, own_name: bool) -> None:
    made = store.create(form="facebook")
    copy = store.root / f"{made.id} (1)"
    shutil.copytree(made.path, copy)
    if not own_name:
        made.path.rename(store.root / f"{made.id} (0)")
    listing = store.all()
    assert listing.records == [made.record]
    assert [(p.path, p.finding, p.hides_record) for p in listing.troubles] == [
        (copy, "copy", False)
    ]


@pytest.mark.parametrize("how", ["damaged", "newer"])
@pytest.mark.parametrize("name", ["{id} (1)", "mine"])
def test_a_renamed_folder_whose_record_cannot_be_read(store: Store, how: str, name: str) -> None:
    """Whatever it was called, there may be an objection in it."""
    path = changed(store, schema=SCHEMA + 1) if how == "newer" else spoil(store, "{")
    path = path.rename(store.root / name.format(id=path.name))
    (trouble,) = store.all().troubles
    assert (trouble.path, trouble.finding) == (path, how)
    assert trouble.hides("facebook")
    assert store.all().none_readable


def test_a_record_that_cannot_be_read_hides_one_of_its_own_form(store: Store) -> None:
    spoil(store, "{")
    (trouble,) = store.all().troubles
    assert (trouble.hides("facebook"), trouble.hides("instagram")) == (True, False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    ),
    st.sampled_from(["schema", "id", "state", "rungs", "answers", "fields", "letter_sent", "form"]),
)
def test_no_content_crashes_the_reader(value: Any, name: str) -> None:
    good: dict[str, Any] = {"schema": SCHEMA, "id": "x", "form": "facebook", "sent": "no"}
    good |= {"state": "prepared", "rungs": [rung()]}
    assert load(json.dumps(good).encode()).state is State.PREPARED
    for data in ({**good, name: value}, value):
        try:
            assert load(json.dumps(data).encode()).state in State
        except RecordError as refused:
            assert str(refused) in REASONS


TEXTS = st.text(max_size=9) | st.sampled_from(["FR", "QQ-XX", "DE-XX", "fr", "uk", "facebook"])
DAYS = st.dates().map(date.isoformat) | st.sampled_from(["", "2026-12-01", "2000-01-01", "soon"])
STAMPS = st.datetimes(timezones=st.timezones()).map(datetime.isoformat) | st.sampled_from(
    ["", "gestern", "2100-12-31T23:59:59-23:59", "2000-01-01T00:00:00+23:59", "2026-12-01"]
)
FIELDS = {
    "rungs": st.lists(
        st.fixed_dictionaries(
            {"state": st.sampled_from(["submitted", "acknowledged"]), "by": st.just("page")},
            optional={"at_utc": STAMPS, "at_local": STAMPS, "words": TEXTS | st.none()},
        ).map(lambda given: rung(**given)),
        min_size=1,
    ),
    "answers": st.lists(
        st.fixed_dictionaries(
            {"kind": st.sampled_from(["accepted", "refused", "extended"]), "on": DAYS},
            optional={"evidence": TEXTS | st.integers()},
        ),
        max_size=3,
    ),
    **dict.fromkeys(["followed_up_on", "complained_on", "last_day", "written_last_day"], DAYS),
    "taken_back": st.lists(
        st.fixed_dictionaries({"kind": st.just("accepted"), "on": DAYS}), max_size=2
    ),
    **dict.fromkeys(["filled_from", "left_at"], STAMPS),
    **dict.fromkeys(
        ["complained_to", "country", "language", "page_language", "form", "variant", "covered_by"],
        TEXTS,
    ),
    "complainants": st.lists(TEXTS | st.integers(), max_size=2),
    "former_addresses": st.lists(TEXTS | st.none(), max_size=2),
}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(st.fixed_dictionaries({}, optional=FIELDS))
def test_what_is_read_can_be_shown(store: Store, fields: dict[str, Any]) -> None:
    """Whatever the reader takes, nothing that looks at it ends in more than a sentence."""
    path = next(store.root.iterdir()) if store.root.is_dir() else store.create(form="facebook").path
    data: dict[str, Any] = {"schema": SCHEMA, "id": path.name, "form": "facebook", "sent": "proved"}
    data = {**data, "rungs": [rung(state="acknowledged", by="page")], **fields}
    data["state"] = data["rungs"][-1]["state"]
    (path / "record.json").write_text(json.dumps(data))
    looked = store.all()
    assert len(looked.records) + len(looked.troubles) == 1
    for record in looked.records:
        assert [row.as_json() for row in status_rows([record], TODAY)]
        assert calendar([record], TODAY, NOW)
        dossier = store.open(record.id)
        assert page(dossier, TODAY)
        with suppress(OptoutError):
            assert follow_up(dossier, TODAY, "en").text


def test_a_place_without_a_calendar_hides_no_dossier(store: Store) -> None:
    made = store.create(form="facebook")
    made.change(complained_on="2026-12-01", complained_to="QQ-XX")
    (row,) = status_rows(store.all().records, TODAY)
    assert row.due is not None
    assert row.due.on == date(2027, 3, 1)


@pytest.mark.slow
def test_hundreds_of_dossiers_cost_a_few_calls_each(store: Store, report: Report) -> None:
    made = store.create(form="facebook", email="a@example.org", letter="I object. " * 500)
    for state in (State.SUBMITTED, State.CODE_ASKED, State.ACKNOWLEDGED):
        made.advance(state, by="page", proof="shown")
    text = (made.path / "record.json").read_text()
    for number in range(500):
        name = f"20260111-facebook-{number + 222222}"
        folder = store.root / name
        folder.mkdir(0o700)
        (folder / "record.json").write_text(text.replace(made.id, name))
        (folder / "record.json").chmod(0o600)
    work = Counter[str]()

    def count(frame: FrameType, event: str, _arg: object) -> None:
        work[event] += 1

    sys.setprofile(count)
    try:
        listing = store.all()
    finally:
        sys.setprofile(None)
    assert (len(listing.records), listing.troubles) == (501, [])
    calls = work["call"] / 501
    report(f"listing 501: {calls:.0f} calls of Python for each record (limit 80)")
    assert 10 < calls < 80
