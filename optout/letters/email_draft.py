"""A mail draft as a file (RFC 5322): the person's own mail program opens it, unsent."""

from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from mimetypes import guess_type


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
    """The draft's bytes. `to` is empty where no address is known; the person fills it in."""
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
