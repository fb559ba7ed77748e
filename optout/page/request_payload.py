"""What leaves a page: read from the request itself, since the page may be gone a moment later."""

import email
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

from playwright.async_api import Request

from optout.domain.text import is_address

_PROSE = 12
"""Words from which a text is no token and no address."""
_WORD = re.compile(r"[\W_]*+\w++(?:['’-]\w++)*+[\W_]*+")
"""What is one word: not `Mozilla/5.0`, nor a place in a script. Nothing in it is tried twice, as a
page may send anything."""
_CODE = re.compile(r"(?:[A-Za-z]{1,3}-)?(\d{4,8})")
_NAME = re.compile(r"[A-Za-z][\w.-]{2,60}")
"""What a program calls something: no prose."""
_OPERATION = re.compile(
    r"operation|action|status|state$|mode$|intent|event|mutation|friendly_?name", re.IGNORECASE
)
"""What a value is called that tells what the request does: no field of the form."""
_DRAFT = re.compile(r"draft|auto[-_]?sav", re.IGNORECASE)
_SENDS = re.compile(r"submit|send|publish|finali[sz]e", re.IGNORECASE)
_TRUE = ("true", "yes")
_MULTIPART = "multipart/"
_DEEPEST = 6
_MOST = 2_000_000
Unread = Literal["", "page", "part"]
_Pair = tuple[str, str | int]
"""What a value is called, empty where nothing tells, and the value."""


@dataclass(frozen=True, slots=True)
class RequestPayload:
    """The texts that one request carries. `of_form`: the browser itself sent a form, no script did.

    `figures`: the whole numbers that a script sent as such. Nobody has typed them like that.
    `draft`: by its address or by what it says that it does, the page only keeps what is typed.
    `unread`: there is a file in it, and so the browser tells nothing of it: the page that is sent
    as a whole, or a part of it, by a script or a frame.
    """

    texts: tuple[str, ...]
    of_form: bool = False
    figures: tuple[str, ...] = ()
    draft: bool = False
    unread: Unread = ""

    @property
    def has_prose(self) -> bool:
        """It carries a text that is too long for anything but somebody's own words."""
        return any(map(_is_prose, self.texts))

    def has_letter_like(self, letter: str) -> bool:
        """It carries a text half of whose words are those of `letter`, cut or changed."""
        known = set(letter.casefold().split())
        texts = (set(t.casefold().split()) for t in self.texts if len(t.split()) >= _PROSE)
        return any(len(words & known) * 2 >= len(words) for words in texts)

    def has_address(self, address: str) -> bool:
        """It carries this e-mail address, or none is known.

        In a form's post any address counts, as the person may have changed theirs. Not every post
        is a form that was filled in: signing out is one, too.
        """
        wanted = address.strip().casefold()
        return any(
            (wanted and text.strip().casefold() == wanted) or (self.of_form and is_address(text))
            for text in self.texts
        )

    @property
    def numbers(self) -> frozenset[str]:
        """What can be a mailed code: whole, after a service's letters, in groups, a digit a box."""
        return _codes(self.texts)

    def has_code(self, code: str) -> bool:
        """It carries this code, in whatever form."""
        return code in self.numbers | _codes(self.figures)

    def letter(self, besides: Collection[str]) -> str:
        """The text with the most words, `besides` the other fields'; empty where none has two."""
        others = {" ".join(text.split()).casefold() for text in besides}
        texts = [t for t in self.texts if " ".join(t.split()).casefold() not in others]
        longest = max(texts, key=lambda text: len(text.split()), default="")
        return longest if len(longest.split()) > 1 else ""


def payload_of(request: Request) -> RequestPayload:
    """The texts and whole numbers in the query and the body (form, multipart, JSON) of `request`.

    The browser is not asked anything: the page may be gone.
    """
    found = _pairs(urlsplit(request.url).query)
    body = request.post_data_buffer if request.method != "GET" else None
    if body:
        found += _body(body[:_MOST], request.headers.get("content-type", ""))
    of_form = request.is_navigation_request() and request.method == "POST"
    texts = tuple(one for _name, one in found if isinstance(one, str) and one)
    figures = tuple(
        str(one) for _name, one in found if isinstance(one, int) and not isinstance(one, bool)
    )
    does = (urlsplit(request.url).path, *(what for pair in found for what in _does(*pair)))
    draft = any(_DRAFT.search(what) and not _SENDS.search(what) for what in does)
    unread = _unread(request, body)
    return RequestPayload(texts, of_form, figures, draft and not of_form, unread)


def _unread(request: Request, body: bytes | None) -> Unread:
    multipart = request.headers.get("content-type", "").startswith(_MULTIPART)
    if body is not None or not multipart:
        return ""
    whole = request.is_navigation_request() and request.frame.parent_frame is None
    return "page" if whole else "part"


def _does(name: str, value: str | int) -> Iterator[str]:
    """What the request says that it does: `"action": "save_draft"`, `"draft": true`."""
    if value is True or str(value).casefold() in _TRUE:
        yield name
    elif isinstance(value, str) and _OPERATION.search(name) and _NAME.fullmatch(value):
        yield value


def _is_prose(text: str) -> bool:
    parts = text.split()
    words = sum(bool(_WORD.fullmatch(part)) for part in parts)
    return words >= _PROSE and words * 5 > len(parts) * 4


def _codes(texts: Collection[str]) -> frozenset[str]:
    joined = ["".join(text.split()) for text in texts]
    boxes = "".join(text for text in joined if len(text) == 1)
    return frozenset(found[1] for t in (*joined, boxes) if (found := _CODE.fullmatch(t)))


def _body(body: bytes, kind: str) -> list[_Pair]:
    if kind.startswith(_MULTIPART):
        head = f"Content-Type: {kind}\r\n\r\n".encode()
        # The newer policy takes a header's value apart, and raises for some that a page can send.
        parts = [p for p in email.message_from_bytes(head + body).walk() if not _is_file(p)]
        payloads = [(_name_of(part), part.get_payload(decode=True)) for part in parts]
        return [(n, p.decode("utf-8", "replace")) for n, p in payloads if isinstance(p, bytes)]
    text = body.decode("utf-8", "replace")
    found = _values(text) or _pairs(text)
    return found if any(value for _name, value in found) else [("", text)]


def _is_file(part: Message) -> bool:
    try:
        return bool(part.get_filename())
    except ValueError:  # it has a name that cannot be decoded
        return True


def _name_of(part: Message) -> str:
    name = part.get_param("name", "", "content-disposition")
    return name if isinstance(name, str) else ""


def _pairs(text: str) -> list[_Pair]:
    found: list[_Pair] = []
    for name, value in parse_qsl(text, keep_blank_values=True):
        found += _values(value) or [(name, value)]
    return found


def _values(text: str) -> list[_Pair]:
    """All strings and whole numbers in a JSON text; none where it is not JSON."""
    if not text.lstrip().startswith(("{", "[", '"')):
        return []
    try:
        return _inside("", json.loads(text), _DEEPEST)
    except (ValueError, RecursionError):
        return []


def _inside(name: str, value: Any, depth: int) -> list[_Pair]:
    if isinstance(value, str | int):
        return [(name, value)]
    if not depth:
        return []
    if isinstance(value, dict):
        return [pair for key, one in value.items() for pair in _inside(key, one, depth - 1)]
    inner = value if isinstance(value, list) else ()
    return [pair for one in inner for pair in _inside(name, one, depth - 1)]
