"""What a run leaves behind: personal data in the dossier alone, privately; the code nowhere."""

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from run.conftest import EMAIL, World
from support.leftovers import carrying

pytestmark = [pytest.mark.headed, pytest.mark.slow]

NAME = "Prénom Nom"


class Sampler(threading.Thread):
    """Reads the arguments of every process of a run, again and again."""

    def __init__(self, token: str) -> None:
        super().__init__(daemon=True)
        self._token, self._over = token, threading.Event()
        self.seen: set[str] = set()

    def run(self) -> None:
        while not self._over.wait(0.2):
            self.seen |= {p.command for p in carrying("PYTEST_OPTOUT_TERMINAL", self._token)}

    def stop(self) -> None:
        self._over.set()
        self.join()


def _files(world: World) -> Iterator[Path]:
    """Everything below the home and the temporary folder, the browser's profile aside."""
    profile = world.data / "browser"
    for top in (Path(world.home["HOME"]), Path(world.home["TMPDIR"])):
        for path in top.rglob("*"):
            if path != profile and profile not in path.parents and not path.is_symlink():
                yield path


def _holding(world: World, text: str) -> set[Path]:
    sought = text.encode()
    files = [p for p in _files(world) if p.is_file()]
    return {p for p in files if sought in p.read_bytes() or sought.decode() in str(p)}


@pytest.mark.parametrize("debug", [False, True])
def test_only_the_dossier_knows_who_it_was(world: World, debug: bool) -> None:
    tool = world.start("facebook", *(["--debug"] if debug else []), flow="code")
    sampler = Sampler(tool._token)
    sampler.start()
    tool.expect("Keep the window open and this one too", timeout=60)
    world.site.person_submits("facebook")
    tool.expect("Paste the code", timeout=60)
    code = world.code("facebook")
    tool.type(code)
    tool.expect("Erase the browser profile", timeout=60)
    tool.type("n")
    assert tool.exit(timeout=60) == 0
    sampler.stop()

    dossiers = world.data / "dossiers"
    letter = world.record()["letter"].splitlines()[-3]
    for text in (EMAIL, NAME, letter):
        places = _holding(world, text)
        assert places, text
        assert all(dossiers in place.parents for place in places), places
    assert _holding(world, code) == set()
    assert len(sampler.seen) > 3
    for command in sampler.seen:
        assert not [text for text in (EMAIL, NAME, code) if text in command]
    typed = tool.text.replace(code, "", 1)  # as the terminal echoed it
    assert code not in typed


def test_what_is_kept_is_private(world: World) -> None:
    tool = world.start("facebook", flow="direct")
    tool.expect("Keep the window open and this one too", timeout=60)
    tool.interrupt()
    assert tool.exit(timeout=60) == 130
    kept = [p for p in _files(world) if world.data in p.parents and "browser." not in p.name]
    assert len(kept) >= 4
    for path in kept:
        mode = stat.S_IMODE(path.lstat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE((world.data / "browser").stat().st_mode) == 0o700
