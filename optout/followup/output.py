"""A letter as HTML, as a mail draft, and as files in the dossier. Nothing is ever sent."""

from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from mimetypes import guess_type
from pathlib import Path
from typing import Literal

from optout.dossier.file import Dossier
from optout.dossier.page import environment
from optout.followup.evidence import evidence_list
from optout.followup.letters import Letter

LARGEST_MAIL = 15_000_000
"""Bytes of evidence that a mail can carry; most mailboxes take 20 MB once it is encoded."""


def html(letter: Letter) -> str:
    """The letter as one page, printable on A4; also what its PDF is made from."""
    paragraphs = letter.text.split("\n\n")
    template = environment().get_template("letter.html.j2")
    return template.render(letter=letter, paragraphs=paragraphs)


def mail_draft(
    letter: Letter, *, sender: str, to: str, now: datetime, attachments: Mapping[str, bytes]
) -> bytes:
    """A draft for the person's own mail program (RFC 5322), which opens it unsent.

    `to` is empty where the addressee has no address for this; the person fills it in.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = letter.subject[:1].upper() + letter.subject[1:]
    mail["From"] = sender
    if to:
        mail["To"] = to
    mail["Date"] = now
    mail["X-Unsent"] = "1"
    mail["Content-Language"] = letter.language
    mail.set_content(letter.text + "\n")
    for name, data in attachments.items():
        kind, _slash, part = (guess_type(name)[0] or "application/octet-stream").partition("/")
        mail.add_attachment(data, maintype=kind, subtype=part, filename=name)
    return mail.as_bytes()


def keep(
    dossier: Dossier, letter: Letter, *, to: str, now: datetime
) -> dict[Literal["text", "html", "mail"], Path]:
    """Put the letter into the dossier as text, HTML and mail draft (0600); returns the paths.

    The draft carries the evidence, unless it is too much for a mail. Raises `OptoutError` (DISK).
    """
    name = f"{letter.kind}-{letter.language}"
    sender, carried = dossier.record.email, _evidence(dossier)
    draft = mail_draft(letter, sender=sender, to=to, now=now, attachments=carried)
    return {
        "text": dossier.keep(f"{name}.txt", letter.text.encode() + b"\n", what=letter.kind),
        "html": dossier.keep(f"{name}.html", html(letter).encode(), what=letter.kind),
        "mail": dossier.keep(f"{name}.eml", draft, what=letter.kind),
    }


def keep_pdf(dossier: Dossier, letter: Letter, data: bytes) -> Path:
    """Put the letter's PDF into the dossier. Raises `OptoutError` (DISK)."""
    return dossier.keep(f"{letter.kind}-{letter.language}.pdf", data, what=letter.kind)


def _evidence(dossier: Dossier) -> dict[str, bytes]:
    paths = [dossier.path / piece.name for piece in evidence_list(dossier)]
    there = [path for path in paths if path.is_file()]
    if sum(path.stat().st_size for path in there) > LARGEST_MAIL:
        return {}
    return {path.name: path.read_bytes() for path in there}
