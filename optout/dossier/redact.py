"""Blackens e-mail, name and address in text, for a copy to be shown around."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from optout.domain.folding import without_accents

BAR = "█████"
"""Always as long as this: its length tells nothing."""

Redact = Callable[[str], str]


def nothing(text: str) -> str:
    """Blackens nothing."""
    return text


def redactor(email: str, name: str, *others: str) -> Redact:
    """A function that blackens the address, the name, and each of `others`, in a text.

    Of `others` (postal address, user names): the whole and each part between commas.

    The address goes in any case, also percent-encoded; so does its part before the @ as a word. Of
    the name go the whole, in any case and spacing, and each of its words of three letters or more
    where it is written with a capital: "Petit" is a name, "petit" is not. Accents may be missing.
    """
    local = email.partition("@")[0]
    parts = [part for text in others for part in (text, *text.split(",")) if len(part.strip()) > 2]
    parts.sort(key=len, reverse=True)
    anywhere = [email, email.replace("@", "%40"), name, without_accents(name), *parts]
    patterns = [f"(?i:{_spaced(text)})" for text in anywhere if text.strip()]
    if len(local) > 2:
        patterns.append(rf"(?i:(?<!\w){_spaced(local)}(?!\w))")
    names = {*_words(name), *_words(without_accents(name))}
    for word in sorted(names, key=lambda w: (-len(w), w)):
        shapes = {word[:1].upper() + word[1:], word.upper(), word.capitalize()}
        patterns += [rf"(?<!\w){re.escape(shape)}(?!\w)" for shape in sorted(shapes)]
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
    return r"\s+".join(re.escape(word) for word in _composed(text).split())


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s.,'’-]+", _composed(name)) if len(word) > 2]
