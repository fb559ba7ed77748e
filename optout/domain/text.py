"""Text from outside (pages, pastes, files) made safe to show in a terminal."""

import re
import unicodedata

_ESCAPES = re.compile(r"(\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)?|\x1b.?")
_UNSAFE = ("Cc", "Cf", "Cs")
GREEK_QUESTION_MARKS = (";", "\u037e")
_LINES = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\u0085": "\n"})


def one_line(text: str, limit: int | None = 200) -> str:
    """`text` on one line of at most `limit` characters, with nothing that moves the cursor.

    It is cut at a word, where words are apart.
    """
    clean = " ".join(printable(text[: limit and limit * 20]).split())
    if limit is None or len(clean) <= limit:
        return clean
    end = clean.rfind(" ", limit // 2, limit)
    return clean[: limit - 1 if end < 0 else end] + "…"


def printable(text: str) -> str:
    """`text` without escape sequences, control characters (line feeds stay) and whatever is not to
    be seen, as what turns the direction of writing."""
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINES))
    safe = (c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSAFE)
    return "".join(safe).replace("\t", " ")


def is_address(text: str) -> bool:
    """Whether `text` has the form of an e-mail address, and no more. A page may give any text, so
    its length is gone through once."""
    local, _at, host = text.strip().partition("@")
    apart = "@" in host or any(map(str.isspace, local + host))
    return bool(local) and "." in host[1:-1] and not apart
