"""A reason as the settings hold it: up to three keys of the guide, and words of one's own.

The keys stand before the words or after them, a line each or with commas between them, in small
letters or capital ones. Text that is no key is the person's, and is kept as written but for
characters that nobody can see.
"""

import re
from typing import NamedTuple

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.text import printable
from optout.letters.questions import DEFAULT, RETIRED, Pieces, key_of, ways

MOST = 3
"""The most reasons of the guide in one letter."""

_KEY = re.compile(r"[a-z]+(?:[+_][a-z]+)+")
_BESIDE_PLUS = re.compile(r"\s*\+\s*")
_WAYS = {key_of(pieces): pieces for pieces in ways()}
_PIECES = {piece for pieces in _WAYS.values() for piece in pieces}


class Reason(NamedTuple):
    """`ways` are the pieces of each reason of the guide; `words` are the person's, or empty."""

    ways: tuple[Pieces, ...]
    words: str

    @property
    def kind(self) -> str:
        """The keys, and "own" for the person's words, with commas between them."""
        return ", ".join([*map(key_of, self.ways), *(["own"] if self.words else [])])


def parse(text: str) -> Reason:
    """What `text` says; the default reason where it says nothing."""
    lines = printable(text).split("\n")
    keys = [key for line in lines for key in _keys(line)]
    words = "\n".join(line for line in lines if not _keys(line)).strip()
    if not keys and not words:
        keys = [DEFAULT]
    return Reason(tuple(_WAYS[key] for key in dict.fromkeys(keys)), words)


def check(text: str) -> None:
    """Raise `OptoutError` REASON_UNKNOWN or REASON_NEAR for a key with a slip in it, or a part of
    one in a list of them, REASONS_TOO_MANY.

    A key that is not one would stand in the letter as it is.
    """
    reason = parse(text)
    for line in reason.words.split("\n"):
        retired = all(part in RETIRED or part in _WAYS for part in _parts(line))
        if retired or any(_KEY.fullmatch(part.strip()) for part in line.split(",")):
            raise OptoutError(errors.REASON_UNKNOWN)
    if near := _slip(reason):
        raise OptoutError(errors.REASON_NEAR, near=near)
    if len(reason.ways) > MOST:
        raise OptoutError(errors.REASONS_TOO_MANY, limit=MOST)


def keys(text: str) -> list[str]:
    """The keys in a text that holds nothing else, as an option gives them.

    Raises `OptoutError` REASON_UNKNOWN or REASON_NEAR for any other word.
    """
    parts = _parts(text)
    wrong = next((part for part in parts if part not in _WAYS), None)
    if wrong is not None:
        if near := _nearest(wrong) or _with_piece(wrong):
            raise OptoutError(errors.REASON_NEAR, near=near, typed=wrong)
        raise OptoutError(errors.REASON_UNKNOWN, typed=wrong)
    return parts


def _slip(reason: Reason) -> str:
    """The key that was meant, where every word stands alone and is a key or nearly one.

    A piece of a key may be somebody's own word where it is all they say; in a list it is none, and
    the keys that have it are meant.
    """
    parts = [part for line in reason.words.split("\n") for part in _parts(line)]
    listed = len(parts) + len(reason.ways) > 1
    unknown = [part for part in parts if part not in _WAYS]
    slips = [_nearest(part) or (_with_piece(part) if listed else "") for part in unknown]
    return slips[0] if slips and all(slips) else ""


def _with_piece(part: str) -> str:
    """The keys of which one word is a piece, or nearly one."""
    piece = "" if " " in part else errors.most_alike(part, _PIECES)
    return ", ".join(key for key, pieces in _WAYS.items() if piece in pieces)


def _nearest(part: str) -> str:
    """The key that one word is nearly; empty for several, which are a sentence."""
    return "" if " " in part else errors.most_alike(part, _WAYS)


def _keys(line: str) -> list[str]:
    """The keys in a line that holds nothing else."""
    parts = _parts(line)
    return parts if all(part in _WAYS for part in parts) else []


def _parts(line: str) -> list[str]:
    """What stands between commas, with a key as the guide has it: in small letters, no blanks."""
    return [_as_key(part.strip()) for part in line.split(",")]


def _as_key(part: str) -> str:
    key = _BESIDE_PLUS.sub("+", part).casefold()
    return key if errors.most_alike(key, _WAYS) else part.casefold()
