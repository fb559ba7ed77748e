"""The browser's lock on its profile as it is on Windows: a file that it holds open."""

from pathlib import Path

import pytest
from support.event_loop import RunAsync

from optout.browser import profile_lock
from optout.domain import errors
from optout.domain.errors import OptoutError


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.platform", "win32")
    (tmp_path / "lockfile").touch()
    return tmp_path


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> list[Path]:
    """The browser holds it as often as it is tried to be taken away; what was tried."""
    tried: list[Path] = []
    unlink = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        tried.append(path)
        if len(tried) <= times:
            raise PermissionError(13, "it is being used by another process", str(path), 32)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    return tried


@pytest.mark.parametrize("times", [0, 3])
def test_a_browser_on_its_way_out_is_waited_for(
    profile: Path, monkeypatch: pytest.MonkeyPatch, run_async: RunAsync, times: int
) -> None:
    """None is there any more at 0: the file is what a power cut left."""
    tried = held(monkeypatch, times)
    assert run_async(profile_lock.is_released(profile))
    assert tried == [profile / "lockfile"] * (times + 1)
    assert not (profile / "lockfile").exists()


def test_one_that_stays_is_said(
    profile: Path, monkeypatch: pytest.MonkeyPatch, run_async: RunAsync
) -> None:
    held(monkeypatch, 1000)
    with pytest.raises(OptoutError) as caught:
        run_async(profile_lock.recover(profile, grace=0.2))
    assert caught.value.problem is errors.LOCKED
    assert not run_async(profile_lock.is_released(profile, grace=0.2))


def test_a_profile_without_it_is_free(profile: Path, run_async: RunAsync) -> None:
    (profile / "lockfile").unlink()
    run_async(profile_lock.recover(profile, grace=0.1))
