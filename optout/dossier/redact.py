"""Blackens e-mail, name and address in text, for a copy to be shown around."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from optout.domain.folding import without_accents

BAR = "█████"
"""Always as long as this: its length tells nothing."""

_PERCENT = "%(?:25)*"
"""Before the two digits of an encoded byte; an address within an address is encoded twice."""
_START = r"(?:(?<!\w)|(?<=%[0-9A-Fa-f]{2}))"

Redact = Callable[[str], str]


def nothing(text: str) -> str:
    """Blackens nothing."""
    return text


def redactor(email: str, names: Sequence[str], others: Sequence[str]) -> Redact:
    """A function that blackens the address, the names, and each of `others`, in a text.

    Of `others` (postal address, user names): the whole and each part between commas.
    The address goes in any case; so does its part before the @ as a word. Of a name go the whole,
    in any case and spacing, and each of its words of three letters or more where it is written with
    a capital: "Petit" is a name, "petit" is not. Accents may be missing. All may be
    percent-encoded.
    """
    local = email.partition("@")[0]
    parts = [part for text in others for part in (text, *text.split(",")) if len(part.strip()) > 2]
    parts.sort(key=len, reverse=True)
    names = [*names, *map(without_accents, names)]
    anywhere = [email, *sorted(names, key=len, reverse=True), *parts]
    patterns = [f"(?i:{_spaced(text)})" for text in anywhere if text.strip()]
    if len(local) > 2:
        patterns.append(rf"(?i:{_START}{_spaced(local)}(?!\w))")
    words = {word for name in names for word in _words(name)}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        shapes = {word[:1].upper() + word[1:], word.upper(), word.capitalize()}
        patterns += [rf"{_START}{_encoded(shape)}(?!\w)" for shape in sorted(shapes)]
    if not patterns:
        return nothing
    pattern = re.compile("|".join(patterns))
    return lambda text: pattern.sub(BAR, _composed(text))


def deep(value: Any, redact: Redact) -> Any:
    """The JSON value with every text in it blackened."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {key: deep(item, redact) for key, item in value.items()}
    if isinstance(value, list):
        return [deep(item, redact) for item in value]
    return value


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _spaced(text: str) -> str:
    return rf"(?:\s|\+|{_PERCENT}20)+".join(map(_encoded, _composed(text).split()))


def _encoded(word: str) -> str:
    """A pattern for `word`, each of its characters as it is or as addresses of pages have it."""
    return "".join(c if c.isascii() and c.isalnum() else _either(c) for c in word)


def _either(character: str) -> str:
    encoded = "".join(f"{_PERCENT}(?i:{byte:02X})" for byte in character.encode())
    return f"(?:{re.escape(character)}|{encoded})"


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s.,'’-]+", _composed(name)) if len(word) > 2]
