"""Text reduced to what is compared: without case and accents, one form of each letter."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e"}
    | {"ħ": "h", "ŧ": "t", "ŋ": "n", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None, "’": "'"}
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\u00ad\u200b-\u200f\ufeff]"
)
"""Accents, vowel signs and what has no width; never the marks that make another letter or syllable
(kana, Devanagari, Hangul)."""


def fold_letters(text: str) -> str:
    """`text` in small letters without accents, each letter in one form. Punctuation stays."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", apart).translate(_LETTERS))


def letters_of(text: str) -> str:
    """The folded letters and digits of `text`, and nothing else."""
    return "".join(filter(str.isalnum, fold_letters(text)))


def without_accents(text: str) -> str:
    """`text` in the same case, with the plain letter for each that has an accent."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c))
