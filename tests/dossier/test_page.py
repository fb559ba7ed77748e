"""The dossier's page: all in it, nothing loaded, accessible, printable."""

import re
import struct
import zlib
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page
from support.english import english_in
from support.event_loop import RunAsync
from support.report import Report

from optout import i18n
from optout.browser.pdf import pdfs
from optout.domain.proofs import Proof
from optout.domain.states import State
from optout.dossier.export.page import page as render
from optout.dossier.file import Dossier
from optout.dossier.record import By, ReceivedAnswer
from optout.dossier.store import Store

TODAY = date(2026, 12, 20)
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & "quotes"'


def png(width: int, height: int) -> bytes:
    """A picture with noise enough to be one."""
    rows = b"".join(b"\0" + bytes((x * y) % 251 for x in range(width * 3)) for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.fixture
def whole(dated: Dossier) -> Dossier:
    """A dossier with something in every section."""
    dated.change(
        letter="Prénom Nom, a@example.org\nI object: PRÉNOM NOM.\n" + HOSTILE,
        letter_sent="A@Example.org: changed by the person, prenom nom.",
        language="en",
        page_language="fr",
        url="https://www.facebook.com/help/contact/1?e=a%40example.org",
        form_version="2026-10-01",
        fingerprint="abc123",
        followed_up_on="2026-12-19",
    )
    dated.advance(State.PREFILLED, by="tool", proof="read back")
    dated.keep("filled.png", png(300, 900), what="form")
    dated.advance(State.ACKNOWLEDGED, by="page", proof=f"Merci a@example.org {HOSTILE}")
    dated.keep("result.png", png(300, 200), what="result")
    dated.keep("result.txt", b"Thank you, a@example.org", what="text")
    dated.keep("reply-1.eml", b"To: a@example.org", what="reply")
    dated.change(answers=[ReceivedAnswer("extended", "2026-12-18", evidence="reply-1.eml")])
    return dated


RAN = ("violations", "passes", "incomplete", "inapplicable")


def test_axe_finds_nothing(whole: Dossier, held: Store, page: Page, report: Report) -> None:
    """Nor in an empty dossier of practice; but in one that is spoilt."""
    practice = held.create(form="facebook", practice=True)
    assert "This is practice. Nothing was sent to any company." in render(practice, TODAY)
    for dossier in (practice, whole):
        page.set_content(render(dossier, TODAY))
        found = Axe().run(page).response
        assert [v["id"] for v in found["violations"]] == []
    ran, passed = (sum(len(found[k]) for k in keys) for keys in (RAN, ("passes",)))
    assert passed >= 15
    report(f"axe: {ran} rules, {passed} applied and passed, 0 violations")
    spoilt = re.sub(r' alt="[^"]*"', "", render(whole, TODAY)).replace("#1a1a1a", "#aaa")
    page.set_content(spoilt)
    found = {v["id"] for v in Axe().run(page).response["violations"]}
    assert {"image-alt", "color-contrast"} <= found


def test_nothing_is_loaded_and_nothing_runs(whole: Dossier, page: Page) -> None:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    page.set_content(render(whole, TODAY))
    widths = page.eval_on_selector_all("img", "all => all.map(i => i.complete && i.naturalWidth)")
    assert widths == [300, 300]
    assert [url for url in seen if not url.startswith("data:image/png")] == []
    assert page.locator("script").count() == 0
    assert HOSTILE in page.locator(".letter").first.inner_text()


def test_it_says_who_what_when_and_what_is_due(whole: Dossier) -> None:
    html = render(whole, TODAY)
    text = " ".join(_shown(html).split())
    for part in (
        "Prénom Nom",
        "France (FR)",
        "received by Meta",
        "2026-11-25T10:00:00Z",
        "shown by the page",
        "25 February 2027",
        "Article 12(3) GDPR, second sentence",
        "All files were checked against their checksums, and none differs.",
        whole.evidence()["filled.png"].sha256,
        "abc123",
    ):
        assert part in text
    assert html.count("<h1") == 1
    assert re.findall('<img [^>]*alt="([^"]*)"', html) == [
        "Picture of what the page answered",
        "Picture of the form as it was filled in",
    ]


def test_french_quotation_marks_have_their_blanks(dated: Dossier, page: Page) -> None:
    """In whatever language the words are; elsewhere the browser's own marks are right."""
    dated.change(page_language="fr")
    dated.advance(State.SUBMITTED, by="page", proof=Proof.PAGE, words="Merci")
    for language, quotes in {"fr": '"«\xa0" "\xa0»"', "it": "auto"}.items():
        i18n.use(language)
        page.set_content(render(dated, TODAY))
        shown = page.locator("q").first.evaluate("q => getComputedStyle(q).quotes")
        assert shown == quotes, language


TITLES: list[tuple[State, By, dict[str, Any], str]] = [
    (State.SUBMITTED, "page", {}, "Objection of Prénom Nom to Meta (Facebook), sent on {day}"),
    (State.UNCONFIRMED, "person", {}, "{of}, noted by the person as sent on {day}"),
    (State.ALREADY_OBJECTED, "page", {}, "{of}, already there on {day}"),
    (State.ABANDONED, "tool", {}, "{of}, prepared on {day}"),
    (State.ABANDONED, "tool", {"left_at": "2026-11-25T10:00:00Z", "sent": "left"},
     "{of}, perhaps sent on {day}"),
    (State.COVERED, "tool", {"covered_by": "x"}, "{of}, covered by another one"),
    (State.SUBMITTED, "page", {"name": ""}, "Objection to Meta (Facebook), sent on {day}"),
    (State.SUBMITTED, "page", {"url": "http://127.0.0.1:8000/a"},
     "{of}, sent on {day} (address given by the person: 127.0.0.1)"),
    (State.SUBMITTED, "page", {"form": "third-party"},
     "Objection of Prénom Nom to Meta (third parties), sent on {day}"),
    (State.SWITCHED_OFF, "person", {"form": "linkedin-switch"},
     "LinkedIn (setting), noted by the person as switched off on {day}"),
]  # fmt: skip


def test_it_is_called_in_words_as_far_as_it_came(held: Store) -> None:
    """In the page and in the file's title, which a browser notes in its history, and which names
    nobody, and never by its number."""
    known = {"form": "facebook", "name": "Prénom Nom", "country": "FR"}
    names = {"of": "Objection of Prénom Nom to Meta (Facebook)", "day": "25 November 2026"}
    for state, by, fields, expected in TITLES:
        dossier = held.create(**known | fields)
        dossier.advance(state, by=by, proof="shown")
        html = render(dossier, TODAY)
        title = expected.format(**names)
        bare = title.replace(" of Prénom Nom", "")
        assert re.findall("<(?:h1|title)>(.*?)</", html) == [bare, title]
        assert html.index(dossier.id) > html.index("Technical details")


def test_it_is_written_for_somebody_else_and_for_another_day(held: Store) -> None:
    """To nobody as "you", and with dates only: each moment once, in words, by the clock there; what
    only a program needs stands at the end."""
    for state, by, fields, _expected in TITLES:
        dossier = held.create(**{"form": "facebook", "country": "FR", "variant": "eu"} | fields)
        dossier.advance(state, by=by, proof="shown")
        dossier.change(followed_up_on="2026-12-19", complained_on="2026-12-20", fingerprint="f1")
        text = _shown(render(dossier, TODAY))
        assert not re.search(r"(?i)\byou|\bin \d+ days?\b|days? late", text)
        begun, _heading, technical = text.partition("Technical details")
        assert "f1" in technical
        assert not re.search(r"f1\b|\d{4}-\d\d-\d\d|UTC\)? ·|sha", begun)
        assert technical.count("2026-11-25T10:00:00Z") == len(dossier.record.rungs)
        assert "received" not in text or "Meta Platforms Ireland" in begun


def test_it_begins_with_what_was_sent_when_the_answer_and_what_is_due(whole: Dossier) -> None:
    assert summary(whole) == [
        "The objection was sent on 25 November 2026: the site's page has shown it.",
        "The site confirmed on 25 November 2026 that it had received it.",
        "Meta took more time, on 18 December 2026.",
        "The last deadline given to Meta ends: 4 January 2027.",
        "Meta must answer the objection, after taking more time: 25 February 2027.",
    ]


def summary(dossier: Dossier) -> list[str]:
    """The sentences on top of the page."""
    found = re.search('(?s)<p class="summary">(.*?)</p>', render(dossier, TODAY))
    assert found
    assert render(dossier, TODAY).index(found[0]) < render(dossier, TODAY).index("<h2>")
    return re.findall("<span>(.*?)</span>", unescape(found[1]))


def quote(dossier: Dossier, words: str, language: str) -> None:
    fields = {"quote": words, "quoted_at": "2026-11-25T11:00:00+01:00"}
    dossier.change(page_language=language, **fields)


def test_what_the_page_said_stands_beside_what_it_shows(dated: Dossier) -> None:
    """With its day; the words are the page's, in its language and direction."""
    dated.advance(State.ACKNOWLEDGED, by="page", proof=Proof.HEADING, words="Merci")
    assert "Facebook said" not in render(dated, TODAY)
    quote(dated, f"Merci. {HOSTILE}", "fr")
    assert HOSTILE not in render(dated, TODAY)
    _sent, shown, said, answer, _due = summary(dated)
    assert shown == "The site confirmed on 25 November 2026 that it had received it."
    words = f'<q lang="fr" dir="auto">Merci. {HOSTILE}</q>'
    assert said == f"Facebook said on 25 November 2026: {words}"
    assert answer == "No answer is recorded."


def test_who_said_it_and_when_is_said_in_each_language(dated: Dossier) -> None:
    quote(dated, "Thank you.", "en")
    for language in i18n.languages():
        i18n.use(language)
        quoted = '<span>(.*?) <q lang="en" dir="auto">Thank you.</q>'
        found = re.search(quoted, render(dated, TODAY))
        assert found, language
        lead = found[1]
        assert lead.endswith(":")
        assert "Facebook" in lead
        assert "2026" in lead
        assert ("said" in lead) == (language == "en")


SENT, SEEN = "The objection was sent on 25 November 2026", "the site's page has shown it."
NOT_SENT = "Nothing shows that this objection was sent."
NOT_TAKEN = "The site has not confirmed that it received it."
ENDS = {
    State.PREFILLED: [NOT_SENT],
    State.SUBMITTED: [f"{SENT}: {SEEN}", NOT_TAKEN],
    State.ALREADY_OBJECTED: [
        "On 25 November 2026 the site said that there was an objection already."
    ],
    State.UNCONFIRMED: [
        "The person says that the objection was sent on 25 November 2026. optout did not see it."
    ],
    State.REFUSED: [NOT_SENT, "The site refused it on 25 November 2026."],
    State.ABANDONED: [NOT_SENT],
}


def test_it_claims_no_more_than_was_shown(held: Store) -> None:
    for state, said in ENDS.items():
        dossier = held.create(form="facebook")
        by: By = "person" if state is State.UNCONFIRMED else "page"
        dossier.advance(state, by=by, proof="shown")
        assert summary(dossier)[: len(said) + 1] == [*said, "No answer is recorded."]


def test_each_code_is_told_with_what_the_page_made_of_it(dated: Dossier) -> None:
    dated.advance(State.SUBMITTED, by="page", proof="a code is asked for: its label")
    for proof in (Proof.CODE_REJECTED, Proof.CODE_UNKNOWN):
        dated.advance(State.CODE_ENTERED, by="tool", proof=proof)
    html = render(dated, TODAY).partition("Technical details")[0]
    assert html.count("sent, the code was not taken") == 1
    assert html.index("sent, the code was not taken") < html.rindex("the code is typed, no answer")


def test_what_only_left_or_is_covered_is_said_so(dated: Dossier) -> None:
    dated.change(sent="left", left_at="2026-11-25T10:00:00Z")
    left = "The objection left this computer on 25 November 2026. Nothing shows that it arrived."
    assert summary(dated) == [left, NOT_TAKEN, "No answer is recorded.", "Nothing is due."]
    dated.change(covered_by="20261125-instagram-abcdef")
    assert "dossier 20261125-instagram-abcdef" in summary(dated)[0]


MAIL = b"""DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=support.example.com;
\ts=s1024; h=from:to; bh=abc=; b=def
From: x@example.com

DKIM-Signature: v=1; d=body.example.com
"""


def test_it_says_how_to_check_the_site_s_own_mail(whole: Dossier) -> None:
    assert "reply-1.eml is kept byte for byte. It has no signature (DKIM)" in render(whole, TODAY)
    assert "dkimverify" not in render(whole, TODAY)
    whole.keep("reply-2.eml", MAIL, what="reply")
    html = render(whole, TODAY)
    assert (
        "reply-2.eml is kept byte for byte. It has a signature (DKIM) of support.example.com."
        in html
    )
    assert "<code>dkimverify &lt; reply-2.eml</code>" in html
    assert "often gone within months" in html
    assert "body.example.com" not in html


def test_a_signature_of_nobody_is_none(whole: Dossier) -> None:
    for domain in (b"a b", b"<b>", b"", b"x" * 300):
        whole.keep("reply-2.eml", MAIL.replace(b"support.example.com", domain), what="reply")
        told = "reply-2.eml is kept byte for byte. It has no" in render(whole, TODAY)
        assert told is (domain != b"a b"), domain


def test_it_explains_bars_and_checksums(whole: Dossier) -> None:
    html = unescape(render(whole, TODAY))
    for words in (
        "A black bar in a picture hides a secret",
        "optout made these checksums on the person's computer",
        "They do not show who made the file",
        "sha256sum -c manifest-sha256.txt",
        "shasum -a 256 -c manifest-sha256.txt",
        "certutil -hashfile data\\dossier.html SHA256",
    ):
        assert words in html


def test_it_fits_a_narrow_screen(whole: Dossier, page: Page) -> None:
    """Whatever the person and the page have written without a blank, and wide pictures."""
    long = "unbroken" * 10
    whole.change(letter=long, url=f"https://www.facebook.com/{long}", fingerprint=long)
    whole.record.rungs[-1].proof, whole.record.rungs[-1].words = Proof.HEADING, long
    whole.keep("wide.png", png(900, 40), what="form")
    page.set_viewport_size({"width": 390, "height": 844})
    wide = "[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > 390).length"
    for language in ("en", "de", "fr"):
        i18n.use(language)
        page.set_content(render(whole, TODAY))
        assert page.evaluate(wide) == 0, language
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.add_style_tag(content="body { overflow-wrap: normal }")
    assert page.evaluate("document.documentElement.scrollWidth") > 390, "it would be noticed"


def test_an_altered_file_is_named(whole: Dossier) -> None:
    (whole.path / "result.txt").write_text("other")
    html = render(whole, TODAY)
    assert "These files were altered, are missing or were added: result.txt." in html
    assert "none differs" not in html


@pytest.mark.linux("a browser")
@pytest.mark.slow
def test_pdf_is_a4_tagged_and_has_an_outline(
    whole: Dossier, run_async: RunAsync, tmp_path: Path
) -> None:
    folder = tmp_path / "printing"
    (data,) = run_async(pdfs([render(whole, TODAY)], folder, "auto"))
    assert not folder.exists()
    assert data.startswith(b"%PDF-")
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)
    assert box is not None
    assert (round(float(box[1])), round(float(box[2]))) in {(595, 842), (596, 842)}
    assert b"/StructTreeRoot" in data
    assert b"/Lang" in data
    assert b"/Outlines" in data
    headings = re.findall("<h[123]>(.*?)</h[123]>", render(whole, TODAY))
    assert len(headings) == data.count(b"/Dest") > 5, "an entry for each"


@pytest.mark.parametrize("language", i18n.languages())
def test_it_is_in_the_terminal_s_language_with_no_english_left(
    whole: Dossier, language: str
) -> None:
    i18n.use(language)
    text = _shown(render(whole, TODAY))
    english = list(english_in(text, "fr" if language == "en" else language))
    assert bool(english) == (language == "en"), english


def _shown(html: str) -> str:
    """What a reader sees or hears of a page: its text, and what stands for its pictures."""
    named = " ".join(re.findall(r'(?:alt|title|aria-label)="([^"]*)"', html))
    bare = re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", html)
    return unescape(re.sub(r"<[^>]*>", " ", bare) + named)
