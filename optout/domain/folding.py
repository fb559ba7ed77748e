"""Text reduced to what is compared: without case and accents, one form of each letter."""

import re
import unicodedata

_LATIN = {
    "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e",
    "ħ": "h", "ŧ": "t", "ŋ": "n",
}  # fmt: skip
_LETTERS = str.maketrans({**_LATIN, "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None, "’": "'"})


def _in_both_cases(letters: dict[str, str]) -> dict[int, str]:
    return str.maketrans(letters | {k.upper(): v.capitalize() for k, v in letters.items()})


_PLAIN = _in_both_cases(_LATIN) | str.maketrans({"ß": "ss", "ẞ": "SS"})
_PAIRS = _in_both_cases({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
"""What is written for a letter in German and Nordic names where the keyboard lacks it."""
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
    """`text` in the same case, with the plain letter for each that has an accent or a stroke."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)


def spellings(text: str) -> list[str]:
    """`text`, and how it is written where letters of it are lacking."""
    pairs = unicodedata.normalize("NFC", text).translate(_PAIRS)
    return list(dict.fromkeys((text, without_accents(text), without_accents(pairs))))
