"""Text from outside (pages, pastes, files) made safe to show in a terminal."""

import re
import unicodedata

_ESCAPES = re.compile(r"(\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)?|\x1b.?")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def one_line(text: str, limit: int = 200) -> str:
    """`text` on one line of at most `limit` characters, with nothing that moves the cursor."""
    clean = " ".join(printable(text[: limit * 20]).split())
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"


def printable(text: str) -> str:
    """`text` without escape sequences, control characters (line feeds stay) and bidi controls."""
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in "\n\t" or not _unsafe(c)).replace("\t", " ")


def bare(text: str) -> str:
    """`text` without case, accents, full-width forms and whatever is no letter or digit."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", parts) if c.isalnum())


def _unsafe(character: str) -> bool:
    return character in _BIDI or unicodedata.category(character) in ("Cc", "Cs")
