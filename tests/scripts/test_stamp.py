"""An environment is taken as it is, or made anew, for the right reasons."""

from pathlib import Path

import pytest
from bootstrap import stamp

BOTH = ("run", "test")


def test_what_was_set_up_is_current(ready: Path) -> None:
    assert stamp.is_current(ready / ".venv", ready, BOTH)


@pytest.mark.parametrize("name", ["scripts/requirements.txt", "pyproject.toml"])
def test_a_changed_file_is_noticed(ready: Path, name: str) -> None:
    with (ready / name).open("a") as file:
        file.write("# changed\n")
    assert not stamp.is_current(ready / ".venv", ready, ("run",))


@pytest.mark.parametrize(
    ("name", "value"), [("base_prefix", "/elsewhere"), ("version_info", (3, 99))]
)
def test_another_python_is_noticed(
    ready: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    """Else a Python that the system has replaced leaves an environment without packages."""
    monkeypatch.setattr(f"sys.{name}", value)
    assert not stamp.is_current(ready / ".venv", ready, ("run",))


def test_a_checkout_that_has_moved_is_noticed(ready: Path) -> None:
    moved = ready.rename(ready.with_name("moved"))
    assert not stamp.is_current(moved / ".venv", moved, ("run",))


def test_the_tests_lock_matters_to_the_tests_alone(ready: Path) -> None:
    (ready / "scripts/requirements-test.txt").write_text("# changed\n")
    assert stamp.is_current(ready / ".venv", ready, ("run",))
    assert not stamp.is_current(ready / ".venv", ready, BOTH)


def test_a_damaged_stamp_is_no_stamp(ready: Path) -> None:
    file = ready / ".venv" / stamp.NAME
    whole = file.read_bytes()
    for cut in (b"", whole[:63], b"\x00\xff"):
        file.write_bytes(cut)
        assert not stamp.is_current(ready / ".venv", ready, ("run",)), cut
