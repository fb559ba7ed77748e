"""Finds English in what a terminal showed, by the messages of the source."""

import re
from collections.abc import Iterator
from functools import cache

from support.catalogues import catalogue, pairs, source

_WORDS = 3


def english_in(text: str, language: str) -> Iterator[str]:
    """Each piece of an English message, three words and more, that `text` holds.

    Pieces that the language's own messages hold too are no English.
    """
    shown, own = _flat(text), _own(language)
    for piece in _english():
        if piece in shown and piece not in own:
            yield piece


@cache
def _own(language: str) -> str:
    return " ".join(_flat(form) for m in catalogue(language) if m.id for _e, form in pairs(m))


@cache
def _english() -> list[str]:
    return [
        piece
        for message in source()
        for english in (message.id if isinstance(message.id, tuple) else [str(message.id)])
        for piece in _pieces(english)
    ]


def too_wide(text: str, columns: int) -> list[str]:
    """The lines that do not fit, a prompt without what is typed after it.

    A path or an address is not cut. A bar is drawn anew on its own line.
    """
    shown = (line.partition(" > ")[0] for line in re.split(r"[\r\n]", text))
    return [
        line for line in shown if len(line) > columns and max(map(len, line.split())) < columns - 8
    ]


def _pieces(message: str) -> Iterator[str]:
    for piece in re.split(r"\{\w*\}", message):
        if len(piece.split()) >= _WORDS:
            yield _flat(piece)


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
