"""`optout check`: what is recognised, one line a page, whatever the pages do."""

import io
import json
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from support.check_command import OBJECTION, PageHandler, run_check, serving
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

PAGES = {
    "/good": OBJECTION,
    "/dialogs": OBJECTION + "<script>alert('a'); confirm('b'); prompt('c')</script>",
    "/hangs": "<p>hello</p><script>onload = () => {"
    " const waiting = new XMLHttpRequest(); waiting.open('GET', '/silent', false); waiting.send();"
    " }</script>",
    "/never": OBJECTION,
    "/leaves": OBJECTION + "<script>location = '/good'</script>",
    "/elsewhere": "<script>location = location.search.slice(1)</script>",
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


class _Handler(PageHandler):
    def answers(self) -> None:
        if self.path == "/silent":
            self.rfile.read(1)  # until the browser gives up
        elif self.path == "/circles":
            self.send_response(302)
            self.send_header("Location", "/circles")
            self.end_headers()
        elif self.path == "/never":
            self.show(PAGES[self.path], missing=1000)  # it never finishes loading
            self.rfile.read(1)
        else:
            self.show(PAGES.get(self.path.partition("?")[0], "nothing"))


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
    with serving(_Handler) as origin, serving(_Handler) as other:
        away, unheard = f"/elsewhere?{other}/good", nowhere()
        lines = check(home, *[origin + path for path in (*paths, away)], unheard)
    by_path = {str(line["url"]).removeprefix(origin): line for line in lines}
    assert sorted(by_path) == sorted([*paths, away, unheard])
    assert by_path["/good"]["page"] == by_path["/never"]["page"] == "form"
    assert by_path["/dialogs"]["page"] == "form"
    assert by_path["/leaves"]["at"] == origin + "/good"
    for path in ("/hangs", "/circles", "/escapes", "/none", unheard):
        assert by_path[path]["page"] == "unknown", path
    assert all(line["why"] for line in lines)
    fields = by_path[away]["fields"]
    assert isinstance(fields, dict)
    assert {field["status"] for field in fields.values()} == {"missing"}, "of another origin"
    assert str(by_path[unheard]["why"]).startswith("it could not be opened: refused; ")
    assert by_path[unheard]["drift"] == ""


def nowhere() -> str:
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/"


_FOUND = reading(
    PageKind.FORM, fields={**FORM.fields, Role.EXPLANATION: Field(Role.EXPLANATION, "found", "")}
)
_HANGS = Snapshot(URL, (FrameSnapshot(0, URL, True, unread=Proof.UNREADABLE),))


ENDS: tuple[tuple[Reading | None, Why | None, int], ...] = (
    (_FOUND, None, 0),
    (UNKNOWN, None, 0),  # it may lead to the form
    (UNAVAILABLE, None, 4),
    (replace(UNKNOWN, snapshot=_HANGS), None, 4),
    (_FOUND, Why(Proof.NOT_OPENED, "refused"), 4),
    (None, Why(Proof.TOO_LATE, "6 seconds"), 4),
)


def test_the_exit_code_says_if_optout_could_go_on(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = lookup.load("facebook")
    target = Target(record, record.url, record.allowed)

    async def read(*_work: object) -> AsyncIterator[Checked]:
        yield Checked(target, shown, obstacle)

    monkeypatch.setattr(many_pages, "driver", nullcontext)
    monkeypatch.setattr(many_pages, "_all", read)
    for shown, obstacle, code in ENDS:
        checking = many_pages.check_pages([target], tmp_path, Settings(), Console(), True)
        assert run_async(checking) == code, (shown and shown.kind, obstacle)


def test_each_page_has_its_limit(home: dict[str, str]) -> None:
    with serving(_Handler) as origin:
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


_LEADS_ON = replace(UNKNOWN, fields={**UNKNOWN.fields, Role.EMAIL: Field(Role.EMAIL, "found", "")})


def told_of(shown: Reading, obstacle: Why | None = None) -> str:
    record, console, told = lookup.load("facebook"), Console(plain=True), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console, "_write", lambda text, style="": told.write(text))
        Checked(Target(record, record.url, record.allowed), shown, obstacle).tell(console)
    return told.getvalue()


def test_a_page_whose_fields_are_recognised_is_not_said_to_have_none() -> None:
    for shown, words in (
        (UNKNOWN, "(nothing here is recognised)"),
        (_LEADS_ON, "(there are fields, but nothing says that it is the form)"),
    ):
        told = told_of(replace(shown, why=Why(Proof.NOTHING_RECOGNISED)))
        assert words in " ".join(told.split())


def test_of_a_page_that_did_not_open_no_field_is_said_to_be_missing() -> None:
    for shown, obstacle, looked_at in (
        (UNKNOWN, Why(Proof.NOT_OPENED, "not_found"), False),
        (UNKNOWN, None, True),
        (_LEADS_ON, Why(Proof.NOT_OPENED, "slow"), True),
        (_FOUND, Why(Proof.NOT_OPENED, "slow"), True),
    ):
        told = told_of(shown, obstacle)
        assert ("This page is: " in told) is looked_at
        assert ("letter: " in told) is looked_at
        assert obstacle is None or why_not_opened(obstacle.words) in told
