"""What a run leaves behind: personal data in the dossier alone, privately; the code nowhere."""

import base64
import json
import os
import re
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from support.beside import Beside
from support.faults import processes
from support.hostile_site import ATTACK, WAYS
from support.leftovers import Process, carrying, files_in
from support.report import Report
from support.terminal import Terminal
from support.world import EMAIL, World

from optout.companion.companion_page import ADDRESS
from optout.system import environment

NAME = "Prénom Nom"


class Sampler(threading.Thread):
    """Reads the arguments of every process of a run, again and again."""

    def __init__(self, processes: Callable[[], list[Process]]) -> None:
        super().__init__(daemon=True)
        self._processes, self._over = processes, threading.Event()
        self.seen: set[str] = set()

    def run(self) -> None:
        while not self._over.wait(0.2):
            self.seen |= {p.command for p in self._processes()}

    def stop(self) -> None:
        self._over.set()
        self.join()


def _files(world: World, *, profile: bool) -> Iterator[Path]:
    """Everything below the home and the temporary folder; `profile`: that of the browser too."""
    browser = world.data / "browser"
    for top in (Path(world.home["HOME"]), Path(world.home["TMPDIR"])):
        for path in files_in(top):
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


def _holding(world: World, *texts: str, profile: bool = True) -> tuple[dict[str, set[Path]], int]:
    """The files that hold each of `texts` in any form, or are named by it, and how many were
    searched."""
    sought = {text: _forms(text) for text in texts}
    held: dict[str, set[Path]] = {text: set() for text in texts}
    files = [p for p in _files(world, profile=profile) if p.is_file()]
    for path in files:
        data = bytes(path) + b"\n" + path.read_bytes()
        for text in texts:
            if _any_in(sought[text], data):
                held[text].add(path)
    return held, len(files)


def _any_in(sought: set[bytes], data: bytes) -> bool:
    return any(_in(form, data) for form in sought)


def _in(form: bytes, data: bytes) -> bool:
    """Whether it is there; a code is not where a longer number, as of a time, has its digits."""
    if form not in data or not form.isdigit():
        return form in data
    return re.search(rb"(?<!\d)%s(?!\d)" % form, data) is not None


def _only_the_dossier_knows(world: World, code: str, *, profile: bool = True) -> int:
    """Assert it of who the person is and of the code; how many files were searched.

    Without `profile` that of the browser is left out: the next run clears up after a killed one.
    """
    dossiers = world.data / "dossiers"
    letter = world.record()["letter"].splitlines()[-3]
    held, searched = _holding(world, EMAIL, NAME, letter, *[code] * bool(code), profile=profile)
    assert held.pop(code, set()) == set()
    for text, places in held.items():
        assert places, text
        assert all(dossiers in place.parents for place in places), places
    # What was typed into open tabs would be there, by a key that everybody knows.
    tabs = [*(world.data / "browser" / "Default").glob("Sessions*")] if profile else []
    assert not tabs
    return searched


LEFT = {
    "DEBUG": "pw:*",
    "PWDEBUG": "console",
    "DEBUGP": "1",
    "SELENIUM_REMOTE_URL": "http://127.0.0.1:1/",
    "NODE_DEBUG": "net,child_process",
    "npm_config_playwright_skip_browser_gc": "1",
    "NPM_CONFIG_DEBUG_FILE": "x",  # as Windows has it
    "PW_TEST_SCREENSHOT_NO_FONTS_READY": "1",
    "LOG_LEVEL": "trace",
    "SSLKEYLOGFILE": "/nowhere/keys",
    "OPENSSL_CONF": "/nowhere/openssl.cnf",
    "CHROME_EXTRA_FLAGS": "x",
    "CHROME_EXTRA_FLAGS_STABLE": "x",
    "CHROMIUM_FLAGS": "x",
    "CHROMIUM_USER_FLAGS": "x",
}
"""What may be left in a shell by chance, and would have something shown or written down."""
HARMLESS = ("PLAYWRIGHT_BROWSERS_PATH", "DEBUGGER", "CHROME_DEVEL_SANDBOX")


def test_what_is_harmless_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*LEFT, "DEBUG_FILE", "NODE_OPTIONS", *HARMLESS):
        monkeypatch.setenv(name, "x")
    environment.clean()
    assert not [name for name in (*LEFT, "DEBUG_FILE", "NODE_OPTIONS") if name in os.environ]
    assert {os.environ[name] for name in HARMLESS} == {"x"}


@pytest.mark.headed
def test_only_the_dossier_knows_who_it_was(world: World, report: Report) -> None:
    """Not even with `--debug`, which says more than a run else does."""
    log = Path(world.home["HOME"]) / "pw.log"
    world.settings |= {**LEFT, "DEBUG_FILE": str(log)}
    tool = world.start("facebook", "--debug", flow="code")
    sampler = Sampler(lambda: processes.of(tool))
    sampler.start()
    tool.expect("optout never presses it", timeout=60)
    world.site.person_does("facebook", "submit")
    tool.expect("Paste the code", timeout=60)
    code = world.code("facebook")
    tool.type(code)
    tool.finish()
    assert tool.exit(timeout=60) == 0
    sampler.stop()

    searched = _only_the_dossier_knows(world, code)
    report(f"no trace: {searched} files searched")
    _it_is_private(world)
    assert len(sampler.seen) > 3
    for command in sampler.seen:
        assert not [text for text in (EMAIL, NAME, code) if text in command]
    assert tool.text.count(code) == 1  # as the terminal echoed it
    assert tool.text.count(EMAIL) == 1  # as the tool told what it filled in
    assert "pw:" not in tool.text
    assert not log.exists()
    assert world.record()["letter"].splitlines()[-3] not in tool.text


@pytest.mark.headed
def test_the_companion_tells_the_person_alone(beside: Beside, report: Report) -> None:
    """Without a terminal, beside a form whose page tries all that it can."""
    world, data = beside.world, beside.world.home["XDG_DATA_HOME"]
    url = world.site.url("facebook", session="facebook", flow="code")
    who = {"COUNTRY": "FR", "EMAIL": EMAIL, "NAME": NAME, "LANGUAGE": "fr"}
    beside.start("run", "facebook", "--url", url, **{f"OPTOUT_{k}": v for k, v in who.items()})
    sampler = Sampler(lambda: carrying("XDG_DATA_HOME", data))
    sampler.start()
    beside.shows("Then press the page's own button to send")
    companion, form = beside.companion, beside.form
    letter = world.record()["letter"].splitlines()[-3]
    assert letter in (companion.locator("#letter pre").text_content() or "")
    before = companion.inner_html("body")
    attack = {"target": ADDRESS, "secret": EMAIL}
    assert form.evaluate(ATTACK, attack) == dict.fromkeys(WAYS, False)
    assert companion.inner_html("body") == before
    for page in form.context.pages:
        told = page.title() + page.url
        if page is not companion:
            told += page.content()
        assert not [text for text in (EMAIL, NAME, letter) if text in told], page.url
    form.get_by_role("button", name="Submit").click()
    beside.shows("Sent. The code is still missing.")
    code = world.code("facebook")
    beside.answer("Paste the code", code)
    beside.shows("Sent, and received.")
    assert code not in companion.title()
    beside.press("Finish")
    assert beside.ends() == 0, beside.said
    sampler.stop()

    report(f"no trace, beside: {_only_the_dossier_knows(world, code)} files searched")
    assert len(sampler.seen) > 3
    for command in sampler.seen:
        assert not [text for text in (EMAIL, NAME, code, letter) if text in command]
    host, places = ADDRESS.split("/")[2], world.data / "browser"
    (at,) = _holding(world, host)[0].values()
    assert {places / "Default" / "History"} <= at, "else README says what is not so"
    assert all(places in file.parents for file in at), "it is in no dossier"


def _it_is_private(world: World) -> None:
    """Assert it of all that is kept: nobody else can read it."""
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


@pytest.mark.headed
@pytest.mark.parametrize("how", ["kill", "browser", "unexpected", "refused"])
def test_nor_does_anything_else_after_another_end(world: World, how: str, report: Report) -> None:
    tool = _run(world, how)
    tool.expect("optout never presses it", timeout=60)
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


@pytest.mark.headed
def test_nor_by_hand(world: World, report: Report) -> None:
    tool = world.run("facebook", "--manual")
    for _question in range(2):
        tool.expect(r"\[y/N\] > ", timeout=60)
        tool.type("n")
    tool.exit(timeout=60)
    report(f"no trace, by hand: {_only_the_dossier_knows(world, '')} files searched")


def test_every_form_would_be_found() -> None:
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
    code = _forms("376736")
    assert not _any_in(code, b'{"time":"13440278337673681"}')
    assert all(_any_in(code, b"x%sx" % form) for form in code)
