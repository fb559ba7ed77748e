"""An environment is taken as it is, or made anew, for the right reasons."""

import sys
from pathlib import Path

import pytest
from bootstrap import places, stamp
from bootstrap.stamp import Stamp

BOTH = ("run", "test")


def test_what_was_set_up_is_current(ready: Path) -> None:
    assert stamp.is_current(ready / ".venv", ready, BOTH)


def test_what_was_made_otherwise_is_made_anew(ready: Path) -> None:
    as_made = stamp.read(ready / ".venv")
    assert as_made is not None
    wrong = []
    for values in (
        {"root": "/elsewhere"},
        {"system": "other machine"},
        {"python": "/nowhere/bin/python3.11"},
        {"version": "3.10"},
        {"parts": {}},
        {"parts": []},
    ):
        stamp.write(ready / ".venv", as_made._replace(**values))  # type: ignore[arg-type]
        current = stamp.read(ready / ".venv")
        sound = current is not None and stamp.is_sound(current, ready)
        if sound or stamp.is_current(ready / ".venv", ready, ("run",)):
            wrong.append(values)
    assert wrong == []


def test_another_python_uses_the_environment_that_is_there(ready: Path) -> None:
    current = stamp.read(ready / ".venv")
    assert current is not None
    stamp.write(ready / ".venv", current._replace(python="/bin/sh", version="3.99"))
    assert stamp.is_current(ready / ".venv", ready, BOTH)


@pytest.mark.parametrize("name", ["scripts/requirements.txt", "pyproject.toml"])
def test_a_changed_file_is_noticed_without_making_all_anew(ready: Path, name: str) -> None:
    with (ready / name).open("a") as file:
        file.write("# changed\n")
    current = stamp.read(ready / ".venv")
    assert current is not None
    assert stamp.is_sound(current, ready)
    assert not stamp.is_current(ready / ".venv", ready, ("run",))


def test_the_tests_lock_matters_to_the_tests_alone(ready: Path) -> None:
    (ready / "scripts/requirements-test.txt").write_text("# changed\n")
    assert stamp.is_current(ready / ".venv", ready, ("run",))
    assert not stamp.is_current(ready / ".venv", ready, BOTH)


def test_a_damaged_stamp_is_no_stamp(ready: Path) -> None:
    for text in ("", "{", "[]", "null", '{"root": 1}', "\x00\xff"):
        (ready / ".venv" / stamp.NAME).write_text(text)
        assert stamp.read(ready / ".venv") is None, text
    assert not stamp.is_current(ready / ".venv", ready, ("run",))


def test_environment_is_in_the_checkout(ready: Path) -> None:
    assert places.find(("run",), ready) == places.Places(ready, ready / ".venv")


@pytest.mark.parametrize(
    ("platform", "environ", "ends"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data"),
        ("linux", {}, ".local/share"),
        ("darwin", {}, "Library/Application Support"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local"),
        ("win32", {}, "AppData/Local"),
    ],
)
def test_user_data(platform: str, environ: dict[str, str], ends: str) -> None:
    assert places.user_data(environ, platform).as_posix().endswith(ends)


def test_stamp_of_this_python_names_it() -> None:
    fresh: Stamp = stamp.fresh(Path("/checkout"))
    assert Path(fresh.python).exists()
    assert fresh.version == f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.mark.parametrize("times", [0, 2])
def test_a_virus_scanner_that_holds_it_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """Else the whole set-up is done in vain, and said to lack room on the disk."""
    new = stamp.fresh(tmp_path)
    tried: list[Path] = []
    replace = Path.replace

    def held(path: Path, target: Path) -> Path:
        tried.append(path)
        if len(tried) <= times:
            raise PermissionError(13, "Access is denied", str(path), 5)
        return replace(path, target)

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(Path, "replace", held)
    stamp.write(tmp_path, new)
    assert stamp.read(tmp_path) == new
    assert len(tried) == times + 1
