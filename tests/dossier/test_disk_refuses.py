"""A disk that is full or read-only: a clear error, and what was there before is still there."""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import State
from optout.dossier import manifest
from optout.dossier.export.verify import verify
from optout.dossier.file import Dossier
from optout.dossier.store import Store
from optout.system.files import private_folder, refused

NOBODY = 65534


@pytest.fixture
def made(tmp_path: Path) -> Dossier:
    return Store(tmp_path / "dossiers").create(form="facebook", letter="I object.")


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The kernel refuses more, in the middle of a write, as a full disk does."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


@pytest.mark.linux("the system refuses what is too long")
def test_no_room_for_the_record(made: Dossier) -> None:
    before = made.record
    for size in (0, 1, 100, 400):
        with no_file_larger_than(size), pytest.raises(OptoutError) as caught:
            made.advance(State.PREFILLED, by="tool")
        assert caught.value.problem is errors.DISK
        assert caught.value.facts == {"where": made.path, "why": "the disk is full"}
        assert made.record == before
        assert Store(made.path.parent).all().records == [before]
        assert Store(made.path.parent).all().troubles == []
        assert verify(made.path).whole
    made.advance(State.PREFILLED, by="tool")
    assert verify(made.path).whole


@pytest.mark.linux("rights of files")
@pytest.mark.parametrize("moved", [True, False])
def test_a_folder_that_is_taken_away_is_made_again(made: Dossier, moved: bool) -> None:
    """Whatever was proved is still known, so it is kept."""
    made.advance(State.PREFILLED, by="tool", proof="read_back")
    if moved:
        made.path.rename(made.path.with_name("elsewhere"))
    else:
        shutil.rmtree(made.path)
    made.keep("result.txt", b"Thank you", what="result")
    made.advance(State.ACKNOWLEDGED, by="page", proof="Thank you")
    store = Store(made.path.parent)
    (record,) = store.all().records
    assert (record.letter, record.state) == ("I object.", State.ACKNOWLEDGED)
    assert [t.finding for t in store.all().troubles] == (["copy"] if moved else [])
    assert made.path.stat().st_mode & 0o777 == 0o700
    assert verify(made.path).whole
    assert [*made.evidence()] == ["result.txt"]


def test_where_the_data_folder_is_away_nothing_is_made_in_its_place(made: Dossier) -> None:
    """Its disk may have been pulled out, and would hide what is written there now."""
    data = made.path.parent.parent
    away = data.rename(data.with_name("away"))
    with pytest.raises(OptoutError, match="the folder is not there"):
        made.advance(State.PREFILLED, by="tool")
    assert not data.exists()
    away.rename(data)
    made.advance(State.PREFILLED, by="tool")
    assert Store(made.path.parent).all().records == [made.record]


@pytest.mark.parametrize("pending", [False, True])
def test_a_record_that_cannot_be_read_any_more_is_refused_until_it_can(
    made: Dossier, monkeypatch: pytest.MonkeyPatch, pending: bool
) -> None:
    """A folder stands in its place, or its disk has a fault: what is read first must not end all.

    With `pending` the write that was under way when it came is not settled either.
    """
    record, before = made.path / "record.json", made.record
    if pending:
        with monkeypatch.context() as stopped:
            stopped.setattr(manifest, "write", _stopped_at(record))
            with pytest.raises(KeyboardInterrupt):
                made.advance(State.PREFILLED, by="tool")
    aside = record.rename(made.path.with_name("aside"))
    record.mkdir()
    with pytest.raises(OptoutError, match="it is a folder"):
        made.advance(State.PREFILLED, by="tool")
    assert made.record == before
    record.rmdir()
    aside.rename(record)
    made.advance(State.PREFILLED, by="tool")
    assert verify(made.path).whole


def _stopped_at(record: Path) -> Callable[[Path, bytes], None]:
    """Writes as usual, and is stopped as soon as `record` is to be written."""
    usual = manifest.write

    def write(path: Path, data: bytes) -> None:
        if path == record:
            raise KeyboardInterrupt
        usual(path, data)

    return write


@pytest.mark.linux("the system refuses what is too long")
def test_no_room_for_a_picture(made: Dossier) -> None:
    before = files(made.path)
    with no_file_larger_than(10_000), pytest.raises(OptoutError):
        made.keep("form.png", bytes(20_000), what="form")
    after = files(made.path)
    assert after["record.json"] == before["record.json"]
    assert after.keys() == before.keys()
    assert made.evidence() == {}
    assert verify(made.path).whole


@pytest.mark.linux("the system refuses what is too long")
def test_no_room_for_a_new_dossier(made: Dossier) -> None:
    store = Store(made.path.parent)
    with no_file_larger_than(10), pytest.raises(OptoutError):
        store.create(form="instagram")
    assert [r.id for r in store.all().records] == [made.id]
    store.tidy()
    assert store.all().troubles == []


def as_ordinary_user(act: Callable[[], str]) -> str:
    """What `act` returns in a process without root's rights: modes mean nothing to root."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(writing, json.dumps(act()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as source:
        return str(json.loads(source.read()))


def error_of(act: Callable[[], object]) -> str:
    try:
        act()
    except OptoutError as error:
        return str(error)
    return "no error"


@pytest.fixture
def read_only(made: Dossier, tmp_path: Path) -> Iterator[Dossier]:
    """The dossier belongs to an ordinary user, who may not write into its folder."""
    opened = [p for p in (tmp_path, *tmp_path.parents) if p.stat().st_mode & 0o777 == 0o700]
    root = made.path.parent
    for path in (root, made.path, *made.path.iterdir()):
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
    for path in opened:
        path.chmod(0o711)
    root.chmod(0o500)
    made.path.chmod(0o500)
    yield made
    for path in opened:
        path.chmod(0o700)
    root.chmod(0o700)
    made.path.chmod(0o700)


@pytest.mark.linux("rights of files")
def test_a_read_only_folder(read_only: Dossier) -> None:
    before = files(read_only.path)
    store = Store(read_only.path.parent)
    said = [
        as_ordinary_user(lambda: error_of(lambda: read_only.advance(State.PREFILLED, by="tool"))),
        as_ordinary_user(lambda: error_of(lambda: read_only.keep("a.png", b"x", what="form"))),
        as_ordinary_user(lambda: error_of(lambda: store.create(form="facebook"))),
    ]
    for sentence in said:
        assert "you have no right to write there" in sentence
        assert "OPT-501" in sentence
    assert files(read_only.path) == before
    assert as_ordinary_user(lambda: store.all().records[0].id) == read_only.id


@pytest.mark.linux("rights of files")
def test_the_ordinary_user_can_write_where_allowed(read_only: Dossier) -> None:
    """The twin of the test above: it is the folder's mode that refuses, nothing else."""
    read_only.path.chmod(0o700)
    said = as_ordinary_user(lambda: error_of(lambda: read_only.keep("a.png", b"x", what="form")))
    assert said == "no error"


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "dossiers").write_text("not a folder")
    store = Store(tmp_path / "dossiers")
    assert store.all().records == []
    with pytest.raises(OptoutError, match="there is a file in the way"):
        store.create(form="facebook")


def test_a_file_of_the_working_folder_is_said_to_be_in_one() -> None:
    told = str(refused(Path("dates.ics").parent, OSError(errno.ENOSPC, "")))
    assert "could not write to .: the disk is full" in told


def test_a_folder_that_no_parent_makes_possible_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As below `/proc`, where the parent is there and nothing can be made."""
    usual = Path.mkdir

    def made(path: Path, mode: int = 0o777) -> None:
        if path.name == "never":
            raise FileNotFoundError(errno.ENOENT, "")
        usual(path, mode)

    monkeypatch.setattr(Path, "mkdir", made)
    with pytest.raises(OptoutError, match="the folder is not there"):
        private_folder(tmp_path / "parent" / "never")
    private_folder(tmp_path / "another" / "one")
    assert (tmp_path / "another" / "one").is_dir()
