"""A letter as HTML, PDF, mail draft and files: readable, private, unsent."""

import email
import zipfile
from datetime import UTC, datetime
from email.policy import SMTP
from pathlib import Path
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page
from support.covering import some
from support.event_loop import RunAsync
from support.followup_cases import LATER, Make
from support.report import Report
from support.rights import is_private

from optout.browser.pdf import pdfs
from optout.dossier.export.verify import verify, verify_copy
from optout.letters.authorities import authority_for
from optout.letters.files import LARGEST_MAIL, draft, html, keep, keep_pdf
from optout.letters.follow_up import complaint, follow_up
from optout.letters.templates import languages

NOW = datetime(2026, 12, 29, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("language", some(languages("complaint"), ["fr"]))
def test_html_is_accessible_in_every_language(
    make: Make, page: Page, language: str, report: Report
) -> None:
    letter = complaint(make(), LATER, language, authority_for("FR"))
    page.set_content(html(letter))
    found = Axe().run(page).response
    assert [v["id"] for v in found["violations"]] == []
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    shown = page.locator("main").inner_text()
    assert shown.split() == letter.text.split()
    ran = sum(len(found[k]) for k in ("violations", "passes", "incomplete", "inapplicable"))
    report(f"axe, complaint {language}: {ran} rules, 0 violations")


def test_html_escapes_what_is_put_in(make: Make) -> None:
    letter = follow_up(make(name="<b>Nom</b>"), LATER, "fr")
    assert "&lt;b&gt;Nom" in html(letter)
    assert "<b>" not in html(letter)


def test_the_draft_is_a_mail_with_evidence_that_waits_to_be_sent(make: Make) -> None:
    dossier = make()
    letter = complaint(dossier, LATER, "fr", authority_for("FR"))
    path = keep(dossier, letter, to="authority@example.org", now=NOW)["mail"]
    mail = email.message_from_bytes(path.read_bytes(), policy=SMTP)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "authority@example.org"
    assert mail["From"] == "a@example.org"
    assert mail["Subject"].startswith("Réclamation au titre de l’article 77")
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip() == letter.text
    assert [part.get_filename() for part in mail.iter_attachments()] == [f"{dossier.id}.zip"]


@pytest.mark.parametrize("sender", ["a@example.org", "jörg@müller.example"])
def test_the_drafts_address_is_written_as_it_is(sender: str) -> None:
    """An encoded word is no address (RFC 2047, section 5)."""
    heads = {"subject": "Sujet", "text": "…", "language": "fr", "to": "b@example.org"}
    raw = draft(sender=sender, now=NOW, **heads)
    assert f"From: {sender}\r\n".encode() in raw
    assert email.message_from_bytes(raw, policy=SMTP)["From"] == sender


@pytest.mark.parametrize("kind", ["follow-up", "complaint"])
def test_the_bag_that_it_carries_holds_what_the_letter_lists(
    make: Make, kind: str, tmp_path: Path
) -> None:
    dossier = make()
    earlier = keep(dossier, follow_up(dossier, LATER, "fr"), to="", now=NOW)
    dossier.change(followed_up_on="2026-12-29")
    letter = complaint(dossier, LATER, "fr", authority_for("FR"))
    letter = follow_up(dossier, LATER, "fr") if kind == "follow-up" else letter
    path = keep(dossier, letter, to="", now=NOW)["mail"]
    (carried,) = email.message_from_bytes(path.read_bytes(), policy=SMTP).iter_attachments()
    file = tmp_path / "carried.zip"
    file.write_bytes(carried.get_content())
    assert carried.get_content_type() == "application/zip"
    assert verify_copy(file).whole
    with zipfile.ZipFile(file) as archive:
        sums = archive.read(f"{dossier.id}/manifest-sha256.txt").decode()
    assert "data/dossier.html\n" in sums
    assert f"data/{earlier['text'].name}\n" in sums
    assert ".eml" not in sums  # a draft with a bag in it
    if kind == "complaint":
        for name, entry in dossier.pieces().items():
            assert entry.sha256 in letter.text
            assert name.startswith("complaint-") or f"{entry.sha256}  data/{name}\n" in sums


def test_it_carries_single_files_where_no_zip_is_taken(make: Make) -> None:
    dossier = make()
    letter = complaint(dossier, LATER, "da", authority_for("DK"))
    path = keep(dossier, letter, to="", now=NOW)["mail"]
    parts = email.message_from_bytes(path.read_bytes(), policy=SMTP).iter_attachments()
    carried = {str(part.get_filename()): part.get_payload(decode=True) for part in parts}
    evidence = {name for name in dossier.pieces() if not name.startswith("complaint-")}
    assert carried.keys() == {"dossier.html", "record.json", *evidence}
    assert carried["filled.png"] == b"filled.png"


def test_a_draft_without_an_address_and_with_too_much_evidence(make: Make) -> None:
    dossier = make()
    dossier.keep("large.bin", Random(0).randbytes(LARGEST_MAIL + 1), what="large")
    letter = follow_up(dossier, LATER, "fr")
    path = keep(dossier, letter, to="", now=NOW)["mail"]
    mail = email.message_from_bytes(path.read_bytes(), policy=SMTP)
    assert mail["To"] is None
    assert list(mail.iter_attachments()) == []
    assert path.stat().st_size < 20_000


def test_files_are_private_and_in_the_manifest(make: Make) -> None:
    dossier = make()
    paths = keep(dossier, follow_up(dossier, LATER, "fr"), to="", now=NOW)
    names = {kind: path.name for kind, path in paths.items()}
    assert names == {
        "text": "follow-up-fr.txt",
        "html": "follow-up-fr.html",
        "mail": "follow-up-fr.eml",
    }
    assert all(map(is_private, paths.values()))
    assert verify(dossier.path).whole
    paths["mail"].write_bytes(b"other")
    assert verify(dossier.path).altered == ("follow-up-fr.eml",)


@pytest.mark.linux("a browser")
def test_pdf_of_a_letter(make: Make, run_async: RunAsync, tmp_path: Path) -> None:
    dossier = make()
    letter = follow_up(dossier, LATER, "pl")
    (data,) = run_async(pdfs([html(letter)], tmp_path / "printing", "auto"))
    path = keep_pdf(dossier, letter, data)
    assert path.name == "follow-up-pl.pdf"
    assert path.read_bytes().startswith(b"%PDF-")
    assert verify(dossier.path).whole
