"""The mailed code, found in whatever was pasted: the code alone, or the whole mail."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from optout.text import printable

DIGITS = 6
"""How many digits Meta's codes have; public guides agree on it."""

_LABEL = r"(?:[A-Z]{1,3}-)?"  # codes are seen as FB-123456
_GAP = r"[ \u00a0\u202f\u2009.-]?"
_EDGE_BEFORE = r"(?<![\d.,:/+€$£#-])(?<!\d[ \u00a0])"
_EDGE_AFTER = r"(?![\d/:€%])(?![ \u00a0]\d)(?![.,-]\d)"

Trouble = Literal["empty", "none", "several", "short", "long"]


@dataclass(frozen=True, slots=True)
class Code:
    """The digits to type."""

    digits: str


@dataclass(frozen=True, slots=True)
class NoCode:
    """Why nothing in the paste is a code."""

    trouble: Trouble


def find_code(pasted: str, digits: int = DIGITS) -> Code | NoCode:
    """The one code of `digits` digits in `pasted`; never a guess among several."""
    text = "".join(_plain_digit(c) for c in printable(pasted)).strip()
    if not text:
        return NoCode("empty")
    alone = re.sub(r"[\s\u00a0\u202f.\-]", "", re.sub(rf"^{_LABEL}", "", text))
    if alone.isdecimal():
        if len(alone) == digits:
            return Code(alone)
        return NoCode("short" if len(alone) < digits else "long")
    found = _candidates(text, digits)
    if len(found) > 1:
        found = _on_its_own_line(text, found) or found
    if not found:
        return NoCode("none")
    return Code(next(iter(found))) if len(found) == 1 else NoCode("several")


def _plain_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _candidates(text: str, digits: int) -> set[str]:
    half = digits // 2
    pattern = (
        rf"{_EDGE_BEFORE}(?<![A-Za-z]){_LABEL}"
        rf"(\d{{{half}}}{_GAP}\d{{{digits - half}}}){_EDGE_AFTER}(?![A-Za-z])"
    )
    return {re.sub(r"\D", "", match) for match in re.findall(pattern, text)}


def _on_its_own_line(text: str, found: set[str]) -> set[str]:
    """Where a mail holds several numbers, the code is the one that stands alone on a line."""
    lines = {re.sub(r"[\s\u00a0\u202f.\-*]", "", line) for line in text.splitlines()}
    return found & lines
