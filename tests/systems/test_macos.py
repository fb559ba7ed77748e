"""What is another on a Mac: its language, its Keychain, its short paths for sockets."""

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.event_loop import RunAsync

from optout import i18n
from optout.browser import launch, profile_lock
from optout.domain import errors
from optout.domain.errors import OptoutError


def test_the_language_is_that_of_the_system_s_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def run(command: list[str], **_how: Any) -> "subprocess.CompletedProcess[str]":
        assert command == ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
        return subprocess.CompletedProcess(command, 0, told[-1], "")

    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setattr("locale.getlocale", lambda *_: (None, "UTF-8"))
    for words, language in {"fr_BE\n": "fr", "pt_PT\n": "pt", "sv_SE\n": "en", "": "en"}.items():
        told.append(words)
        assert i18n.system_language({}) == language
        assert i18n.system_language({"LANG": "de_DE.UTF-8"}) == "de"


def test_without_its_settings_it_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: this system has no such program."""
    monkeypatch.setattr("sys.platform", "darwin")
    assert i18n.system_language({}) == "en"


def test_the_keychain_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright's own argument keeps the question away; elsewhere it is left out."""
    for platform, asks in {"linux": True, "win32": True, "darwin": False}.items():
        monkeypatch.setattr("sys.platform", platform)
        assert ("--use-mock-keychain" in launch._left_out()) is asks
        assert "--password-store=basic" in launch._left_out()


LONG = "a-name-that-is-as-long-as-those-of-a-mac-are"


@pytest.fixture(params=["profile", "socket", "neither"])
def held(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Path]:
    """A profile that a browser holds; which of the two paths is too long for a socket's."""
    short = Path(tmp_path_factory.mktemp("s"))
    long = short / LONG / LONG / LONG
    long.mkdir(parents=True)
    profile = (long if request.param == "profile" else short) / "profile"
    profile.mkdir()
    folder = long if request.param == "socket" else short
    end = folder / "SingletonSocket"
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(folder)  # as the browser's own way around the limit
        listening.bind(end.name)
        os.chdir(here)
        listening.listen()
        (profile / "SingletonSocket").symlink_to(end)
        (profile / "SingletonLock").symlink_to(f"host-{os.getpid()}")
        yield profile


@pytest.mark.linux("a socket of Unix")
def test_a_browser_that_lives_is_seen_whatever_path_is_long(
    held: Path, run_async: RunAsync
) -> None:
    paths = [held / "SingletonSocket", (held / "SingletonSocket").readlink()]
    assert min(len(str(p)) for p in paths) <= profile_lock._LONGEST
    with pytest.raises(OptoutError) as caught:
        run_async(profile_lock.recover(held, grace=0.1))
    assert caught.value.problem is errors.LOCKED


@pytest.mark.linux("a socket of Unix")
def test_where_both_are_long_the_process_s_own_life_decides(tmp_path: Path) -> None:
    profile = tmp_path / LONG / LONG / LONG
    profile.mkdir(parents=True)
    (profile / "SingletonSocket").symlink_to(profile / "s")
    for pid, holder in ((os.getpid(), os.getpid()), (2**22 + 1, 0)):
        (profile / "SingletonLock").unlink(missing_ok=True)
        (profile / "SingletonLock").symlink_to(f"host-{pid}")
        assert profile_lock._holder(profile) == holder


def test_what_optout_asks_for_is_short_enough_on_a_mac() -> None:
    """The profile's own path, for a name of twenty letters."""
    place = f"/Users/{'n' * 20}/Library/Application Support/optout/browser/SingletonSocket"
    assert len(place) <= profile_lock._LONGEST
    assert re.fullmatch(r"[ -~]+", place)
