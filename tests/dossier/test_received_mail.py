"""Mails as files: what is visible of them, what sent them, and what they cannot do.

The heads of bounces and automatic replies are made after RFC 3464 (appendix E), RFC 3834 and the
real ones of sisimai/set-of-emails (read on 1 December 2026); Meta's mail after public ones.
"""

import random
from collections.abc import Callable
from datetime import date
from email.header import Header

import pytest

from optout.dossier.received_mail import read_mail

ACCEPTED = "Vamos a aceptar tu objeción."
"""Meta's own, as cadenadial.com has shown it in 2025."""
OTHER = "We have stopped using your data."


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
    own = "Subject: Objection\n\nPlease send a copy of your decision to me."
    bodies = [("text/plain", words), ("message/delivery-status", status), ("message/rfc822", own)]
    return parts(*bodies, kind="report; report-type=delivery-status")


ANSWERING = "Thank you. I am back on Monday."
CODE = "Please enter the confirmation code below to verify your email address.\n\n481516\n"
SORTS: list[tuple[str, bytes]] = [
    ("bounce", report("Action: failed\nStatus: 5.1.1")),
    ("bounce", report("Status: 5.1.1")),
    ("bounce", report("Action: failed", words=ACCEPTED)),
    ("automatic", report("Action: delayed\nStatus: 4.4.1", words="Still trying.")),
    ("bounce", mail("X-Failed-Recipients: a@example.com", body="Permanent error.")),
    ("unknown", mail(body="Your message couldn't be delivered to a@example.com.")),
    ("automatic", mail("Auto-Submitted: auto-replied", body=ANSWERING)),
    ("automatic", mail("Auto-Submitted: Auto-Replied (vacation)", body=ANSWERING)),
    ("automatic", mail("Auto-Submitted: auto-replied; owner-email=x", body=ANSWERING)),
    ("automatic", mail("X-Autoreply: yes", body=ANSWERING)),
    ("automatic", mail("Precedence: auto_reply", body=ANSWERING)),
    ("accepted", mail("Auto-Submitted: auto-replied", body=ACCEPTED)),
    ("code", mail("Auto-Submitted: auto-replied", body=CODE)),
    ("code", mail(body=CODE)),
    ("unknown", mail(body=CODE.replace("481516", ""))),
    ("unknown", mail(body="No.\n\n> Your confirmation code is 481516.")),
    ("unknown", mail(body="Your request 481516 is refused.")),
    ("unknown", mail("Subject: Automatic reply: Objection", body="I travel.")),
    ("unknown", mail("Auto-Submitted: no", body=ANSWERING)),
    ("unknown", mail("Auto-Submitted: auto-generated", body=ANSWERING)),
    ("unknown", mail("Precedence: bulk", body=ANSWERING)),
]


def test_what_is_known_of_a_mail() -> None:
    """A company's own system marks its decisions as generated: they are no automatic replies."""
    assert [read_mail(data).kind for _, data in SORTS] == [kind for kind, _ in SORTS]
    assert read_mail(report("Action: failed")).quote == "Delivery has failed permanently."


@pytest.mark.parametrize(
    "text",
    [
        "Nous donnerons suite à votre demande d'opposition.",
        "Nous ne donnons pas suite à votre demande.",
        "Votre demande n'a pas été acceptée.",
        "Wir werden deinem Widerspruch nachkommen.",
        "Your request has been successfully processed and your objection applied.",
        "Please send a copy of your passport.",
        "We need two further months.",
        OTHER,
    ],
)
def test_of_other_words_nothing_is_guessed(text: str) -> None:
    assert read_mail(text.encode()).kind == "unknown"
    assert read_mail(text.encode()).quote == text


def test_what_is_shown_of_a_mail_is_its_head_and_its_beginning() -> None:
    head = ("Subject: =?utf-8?Q?R=C3=A9ponse?=", "Date: Wed, 02 Dec 2026 12:00:00 +0000")
    found = read_mail(mail(*head, body="Hello,\n\nwe have read it. No.\n\n" + "More. " * 99))
    assert found.head == ("Privacy <privacy@example.com>", date(2026, 12, 2), "Réponse")
    assert found.quote.startswith("Hello, we have read it. No. More.")
    assert 250 < len(found.quote) <= 300
    assert read_mail(b"No.").head == ("", None, "")
    assert read_mail(mail("Date: yesterday", body="No.")).head[1] is None


def test_a_line_that_goes_on_in_the_next_is_one() -> None:
    long = "We will also honour your objection for any other accounts that you've"
    rest = "added to the same Accounts Centre as this account."
    assert read_mail(f"Hello,\n{long}\n{rest}\n".encode()).kind == "accepted"
    assert read_mail(f"{long}\n\n{rest}".encode()).kind == "unknown"


HTML = "text/html; charset=utf-8"
SEEN: list[tuple[str, bytes]] = [
    ("accepted", ACCEPTED.encode()),
    ("accepted", b"\xef\xbb\xbf" + ACCEPTED.encode()),
    ("accepted", f"<!doctype html><p>{ACCEPTED}</p>".encode()),
    ("accepted", parts(("text/plain", ""), (HTML, f"<p>{ACCEPTED}</p>"))),
    ("accepted", parts(("text/plain", "Please use a newer program."), (HTML, f"<p>{ACCEPTED}"))),
    ("accepted", mail(kind=HTML, body=f"<html><td>Vamos a <b>ac</b>eptar{ACCEPTED[15:]}</td>")),
    ("accepted", mail(kind=HTML, body=f"<div style='display: none'>{OTHER}</div><p>{ACCEPTED}")),
    ("accepted", mail(kind=HTML, body=f"<img style='display:none' src=x><p>{ACCEPTED}</p>")),
    ("accepted", mail(kind=HTML, body=f"<p>{ACCEPTED}</p><blockquote>{OTHER}</blockquote>")),
    ("accepted", mail(body=f"{ACCEPTED}\n\n> {OTHER}")),
    ("accepted", mail(body=f"{ACCEPTED}\n\n-----Original Message-----\n{OTHER}")),
    ("accepted", mail(body=f"-------- Forwarded message --------\n{ACCEPTED}")),
    ("accepted", parts(("text/plain", ACCEPTED), ("message/rfc822", f"Subject: x\n\n{OTHER}"))),
    ("accepted", parts(("text/plain; charset=klingon", ACCEPTED))),
    ("accepted", mail(kind="text/plain", body=f"Bonjour.\nÀ vous. {ACCEPTED}")),
    ("unknown", mail(kind=HTML, body=f"<script>{ACCEPTED}</script><style>{ACCEPTED}</style>")),
    ("unknown", mail(kind=HTML, body=f"<p hidden>{ACCEPTED}</p><!-- {ACCEPTED} -->")),
    ("accepted", mail(kind=HTML, body=f"<p>{ACCEPTED}</p><![<b>")),
    ("unknown", mail("Content-Disposition: attachment", body=ACCEPTED)),
    ("unknown", parts(("application/zip", ACCEPTED), ("image/png", ACCEPTED))),
    ("unknown", b"\xd0\xcf\x11\xe0\0\0" + ACCEPTED.encode()),
    ("unknown", b""),
]


def test_only_what_a_person_sees_is_read() -> None:
    kinds = [(read_mail(data).kind, data) for _, data in SEEN]
    assert kinds == SEEN


def test_what_is_shown_of_a_mail_moves_no_cursor_and_holds_no_address() -> None:
    moving = "\x1b]0;x\x07\x1b[31m\u202e"
    body = f"It is so {moving}: see <https://example.org/a?b=c>."
    subject = Header(f"So {moving}it is", "utf-8").encode()
    found = read_mail(mail(f"Subject: {subject}", body=body))
    assert (found.quote, found.head[2]) == ("It is so : see …", "So it is")


PASS, FAIL, NOT_CHECKED = ("meta.com", True), ("meta.com", False), ("", False)
SAYS = "dmarc=pass header.from=meta.com"
CHECKED: list[tuple[str, list[str], tuple[str, bool]]] = [
    ("a@gmail.com", ["mx.google.com; dkim=pass; dmarc=pass (p=REJECT) header.from=meta.com"], PASS),
    ("a@me.com", ["spf.icloud.com; spf=pass", "dmarc.icloud.com; dmarc=pass header.from=Meta.com"],
     PASS),
    ("a@proton.me", ["mail.protonmail.ch;\n dmarc=fail (p=none)\n header.from=meta.com"], FAIL),
    ("a@yahoo.fr", ["MX1.Mail.Yahoo.com; dkim=pass; dmarc=pass(p=REJECT) header.from=meta.com"],
     PASS),
    ("a@gmail.com", ["mx.google.com; dmarc=fail header.from=meta.com", f"mx.google.com; {SAYS}"],
     FAIL),
    ("a@gmail.com", [f"mx.google.com.example.net; {SAYS}"], NOT_CHECKED),
    ("a@gmail.com", [f"evilmx.google.com; {SAYS}"], NOT_CHECKED),
    ("a@example.org", [f"mx.google.com; {SAYS}"], NOT_CHECKED),
    ("a@example.org", [f"mx.example.org; {SAYS}"], NOT_CHECKED),  # anybody can have written it
    ("a@outlook.com", ["spf=pass; dmarc=pass action=none header.from=meta.com"], NOT_CHECKED),
    ("", [f"mx.google.com; {SAYS}"], NOT_CHECKED),
    ("a@gmail.com", [], NOT_CHECKED),
    # The provider's own line, and below it the sender's.
    ("a@gmail.com", ["mx.google.com; spf=pass", f"mx.google.com; {SAYS}"], NOT_CHECKED),
    ("a@gmail.com", ["mx.google.com; dmarc=none header.from=x.net", f"mx.google.com; {SAYS}"],
     NOT_CHECKED),
    # The sender's words in the provider's line.
    ("a@gmail.com", [f'mx.google.com; spf=pass (of "{SAYS}"@x.net); dkim=none'], NOT_CHECKED),
    ("a@gmail.com", [f'mx.google.com; spf=pass (of "); {SAYS}; ("@x.net)'], NOT_CHECKED),
    ("a@gmail.com", [f'mx.google.com; spf=pass smtp.mailfrom="; {SAYS};"@x.net'], NOT_CHECKED),
    ("a@gmail.com", [f'mx.google.com; spf=pass smtp.mailfrom="\\"; {SAYS};"@x.net'], NOT_CHECKED),
    ("a@gmail.com", [f"mx.google.com; spf=pass (a (b); {SAYS}; )"], NOT_CHECKED),
    ("a@gmail.com", ["mx.google.com; dmarc=pass; arc=none header.from=meta.com"], NOT_CHECKED),
    ("a@gmail.com", [f"mx.google.com; dmarc=fail header.from=meta.com; {SAYS}"], NOT_CHECKED),
]  # fmt: skip


def test_only_the_provider_s_own_word_on_the_sender_counts_and_decides_nothing() -> None:
    for email, lines, said in CHECKED:
        head = (f"Authentication-Results: {line}" for line in lines)
        read = read_mail(mail(*head, body=ACCEPTED), email)
        assert (read.sender, read.genuine) == said, lines
        assert (read.kind, read.quote) == ("accepted", ACCEPTED)


def nested(levels: int) -> bytes:
    head = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(levels)]
    return b"From: a@example.com\n" + "".join(head).encode() + f"\n{OTHER}".encode()


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
        "Authentication-Results: mx.google.com; " + "dmarc=pass " * 99999
    ),
    "no character set": lambda: mail(kind="text/plain; charset=hex_codec", body="6162"),
    "names": lambda: mail(kind="text/plain; charset=punycode", body="a-" + "b" * 900_000),
    "names of hosts": lambda: mail(kind="text/plain; charset=IDNA", body="b" * 900_000),
    "no transfer": lambda: mail("Content-Transfer-Encoding: base64", body="!!!=="),
    "signs": lambda: mail(kind=HTML, body="<html>" + "<" * 40_000),
    "comments": lambda: mail(kind=HTML, body="<html>" + "<!--" * 50_000),
    "boxes": lambda: mail(kind=HTML, body="<html>" + "<div>" * 20_000),
    "noise": lambda: random.Random(1).randbytes(300_000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_mail_says_nothing_and_takes_no_time(what: str) -> None:
    """Each took from half a minute to without end in one of the ways that are left out."""
    read = read_mail(HOSTILE[what](), "a@gmail.com")
    assert (read.kind, read.sender) == ("unknown", "")
    assert len(read.quote) <= 300
    assert len(read.head[2]) <= 100
