"""`verify` names each file that was altered, taken away or added, and nothing else."""

import hashlib
import json
from pathlib import Path

import pytest

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import State
from optout.dossier import manifest
from optout.dossier.export.verify import verify
from optout.dossier.file import Dossier
from optout.dossier.store import Store

FILES = {"form.png": b"\x89PNG form", "page.txt": b"visible text", "result.png": b"\x89PNG result"}


@pytest.fixture
def made(tmp_path: Path) -> Dossier:
    dossier = Store(tmp_path).create(form="facebook", letter="I object.")
    for name, data in FILES.items():
        dossier.keep(name, data, what=name)
    dossier.advance(State.PREFILLED, by="tool")
    return dossier


def test_untouched_is_whole(made: Dossier) -> None:
    verdict = verify(made.path)
    assert verdict.whole
    assert verdict.checked == len(FILES) + 1
    assert made.evidence()["form.png"].sha256 == hashlib.sha256(FILES["form.png"]).hexdigest()


def test_what_was_altered_by_one_byte_or_is_missing_is_named(made: Dossier) -> None:
    for name in (*FILES, "record.json"):
        path = made.path / name
        whole = path.read_bytes()
        data = bytearray(whole)
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        verdict = verify(made.path)
        assert (verdict.altered, verdict.missing, verdict.added) == ((name,), (), ())
        assert not verdict.whole
        assert verdict.as_json()["altered"] == (name,)
        path.unlink()
        verdict = verify(made.path)
        assert (verdict.altered, verdict.missing, verdict.added) == ((), (name,), ())
        assert not verdict.whole
        path.write_bytes(whole)


@pytest.mark.linux("a link")
def test_added_is_named_folders_and_links_too(made: Dossier) -> None:
    (made.path / "more.png").write_bytes(b"x")
    (made.path / "folder").mkdir()
    (made.path / "link").symlink_to(made.path / "form.png")
    assert verify(made.path).added == ("folder", "link", "more.png")


def test_what_a_file_manager_leaves_is_nothing_added(made: Dossier) -> None:
    """Whoever has looked into the folder has added nothing to it."""
    for name in (".DS_Store", "._record.json", "desktop.ini", "Thumbs.db"):
        (made.path / name).write_bytes(b"\0")
        assert verify(made.path).whole, name
    (made.path / "Thumbs.db.png").write_bytes(b"\0")
    assert verify(made.path).added == ("Thumbs.db.png",)


@pytest.mark.linux("a link")
def test_a_link_in_place_of_a_file_is_altered(made: Dossier, tmp_path: Path) -> None:
    elsewhere = tmp_path / "same-content"
    (made.path / "form.png").rename(elsewhere)
    (made.path / "form.png").symlink_to(elsewhere)
    assert verify(made.path).altered == ("form.png",)


def test_no_manifest_is_never_whole(made: Dossier) -> None:
    path = made.path / "manifest.json"
    path.unlink()
    assert verify(made.path).no_manifest
    for text in ("", "{}", "[]", '{"files": 1, "pending": {}}'):
        path.write_text(text)
        verdict = verify(made.path)
        assert (verdict.no_manifest, verdict.whole) == (True, False), text


def test_what_a_kill_left_pending_is_whole_either_way(made: Dossier) -> None:
    known = manifest.read(made.path)
    known.pending["record.json"] = known.files["form.png"]
    known.pending["never.png"] = known.files["form.png"]
    manifest._write(made.path, known)
    assert verify(made.path).whole
    (made.path / "record.json").write_bytes(FILES["form.png"])
    assert verify(made.path).whole
    (made.path / "record.json").write_bytes(b"neither")
    assert verify(made.path).altered == ("record.json",)


@pytest.mark.parametrize("text", [None, '{"files": {}, "pending": {}}'])
def test_no_new_list_takes_the_place_of_a_lost_one(made: Dossier, text: str | None) -> None:
    """What it does not list would be told as added, and be no evidence any more."""
    path = made.path / "manifest.json"
    kept = path.read_bytes()
    path.unlink()
    if text is not None:
        path.write_text(text)
    before = {p.name: p.read_bytes() for p in made.path.iterdir()}
    for write in (
        lambda: made.keep("more.txt", b"x", what="text"),
        lambda: made.change(reason_kind="own"),
        lambda: made.advance(State.ABANDONED, by="person"),
    ):
        with pytest.raises(OptoutError) as caught:
            write()
        assert caught.value.problem is errors.DOSSIER_UNLISTED
    assert {p.name: p.read_bytes() for p in made.path.iterdir()} == before
    path.write_bytes(kept)
    made.keep("more.txt", b"x", what="text")
    assert verify(made.path).whole


def edited(dossier: Dossier) -> Dossier:
    """The dossier as it is read after somebody has changed a word of its record."""
    path = dossier.path / "record.json"
    path.write_bytes(path.read_bytes().replace(b"I object.", b"I agree. "))
    return Store(dossier.path.parent).open(dossier.id)


def test_what_was_written_on_an_altered_record_stays_altered(made: Dossier) -> None:
    noted = edited(made)
    for reason in ("own", "job"):
        noted.change(reason_kind=reason)
        verdict = verify(made.path)
        assert (verdict.altered, verdict.missing, verdict.added) == (("record.json",), (), ())
    assert Store(made.path.parent).open(made.id).record == noted.record
    assert noted.record.letter == "I agree. "


def test_a_list_of_an_earlier_optout_is_read(made: Dossier) -> None:
    path = made.path / "manifest.json"
    earlier = json.loads(path.read_bytes())
    del earlier["altered"]
    path.write_text(json.dumps(earlier))
    assert verify(made.path).whole
    made.change(reason_kind="own")
    assert verify(made.path).whole


def test_a_record_that_was_put_back_is_whole(made: Dossier) -> None:
    path = made.path / "record.json"
    before = path.read_bytes()
    edited(made)
    path.write_bytes(before)
    made.change(reason_kind="own")
    assert verify(made.path).whole


def test_a_replaced_piece_of_evidence_is_as_optout_wrote_it(made: Dossier) -> None:
    """The newest picture counts, whatever became of the one before."""
    (made.path / "form.png").write_bytes(b"another")
    made.keep("form.png", b"newest", what="form")
    assert verify(made.path).whole
