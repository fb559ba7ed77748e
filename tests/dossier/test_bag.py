"""The packed dossier: a bag that anybody can check, and that no hostile zip makes do anything."""

import base64
import os
import stat
import subprocess
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import State
from optout.dossier.export import bag
from optout.dossier.export.pack import pack
from optout.dossier.export.page import page
from optout.dossier.export.verify import Verdict, verify, verify_copy
from optout.dossier.file import PAGE, Dossier

TODAY = date(2026, 11, 26)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
MAIL = b"From: a\r\nTo: a@example.org\nbare line\r\n\x1a\x00\xff\r\n"
TAGS = (
    "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "README.txt", "tagmanifest-sha256.txt",
)  # fmt: skip


@pytest.fixture
def kept(dated: Dossier, clock: list[datetime]) -> Dossier:
    """An objection that was acknowledged, whose page was shown a day ago."""
    dated.advance(State.PREFILLED, by="tool", proof="read back from the fields")
    dated.keep("filled.png", PNG, what="form")
    dated.advance(State.ACKNOWLEDGED, by="page", proof="Merci")
    dated.keep("result.txt", b"Merci, a@example.org", what="text")
    dated.keep("reply-1.eml", MAIL, what="reply")
    dated.keep(PAGE, page(dated, TODAY - timedelta(days=1)).encode(), what="page")
    clock[0] += timedelta(days=1)
    return dated


@pytest.fixture
def packed(kept: Dossier, tmp_path: Path) -> Path:
    file = tmp_path / "mine.zip"
    file.write_bytes(pack(kept, TODAY))
    return file


def test_what_has_lost_its_sums_is_not_packed_as_whole(kept: Dossier) -> None:
    (kept.path / "manifest.json").unlink()
    with pytest.raises(OptoutError) as caught:
        pack(kept, TODAY)
    assert caught.value.problem is errors.DOSSIER_DAMAGED


def unpacked(file: Path) -> Path:
    """As the person's own program unpacks it; the bag's folder."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(file.parent / "out")
    (folder,) = (file.parent / "out").iterdir()
    return folder


def sha256sum(
    folder: Path, sums: str = "manifest-sha256.txt"
) -> "subprocess.CompletedProcess[str]":
    """What somebody has who has no optout."""
    command = ["sha256sum", "--strict", "-c", sums]
    environ = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True)


def test_a_zip_made_a_day_after_the_page_was_shown_is_whole(packed: Path, kept: Dossier) -> None:
    verdict = verify_copy(packed)
    assert verdict.whole
    assert verdict.checked == 5 + len(TAGS) - 1
    assert verify_copy(unpacked(packed)).whole
    assert verify(kept.path).whole


@pytest.mark.linux("the program sha256sum")
def test_it_can_be_checked_without_optout(kept: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "mine.zip"
    file.write_bytes(pack(kept, TODAY))
    folder = unpacked(file)
    done = sha256sum(folder)
    assert done.returncode == 0, done.stderr
    assert f"data/{PAGE}: OK\n" in done.stdout
    assert done.stdout.count(": OK\n") == len([*(folder / "data").iterdir()])
    assert sha256sum(folder, "tagmanifest-sha256.txt").returncode == 0


def test_a_text_beside_says_what_to_open_and_how_to_check(packed: Path) -> None:
    said = (unpacked(packed) / "README.txt").read_text("utf-8")
    assert "Open data/dossier.html first." in said
    assert "sha256sum -c manifest-sha256.txt" in said


@pytest.mark.linux("the program sha256sum")
def test_a_changed_byte_is_noticed_without_optout(packed: Path) -> None:
    folder = unpacked(packed)
    picture = folder / "data" / "filled.png"
    data = bytearray(picture.read_bytes())
    data[100] ^= 1
    picture.write_bytes(data)
    done = sha256sum(folder)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if not line.endswith(": OK")] == [
        "data/filled.png: FAILED"
    ]


def test_its_tag_files_are_as_the_standard_wants_them(packed: Path) -> None:
    """RFC 8493, 2.1.1, 2.1.3, 2.2.2: what it declares, the sums of every file, the octets."""
    folder = unpacked(packed)
    declared = (folder / "bagit.txt").read_bytes()
    assert declared == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    sizes = [path.stat().st_size for path in (folder / "data").iterdir()]
    info = (folder / "bag-info.txt").read_text("utf-8")
    assert f"Payload-Oxum: {sum(sizes)}.{len(sizes)}\n" in info
    assert "Bagging-Date: 2026-11-26\n" in info
    listed = {line.split("  ")[1] for line in (folder / bag.SUMS).read_text().splitlines()}
    assert listed == {f"data/{path.name}" for path in (folder / "data").iterdir()}


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_what_was_altered_is_missing_or_was_added_is_named(packed: Path, kind: str) -> None:
    for name in ("data/filled.png", "data/dossier.html", *TAGS[:4]):

        def alter(files: dict[str, bytes], name: str = name) -> None:
            files[name] = files[name][:-2] + b"x\n"

        verdict = changed(packed, kind, alter)
        assert (verdict.whole, verdict.altered) == (False, (name,))
    verdict = changed(packed, kind, lambda files: files.pop("data/result.txt"))
    assert (verdict.missing, verdict.altered, verdict.added) == (("data/result.txt",), (), ())
    more = {"data/more.png": PNG, "fetch.txt": b""}
    verdict = changed(packed, kind, lambda files: files.update(more))
    assert (verdict.added, verdict.altered) == (("data/more.png", "fetch.txt"), ())
    assert not verdict.whole


def test_without_its_lists_nothing_is_whole(packed: Path) -> None:
    for gone in (TAGS[0], TAGS[2], TAGS[4]):
        assert changed(packed, "zip", lambda files, gone=gone: files.pop(gone)).no_manifest
    twice = f"{'0' * 64}  data/a\n{'1' * 64}  data/a\n"
    for no_list in ("", "no list\n", "0" * 64 + "\n", twice, "\xff"):
        spoil = {bag.SUMS: no_list.encode("latin-1")}
        verdict = changed(packed, "zip", lambda files, spoil=spoil: files.update(spoil))
        assert verdict.no_manifest, no_list


def changed(packed: Path, kind: str, change: Callable[[dict[str, bytes]], object]) -> Verdict:
    """What is said of the bag after `change` to its files."""
    with zipfile.ZipFile(packed) as archive:
        top = archive.namelist()[0].partition("/")[0]
        files = {n.partition("/")[2]: archive.read(n) for n in archive.namelist()}
    change(files)
    place = packed.parent / f"changed-{len(list(packed.parent.iterdir()))}"
    if kind == "zip":
        with zipfile.ZipFile(place, "w") as archive:
            for name, data in files.items():
                archive.writestr(f"{top}/{name}", data)
    else:
        for name, data in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
    return verify_copy(place)


@pytest.mark.linux("the program sha256sum")
def test_what_was_altered_before_it_was_packed_is_found_in_the_zip(
    kept: Dossier, tmp_path: Path
) -> None:
    """The sums are those of when the files were written, not new ones that bless any change."""
    (kept.path / "filled.png").write_bytes(b"another")
    (kept.path / "result.txt").unlink()
    file = tmp_path / "mine.zip"
    file.write_bytes(pack(kept, TODAY))
    verdict = verify_copy(file)
    assert (verdict.altered, verdict.missing) == (("data/filled.png",), ("data/result.txt",))
    assert sha256sum(unpacked(file)).returncode == 1


@pytest.mark.linux("the program sha256sum")
def test_an_altered_record_that_was_written_on_is_found_in_the_zip(
    kept: Dossier, tmp_path: Path
) -> None:
    path = kept.path / "record.json"
    path.write_bytes(path.read_bytes().replace(b"Merci", b"Danke"))
    kept.change(reason_kind="own")
    file = tmp_path / "mine.zip"
    file.write_bytes(pack(kept, TODAY))
    assert verify_copy(file).altered == ("data/record.json",)
    assert sha256sum(unpacked(file)).returncode == 1


@pytest.mark.linux("a link")
def test_a_link_out_of_the_dossier_is_not_followed(kept: Dossier, tmp_path: Path) -> None:
    """What lies elsewhere is nobody's to hand over; the link is told as any missing file."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"DKIM-Signature: d=secret.example;\n\nelsewhere")
    names = ("filled.png", "reply-1.eml", "result.txt")
    for name in names:
        (kept.path / name).unlink()
        (kept.path / name).symlink_to(secret)
    file = tmp_path / "mine.zip"
    file.write_bytes(pack(kept, TODAY))
    data = unpacked(file) / "data"
    shown = (data / PAGE).read_text("utf-8")
    assert not any((data / name).exists() for name in names)
    assert not any(b"elsewhere" in path.read_bytes() for path in data.iterdir())
    assert base64.b64encode(secret.read_bytes()).decode() not in shown
    assert "secret.example" not in shown
    assert verify_copy(file).missing == tuple(f"data/{name}" for name in names)
    assert verify(kept.path).altered == names


@pytest.mark.linux("a link")
def test_a_record_that_is_a_link_is_not_packed(kept: Dossier, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    (kept.path / "record.json").rename(elsewhere)
    (kept.path / "record.json").symlink_to(elsewhere)
    file = tmp_path / "mine.zip"
    file.write_bytes(pack(kept, TODAY))
    assert verify_copy(file).missing == ("data/record.json",)


def test_a_copied_folder_of_a_dossier_is_checked_too(kept: Dossier) -> None:
    assert verify_copy(kept.path) == verify(kept.path)
    assert verify_copy(kept.path).checked == 5


def test_letters_not_sent_and_drafts_are_not_handed_over(kept: Dossier) -> None:
    """A draft carries the bag itself: it would be in its own next one."""
    for kind in ("follow-up", "complaint"):
        for suffix in (".txt", ".eml", ".pdf"):
            kept.keep(f"{kind}-fr{suffix}", b"text", what=kind)
    before = {"filled.png", "result.txt", "reply-1.eml"}
    assert set(kept.pieces()) == before
    kept.change(followed_up_on="2026-11-26")
    assert set(kept.pieces()) == before | {"follow-up-fr.txt", "follow-up-fr.pdf"}
    kept.change(complained_on="2026-11-27")
    assert set(kept.pieces()) - before == {
        "follow-up-fr.txt", "follow-up-fr.pdf", "complaint-fr.txt", "complaint-fr.pdf",
    }  # fmt: skip


# -- zips of others


def hostile(packed: Path, add: Callable[[zipfile.ZipFile, str], None]) -> Verdict:
    """What is said of the zip with something more in it."""
    file = packed.with_name("hostile.zip")
    file.write_bytes(packed.read_bytes())
    with zipfile.ZipFile(file, "a") as archive:
        add(archive, archive.namelist()[0].partition("/")[0])
    return verify_copy(file)


ELSEWHERE = (
    "../../etc/passwd", "/etc/passwd", "{top}/../../x", "{top}/data/../../../x", "{top}/./x",
    "C:\\x", "{top}/data\\x", "{top}//x", "other/x", "x", "{top}/data/a\x1b[2Jb", "{top}/a:b",
    "{top}/data/FILLED.png", "{top}/data/more.png",
)  # fmt: skip


@pytest.mark.parametrize("path", ELSEWHERE)
def test_what_was_added_is_told_and_stays_within_the_folder_it_is_unpacked_in(
    packed: Path, path: str
) -> None:
    before = sorted(packed.parent.rglob("*"))

    def add(archive: zipfile.ZipFile, top: str) -> None:
        entry = zipfile.ZipInfo()  # on Windows a name that is given turns each `\\` round
        entry.filename = path.replace("{top}", top)
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")

    verdict = hostile(packed, add)
    assert not verdict.whole
    assert verdict.added or verdict.no_manifest
    assert sorted(packed.parent.rglob("*")) == sorted([*before, packed.with_name("hostile.zip")])


def test_nothing_is_left_of_what_was_unpacked(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with bag.unpacked(packed) as folder:
        assert folder.is_relative_to(tmp_path / "temporary")
        assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert not [*(tmp_path / "temporary").iterdir()]


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_what_a_file_manager_leaves_is_nothing_added(packed: Path, kind: str) -> None:
    left = {"data/.DS_Store": b"\0", "desktop.ini": b"\0", "data/._filled.png": b"\0"}
    assert changed(packed, kind, lambda files: files.update(left)).whole
    verdict = hostile(
        packed, lambda archive, top: archive.writestr(f"__MACOSX/{top}/data/._filled.png", b"x")
    )
    assert verdict.whole


def test_of_a_name_that_is_there_twice_the_one_that_is_unpacked_counts(packed: Path) -> None:
    with warnings.catch_warnings(action="ignore"):  # Python's own, of just that
        verdict = hostile(
            packed, lambda archive, top: archive.writestr(f"{top}/data/filled.png", b"another")
        )
    assert verdict.altered == ("data/filled.png",)


@pytest.mark.linux("a pipe")
def test_links_and_pipes_in_an_unpacked_bag_are_no_files(packed: Path) -> None:
    folder = unpacked(packed)
    picture = folder / "data" / "filled.png"
    elsewhere = folder.parent / "same"
    picture.rename(elsewhere)
    picture.symlink_to(elsewhere)
    (folder / "more").symlink_to(folder / "data")
    os.mkfifo(folder / "data" / "pipe")
    verdict = verify_copy(folder)
    assert verdict.added == ("data/filled.png", "data/pipe", "more")
    assert verdict.missing == ("data/filled.png",)


@pytest.mark.linux("a pipe")
def test_a_pipe_in_place_of_a_file_is_altered(kept: Dossier) -> None:
    (kept.path / "filled.png").unlink()
    os.mkfifo(kept.path / "filled.png")
    assert verify(kept.path).altered == ("filled.png",)


def saying(packed: Path, size: int) -> Path:
    """The zip, whose directory says that the page in it has that size."""
    data = bytearray(packed.read_bytes())
    with zipfile.ZipFile(packed) as archive:
        top = archive.namelist()[0].partition("/")[0]
        known = archive.getinfo(f"{top}/data/{PAGE}").file_size
    at = data.rfind(known.to_bytes(4, "little"))
    data[at : at + 4] = size.to_bytes(4, "little")
    file = packed.with_name("saying.zip")
    file.write_bytes(data)
    return file


def test_a_bomb_is_refused_unread(packed: Path) -> None:
    """What is said to be larger than any dossier is not unpacked to see."""
    assert verify_copy(saying(packed, 299_000_000)).whole, "what it holds is the same"
    with pytest.raises(OptoutError, match="too large"):
        verify_copy(saying(packed, 300_000_000))


def test_a_zip_that_says_less_than_it_holds_is_read_no_further(packed: Path) -> None:
    """The size that it says in its directory is a lie: only so much is ever unpacked."""
    assert verify_copy(saying(packed, 10)).altered == (f"data/{PAGE}",)


def test_ten_thousand_files_are_too_many(packed: Path) -> None:
    def more(archive: zipfile.ZipFile, top: str) -> None:
        for number in range(10_000):
            archive.writestr(f"{top}/data/{number}", b"")

    with pytest.raises(OptoutError, match="too large"):
        hostile(packed, more)


def test_a_zip_larger_than_any_of_ours_is_not_read(packed: Path) -> None:
    file = packed.with_name("large.zip")
    for before, whole in ((1_000_000, True), (300_000_000, False)):
        with file.open("wb") as large:
            large.seek(before)  # nothing is on the disk there
            large.write(packed.read_bytes())
        if whole:
            assert verify_copy(file).whole
        else:
            with pytest.raises(OptoutError, match="too large"):
                verify_copy(file)


def test_what_is_packed_in_a_way_that_optout_never_packs_is_missing(packed: Path) -> None:
    file = packed.with_name("again.zip")
    for method, missing in {
        zipfile.ZIP_STORED: (),
        zipfile.ZIP_DEFLATED: (),
        zipfile.ZIP_BZIP2: ("data/filled.png",),
        zipfile.ZIP_LZMA: ("data/filled.png",),
    }.items():
        with zipfile.ZipFile(packed) as before, zipfile.ZipFile(file, "w") as after:
            for entry in before.infolist():
                other = entry.filename.endswith("/filled.png")
                after.writestr(entry, before.read(entry), method if other else None)
        assert verify_copy(file).missing == missing


@pytest.mark.parametrize("what", ["encrypted", "nameless", "torn"])
def test_what_cannot_be_read_is_missing_or_altered(packed: Path, what: str) -> None:
    data = bytearray(packed.read_bytes())
    with zipfile.ZipFile(packed) as archive:
        [entry] = [one for one in archive.infolist() if one.filename.endswith("/filled.png")]
    directory = data.rfind(b"PK\x01\x02", 0, data.rfind(b"data/filled.png"))
    if what == "torn":
        end = entry.header_offset + 30 + len(entry.filename) + entry.compress_size
        data[end - 3] ^= 0xFF
    elif what == "nameless":
        data[directory + 46] = data[entry.header_offset + 30] = 0
    else:
        data[directory + 8] |= 1
        data[entry.header_offset + 6] |= 1
    file = packed.with_name("spoilt.zip")
    file.write_bytes(data)
    verdict = verify_copy(file)
    assert (verdict.altered or verdict.missing) == ("data/filled.png",)
