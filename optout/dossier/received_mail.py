"""A company's mail as a person sees it: its visible text, and what its head says of its sender.

Nothing is loaded, followed or unpacked, and no attachment is opened. Anybody can have written it.
What it means is known by its structure, its code or Meta's literal words, and else not guessed.
"""

import codecs
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from optout.compiled import toml
from optout.domain.mailed_code import calls_a_code
from optout.domain.text import one_line, printable
from optout.locate.claims.meta_words import meta_meaning
from optout.locate.words import sentences

MailKind = Literal["bounce", "accepted", "code", "automatic", "unknown"]
"""Of several the first counts. `accepted` is for what comes from now on."""

_LARGEST, _MOST_PARTS, _DEEPEST, _MOST_TEXT, _LONGEST = 5_000_000, 50, 10, 200_000, 2000
"""What is read: bytes, parts, levels of parts, characters of a part and of a line of the head."""
_MOST_BOUNDARIES = 1000
"""Lines that can begin a part; the library takes time for each before parts can be counted."""
_MOST_SENTENCES, _SHOWN, _SHOWN_OF_HEAD = 200, 300, 100
"""Sentences that are read; characters that are shown of the text, and of a line of the head."""
_WRAPPED = 55
"""Letters of a line that goes on in the next, where no sentence ends with it."""
_LINK = re.compile(r"[<\[(]?\b(?:https?://|www\.|mailto:)\S+", re.I)
_UNREADABLE = (
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the library raises for a mail that is none, and for a page that is none."""
_WITHOUT_END = ("idna", "punycode")
"""Character sets whose time grows with the square of the length."""
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
_CHECK = re.compile(r"\s*dmarc\s*=", re.I)
_CHECKED = re.compile(
    r"\s*dmarc\s*=\s*(pass|fail)\b.*?\bheader\.from\s*=\s*([a-z0-9.-]{1,253})", re.I | re.S
)


class _Mail(Message):
    """A mail whose head is read to a length: for each parameter more the library takes longer."""

    def get(self, name: str, failobj: Any = None) -> Any:
        value = super().get(name, failobj)
        return value[:_LONGEST] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """What a mail is known for, and what is shown of it.

    `quote` is the sentence by which it accepts, else its first ones. `head` is from whom it says
    to be, its day and its subject, as far as it has them. `sender` is the domain that the person's
    own mail provider has checked, `genuine` whether the mail is from there; `sender` is empty where
    that provider has said nothing of it.
    """

    kind: MailKind
    quote: str = ""
    head: tuple[str, date | None, str] = ("", None, "")
    sender: str = ""
    genuine: bool = False


def read_mail(data: bytes, email: str = "") -> ReceivedMail:
    """What a file or a pasted text is, whatever it holds. `email` is the person's address."""
    data = data[:_LARGEST]
    mail: Message = _Mail()
    sort, texts = "", [_decoded(data)]
    with suppress(*_UNREADABLE):
        found = message_from_bytes(data if data.count(b"\n--") < _MOST_BOUNDARIES else b"", _Mail)
        if found["From"] or found["Received"]:
            sort, texts, mail = _sort(found), _texts(found), found
    newest = [_newest(text) for text in texts]
    said = [_sentences(text) for text in newest]
    accepts = next((s for text in said for s in text if meta_meaning(s) == "accepted"), "")
    known: dict[MailKind, bool] = {
        "bounce": sort == "bounce",
        "accepted": bool(accepts),
        "code": any(map(calls_a_code, newest)),
        "automatic": sort == "automatic",
    }
    kind: MailKind = next((one for one, so in known.items() if so), "unknown")
    quote = accepts if kind == "accepted" else " ".join(next(filter(None, said), ()))
    head = (_line(mail, "From"), _day(mail), _line(mail, "Subject"))
    return ReceivedMail(kind, one_line(quote, _SHOWN), head, *_sender(mail, email))


def _sentences(text: str) -> list[str]:
    """The first sentences of a text; of addresses nothing is shown."""
    read = sentences(_LINK.sub("…", _unwrapped(text)))
    return [s for s in read if any(map(str.isalpha, s))][:_MOST_SENTENCES]


def _unwrapped(text: str) -> str:
    """A text whose lines are no longer broken within a sentence."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    whole = []
    for before, line in pairwise(["", *lines]):
        goes_on = len(before) >= _WRAPPED and before[-1] not in ".!?:;" and line[:1].isalnum()
        whole += [" " if goes_on else "\n", line]
    return "".join(whole)


def _sort(mail: Message) -> Literal["bounce", "automatic", ""]:
    """What the head says of what wrote it (RFC 3464, RFC 3834). `auto-generated` says nothing: a
    company's own system marks its decisions so."""
    report = str(mail.get_param("report-type") or "").lower()
    if report == "delivery-status":
        said = [_ACTION.findall(str(p)) for p in _parts(mail, "message/delivery-status")]
        actions = {action.lower() for found in said for action in found}
        return "bounce" if not actions or "failed" in actions else "automatic"
    if mail["X-Failed-Recipients"]:
        return "bounce"
    submitted = re.split(r"[;(\s]", str(mail["Auto-Submitted"] or "").strip().lower())[0]
    replied = submitted == "auto-replied" or "auto_reply" in str(mail["Precedence"] or "").lower()
    return "automatic" if report or replied or any(map(mail.get, _AUTOMATIC)) else ""


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
            if codecs.lookup(name).name not in _WITHOUT_END:
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
        with suppress(*_UNREADABLE):
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


def _line(mail: Message, name: str) -> str:
    """A line of the head, as it is shown."""
    said = str(mail[name] or "")[:500]
    with suppress(*_UNREADABLE):
        said = str(make_header(decode_header(said)))
    return one_line(said, _SHOWN_OF_HEAD)


def _day(mail: Message) -> date | None:
    """The day in the head, where the person is."""
    with suppress(*_UNREADABLE, OverflowError, OSError):
        return parsedate_to_datetime(str(mail["Date"] or "")).astimezone().date()
    return None


def _sender(mail: Message, email: str) -> tuple[str, bool]:
    """The domain that the person's own provider has checked, and whether the mail is from there.

    The first line that bears the name of the provider's own server is the provider's (RFC 8601, 5);
    those below it may be anybody's. Of a provider that is not known for writing one, all may be.
    """
    domain = email.rpartition("@")[2].lower()
    server = toml(Path(__file__).with_name("mail_providers.toml"))["of"].get(domain)
    lines = mail.get_all("Authentication-Results", [])[:_MOST_PARTS] if server else []
    read = (_bare(str(line)[:4000]).partition(";") for line in lines)
    own = (said for name, _, said in read if f".{name.strip().lower()}".endswith(f".{server}"))
    checks = [one for one in next(own, "").split(";") if _CHECK.match(one)]
    found = _CHECKED.match(checks[0]) if len(checks) == 1 else None
    return (found[2].lower(), found[1].lower() == "pass") if found else ("", False)


def _bare(line: str) -> str:
    """A line of the head without comments and quoted strings, where a sender may have a say (RFC
    5322, 3.2.2 and 3.2.4). A quote that stands in a comment is one here, too; without an end all
    that follows is part of it."""
    said, depth, quoted = "", 0, False
    for sign in re.findall(r"\\.|.", line, re.S):
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in "()":
            depth = depth + 1 if sign == "(" else max(0, depth - 1)
        elif not quoted and not depth:
            said += sign
    return said
