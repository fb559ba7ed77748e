"""What is kept compiled is what its sources say, always."""

import errno
from pathlib import Path

import pytest

from optout.compiled import compiled


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.pycache_prefix", None)
    (tmp_path / "source.toml").write_text("one")
    return tmp_path / "source.toml"


def upper(source: Path, made: list[str], version: str = "") -> str:
    """The source in capitals, compiled; `made` notes each time that it was made anew."""

    def build() -> str:
        made.append(source.read_text())
        return made[-1].upper()

    return compiled("capitals", [source], build, version)


def kept(source: Path) -> list[Path]:
    return list((source.parent / "__pycache__").iterdir())


def test_it_is_made_once(source: Path) -> None:
    made: list[str] = []
    assert [upper(source, made) for _ in range(3)] == ["ONE"] * 3
    assert made == ["one"]


def test_it_is_made_anew_once_a_source_changes(source: Path) -> None:
    made: list[str] = []
    upper(source, made)
    source.write_text("two")
    assert upper(source, made) == "TWO"
    assert made == ["one", "two"]
    assert len(kept(source)) == 1


def test_it_is_made_anew_for_another_version_of_a_library(source: Path) -> None:
    made: list[str] = []
    for version in ("1", "1", "2"):
        upper(source, made, version)
    assert len(made) == 2


@pytest.mark.parametrize("left", [0, 10, 33, -1])
def test_what_was_cut_short_is_made_anew(source: Path, left: int) -> None:
    made: list[str] = []
    upper(source, made)
    (file,) = kept(source)
    file.write_bytes(file.read_bytes()[:left])
    assert upper(source, made) == "ONE"
    assert len(made) == 2


def test_where_nothing_can_be_written_it_is_made_each_time(source: Path) -> None:
    (source.parent / "__pycache__").write_text("a file in the way")
    made: list[str] = []
    assert [upper(source, made) for _ in range(2)] == ["ONE"] * 2
    assert len(made) == 2


def test_a_full_disk_keeps_no_pieces(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(part: Path, data: bytes) -> int:
        with part.open("wb") as begun:
            begun.write(data[:10])
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert upper(source, []) == "ONE"
    assert kept(source) == []


def test_it_is_made_anew_when_a_source_has_another_name(source: Path) -> None:
    made: list[str] = []
    upper(source, made)
    assert upper(source.rename(source.with_name("other.toml")), made) == "ONE"
    assert len(made) == 2


def test_what_cannot_be_kept_is_made_each_time(source: Path) -> None:
    made: list[object] = []

    def build() -> object:
        made.append(object())
        return made[-1]

    assert [compiled("objects", [source], build) for _ in range(2)] == made
    assert len(made) == 2
