"""A company's mail as a person sees it: its visible text, and what its head says of its sender.

Nothing is loaded, followed or unpacked, and no attachment is opened. Anybody can have written it.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal

from optout.compiled import toml
from optout.domain.text import printable
from optout.locate.claims.mail_claim import MailKind, mail_claim

_LARGEST, _MOST_PARTS, _DEEPEST, _MOST_TEXT, _LONGEST = 5_000_000, 50, 10, 200_000, 2000
"""What is read: bytes, parts, levels of parts, characters of a part and of a line of the head."""
_MOST_BOUNDARIES = 1000
"""Lines that can begin a part; the library takes time for each before parts can be counted."""
_UNREADABLE = (RecursionError, ValueError, LookupError, TypeError, AttributeError)
"""What the library raises for a mail that is none."""
_AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")
_UNSEEN_TAGS = frozenset(("script", "style", "head", "title", "template", "blockquote", "svg"))
_VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"))
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "big",
        "code",
        "em",
        "font",
        "i",
        "img",
        "small",
        "span",
        "strong",
        "u",
        "wbr",
    )
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|div|p|table|meta)\b", re.I)
_EARLIER = re.compile(r"\s*-{3,} ?[^\W_].{0,60}-{3,}\s*$")
"""The line over an earlier mail: `-----Original Message-----`."""
_ACTION = re.compile(r"^Action: *(\w+)", re.I | re.M)
_CHECKED = re.compile(r"\bdmarc=(pass|fail)\b.*?\bheader\.from=([a-z0-9.-]{1,253})", re.I | re.S)


class _Mail(Message):
    """A mail whose head is read to a length: for each parameter more the library takes longer."""

    def get(self, name: str, failobj: Any = None) -> Any:
        value = super().get(name, failobj)
        return value[:_LONGEST] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """What a mail is taken for, and the sentence of it that says so.

    `sender` is the domain that the person's own mail provider has checked, `genuine` whether the
    mail is from there; `sender` is empty where that provider has said nothing of it.
    """

    kind: MailKind
    quote: str = ""
    sender: str = ""
    genuine: bool = False


def read_mail(data: bytes, email: str = "", own: str = "") -> ReceivedMail:
    """What a file or a pasted text is taken for, whatever it holds.

    `email` is the person's address, `own` the letter that they had sent.
    """
    data = data[:_LARGEST]
    mail: Message = _Mail()
    sort, subject, texts = "", "", [_decoded(data)]
    with suppress(*_UNREADABLE):
        found = message_from_bytes(data if data.count(b"\n--") < _MOST_BOUNDARIES else b"", _Mail)
        if found["From"] or found["Received"]:
            sort, subject, texts, mail = _sort(found), _subject(found), _texts(found), found
    claims = [mail_claim(f"{subject}\n\n{_newest(text)}", own) for text in texts]
    kind, quote = next((c for c in claims if c[0] != "unknown"), ("unknown", ""))
    if sort == "automatic" and kind in ("unknown", "elsewhere"):
        kind = "automatic"
    if sort == "bounce":
        kind = "bounce"
    return ReceivedMail(kind, quote, *_sender(mail, email))


def _sort(mail: Message) -> Literal["bounce", "automatic", ""]:
    """What the head says of what wrote it (RFC 3464, RFC 3834)."""
    report = str(mail.get_param("report-type") or "").lower()
    if report == "delivery-status":
        said = [_ACTION.findall(str(p)) for p in _parts(mail, "message/delivery-status")]
        actions = {action.lower() for found in said for action in found}
        return "bounce" if not actions or "failed" in actions else "automatic"
    if mail["X-Failed-Recipients"]:
        return "bounce"
    submitted = str(mail["Auto-Submitted"] or "no").partition(";")[0].strip().lower() != "no"
    replied = "auto_reply" in str(mail["Precedence"] or "").lower()
    return "automatic" if report or submitted or replied or any(map(mail.get, _AUTOMATIC)) else ""


def _parts(mail: Message, *kinds: str) -> list[Message]:
    """Its parts of these kinds, not those of a mail within the mail."""
    found: list[Message] = []

    def visit(part: Any, depth: int) -> None:
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else ()
        if isinstance(inner, list) and depth < _DEEPEST:
            for one in inner[:_MOST_PARTS]:
                visit(one, depth + 1)
        if part.get_content_type() in kinds and len(found) < _MOST_PARTS:
            found.append(part)

    visit(mail, 0)
    return found


def _texts(mail: Message) -> list[str]:
    """Its visible texts, the plain ones first; what is attached is none."""
    texts = []
    for kind in ("text/plain", "text/html"):
        for part in _parts(mail, kind):
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and part.get_content_disposition() != "attachment":
                charset = str(part.get_content_charset() or "")
                texts.append(_decoded(data, charset, page=kind == "text/html"))
    return [text for text in texts if text.strip()]


def _decoded(data: bytes, charset: str = "", *, page: bool = False) -> str:
    """The visible text of bytes, in the character set that is named, or the likely one."""
    text = "" if b"\0" in data else data.decode("cp1252", "replace")
    for name in (charset, "utf-8-sig"):
        with suppress(*_UNREADABLE):
            text = data.decode(name)
            break
    text = text[:_MOST_TEXT]
    return printable(_VisibleText.of(text) if page or _PAGE.match(text) else text)


class _VisibleText(HTMLParser):
    """What a person sees of a page, a line a block, without the earlier mails quoted in it."""

    def __init__(self) -> None:
        super().__init__()
        self._said: list[str] = []
        self._hidden, self._depth = "", 0

    @classmethod
    def of(cls, text: str) -> str:
        parser = cls()
        parser.feed(text)
        return "".join(parser._said)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        unseen = "hidden" in given or _UNSEEN.search(given.get("style", ""))
        if self._hidden:
            self._depth += tag == self._hidden
        elif tag in _UNSEEN_TAGS or (unseen and tag not in _VOID):
            self._hidden, self._depth = tag, 1
        elif tag not in _INLINE:
            self._said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == self._hidden
        if not self._depth:
            self._hidden = ""
            self._said += ["\n"] * (tag not in _INLINE)

    def handle_data(self, data: str) -> None:
        self._said += [re.sub(r"\s+", " ", data)] * (not self._hidden)


def _newest(text: str) -> str:
    """A text without the earlier mail that stands below it, or is quoted in it."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith(">")]
    below = (n for n, line in enumerate(lines) if n > 1 and _EARLIER.match(line[:200]))
    return "\n".join(lines[: next(below, None)])


def _subject(mail: Message) -> str:
    said = str(mail["Subject"] or "")[:500]
    with suppress(*_UNREADABLE):
        said = str(make_header(decode_header(said)))
    return printable(said)


def _sender(mail: Message, email: str) -> tuple[str, bool]:
    """The domain that the person's own provider has checked, and whether the mail is from there.

    A line counts that bears the provider's own name, which it lets nobody else use (RFC 8601, 5);
    the first one is the newest.
    """
    domain = email.rpartition("@")[2].lower()
    provider = toml(Path(__file__).with_name("mail_providers.toml"))["of"].get(domain, domain)
    for line in mail.get_all("Authentication-Results", [])[:_MOST_PARTS]:
        server, _, said = str(line)[:4000].partition(";")
        own = provider and f".{server.strip().lower()}".endswith(f".{provider}")
        if own and (found := _CHECKED.search(said)):
            return found[2].lower(), found[1].lower() == "pass"
    return "", False
