"""`optout check`: what is recognised, one line a page, whatever the pages do."""

import io
import json
import socket
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support.check_command import run_check
from support.event_loop import RunAsync
from support.fake_page import FORM, UNAVAILABLE, UNKNOWN, URL, reading

from optout.check import many_pages
from optout.check.report import Checked, Target
from optout.config.settings import Settings
from optout.domain.proofs import Proof, Why
from optout.forms import lookup
from optout.locate.fields.field import Field
from optout.locate.roles import PageKind, Role
from optout.locate.snapshot import FrameSnapshot, Snapshot
from optout.page.reading import Reading
from optout.practice.site import PracticeSite
from optout.run.talk.messages import why_not_opened
from optout.terminal.console import Console

OBJECTION = """<!doctype html><title>Objection</title><h1>Object to AI at Meta</h1><form>
<label>Email address <input name=m></label>
<label>Please tell us how this processing impacts you <textarea required></textarea></label>
<button>Submit</button></form>"""
PAGES = {
    "/good": OBJECTION,
    "/dialogs": OBJECTION + "<script>alert('a'); confirm('b'); prompt('c')</script>",
    "/hangs": "<p>hello</p><script>onload = () => {"
    " const waiting = new XMLHttpRequest(); waiting.open('GET', '/silent', false); waiting.send();"
    " }</script>",
    "/never": OBJECTION,
    "/gone": "<title>Help</title><h1>This form is not available in your country</h1>",
    "/leaves": OBJECTION + "<script>location = '/good'</script>",
    "/escapes": "<title>\x1b[31mred\x9b2J</title><p>\x1b]0;x\x07 nothing here</p>",
}


PROGRAM = ("-m", "optout")
LIMITED = (
    "-c",
    """import functools, sys, optout.check.many_pages as checking
checking.check_pages = functools.partial(
    checking.check_pages, limits=checking.Limits(page=8.0, closing=2.0)
)
from optout.__main__ import main
main()""",
)
"""The same, where each page has eight seconds."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/silent":
            self.rfile.read(1)  # until the browser gives up
            return
        if self.path == "/circles":
            self.send_response(302)
            self.send_header("Location", "/circles")
            self.end_headers()
            return
        body = PAGES.get(self.path, "nothing").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        # A length that is never reached: the page never finishes loading.
        missing = 1000 if self.path == "/never" else 0
        self.send_header("Content-Length", str(len(body) + missing))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
        if missing:
            self.rfile.read(1)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def looks_at(
    home: dict[str, str],
    *urls: str,
    program: tuple[str, ...] = PROGRAM,
    form: str = "facebook",
) -> "subprocess.CompletedProcess[str]":
    options = [part for url in urls for part in ("--url", url)]
    done = run_check(home, form, *options, "--json", program=program)
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout
    return done


def lines_of(done: "subprocess.CompletedProcess[str]") -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(home: dict[str, str], *urls: str) -> list[dict[str, object]]:
    return lines_of(looks_at(home, *urls))


def test_one_line_with_all_that_the_contract_has(home: dict[str, str]) -> None:
    with PracticeSite() as twin:
        url = twin.url("facebook", session="x")
        (line,) = check(home, url)
        assert twin.received == []
    assert " ".join(line) == "form url at page language fields fingerprint drift why"
    assert " ".join(line) in (Checked.as_json.__doc__ or "")
    assert line["drift"] == "first_seen"
    assert line["form"] == "facebook"
    assert line["url"] == url
    assert line["page"] == "form"
    assert line["language"] == "en"
    fields = line["fields"]
    assert isinstance(fields, dict)
    assert set(fields) == {"country", "email", "explanation", "code"}
    for role in ("country", "email", "explanation"):
        assert fields[role]["status"] == "found"
        assert fields[role]["html"].startswith(("<input", "<textarea", "<select", "<div"))
        assert 0 < fields[role]["score"] <= 1
    assert fields["code"]["status"] == "missing"
    assert line["fingerprint"]


@pytest.mark.thorough
def test_the_form_of_threads_is_recognised(home: dict[str, str]) -> None:
    with PracticeSite() as twin:
        (line,) = lines_of(looks_at(home, twin.url("threads", session="x"), form="threads"))
    assert (line["form"], line["page"]) == ("threads", "form")


def test_pages_that_misbehave_cost_their_own_line_only(home: dict[str, str]) -> None:
    paths = ["/hangs", "/never", "/circles", "/dialogs", "/leaves", "/escapes", "/good", "/none"]
    with site() as origin:
        lines = check(home, *[origin + path for path in paths])
    by_path = {str(line["url"]).removeprefix(origin): line for line in lines}
    assert sorted(by_path) == sorted(paths)
    assert by_path["/good"]["page"] == by_path["/never"]["page"] == "form"
    assert by_path["/dialogs"]["page"] == "form"
    assert by_path["/leaves"]["at"] == origin + "/good"
    for path in ("/hangs", "/circles", "/escapes", "/none"):
        assert by_path[path]["page"] == "unknown", path
    assert all(line["why"] for line in lines)


def nowhere() -> str:
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/"


_FOUND = reading(
    PageKind.FORM, fields={**FORM.fields, Role.EXPLANATION: Field(Role.EXPLANATION, "found", "")}
)
_HANGS = Snapshot(URL, (FrameSnapshot(0, URL, True, unread=Proof.UNREADABLE),))


@pytest.mark.parametrize(
    ("shown", "obstacle", "code"),
    [
        (_FOUND, None, 0),
        (UNKNOWN, None, 0),  # it may lead to the form
        (UNAVAILABLE, None, 4),
        (replace(UNKNOWN, snapshot=_HANGS), None, 4),
        (_FOUND, Why(Proof.NOT_OPENED, "refused"), 4),
        (None, Why(Proof.TOO_LATE, "6 seconds"), 4),
    ],
)
def test_the_exit_code_says_if_optout_could_go_on(
    run_async: RunAsync,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    shown: Reading | None,
    obstacle: Why | None,
    code: int,
) -> None:
    record = lookup.load("facebook")
    checked = Checked(Target(record, record.url, record.allowed), shown, obstacle)

    async def read(*_work: object) -> AsyncIterator[Checked]:
        yield checked

    monkeypatch.setattr(many_pages, "driver", nullcontext)
    monkeypatch.setattr(many_pages, "_all", read)
    checking = many_pages.check_pages([checked.target], tmp_path, Settings(), Console(), True)
    assert run_async(checking) == code


@pytest.mark.thorough
@pytest.mark.parametrize(("path", "code"), [("/good", 0), ("/gone", 4), ("/hangs", 4)])
def test_the_exit_code_says_if_the_form_can_be_used(
    home: dict[str, str], path: str, code: int
) -> None:
    with site() as origin:
        done = looks_at(home, origin + path, program=PROGRAM if path != "/hangs" else LIMITED)
    assert done.returncode == code, done.stdout


def test_a_page_that_cannot_be_opened_is_said_and_not_usable(home: dict[str, str]) -> None:
    done = looks_at(home, nowhere())
    (line,) = lines_of(done)
    assert str(line["why"]).startswith("it could not be opened: refused; ")
    assert line["page"] == "unknown"
    assert line["drift"] == ""
    assert done.returncode == 4


def test_each_page_has_its_limit(home: dict[str, str]) -> None:
    with site() as origin:
        urls = [origin + path for path in ("/silent", "/never", "/good")]
        done = looks_at(home, *urls, program=LIMITED)
    silent, never, good = sorted(lines_of(done), key=lambda line: urls.index(str(line["url"])))
    assert silent["why"] == "no answer within 6 seconds"
    assert (silent["page"], silent["at"]) == ("unknown", "")
    assert never["page"] == good["page"] == "form"
    for line in (never, good):
        fields = line["fields"]
        assert isinstance(fields, dict)
        found = [role for role, field in fields.items() if field["status"] == "found"]
        assert found == ["email", "explanation"]
    assert done.returncode == 4


def test_fields_on_another_origin_are_not_found(home: dict[str, str]) -> None:
    with site() as origin, site() as other:
        PAGES["/elsewhere"] = f"<script>location = '{other}/good'</script>"
        try:
            (line,) = check(home, origin + "/elsewhere")
        finally:
            del PAGES["/elsewhere"]
    fields = line["fields"]
    assert isinstance(fields, dict)
    assert {f["status"] for f in fields.values()} == {"missing"}


_LEADS_ON = replace(UNKNOWN, fields={**UNKNOWN.fields, Role.EMAIL: Field(Role.EMAIL, "found", "")})


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (UNKNOWN, "(nothing here is recognised)"),
        (_LEADS_ON, "(there are fields, but nothing says that it is the form)"),
    ],
)
def test_a_page_whose_fields_are_recognised_is_not_said_to_have_none(
    monkeypatch: pytest.MonkeyPatch, shown: Reading, words: str
) -> None:
    record, console, told = lookup.load("facebook"), Console(plain=True), io.StringIO()
    monkeypatch.setattr(console, "_write", lambda text, style="": told.write(text))
    shown = replace(shown, why=Why(Proof.NOTHING_RECOGNISED))
    Checked(Target(record, record.url, record.allowed), shown).tell(console)
    assert words in " ".join(told.getvalue().split())


@pytest.mark.parametrize(
    ("shown", "obstacle", "looked_at"),
    [
        (UNKNOWN, Why(Proof.NOT_OPENED, "not_found"), False),
        (UNKNOWN, None, True),
        (_LEADS_ON, Why(Proof.NOT_OPENED, "slow"), True),
        (_FOUND, Why(Proof.NOT_OPENED, "slow"), True),
    ],
)
def test_of_a_page_that_did_not_open_no_field_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch, shown: Reading, obstacle: Why | None, looked_at: bool
) -> None:
    record, console, told = lookup.load("facebook"), Console(plain=True), io.StringIO()
    monkeypatch.setattr(console, "_write", lambda text, style="": told.write(text))
    Checked(Target(record, record.url, record.allowed), shown, obstacle).tell(console)
    assert ("This page is: " in told.getvalue()) is looked_at
    assert ("letter: " in told.getvalue()) is looked_at
    if obstacle:
        words = why_not_opened(obstacle.words)
        assert words in told.getvalue()
