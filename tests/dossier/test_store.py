"""A dossier is on disk from its first moment, private, and climbs only by proof."""

import json
import os
import re
import shutil
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import State
from optout.dossier.due import reply_due
from optout.dossier.file import now
from optout.dossier.record import SCHEMA, By
from optout.dossier.store import Store, counts_as_objected

PROOF = "heading: Thank you"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data" / "dossiers")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_created_is_on_disk_and_read_back(store: Store) -> None:
    made = store.create(form="facebook", email="a@example.org", letter="Ich wîdersprêche.\n")
    assert re.fullmatch(r"\d{8}-facebook-[a-z0-9]{6}", made.id)
    assert store.open(made.id).record == made.record
    assert store.all().records == [made.record]
    assert made.record.state is State.PREPARED
    raw = json.loads((made.path / "record.json").read_text("utf-8"))
    assert raw["schema"] == SCHEMA
    assert raw["letter"] == "Ich wîdersprêche.\n"


def test_half_a_character_stops_no_record(store: Store) -> None:
    """A page may cut a letter in the middle of an emoji."""
    made = store.create(form="facebook", email="a@example.org")
    made.change(letter_sent="I object \ud83d")
    (read,) = store.all().records
    assert read.letter_sent == "I object ?"


def test_what_cannot_be_tidied_away_stops_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = store.create(form="facebook", email="a@example.org")
    left = [made.path / f".record.json.{name}.part" for name in ("aaaaaaaa", "bbbbbbbb")]
    for path in left:
        path.touch()
    assert [p.path for p in store.all().troubles if p.finding == "unfinished"]
    unlink = Path.unlink

    def held(self: Path, missing_ok: bool = False) -> None:
        if self.name == left[0].name:
            raise PermissionError
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    store.tidy()
    assert [path.exists() for path in left] == [True, False]


@pytest.mark.linux("rights of files")
def test_private_from_the_start_even_with_a_loose_umask(store: Store) -> None:
    before = os.umask(0)
    try:
        made = store.create(form="instagram")
        made.keep("form.png", b"x", what="form")
        made.advance(State.PREFILLED, by="tool")
    finally:
        os.umask(before)
    folders = [store.root.parent, store.root, made.path]
    assert [mode(p) for p in folders] == [0o700] * 3
    assert {p.name: mode(p) for p in made.path.iterdir()} == {
        "form.png": 0o600,
        "manifest.json": 0o600,
        "record.json": 0o600,
    }
    assert store.all().troubles == []


@pytest.mark.linux("rights of files")
def test_loose_rights_are_reported(store: Store) -> None:
    made = store.create(form="instagram")
    made.path.chmod(0o755)
    (made.path / "record.json").chmod(0o644)
    store.root.chmod(0o750)
    found = {(p.path, p.finding) for p in store.all().troubles}
    loose = (store.root, made.path, made.path / "record.json")
    assert found == {(p, "loose") for p in loose}
    assert len(store.all().records) == 1


def test_the_ladder_is_climbed_with_times_and_proof(store: Store) -> None:
    made = store.create(form="facebook")
    climbed = [
        *(State.PREFILLED, State.SUBMITTED, State.CODE_ASKED, State.CODE_ASKED),
        State.ACKNOWLEDGED,
    ]
    for state in climbed:
        made.advance(state, by="page", proof=PROOF)
    record = store.open(made.id).record
    assert [r.state for r in record.rungs] == [State.PREPARED, *climbed]
    assert record.last_change.proof == PROOF
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", r.at_utc) for r in record.rungs)
    assert all(re.search(r"T\d\d:\d\d:\d\d[+-]\d\d:\d\d$", r.at_local) for r in record.rungs)


def test_no_claim_without_proof_and_no_way_back(store: Store) -> None:
    made = store.create(form="facebook")
    made.advance(State.PREFILLED, by="tool")
    claims: list[tuple[State, By, str]] = [
        (State.ACKNOWLEDGED, "person", PROOF),
        (State.ACKNOWLEDGED, "tool", PROOF),
        (State.ACKNOWLEDGED, "page", ""),
        (State.ALREADY_OBJECTED, "person", PROOF),
        (State.SUBMITTED, "person", PROOF),
        (State.CODE_ASKED, "page", ""),
        (State.PREPARED, "tool", ""),
    ]
    for state, by, proof in claims:
        with pytest.raises(ValueError, match=str(state)):
            made.advance(state, by=by, proof=proof)
        assert store.open(made.id).record.state is State.PREFILLED


def test_a_good_end_is_not_left_but_a_bad_one_can_be_mended(store: Store) -> None:
    made = store.create(form="facebook")
    made.advance(State.UNCONFIRMED, by="person", proof="said so")
    made.advance(State.ACKNOWLEDGED, by="page", proof=PROOF)
    with pytest.raises(ValueError, match="is an end"):
        made.advance(State.ABANDONED, by="person")
    assert store.open(made.id).record.state is State.ACKNOWLEDGED


def test_change_writes_fields_but_never_the_ladder(store: Store) -> None:
    made = store.create(form="facebook")
    made.change(letter_sent="shorter", code_status="rejected", covered_by="x")
    assert store.open(made.id).record.text == "shorter"
    for name in ("state", "rungs", "id"):
        with pytest.raises(ValueError, match="by hand"):
            made.change(**{name: "x"})
    with pytest.raises(TypeError):
        made.change(nonsense=1)


def test_open_by_unique_beginning(store: Store) -> None:
    one, two = store.create(form="facebook"), store.create(form="facebook")
    assert store.open(one.id[:-1]).id == one.id
    with pytest.raises(OptoutError) as caught:
        store.open(one.id[:10])
    assert caught.value.problem is errors.DOSSIER_AMBIGUOUS
    assert two.id != one.id


def test_open_refuses_what_is_no_number(store: Store) -> None:
    store.create(form="facebook")
    for number in ("../x", "", "..", "/etc", "2026*", "x" * 99, "99999999-x"):
        with pytest.raises(OptoutError) as caught:
            store.open(number)
        assert caught.value.problem is errors.DOSSIER_UNKNOWN


def test_evidence_has_a_plain_name_of_its_own(store: Store) -> None:
    made = store.create(form="facebook")
    for name in ("../x", "a/b", ".hidden", "record.json", "manifest.json", ""):
        with pytest.raises(ValueError, match="name"):
            made.keep(name, b"x", what="form")


def test_last_is_the_newest_that_counts(store: Store) -> None:
    assert store.last_objection("facebook", None, linked=False) is None
    practice = store.create(form="facebook", email="a@example.org", practice=True)
    practice.advance(State.ACKNOWLEDGED, by="page", proof=PROOF)
    store.create(form="facebook", email="a@example.org")
    assert store.last_objection("facebook", "a@example.org", linked=False) is None
    sent = store.create(form="facebook", email="A@example.org")
    sent.advance(State.SUBMITTED, by="page", proof=PROOF)
    sent.advance(State.FAILED, by="tool")
    # What the page refused may be sent again: it stops no run. The run says that it was sent
    # (tests/run/test_history.py).
    refused = store.create(form="facebook", email="a@example.org")
    refused.advance(State.SUBMITTED, by="page", proof=PROOF)
    refused.advance(State.REFUSED, by="page", proof=PROOF)
    found = store.last_objection("facebook", "a@example.org", linked=False)
    assert found is not None
    assert found.id == sent.id
    assert store.last_objection("facebook", None, linked=False) == found
    assert store.last_objection("facebook", "b@example.org", linked=False) is None
    assert store.last_objection("instagram", "a@example.org", linked=False) is None
    # A day later: within one second, the order is that of the random end of the ID.
    tomorrow = Store(store.root, clock=lambda: now() + timedelta(days=1))
    newest = tomorrow.create(form="facebook", email="a@example.org")
    newest.advance(State.SUBMITTED, by="page", proof=PROOF)
    assert store.last_objection("facebook", "a@example.org", linked=False) == newest.record


def test_a_code_may_come_before_the_sending(store: Store) -> None:
    """As on the request portal: asked for and typed, and nothing is sent yet."""
    made = store.create(form="facebook")
    made.advance(State.PREFILLED, by="tool")
    made.advance(State.CODE_ASKED, by="page", proof="a code is asked for")
    made.advance(State.CODE_ENTERED, by="tool", proof="the page: taken")
    assert (made.record.sent, made.record.code_open) == ("no", False)
    assert made.record.out_of_sight, "killed here, nobody knows if the person pressed Submit"
    assert not counts_as_objected(made.record)
    assert reply_due(made.record) is None
    made.change(sent="left", left_at="2026-11-25T10:00:00Z")
    assert not counts_as_objected(made.record)
    made.advance(State.SUBMITTED, by="page", proof=PROOF)
    assert (made.record.sent, counts_as_objected(made.record)) == ("proved", True)
    made.advance(State.ACKNOWLEDGED, by="page", proof=PROOF)
    assert reply_due(made.record) is not None


def test_no_way_back_whichever_came_first(store: Store) -> None:
    for *rungs, state in (
        (State.CODE_ASKED, State.PREFILLED),
        (State.SUBMITTED, State.PREFILLED),
        (State.CODE_ASKED, State.CODE_ENTERED, State.CODE_ASKED),
        (State.SUBMITTED, State.CODE_ASKED, State.SUBMITTED),
    ):
        made = store.create(form="facebook")
        for rung in rungs:
            made.advance(rung, by="page", proof=PROOF)
        with pytest.raises(ValueError, match=str(state)):
            made.advance(state, by="page", proof=PROOF)


def test_sent_is_not_claimed_nor_taken_back(store: Store) -> None:
    made = store.create(form="facebook")
    for before, after in (("no", "proved"), ("left", "no")):
        made.change(sent=before)
        with pytest.raises(ValueError, match="sent"):
            made.change(sent=after)
        assert store.open(made.id).record.sent == before


@pytest.mark.parametrize(
    ("linked", "kept", "holds"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_what_another_objection_covers_counts_while_that_does(
    store: Store, linked: bool, kept: bool, holds: bool
) -> None:
    """Not where the accounts are not linked any more, nor where the other dossier is gone."""
    first = store.create(form="facebook", email="a@example.org")
    first.advance(State.SUBMITTED, by="page", proof="answered")
    covered = store.create(form="instagram", email="a@example.org", covered_by=first.id)
    covered.advance(State.COVERED, by="tool", proof="linked")
    if not kept:
        shutil.rmtree(first.path)
    assert bool(store.last_objection("instagram", "a@example.org", linked=linked)) is holds
