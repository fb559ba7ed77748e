"""What is kept compiled is what its sources say, always."""

import errno
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import optout
from optout.compiled import compiled, toml

_NO_CACHE = {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.pycache_prefix", None)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
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


def test_what_was_cut_short_is_made_anew(source: Path) -> None:
    for left in (0, 10, 33, -1):
        upper(source, [])
        (file,) = kept(source)
        whole = file.read_bytes()
        file.write_bytes(whole[:left])
        assert upper(source, []) == "ONE", left
        assert file.read_bytes() == whole


def test_where_nothing_can_be_written_it_is_made_each_time(source: Path) -> None:
    (source.parent / "__pycache__").write_text("a file in the way")
    made: list[str] = []
    assert [upper(source, made) for _ in range(2)] == ["ONE"] * 2
    assert len(made) == 2


@pytest.mark.parametrize(
    ("options", "environ", "writes"),
    [
        ([], {}, True),
        (["-B"], {}, False),
        ([], {"PYTHONDONTWRITEBYTECODE": "1"}, False),
    ],
)
def test_nothing_is_written_where_python_is_told_to_write_nothing(
    tmp_path: Path, options: list[str], environ: dict[str, str], writes: bool
) -> None:
    source = tmp_path / "source.toml"
    source.write_text("one = 1")
    code = f"import pathlib, optout.compiled as c; print(c.toml(pathlib.Path({str(source)!r})))"
    kept = {name: value for name, value in os.environ.items() if name not in _NO_CACHE}
    said = subprocess.run(
        [sys.executable, "-P", *options, "-c", code],
        env={**kept, **environ}, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    assert said == "{'one': 1}\n"
    assert (tmp_path / "__pycache__").exists() is writes


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


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.pycache_prefix", None)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "table.toml").write_text('[part]\nname = "é"\nlist = [1, 2]\n', "utf-8")
    return tmp_path / "table.toml"


def test_a_table_is_what_its_file_says(table: Path) -> None:
    said = {"part": {"name": "é", "list": [1, 2]}}
    assert [toml(table), toml(table)] == [said, said]
    assert len(kept(table)) == 1


def test_who_changes_a_table_changes_no_other_one(table: Path) -> None:
    toml(table)["part"]["list"].append(3)
    assert toml(table)["part"]["list"] == [1, 2]


def test_a_table_is_read_anew_once_its_file_changes(table: Path) -> None:
    toml(table)
    table.write_text("a = 1", "utf-8")
    assert toml(table) == {"a": 1}


TABLES = [
    "countries/countries.toml",
    "countries/variants.toml",
    "forms/shared/labels.toml",
    "letters/authority_choice.toml",
    "letters/complaint_ways.toml",
    "letters/signing.toml",
    "locate/roles.toml",
]


def test_each_of_the_project_s_tables_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.pycache_prefix", None)
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    for number, table in enumerate(TABLES):
        copy = tmp_path / str(number) / Path(table).name
        copy.parent.mkdir()
        copy.write_bytes((Path(optout.__file__).parent / table).read_bytes())
        assert toml(copy) == tomllib.loads(copy.read_text("utf-8")), table
        assert len(kept(copy)) == 1
