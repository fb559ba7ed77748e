"""A letter as HTML, as a mail draft, and as files in the dossier. Nothing is ever sent."""

from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

from optout.domain.deadlines import day_in
from optout.dossier.export.pack import pack
from optout.dossier.file import Dossier
from optout.letters.follow_up import LINE, FollowUpLetter
from optout.system.templates import html_environment

LARGEST_MAIL = 15_000_000
"""Bytes of evidence that a mail can carry; most mailboxes take 20 MB once it is encoded."""


def html(letter: FollowUpLetter) -> str:
    """The letter as one page, printable on A4; also what its PDF is made from."""
    paragraphs = letter.text.split("\n\n")
    template = html_environment().get_template("letter.html.j2")
    return template.render(letter=letter, paragraphs=paragraphs, line=LINE)


def keep(
    dossier: Dossier, letter: FollowUpLetter, *, to: str | None, now: datetime
) -> dict[Literal["text", "html", "mail"], Path]:
    """Put the letter into the dossier as text, HTML and mail draft (0600); returns the paths.

    The last day that it gives is kept in the record.
    The draft carries all evidence as one zip that can be checked, or file by file where the reader
    takes no zip, unless it is too much for a mail.
    There is none where `to` is None: the reader takes no mail.
    Raises `OptoutError` (DISK).
    """
    if letter.last_day:
        dossier.change(written_last_day=letter.last_day.isoformat())
    name = f"{letter.kind}-{letter.language}"
    mail = None if to is None else _mail(dossier, letter, to, now)
    kept: dict[Literal["text", "html", "mail"], Path] = {
        "text": dossier.keep(f"{name}.txt", letter.text.encode() + b"\n", what=letter.kind),
        "html": dossier.keep(f"{name}.html", html(letter).encode(), what=letter.kind),
    }
    if mail is not None:
        kept["mail"] = dossier.keep(f"{name}.eml", mail, what=letter.kind)
    return kept


def _mail(dossier: Dossier, letter: FollowUpLetter, to: str, now: datetime) -> bytes:
    packed = pack(dossier, day_in("IE", now))
    attached = {f"{dossier.id}.zip": packed}
    if letter.single_files:
        with ZipFile(BytesIO(packed)) as archive:
            names = [name for name in archive.namelist() if "/data/" in name]
            attached = {Path(name).name: archive.read(name) for name in names}
    return draft(
        subject=letter.subject,
        text=letter.text,
        language=letter.language,
        sender=dossier.record.address,
        to=to,
        now=now,
        attachments=attached if sum(map(len, attached.values())) <= LARGEST_MAIL else {},
    )


def draft(
    *,
    subject: str,
    text: str,
    language: str,
    sender: str,
    to: str,
    now: datetime,
    attachments: Mapping[str, bytes] | None = None,
) -> bytes:
    """A mail draft (RFC 5322), which the person's own mail program opens, unsent.

    `to` is empty where no address is known; the person fills it in.
    """
    mail = EmailMessage(policy=SMTP if (sender + to).isascii() else SMTPUTF8)
    mail["Subject"] = subject[:1].upper() + subject[1:]
    mail["From"] = sender
    if to:
        mail["To"] = to
    mail["Date"] = now
    mail["X-Unsent"] = "1"
    mail.set_content(text + "\n")  # takes away all that begins with Content-
    mail["Content-Language"] = language
    for name, data in (attachments or {}).items():
        kind, _slash, part = (guess_type(name)[0] or "application/octet-stream").partition("/")
        mail.add_attachment(data, maintype=kind, subtype=part, filename=name)
    return mail.as_bytes()


def keep_pdf(dossier: Dossier, letter: FollowUpLetter, data: bytes) -> Path:
    """Put the letter's PDF into the dossier. Raises `OptoutError` (DISK)."""
    return dossier.keep(f"{letter.kind}-{letter.language}.pdf", data, what=letter.kind)
