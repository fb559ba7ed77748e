"""`optout check`: what is recognised, one line a page, whatever the pages do."""

import functools
import io
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from support.check_command import OBJECTION, FormSite, run_check
from support.event_loop import RunAsync
from support.fake_page import FORM, UNAVAILABLE, UNKNOWN, URL, reading
from support.practice_twin.site import TwinSite
from support.web_server import Exchange

from optout.check import many_pages
from optout.check.many_pages import Limits
from optout.check.report import Checked, Target
from optout.config.settings import Settings
from optout.domain.proofs import Proof, Why
from optout.forms import lookup
from optout.locate.fields.field import Field
from optout.locate.fields.fingerprint import Drift
from optout.locate.roles import PageKind, Role
from optout.locate.snapshot import FrameSnapshot, Snapshot
from optout.page.reading import Reading
from optout.run.talk.messages import why_not_opened
from optout.terminal.console import Console

ROOT = Path(__file__).resolve().parents[2]
KEYS = ["form url at page language fields fingerprint drift why"]
PAGES = {
    "/good": OBJECTION,
    "/dialogs": OBJECTION + "<script>alert('a'); confirm('b'); prompt('c')</script>",
    "/hangs": "<p>hello</p><script>onload = () => {"
    " const waiting = new XMLHttpRequest(); waiting.open('GET', '/silent', false); waiting.send();"
    " }</script>",
    "/leaves": OBJECTION + "<script>location = '/good'</script>",
    "/elsewhere": "<script>location = location.search.slice(1)</script>",
    "/escapes": "<title>\x1b[31mred\x9b2J</title><p>\x1b]0;x\x07 nothing here</p>",
}
_LIMITS = Limits(page=17.0, closing=2.0)


class _Site(FormSite):
    def answer(self, exchange: Exchange) -> None:
        if exchange.path == "/silent":
            self.over.wait()
        elif exchange.path == "/circles":
            exchange.lead("/circles")
        elif exchange.path == "/never":  # it never finishes loading
            exchange.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
            exchange.wfile.write(OBJECTION.encode())
            self.over.wait()
        else:
            exchange.show(PAGES.get(exchange.url.path, "nothing"))


def check(home: dict[str, str], *urls: str) -> dict[str, dict[str, Any]]:
    """The line of each address."""
    done = run_check(home, "facebook", *(part for url in urls for part in ("--url", url)), "--json")
    assert "\x1b" not in done.stdout
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(line["url"] for line in lines) == sorted(urls)
    return {line["url"]: line for line in lines}


@pytest.mark.linux("a browser")
def test_pages_that_misbehave_cost_their_own_line_only(
    home: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    limited = functools.partial(many_pages.check_pages, limits=_LIMITS)
    monkeypatch.setattr(many_pages, "check_pages", limited)
    unread = ("/circles", "/escapes", "/none", "/hangs", "/silent")
    with _Site() as site, _Site() as other, TwinSite() as twin:
        away, unheard = f"/elsewhere?{other.origin}/good", nowhere()
        whole = twin.url("facebook", session="x")
        paths = ("/good", "/dialogs", "/leaves", away, *unread, "/never")  # those that wait last
        lines = check(home, whole, unheard, *(site.origin + path for path in paths))
        assert twin.received == []
    by_path = {url.removeprefix(site.origin): line for url, line in lines.items()}
    for path in ("/good", "/never", "/dialogs"):
        fields = by_path[path]["fields"]
        assert by_path[path]["page"] == "form"
        found = [role for role, field in fields.items() if field["status"] == "found"]
        assert found == ["email", "explanation"]
    assert by_path["/leaves"]["at"] == site.origin + "/good"
    for path in (*unread, unheard):
        assert by_path[path]["page"] == "unknown", path
    assert all(line["why"] for line in lines.values())
    statuses = {field["status"] for field in by_path[away]["fields"].values()}
    assert statuses == {"missing"}, "of another origin"
    assert by_path[unheard]["why"].startswith("it could not be opened: refused; ")
    assert by_path[unheard]["drift"] == ""
    silent = by_path["/silent"]
    assert (silent["why"], silent["at"]) == ("no answer within 15 seconds", "")
    _has_all_that_the_contract_has(lines[whole], whole)


def test_what_programs_are_told_is_what_contributing_promises() -> None:
    page = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
    told = page.partition("For programs, ")[2].partition(" or empty.")[0]
    named = re.findall("`([a-z_ ]+)`", told)
    kinds, drifts = map(str, PageKind), get_args(Drift)
    assert named == [*KEYS, "page", *kinds, "drift", *drifts]


def _has_all_that_the_contract_has(line: dict[str, Any], url: str) -> None:
    assert [" ".join(line)] == KEYS
    assert " ".join(line) in (Checked.as_json.__doc__ or "")
    told = (line["drift"], line["form"], line["url"], line["page"], line["language"])
    assert told == ("first_seen", "facebook", url, "form", "en")
    fields = line["fields"]
    assert set(fields) == {"country", "email", "explanation", "code"}
    for role in ("country", "email", "explanation"):
        assert fields[role]["status"] == "found"
        assert fields[role]["html"].startswith(("<input", "<textarea", "<select", "<div"))
        assert 0 < fields[role]["score"] <= 1
    assert fields["code"]["status"] == "missing"
    assert line["fingerprint"]


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
