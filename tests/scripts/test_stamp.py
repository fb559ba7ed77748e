"""An environment is taken as it is, or made anew, for the right reasons."""

from pathlib import Path

import pytest
from bootstrap.environment import RUN, STAMP, TESTS, is_current, made_from


def test_what_was_set_up_is_current(ready: Path) -> None:
    assert is_current(ready, TESTS)
    assert is_current(ready, RUN), "the tests' holds all of it"
    (ready / ".venv" / STAMP).write_text(made_from(ready, RUN))
    assert is_current(ready, RUN)
    assert not is_current(ready, TESTS)


@pytest.mark.parametrize("name", [TESTS, "pyproject.toml"])
def test_a_changed_file_is_noticed(ready: Path, name: str) -> None:
    with (ready / name).open("a") as file:
        file.write("# changed\n")
    assert not is_current(ready, TESTS)


@pytest.mark.parametrize(
    ("name", "value"), [("base_prefix", "/elsewhere"), ("version_info", (3, 99))]
)
def test_another_python_is_noticed(
    ready: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    """Else a Python that the system has replaced leaves an environment without packages."""
    monkeypatch.setattr(f"sys.{name}", value)
    assert not is_current(ready, RUN)


def test_a_checkout_that_has_moved_is_noticed(ready: Path) -> None:
    assert not is_current(ready.rename(ready.with_name("moved")), RUN)


def test_a_damaged_stamp_is_no_stamp(ready: Path) -> None:
    file = ready / ".venv" / STAMP
    for cut in (b"", file.read_bytes()[:63], b"\x00\xff"):
        file.write_bytes(cut)
        assert not is_current(ready, RUN), cut
