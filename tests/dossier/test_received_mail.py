"""Mails as files: what is visible of them, what sent them, and what they cannot do.

The heads of bounces and automatic replies are made after RFC 3464 (appendix E), RFC 3834 and the
real ones of sisimai/set-of-emails (read on 1 December 2026); Meta's mail after public ones.
"""

import random
from collections.abc import Callable

import pytest

from optout.dossier.received_mail import ReceivedMail, read_mail

REFUSAL = "We are unable to comply with your request."
ACCEPTED = "We have stopped using your data."
OWN = "Please send a copy of your decision to me."


def mail(*head: str, body: str = "", kind: str = "text/plain; charset=utf-8") -> bytes:
    lines = ("From: Privacy <privacy@example.com>", "MIME-Version: 1.0", f"Content-Type: {kind}")
    return "\n".join((*lines, *head, "", body)).encode()


def parts(*bodies: tuple[str, str], kind: str = "mixed", head: tuple[str, ...] = ()) -> bytes:
    written = "".join(f"--b\nContent-Type: {type_}\n\n{body}\n" for type_, body in bodies)
    return mail(*head, body=f"{written}--b--\n", kind=f"multipart/{kind}; boundary=b")


def report(action: str, *, words: str = "Delivery has failed permanently.") -> bytes:
    status = (
        f"Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; a@example.com\n{action}"
    )
    own = f"Subject: Objection\n\n{OWN}"
    bodies = [("text/plain", words), ("message/delivery-status", status), ("message/rfc822", own)]
    return parts(*bodies, kind="report; report-type=delivery-status")


ANSWERING = "Thank you. I am back on Monday."
SORTS: list[tuple[str, bytes]] = [
    ("bounce", report("Action: failed\nStatus: 5.1.1")),
    ("bounce", report("Status: 5.1.1")),
    ("automatic", report("Action: delayed\nStatus: 4.4.1", words="Still trying.")),
    ("bounce", mail("X-Failed-Recipients: a@example.com", body="Permanent error.")),
    ("bounce", mail(body="Your message couldn't be delivered to a@example.com.")),
    ("automatic", mail("Auto-Submitted: auto-replied", body=ANSWERING)),
    ("automatic", mail("Auto-Submitted: Auto-Replied (vacation)", body=ANSWERING)),
    ("automatic", mail("X-Autoreply: yes", body=ANSWERING)),
    ("automatic", mail("Precedence: auto_reply", body=ANSWERING)),
    ("automatic", mail("Subject: Automatic reply: Objection", body="I travel.")),
    ("automatic", mail("Subject: =?utf-8?Q?R=C3=A9ponse_automatique?=", body="À lundi.")),
    ("automatic", mail("Auto-Submitted: auto-replied", body="This mailbox is no longer in use.")),
    ("elsewhere", mail(body="This mailbox is no longer in use.")),
    ("unknown", mail("Auto-Submitted: no", body=ANSWERING)),
    ("unknown", mail("Precedence: bulk", body=ANSWERING)),
    ("refused", mail("Auto-Submitted: auto-generated", body=REFUSAL)),
]


def test_what_the_head_says_of_a_mail() -> None:
    """A company's own system marks its decisions as automatic, too."""
    assert [read_mail(data, own=OWN).kind for _, data in SORTS] == [kind for kind, _ in SORTS]
    assert read_mail(report("Action: failed")).quote == "Delivery has failed permanently."


HTML = "text/html; charset=utf-8"
SEEN: list[tuple[str, bytes]] = [
    ("refused", REFUSAL.encode()),
    ("refused", b"\xef\xbb\xbf" + REFUSAL.encode()),
    ("refused", f"<!doctype html><p>{REFUSAL}</p>".encode()),
    ("refused", parts(("text/plain", ""), (HTML, f"<p>{REFUSAL}</p>"))),
    ("refused", parts(("text/plain", "Please use a newer program."), (HTML, f"<p>{REFUSAL}"))),
    ("refused", mail(kind=HTML, body=f"<html><td>We are <b>un</b>able to{REFUSAL[14:]}</td>")),
    ("refused", mail(kind=HTML, body=f"<div style='display: none'>{ACCEPTED}</div><p>{REFUSAL}")),
    ("refused", mail(kind=HTML, body=f"<img style='display:none' src=x><p>{REFUSAL}</p>")),
    ("refused", mail(kind=HTML, body=f"<p>{REFUSAL}</p><blockquote>{ACCEPTED}</blockquote>")),
    ("refused", mail(body=f"{REFUSAL}\n\n> {ACCEPTED}")),
    ("refused", mail(body=f"{REFUSAL}\n\n-----Original Message-----\n{ACCEPTED}")),
    ("refused", mail(body=f"-------- Forwarded message --------\n{REFUSAL}")),
    ("refused", parts(("text/plain", REFUSAL), ("message/rfc822", f"Subject: x\n\n{ACCEPTED}"))),
    ("refused", parts(("text/plain; charset=klingon", REFUSAL))),
    ("refused", mail(kind="text/plain", body="Monsieur, votre opposition est rejetée.")),
    ("unknown", mail(kind=HTML, body=f"<script>{REFUSAL}</script><style>{REFUSAL}</style>")),
    ("unknown", mail(kind=HTML, body=f"<p hidden>{REFUSAL}</p><!-- {REFUSAL} -->")),
    ("unknown", mail("Content-Disposition: attachment", body=REFUSAL)),
    ("unknown", parts(("application/zip", REFUSAL), ("image/png", REFUSAL))),
    ("unknown", b"\xd0\xcf\x11\xe0\0\0" + REFUSAL.encode()),
    ("unknown", b""),
]


def test_only_what_a_person_sees_is_read() -> None:
    kinds = [(read_mail(data).kind, data) for _, data in SEEN]
    assert kinds == SEEN


def test_what_is_shown_of_a_mail_moves_no_cursor_and_holds_no_address() -> None:
    body = f"{REFUSAL[:-1]} \x1b]0;x\x07\x1b[31m\u202e: see <https://example.org/a?b=c>."
    assert read_mail(mail(body=body)).quote == f"{REFUSAL[:-1]} : see …"


PASS, FAIL = ("meta.com", True), ("meta.com", False)
CHECKED: list[tuple[str, list[str], tuple[str, bool]]] = [
    ("a@gmail.com", ["mx.google.com; dkim=pass; dmarc=pass (p=REJECT) header.from=meta.com"], PASS),
    ("a@me.com", ["spf.icloud.com; spf=pass", "dmarc.icloud.com; dmarc=pass header.from=Meta.com"],
     PASS),
    ("a@proton.me", ["mail.protonmail.ch;\n dmarc=fail (p=none)\n header.from=meta.com"], FAIL),
    ("a@example.org", ["MX1.Example.org; dmarc=pass header.from=meta.com"], PASS),
    ("a@gmail.com", ["mx.google.com; dmarc=fail header.from=meta.com",
                     "mx.google.com; dmarc=pass header.from=meta.com"], FAIL),
    ("a@gmail.com", ["mx.google.com.example.net; dmarc=pass header.from=meta.com"], ("", False)),
    ("a@gmail.com", ["evilgoogle.com; dmarc=pass header.from=meta.com"], ("", False)),
    ("a@example.org", ["mx.google.com; dmarc=pass header.from=meta.com"], ("", False)),
    ("a@outlook.com", ["spf=pass; dmarc=pass action=none header.from=meta.com"], ("", False)),
    ("", ["mx.google.com; dmarc=pass header.from=meta.com"], ("", False)),
    ("a@gmail.com", [], ("", False)),
]  # fmt: skip


def test_only_the_provider_s_own_word_on_the_sender_counts_and_decides_nothing() -> None:
    for email, lines, said in CHECKED:
        head = (f"Authentication-Results: {line}" for line in lines)
        read = read_mail(mail(*head, body=REFUSAL), email)
        assert (read.sender, read.genuine) == said, lines
        assert (read.kind, read.quote) == ("refused", REFUSAL)


def nested(levels: int) -> bytes:
    head = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(levels)]
    return b"From: a@example.com\n" + "".join(head).encode() + f"\n{REFUSAL}".encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "levels": lambda: nested(20),
    "more levels than Python goes down": lambda: nested(400),
    "10,000 levels": lambda: nested(10_000),
    "mails in mails": lambda: (
        mail(kind="message/rfc822") + b"Content-Type: message/rfc822\n\n" * 9999
    ),
    "10,000 parts": lambda: parts(*[("text/plain", "x")] * 10_000),
    "parts of nothing": lambda: parts() + b"--b\n\n" * 200_000,
    "50 MB": lambda: mail() + b"word word. " * 4_600_000,
    "one word": lambda: mail(body="a" * 1_000_000),
    "lines of nothing": lambda: mail(body="\n" * 300_000),
    "blanks": lambda: mail(body="a" * 60 + " " * 190_000 + "a"),
    "dashes": lambda: mail(body="x\nx\n" + "-" * 1_000_000),
    "a head of parameters": lambda: mail(kind="multipart/mixed; " + "a;" * 300_000),
    "a head of words": lambda: mail("Subject: " + "=?utf-8?q?" * 100_000),
    "a head of results": lambda: mail(
        "Authentication-Results: example.org; " + "dmarc=pass " * 99999
    ),
    "no character set": lambda: mail(kind="text/plain; charset=hex_codec", body="6162"),
    "no transfer": lambda: mail("Content-Transfer-Encoding: base64", body="!!!=="),
    "signs": lambda: mail(kind=HTML, body="<html>" + "<" * 40_000),
    "comments": lambda: mail(kind=HTML, body="<html>" + "<!--" * 50_000),
    "boxes": lambda: mail(kind=HTML, body="<html>" + "<div>" * 20_000),
    "noise": lambda: random.Random(1).randbytes(300_000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_mail_says_nothing_and_takes_no_time(what: str) -> None:
    """Each took from half a minute to without end in one of the ways that are left out."""
    assert read_mail(HOSTILE[what](), "a@example.org", OWN) == ReceivedMail("unknown")
