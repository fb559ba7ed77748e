"""The mailed code, found in whatever was pasted: the code alone, or the whole mail."""

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from optout.domain.text import printable

DIGITS = 6
"""How many digits Meta's codes have; public guides agree on it."""

_WORDS = Path(__file__).with_name("code_words.toml")
_LABEL = r"(?:[A-Z]{1,3}[-\u2010\u2011\u2013])?"  # codes are seen as FB-123456
_SPACE = r" \u00a0\u2007\u2009\u202f"
_GAP = "[" + _SPACE + r".\u2010\u2011\u2013-]?"
_BEFORE = r"(?<![\d/+€$£#_-])(?<!\d[.,:])"
_AFTER = r"(?![\d/:€%@_])(?![.,-]\d)"
_DROPPED = re.compile(r"[\s.\u2010\u2011\u2013-]")
_MARGIN = 40
"""How much of a line is looked at on each side of a number, in characters."""
_ADDRESS = re.compile(r"https?://[!-~]+")

NoCodeReason = Literal["empty", "none", "short", "long"]


@dataclass(frozen=True, slots=True)
class Code:
    """The digits to type."""

    digits: str


@dataclass(frozen=True, slots=True)
class Several:
    """Numbers of which only the person knows whether one is the code, likely ones first."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoCode:
    """Why nothing in the paste is a code."""

    reason: NoCodeReason


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of the code's length, where it stands, and whether codes are written so."""

    digits: str
    start: int
    end: int
    usual: bool


def find_code(pasted: str, digits: int = DIGITS) -> Code | Several | NoCode:
    """The one code of `digits` digits in `pasted`; never a guess among several.

    Of several numbers it is the one that stands alone in its line, or in a line with a word for
    the code; where these are not the same number, nobody can tell.
    """
    text = _plain(pasted).strip()
    if not text:
        return NoCode("empty")
    alone = _alone(text)
    if alone.isdecimal() and len(alone) == digits:
        return Code(alone)
    # A link holds numbers of its own, but it may hold the only one.
    found = _in_text(_ADDRESS.sub(" ", text), digits) or _in_text(text, digits)
    if found or not alone.isdecimal():
        return found or NoCode("none")
    return NoCode("short" if len(alone) < digits else "long")


def calls_a_code(mail: str) -> bool:
    """Whether a mail has a word for the code, and one number that can be meant by it."""
    text = _ADDRESS.sub(" ", _plain(mail))
    return bool(_words().search(text)) and len(_meant(text, _numbers(text, DIGITS))) == 1


def number_alone(pasted: str) -> str:
    """The digits of a paste that is one number and nothing else; empty: it is something else."""
    alone = _alone(_plain(pasted).strip())
    return alone if alone.isdecimal() else ""


def _plain(pasted: str) -> str:
    """The text with plain digits, composed letters and nothing that is not to be seen."""
    text = unicodedata.normalize("NFC", printable(pasted))
    if text.isascii():
        return text
    text = text.replace("\u034f", "")  # mails fill their preview with it
    return "".join(str(unicodedata.decimal(c, c)) for c in text)


def _alone(text: str) -> str:
    """The text without the letters before a code, and without what sets its digits apart."""
    return _DROPPED.sub("", re.sub(rf"^{_LABEL}", "", text))


def _in_text(text: str, digits: int) -> Code | Several | None:
    """The code among the numbers of a text; None where there is no number of that length."""
    numbers = _numbers(text, digits)
    values = dict.fromkeys(number.digits for number in numbers)
    meant = _meant(text, numbers)
    if len(values) == 1 and any(number.usual for number in numbers):
        meant = set(values)
    if len(meant) == 1:
        return Code(meant.pop())
    return Several(tuple(sorted(values, key=lambda value: value not in meant))) if values else None


def _meant(text: str, numbers: Iterable[_Number]) -> set[str]:
    """The numbers that stand alone in their line, or in a line with a word for the code; none where
    there is no such word."""
    ends = [m.start() for m in re.finditer("\n", text)]
    named = {
        bisect_right(ends, place)
        for m in _words().finditer(text)
        for place in (m.start(), m.end() - 1)
    }
    return {
        number.digits
        for number in numbers
        if named and (bisect_right(ends, number.start) in named or _stands_alone(text, number))
    }


def _stands_alone(text: str, number: _Number) -> bool:
    """Whether a number has a line to itself, but for punctuation."""
    before = text[max(0, number.start - _MARGIN) : number.start].rpartition("\n")[2]
    after = text[number.end : number.end + _MARGIN].partition("\n")[0]
    return not re.search(r"\w", before + after)


@cache
def _words() -> re.Pattern[str]:
    """What finds the words for the code, of all languages."""
    lines = tomllib.loads(_WORDS.read_text("utf-8")).values()
    words = (r"\s+".join(map(re.escape, word.split())) for line in lines for word in line)
    return re.compile("|".join(f"(?<!\\w){w}" if "+" in w else w for w in words), re.IGNORECASE)


def _numbers(text: str, digits: int) -> list[_Number]:
    """Every number of that length, in order. It is unusual in pairs, digit by digit, or with
    another number beside it.

    A part of a longer number, a date, an amount or an address is none.
    """
    half = digits // 2
    beside = rf"(?<!\d[{_SPACE}])", rf"(?![{_SPACE}]\d)"
    usual = rf"{beside[0]}\d{{{half}}}{_GAP}\d{{{digits - half}}}{beside[1]}"
    single = rf"{beside[0]}\d(?:[{_SPACE}\n]{{1,2}}\d){{{digits - 1}}}(?![{_SPACE}\n]{{1,2}}\d)"
    double = rf"{beside[0]}\d\d(?:[{_SPACE}]\d\d){{{max(1, half - 1)}}}{beside[1]}"
    shapes = [f"(?P<usual>{usual})", rf"\d{{{digits}}}", single]
    shapes += [double] if digits % 2 == 0 else []
    pattern = rf"{_BEFORE}(?<![A-Za-z]){_LABEL}(?P<number>{'|'.join(shapes)}){_AFTER}(?![A-Za-z])"
    return [
        _Number(re.sub(r"\D", "", m["number"]), m.start(), m.end(), m["usual"] is not None)
        for m in re.finditer(pattern, text)
    ]
