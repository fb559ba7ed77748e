"""What a run leaves behind: personal data in the dossier alone, privately; the code nowhere."""

import base64
import json
import re
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from support.faults import processes
from support.leftovers import carrying
from support.report import Report
from support.terminal import Terminal
from support.world import EMAIL, World

pytestmark = pytest.mark.headed

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


def _files(world: World, *, profile: bool) -> Iterator[Path]:
    """Everything below the home and the temporary folder; `profile`: that of the browser too."""
    browser = world.data / "browser"
    for top in (Path(world.home["HOME"]), Path(world.home["TMPDIR"])):
        for path in top.rglob("*"):
            if (profile or browser not in (path, *path.parents)) and not path.is_symlink():
                yield path


def _forms(text: str) -> set[bytes]:
    """`text` as programs write it down: plain, in UTF-16, in an address, in JSON, in base64."""
    data = text.encode()
    shifted = (base64.b64encode(b"\0" * before + data) for before in range(3))
    # The first and the last letters of base64 hang on what stands beside the text.
    inner = {b64[4 if before else 0 : -4] for before, b64 in enumerate(shifted)}
    return {
        data,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        quote(text, safe="").encode(),
        quote_plus(text).encode(),
        json.dumps(text)[1:-1].encode(),
        *(form for form in inner if len(form) >= 8),
        base64.b64encode(data).rstrip(b"="),
    }


def _holding(world: World, text: str, *, profile: bool = True) -> tuple[set[Path], int]:
    """The files that hold `text` in any form, or are named by it, and how many were searched."""
    sought = _forms(text)
    files = [p for p in _files(world, profile=profile) if p.is_file()]
    held = {p for p in files if _any_in(sought, p.read_bytes()) or _in(text.encode(), bytes(p))}
    return held, len(files)


def _any_in(sought: set[bytes], data: bytes) -> bool:
    return any(_in(form, data) for form in sought)


def _in(form: bytes, data: bytes) -> bool:
    """Whether it is there; a code is not where a longer number, as of a time, has its digits."""
    if not form.isdigit():
        return form in data
    return re.search(rb"(?<!\d)%s(?!\d)" % form, data) is not None


def test_a_code_is_not_found_in_a_time() -> None:
    code = _forms("376736")
    assert not _any_in(code, b'{"time":"13440278337673681"}')
    assert all(_any_in(code, b"x%sx" % form) for form in code)


def _only_the_dossier_knows(world: World, code: str, *, profile: bool = True) -> int:
    """Assert it of who the person is and of the code; how many files were searched.

    Without `profile` that of the browser is left out: the next run clears up after a killed one.
    """
    dossiers = world.data / "dossiers"
    letter = world.record()["letter"].splitlines()[-3]
    searched = 0
    for text in (EMAIL, NAME, letter):
        places, searched = _holding(world, text, profile=profile)
        assert places, text
        assert all(dossiers in place.parents for place in places), places
    if code:
        assert _holding(world, code, profile=profile)[0] == set()
    return searched


@pytest.mark.parametrize("debug", [False, True])
def test_only_the_dossier_knows_who_it_was(world: World, debug: bool, report: Report) -> None:
    tool = world.start("facebook", *(["--debug"] if debug else []), flow="code")
    sampler = Sampler(tool._token)
    sampler.start()
    tool.expect("Keep the window open and this one too", timeout=60)
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code", timeout=60)
    code = world.code("facebook")
    tool.type(code)
    tool.finish()
    tool.expect("Erase this sign-in", timeout=60)
    tool.type("n")
    assert tool.exit(timeout=60) == 0
    sampler.stop()

    searched = _only_the_dossier_knows(world, code)
    report(f"no trace: {searched} files searched")
    assert len(sampler.seen) > 3
    for command in sampler.seen:
        assert not [text for text in (EMAIL, NAME, code) if text in command]
    typed = tool.text.replace(code, "", 1)  # as the terminal echoed it
    assert code not in typed


_BREAKS = """
import sys
from optout.run.form import form_page
async def breaks(tab, reading, code, patience, typed, *, sent):
    raise ValueError(f"{code} {reading!r} {tab.page.url}")
form_page.enter_code = breaks
from optout.cli import run_command_line as run
sys.exit(run(sys.argv[1:]))
"""
"""An error that nobody expects, with the code in it, just as it is to be typed."""


def _run(world: World, how: str) -> Terminal:
    options = ["--debug"] if how == "unexpected" else []
    after = {"after": "refused", "at": "code"} if how == "refused" else {}
    url = world.site.url("facebook", session="facebook", flow="code", **after)
    command = [sys.executable, "-P", "-c", _BREAKS] if how == "unexpected" else None
    environ = world.home | {
        "OPTOUT_COUNTRY": "FR",
        "OPTOUT_EMAIL": EMAIL,
        "OPTOUT_NAME": NAME,
        "OPTOUT_LANGUAGE": "fr",
    }
    return world.open_terminal(
        "run", "facebook", "--url", url, *options, environ=environ, command=command, timeout=60
    )


@pytest.mark.parametrize("how", ["kill", "browser", "unexpected", "refused"])
def test_nor_does_anything_else_after_another_end(world: World, how: str, report: Report) -> None:
    tool = _run(world, how)
    tool.expect("Keep the window open and this one too", timeout=60)
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code", timeout=60)
    code = world.code("facebook")
    if how == "kill":
        processes.kill(tool.pid)
    elif how == "browser":
        processes.kill(processes.browser(tool))
    else:
        tool.type(code)
    if how == "unexpected":
        tool.expect("ValueError", timeout=60)
        assert "Traceback" not in tool.text.replace(code, "", 1)
    elif how == "refused":
        tool.expect("the page refuses the request", timeout=60)
        tool.interrupt()
    tool.exit(timeout=60)
    assert code not in tool.text.replace(code, "", 1)
    searched = _only_the_dossier_knows(world, code, profile=how != "kill")
    report(f"no trace, {how}: {searched} files searched")


def test_nor_by_hand(world: World, report: Report) -> None:
    tool = world.run("facebook", "--manual")
    for _question in range(2):
        tool.expect(r"\[y/N\] > ", timeout=60)
        tool.type("n")
    tool.exit(timeout=60)
    report(f"no trace, by hand: {_only_the_dossier_knows(world, '')} files searched")


def test_every_form_would_be_found(tmp_path: Path) -> None:
    for before in range(4):
        for form in (
            base64.b64encode(b"x" * before + NAME.encode() + b"yy"),
            quote("a " + NAME).encode(),
            json.dumps({"a": NAME}).encode(),
            NAME.encode("utf-16-le"),
            f"xx{NAME}".encode("utf-16"),
        ):
            assert _any_in(_forms(NAME), form)
    assert not _any_in(_forms(NAME), base64.b64encode(b"Somebody Else, and more of that"))


def test_what_is_kept_is_private(world: World) -> None:
    tool = world.start("facebook", flow="direct")
    tool.expect("Keep the window open and this one too", timeout=60)
    tool.interrupt()
    assert tool.exit(timeout=60) == 130
    kept = [
        p
        for p in _files(world, profile=False)
        if world.data in p.parents and "browser." not in p.name
    ]
    assert len(kept) >= 4
    for path in kept:
        mode = stat.S_IMODE(path.lstat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE((world.data / "browser").stat().st_mode) == 0o700
