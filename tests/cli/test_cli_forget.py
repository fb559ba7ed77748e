"""`optout forget`: erases what it is told to, says what is left, and asks before."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.conftest import Talk
from support.another_optout import another_optout
from support.command_line import CommandLine, refused, whole

from optout.cli import forget
from optout.dossier.store import Store
from optout.system import files, lock


@pytest.fixture
def kept(person: CommandLine) -> CommandLine:
    """The person, with everything that optout can keep."""
    person.sent()
    (person.data / "browser" / "Default").mkdir(parents=True)
    (person.data / "browser" / "Default" / "Cookies").write_text("x")
    settings(person).parent.mkdir(parents=True, exist_ok=True)
    settings(person).write_text('country = "FR"\n')
    Store(person.data / "practice" / "dossiers").create(form="facebook", practice=True)
    return person


def settings(person: CommandLine) -> Path:
    below = f"profiles/{person.profile}/" if person.profile else ""
    return Path(person.home["XDG_CONFIG_HOME"]) / f"optout/{below}optout.toml"


def test_everything_at_once(kept: CommandLine) -> None:
    done = kept.run("forget", "--all", "--yes")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.count("Erased: ") == 4
    assert "The companies still have your objections" in done.stderr
    assert "does not take it back" in done.stderr
    assert not os.path.lexists(kept.data)
    assert not settings(kept).parent.exists()
    again = kept.run("forget", "--all", "--yes")
    assert again.returncode == 0
    assert "keeps nothing of you" in again.stderr


@pytest.mark.parametrize("whole_one", [True, False])
def test_what_a_killed_setup_has_begun_to_write_goes_with_the_settings(
    kept: CommandLine, monkeypatch: pytest.MonkeyPatch, whole_one: bool
) -> None:
    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as at_the_end:
        at_the_end.setattr(files, "move", killed)
        with pytest.raises(KeyboardInterrupt):
            files.write(settings(kept), kept.email.encode())
    (half,) = settings(kept).parent.glob(".optout.toml.*.part")
    assert half.read_text() == kept.email
    if not whole_one:
        settings(kept).unlink()
    done = kept.run("forget", "--all", "--yes")
    assert (done.returncode, done.stderr.count("Erased: ")) == (0, 4)
    assert not settings(kept).parent.exists()
    assert "keeps nothing of you" in kept.run("forget", "--all", "--yes").stderr


def test_a_full_disk_is_no_reason_to_keep_it(
    kept: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files, "_fill", full)
    monkeypatch.setattr(forget, "PATIENCE", 0.1)
    with another_optout(kept.data):
        refused(kept.run("forget", "--all", "--yes"), "OPT-503", 1)
    done = kept.run("forget", "--all", "--yes")
    assert (done.returncode, done.stderr.count("Erased: ")) == (0, 4)
    assert not os.path.lexists(kept.data)


def test_without_a_terminal_nothing_is_erased_by_halves(kept: CommandLine) -> None:
    before = whole(kept.data)
    for options in ((), ("--all",), ("--yes",)):
        refused(kept.run("forget", *options), "OPT-610", 2, "optout forget --all --yes")
    assert whole(kept.data) == before
    assert settings(kept).exists()


def test_each_is_asked_for(kept: CommandLine) -> None:
    done = kept.run("forget", typed=["y", "n", "", "y"])
    asked = [line for line in done.stderr.splitlines() if line.startswith("Erase ")]
    for question, what in zip(
        asked,
        (
            "browser's profile, with your sign-in",
            "your settings",
            "your dossiers: the only proof",
            "your practice runs",
        ),
        strict=True,
    ):
        assert what in question
    assert "Erased: your practice runs" in done.stderr
    assert "The companies still have your objections" in done.stderr
    assert done.returncode == 0
    left = {p for p in kept.data.iterdir() if p.name not in lock.FILES}
    assert left - {settings(kept)} == {kept.dossiers}  # both are in one folder on Windows
    assert settings(kept).exists()


@pytest.mark.parametrize(("answer", "left"), [("y", False), ("n", True), ("", True)])
def test_all_is_asked_for_once(kept: CommandLine, answer: str, left: bool) -> None:
    done = kept.run("forget", "--all", typed=[answer])
    listed, asked, end = done.stderr.partition("Erase all of this")
    assert "your dossiers: the only proof" in listed and asked
    assert ("Nothing was erased" if left else "Erased: your settings") in end
    assert done.returncode == 0
    assert kept.dossiers.exists() is left


def test_broken_off_it_erases_nothing(kept: CommandLine, talk: Talk) -> None:
    before = whole(kept.data)
    done = kept.run("forget", typed=[])
    assert (done.returncode, "Erase " in done.stderr) == (0, True)
    tool = talk("forget")
    tool.expect("Erase .* > ")
    tool.interrupt()
    assert tool.exit() == 130
    assert whole(kept.data) == before


def test_what_others_of_the_household_keep_stays(kept: CommandLine, another: CommandLine) -> None:
    theirs = another.sent()
    settings(another).parent.mkdir(parents=True, exist_ok=True)
    settings(another).write_text('country = "DE"\n')
    before = whole(another.data)
    assert kept.run("forget", "--all", "--yes").returncode == 0
    assert whole(another.data) == before
    assert settings(another).exists()
    assert not settings(kept).exists()
    assert another.run("verify", theirs.id).returncode == 0
    assert another.run("forget", "--all", "--yes").returncode == 0
    assert not another.data.exists()
    assert not kept.data.exists()


FORGET_ALL = ("forget", "--all", "--yes")


def test_the_profiles_that_are_left_are_named_with_their_command(
    kept: CommandLine, another: CommandLine
) -> None:
    theirs = another.sent()
    for nothing in (False, True):
        done = kept.run(*FORGET_ALL)
        assert done.returncode == 0
        assert ("keeps nothing of you" in done.stderr) is nothing
        assert done.stderr.endswith("  optout --profile two forget\n")
    assert theirs.path.exists()
    kept.sent()
    assert another.run(*FORGET_ALL).stderr.endswith("stays. To erase it:\n  optout forget\n")
    assert "To erase it" not in kept.run(*FORGET_ALL).stderr


def test_an_empty_profile_is_nobody(kept: CommandLine, another: CommandLine) -> None:
    another.data.mkdir(parents=True)
    assert "To erase it" not in kept.run(*FORGET_ALL).stderr


@pytest.mark.linux("a link")
def test_what_a_link_leads_to_stays_and_is_named(kept: CommandLine) -> None:
    stick = kept.data.parent / "stick"
    kept.dossiers.rename(stick)
    kept.dossiers.symlink_to(stick)
    before = whole(stick)
    done = kept.run(*FORGET_ALL)
    assert done.returncode == 1
    assert "Erased: your dossiers" not in done.stderr
    assert "Only a link was erased: your dossiers" in done.stderr
    assert f"This stays:\n  {stick}\n" in done.stderr
    assert done.stderr.count("\nErased: ") == 3
    assert whole(stick) == before
    assert not os.path.lexists(kept.dossiers)


@pytest.mark.linux("a link")
def test_a_link_to_nothing_is_erased_as_anything_else(kept: CommandLine) -> None:
    kept.dossiers.rename(kept.data.parent / "away")
    kept.dossiers.symlink_to(kept.data.parent / "unplugged")
    done = kept.run(*FORGET_ALL)
    assert (done.returncode, done.stderr.count("Erased: ")) == (0, 4)


def test_what_another_program_has_open_is_named_and_goes_once_it_is_closed(
    kept: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as held:
        held.setattr("shutil.rmtree", lambda *_given, **_more: None)
        done = kept.run(*FORGET_ALL)
    assert (done.returncode, done.stderr.count("\nErased: ")) == (1, 1)
    cookies = kept.data / "browser" / "Default" / "Cookies"
    assert f"This is still there:\n  {cookies}\n" in done.stderr
    assert "allow erasing there, then run it again." in done.stderr
    again = kept.run(*FORGET_ALL)
    assert (again.returncode, "run it again" in again.stderr) == (0, False)
    assert not os.path.lexists(kept.data)


@pytest.fixture
def stick(kept: CommandLine) -> Path:
    """Where the settings say that the data is: on a stick, to which all of it was moved."""
    folder = kept.data.parent / "stick" / "optout"
    folder.parent.mkdir()
    settings(kept).unlink()  # on Windows it would go with the data
    kept.data.rename(folder)
    settings(kept).parent.mkdir(exist_ok=True)
    settings(kept).write_text(f"country = \"FR\"\ndata_dir = '{folder}'\n")
    return folder


STAYS = "Whatever optout keeps here was not erased and stays:\n"


def test_with_its_data_elsewhere_everything_goes(kept: CommandLine, stick: Path) -> None:
    done = kept.run(*FORGET_ALL)
    assert (done.returncode, done.stderr.count("Erased: ")) == (0, 4)
    assert STAYS not in done.stderr
    assert not stick.exists()


@pytest.mark.parametrize("erased", ["settings", "browser"])
def test_once_no_setting_names_the_data_its_folder_is_told(
    kept: CommandLine, stick: Path, erased: str
) -> None:
    asked = ("browser", "settings", "dossiers", "practice")
    done = kept.run("forget", typed=["y" if what == erased else "n" for what in asked])
    assert done.returncode == 0
    assert (f"{STAYS}  {stick}\n" in done.stderr) is (erased == "settings")
    assert (str(stick) in done.stderr.partition(STAYS)[2]) is (erased == "settings")
    assert (stick / "dossiers").exists()


def test_of_a_stick_that_is_not_plugged_in_the_folder_is_told(
    kept: CommandLine, stick: Path
) -> None:
    stick.rename(stick.with_name("away"))
    done = kept.run(*FORGET_ALL)
    assert (done.returncode, done.stderr.count("Erased: ")) == (0, 1)
    assert done.stderr.endswith(f"{STAYS}  {stick}\n")


def test_what_was_kept_before_the_data_went_elsewhere_is_told(
    kept: CommandLine, stick: Path
) -> None:
    before = kept.sent().path
    done = kept.run(*FORGET_ALL)
    assert done.stderr.endswith(f"{STAYS}  {kept.data}\n")
    done = kept.run(*FORGET_ALL, OPTOUT_DATA_DIR=str(stick))
    assert "keeps nothing of you" not in done.stderr
    assert done.stderr == f"{STAYS}  {kept.data}\n"
    assert before.exists()


@pytest.mark.parametrize("refused_at", ["optout", "dossiers"])
def test_where_nothing_can_be_seen_nothing_is_said_to_be_gone(
    kept: CommandLine, monkeypatch: pytest.MonkeyPatch, refused_at: str
) -> None:
    """As the system refuses whoever is not root, by the mode of the data folder."""
    iterdir, lstat = Path.iterdir, Path.lstat

    def listed(path: Path) -> Iterator[Path]:
        if path.name == refused_at:
            raise PermissionError(errno.EACCES, "")
        return iterdir(path)

    def looked_at(path: Path) -> os.stat_result:
        if path.name == refused_at:
            raise PermissionError(errno.EACCES, "")
        return lstat(path)

    before = whole(kept.data)
    monkeypatch.setattr(Path, "iterdir", listed)
    monkeypatch.setattr(Path, "lstat", looked_at)
    done = kept.run(*FORGET_ALL)
    refused(done, "OPT-501", 1, f"{kept.data}: ")
    assert "you have no right to write there" in done.stderr
    assert settings(kept).exists()
    assert whole(kept.data) == before


@pytest.mark.parametrize("folder", [".", "practice"])
def test_nothing_is_erased_under_a_run(
    kept: CommandLine, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forget, "PATIENCE", 0.1)
    running = kept.data / folder
    running.mkdir(exist_ok=True)
    with lock.held(kept.data):
        pass  # its file is there from now on
    with another_optout(running):
        before = whole(kept.data)
        refused(kept.run("forget", "--all", "--yes"), "OPT-503", 1)
        assert whole(kept.data) == before
