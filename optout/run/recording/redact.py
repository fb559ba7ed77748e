"""Takes e-mail, name and address out of what is quoted of a page."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from optout.domain.folding import spellings

BAR = "…"

_PERCENT = "%(?:25)*"
"""Before the two digits of an encoded byte; an address within an address is encoded twice."""
_START = r"(?:(?<!\w)|(?<=%[0-9A-Fa-f]{2}))"
_NO_NUMBER_BEFORE, _NO_NUMBER_AFTER = r"(?<!\d[\s./-])(?<!\d\.\s)", r"(?!\.?[\s/-]\d)"
"""A word that stands beside a number is a month: "27 May 2025", whoever is called May."""
_APOSTROPHES = "'’"
_HEBREW = 0x0590
"""The first script in which small words are written on to a name; further on are those without
blanks."""

Redact = Callable[[str], str]


def nothing(text: str) -> str:
    """Leaves everything."""
    return text


def redactor(email: str, names: Sequence[str], others: Sequence[str]) -> Redact:
    """A function that puts `BAR` for the address, the names, and each of `others`, in a text.

    Of `others` (postal address, user names): the whole, each part between commas, and each user
    name, however it is written: `@name`, or an address of a profile, that ends in it.
    The address goes in any case; so does its part before the @ as a word. Of a name of several
    words go the whole, in any case and spacing, and each of its words of three letters or more
    where it is written with a capital: "Petit" is a name, "petit" is not. Accents may be missing.
    A single word that stands beside a number stays: dates are evidence.
    All may be percent-encoded. Nothing goes out of the middle of a word, where words are apart.
    """
    local = email.partition("@")[0]
    named = [part for text in others for part in (text, *text.split(","), *_user_names(text))]
    parts = [part for text in named for part in spellings(text) if len(part.strip()) > 2]
    parts.sort(key=len, reverse=True)
    names = [spelling for name in names for spelling in spellings(name)]
    whole = sorted((name for name in names if not _is_word(name)), key=len, reverse=True)
    patterns = [f"(?i:{_spaced(email)})"] if email else []
    patterns += [f"(?i:{_bounded(text)})" for text in (*whole, *parts) if text.strip()]
    if len(local) > 2:
        patterns.append(rf"(?i:{_apart(_spaced(local))})")
    words = {word for name in names for word in _words(name)}
    words |= {name.strip() for name in names if _is_word(name)}  # however short
    for word in sorted(words, key=lambda w: (-len(w), w)):
        shapes = {word[:1].upper() + word[1:], word.upper(), word.capitalize()}
        patterns += [_apart(_encoded(shape)) for shape in sorted(shapes)]
    if not patterns:
        return nothing
    pattern = re.compile("|".join(patterns))
    return lambda text: pattern.sub(BAR, _composed(text))


def _user_names(text: str) -> Iterator[str]:
    """What `text` calls the person on a site, without the @, or the site before it."""
    for name in re.findall(r"(?<![\w.])@([\w.-]+)", text):
        yield name.rstrip(".")
    for address in re.findall(r"(?:[\w-]+\.)+[a-z]{2,}/[^\s,;()]+", text, re.IGNORECASE):
        path, _mark, query = address.removeprefix("www.").partition("?")
        if number := re.search(r"\bid=(\w+)", query):
            yield number[1]
        else:
            yield path.rstrip("/")
            yield path.rstrip("/").rpartition("/")[2].removeprefix("@")


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _spaced(text: str) -> str:
    return rf"(?:\s|\+|{_PERCENT}20)+".join(map(_encoded, _composed(text).split()))


def _apart(pattern: str) -> str:
    """What `pattern` finds as a word of its own, in no date."""
    return rf"{_NO_NUMBER_BEFORE}{_START}{pattern}(?!\w){_NO_NUMBER_AFTER}"


def _bounded(text: str) -> str:
    """A pattern for `text` from the beginning of a word on; a single word to its end, too.

    What several words name may have an ending of its language.
    """
    if not _words_are_apart(text):
        return _spaced(text)
    return _START + _spaced(text) + (r"(?!\w)" if _is_word(text) else "")


def _is_word(text: str) -> bool:
    return _words_are_apart(text) and re.fullmatch(r"\s*\w+\s*", _composed(text)) is not None


def _words_are_apart(text: str) -> bool:
    """Whether it is of scripts that have blanks around a word, and nothing written on to it."""
    return all(ord(character) < _HEBREW for character in text)


def _encoded(word: str) -> str:
    """A pattern for `word`, each of its characters as it is or as addresses of pages have it."""
    return "".join(c if c.isascii() and c.isalnum() else _either(c) for c in word)


def _either(character: str) -> str:
    alike = _APOSTROPHES if character in _APOSTROPHES else character
    encoded = ("".join(f"{_PERCENT}(?i:{byte:02X})" for byte in c.encode()) for c in alike)
    return f"(?:{'|'.join((*map(re.escape, alike), *encoded))})"


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\s.,'’-]+", _composed(name)) if len(word) > 2]
