"""The entry in the menu of programs: what it starts, when it is offered, that it goes again."""

import os
import plistlib
import subprocess
import sys
from pathlib import Path

import pytest
from support.command_line import CommandLine, Done, in_this_process
from support.desktop_entry import command_of

from optout import i18n
from optout.setup import menu_entry

_OPTIONS = ["--config", '/é/100%/"it\'s" $HOME `x` \\ a=b.toml']
_WHO = {"OPTOUT_COUNTRY": "FR", "OPTOUT_EMAIL": "prenom.nom@example.org"}
_WITH_WINDOW = {"DISPLAY": ":99", "OPTOUT_COMPANION": "true"}
_ASKED = "Add optout to your menu of programs? [y/N] > "


@pytest.fixture(params=["linux", "darwin"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The system that this is taken for, with a home of its own."""
    monkeypatch.setattr("sys.platform", request.param)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("DISPLAY", ":99")
    return str(request.param)


def _started_by(system: str, entry: Path) -> list[str]:
    command = [entry / "Contents/MacOS/optout"] if system == "darwin" else command_of(entry)
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    return said.stdout.splitlines()


@pytest.mark.linux("the entries of other systems")
def test_it_starts_what_runs_now_whatever_signs_are_in_its_path(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / 'Zoë\'s 100% "=a" $HOME `x` \\ %f' / "python"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n')
    python.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(python))
    monkeypatch.delitem(sys._xoptions, "optout", raising=False)
    assert menu_entry.is_missing("")
    assert menu_entry.make("", _OPTIONS)
    assert not menu_entry.is_missing("")
    started = _started_by(system, menu_entry.place(""))
    assert started == [str(python), "-P", "-m", "optout", *_OPTIONS]
    # A checkout's script makes the environment whole, so it does not run in it.
    monkeypatch.setitem(sys._xoptions, "optout", "python3 scripts/optout.py")
    monkeypatch.setattr("sys.executable", "/gone/.venv/bin/python")
    monkeypatch.setattr("sys._base_executable", str(python), raising=False)
    assert menu_entry.make("two", [])
    script = Path(menu_entry.__file__).parents[2] / "scripts/optout.py"
    assert script.is_file()
    assert _started_by(system, menu_entry.place("two")) == [str(python), str(script)]


@pytest.mark.linux("the entries of other systems")
def test_linux_and_macos_read_what_they_expect(system: str, tmp_path: Path) -> None:
    assert menu_entry.make("two", [])
    if system == "darwin":
        entry = tmp_path / "Applications/optout-two.app"
        about = plistlib.loads((entry / "Contents/Info.plist").read_bytes())
        assert about["CFBundlePackageType"] == "APPL"
        assert os.access(entry / "Contents/MacOS" / about["CFBundleExecutable"], os.X_OK)
        return
    lines = (tmp_path / "data/applications/optout-two.desktop").read_text("utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    keys = dict(line.split("=", 1) for line in lines[1:])
    assert (keys["Type"], keys["Name"], keys["Terminal"]) == ("Application", "optout-two", "false")
    told = [keys["Comment"], *(keys[f"Comment[{code}]"] for code in i18n.languages()[1:])]
    assert len({*told}) == len(i18n.languages())
    assert keys["Comment[fr]"] == "Refuser que ce que vous publiez serve à entraîner une IA."


@pytest.mark.linux("the entries of other systems")
def test_where_it_cannot_be_written_it_is_not_said_to_be_there(system: str, tmp_path: Path) -> None:
    folder = tmp_path / ("Applications" if system == "darwin" else "data/applications")
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file in the way")
    assert not menu_entry.make("", [])
    assert menu_entry.is_missing("")


def _setup(home: dict[str, str], *options: str, typed: list[str], **environ: str) -> Done:
    done = in_this_process({**home, **_WHO, **environ}, "setup", *options, typed=["", *typed])
    assert done.returncode == 0, done.stderr
    assert (_ASKED in done.stderr) is bool(typed)
    return done


@pytest.mark.linux("the entries of other systems")
def test_setup_offers_it_until_it_is_there_and_forget_takes_it_away(
    own_home: dict[str, str],
) -> None:
    menu = Path(own_home["XDG_DATA_HOME"], "applications")
    _setup(own_home, typed=[""], **_WITH_WINDOW)
    assert not menu.exists(), "Enter means no"
    config = Path(own_home["HOME"], "my own.toml")
    config.write_text("")
    given = ["--config", str(config)]
    done = _setup(own_home, *given, typed=["y"], **_WITH_WINDOW)
    entry = menu / "optout.desktop"
    assert f"starts from your menu of programs now: {entry}" in done.stderr
    assert command_of(entry)[-2:] == given
    text = entry.read_text("utf-8")
    assert "prenom" not in text
    _setup(own_home, typed=[], **_WITH_WINDOW)
    assert (
        "menu of programs"
        not in CommandLine(own_home, "two").run("forget", "--all", "--yes").stderr
    )
    assert entry.exists(), "it is another's"
    told = CommandLine(own_home).run("forget", "--all", "--yes").stderr
    assert "Erased: optout's entry in your menu of programs." in told
    assert not entry.exists()


@pytest.mark.linux("the entries of other systems")
@pytest.mark.parametrize(
    ("options", "environ"),
    [
        ((), {"OPTOUT_COMPANION": "true"}),
        ((), {"DISPLAY": ":99", "OPTOUT_COMPANION": "false"}),
        (("--no-companion",), _WITH_WINDOW),
        ((), {**_WITH_WINDOW, "OPTOUT_HEADLESS": "true"}),
    ],
)
def test_it_is_offered_only_where_a_start_from_there_leads_to_the_end(
    own_home: dict[str, str], options: tuple[str, ...], environ: dict[str, str]
) -> None:
    own_home.pop("DISPLAY", None)
    _setup(own_home, *options, typed=[], **environ)


@pytest.mark.linux("the entries of other systems")
def test_setup_says_where_it_could_not_be_written(own_home: dict[str, str]) -> None:
    menu = Path(own_home["XDG_DATA_HOME"], "applications")
    menu.parent.mkdir(parents=True)
    menu.write_text("")
    done = _setup(own_home, typed=["y"], **_WITH_WINDOW)
    assert f"This could not be written: {menu}/optout.desktop" in done.stderr
    assert "starts from your menu" not in done.stderr
