"""Folders with personal data are the person's alone; others stay as they are."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.system import lock
from optout.system.files import keep_private, make_folder, private_folder, write

pytestmark = pytest.mark.linux("rights of files")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is another one than the owner of what they find."""
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)


def test_a_folder_of_our_own_is_closed_to_others(tmp_path: Path) -> None:
    (folder := tmp_path / "data").mkdir()
    tmp_path.chmod(0o755)
    for rights in (0o755, 0o770, 0o777, 0o701, 0o2775, 0o700):
        folder.chmod(rights)
        private_folder(folder)
        assert mode(folder) == 0o700
    assert mode(tmp_path) == 0o755, "what is above it is not optout's"


def test_where_a_link_leads_is_closed_to_others(tmp_path: Path) -> None:
    (real := tmp_path / "disk").mkdir()
    real.chmod(0o755)
    (link := tmp_path / "data").symlink_to(real)
    private_folder(link)
    assert mode(real) == 0o700
    assert link.is_symlink()


def test_what_everybody_shares_stays_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the settings name `/tmp` or the home folder itself."""
    (shared := tmp_path / "tmp").mkdir()
    shared.chmod(0o1777)
    (home := tmp_path / "home").mkdir()
    home.chmod(0o755)
    monkeypatch.setenv("HOME", str(home))
    for folder, rights in ((shared, 0o1777), (home, 0o755)):
        private_folder(folder)
        assert mode(folder) == rights


def test_a_folder_that_is_not_for_personal_data_alone_keeps_its_rights(tmp_path: Path) -> None:
    """That of a settings file that is named, or of a file to hand over, may be any."""
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert mode(tmp_path) == 0o755
    make_folder(tmp_path / "new" / "inner")
    assert mode(tmp_path / "new") == mode(tmp_path / "new" / "inner") == 0o700


@pytest.mark.usefixtures("somebody_else")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptoutError) as caught:
        private_folder(tmp_path)
    assert caught.value.problem is errors.FOLDER_OF_ANOTHER
    assert caught.value.facts == {"where": tmp_path}


@pytest.mark.usefixtures("somebody_else")
def test_nothing_is_locked_or_left_in_it(tmp_path: Path) -> None:
    with pytest.raises(OptoutError, match="OPT-522"), lock.held(tmp_path):
        pytest.fail("it was locked")
    assert list(tmp_path.iterdir()) == []


def test_nor_does_anybody_else_own_the_folder_of_all_profiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who owns it can put another folder in the place of a profile's."""
    (profiles := tmp_path / "profiles").mkdir()
    profiles.chmod(0o755)
    with lock.held(profiles / "own"):
        assert (mode(profiles), mode(profiles / "own")) == (0o700, 0o700)
    owner = Path.stat

    def of_another(path: Path, **more: bool) -> os.stat_result:
        found = owner(path, **more)
        return found if path != profiles else os.stat_result((*found[:4], found[4] + 1, *found[5:]))

    monkeypatch.setattr(Path, "stat", of_another)
    with pytest.raises(OptoutError) as caught, lock.held(profiles / "mine"):
        pytest.fail("it was locked")
    assert (caught.value.problem, caught.value.facts["where"]) == (
        errors.FOLDER_OF_ANOTHER,
        profiles,
    )
    assert not (profiles / "mine").exists()


def test_a_data_folder_of_our_own_is_closed_before_it_is_used(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with lock.held(tmp_path):
        assert mode(tmp_path) == 0o700


def test_a_file_of_ones_own_is_closed_and_one_that_others_may_write_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file := tmp_path / "optout.toml").write_text("")
    for rights in (0o600, 0o640, 0o644, 0o604, 0o755, 0o400):
        file.chmod(rights)
        assert keep_private(file)
        assert mode(file) & 0o077 == 0
    for rights in (0o620, 0o602, 0o666, 0o664):
        file.chmod(rights)
        assert not keep_private(file)
        assert mode(file) == rights, "who wrote it cannot be told any more"
    file.chmod(0o644)
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    assert not keep_private(file)
    monkeypatch.setattr(sys, "platform", "win32")
    assert keep_private(file)


def test_what_an_earlier_write_has_left_goes_with_the_next(tmp_path: Path) -> None:
    names = ".a.toml.0a1b2c3d.part", ".a.toml.ffffffff.part"
    others = ".b.toml.0a1b2c3d.part", ".a.toml", "a.toml.part", ".a.tom.0a1b2c3d.part"
    for name in (*names, *others):
        (tmp_path / name).write_text(name)
    write(tmp_path / "a.toml", b"x")
    assert {path.name for path in tmp_path.iterdir()} == {"a.toml", *others}


def test_a_disk_that_knows_no_rights_is_used_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a camera's card or a shared drive: nothing else could be done, and `status` tells."""

    def refused(*_given: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    tmp_path.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", refused)
    private_folder(tmp_path)
    assert mode(tmp_path) == 0o755


@pytest.mark.usefixtures("somebody_else")
def test_on_windows_the_rights_are_those_of_the_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "win32")
    private_folder(tmp_path)
    assert mode(tmp_path) == 0o755
