"""The mailed code, found in whatever was pasted: the code alone, or the whole mail."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from optout.domain.code_words import Number, called
from optout.domain.text import printable

DIGITS = 6
"""How many digits Meta's codes have; public guides agree on it."""

_LABEL = r"(?:[A-Z]{1,3}[-\u2010\u2011\u2013])?"  # codes are seen as FB-123456
_SPACE = r" \u00a0\u2007\u2009\u202f"
_GAP = "[" + _SPACE + r".\u2010\u2011\u2013-]?"
_BEFORE = r"(?<![\d/+€$£#_-])(?<!\d[.,:])"
_AFTER = r"(?![\d/:€%@_])(?![.,-]\d)"
_DROPPED = re.compile(r"[\s.\u2010\u2011\u2013-]")
_MOST_NUMBERS = 500
"""No mail holds more numbers of one length; among so many none is looked for."""
_ADDRESS = re.compile(r"https?://[!-~]+")

NoCodeReason = Literal["empty", "none", "several", "short", "long"]


@dataclass(frozen=True, slots=True)
class Code:
    """The digits to type."""

    digits: str


@dataclass(frozen=True, slots=True)
class NoCode:
    """Why nothing in the paste is a code."""

    reason: NoCodeReason


def find_code(pasted: str, digits: int = DIGITS) -> Code | NoCode:
    """The one code of `digits` digits in `pasted`; never a guess among several.

    Of several numbers it is the one that the text calls the code.
    """
    text = _plain(pasted).strip()
    if not text:
        return NoCode("empty")
    if (only := _nothing_else(text, digits)) is not None:
        return only
    # A link holds numbers of its own, but it may hold the only one.
    return _in_text(_ADDRESS.sub(" ", text), digits) or _in_text(text, digits) or NoCode("none")


def calls_a_code(mail: str) -> bool:
    """Whether a mail calls one number of it the code. A number that it only holds is none."""
    text = _ADDRESS.sub(" ", _plain(mail))
    numbers = _numbers(text, DIGITS)
    return len(numbers) <= _MOST_NUMBERS and len(called(text, numbers)) == 1


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


def _nothing_else(text: str, digits: int) -> Code | NoCode | None:
    """The answer to a paste of digits alone; None where there is more in it."""
    alone = _alone(text)
    if not alone.isdecimal():
        return None
    if len(alone) == digits:
        return Code(alone)
    pieces = {_DROPPED.sub("", line) for line in text.splitlines()} - {""}
    if len(pieces) == 1 and len(next(iter(pieces))) == digits:
        return Code(pieces.pop())
    if len(pieces) > 1 and all(len(piece) == digits for piece in pieces):
        return NoCode("several")
    return NoCode("short" if len(alone) < digits else "long")


def _alone(text: str) -> str:
    """The text without the letters before a code, and without what sets its digits apart."""
    return _DROPPED.sub("", re.sub(rf"^{_LABEL}", "", text))


def _in_text(text: str, digits: int) -> Code | NoCode | None:
    """The code among the numbers of a text; None where there is no number of that length."""
    numbers = _numbers(text, digits)
    values = {number.digits for number in numbers}
    if len(numbers) > _MOST_NUMBERS:
        return NoCode("several") if len(values) > 1 else Code(values.pop())
    if len(values) > 1 or not all(number.usual for number in numbers):
        usual = any(number.usual for number in numbers)
        values = called(text, numbers) or (values if usual else set())
    if len(values) > 1:
        return NoCode("several")
    return Code(values.pop()) if values else None


def _numbers(text: str, digits: int) -> list[Number]:
    """Every number of that length, in order. It is unusual in pairs, digit by digit, or with
    another number beside it.

    A part of a longer number, a date, an amount or an address is none.
    """
    half = digits // 2
    beside = rf"(?<!\d[{_SPACE}])", rf"(?![{_SPACE}]\d)"
    usual = rf"{beside[0]}\d{{{half}}}{_GAP}\d{{{digits - half}}}{beside[1]}"
    single = rf"{beside[0]}\d(?:[{_SPACE}\n]{{1,2}}\d){{{digits - 1}}}(?![{_SPACE}\n]{{1,2}}\d)"
    double = rf"{beside[0]}\d\d(?:[{_SPACE}-]\d\d){{{max(1, half - 1)}}}{beside[1]}"
    shapes = [f"(?P<usual>{usual})", rf"\d{{{digits}}}", single]
    shapes += [double] if digits % 2 == 0 else []
    pattern = rf"{_BEFORE}(?<![A-Za-z]){_LABEL}(?P<number>{'|'.join(shapes)}){_AFTER}(?![A-Za-z])"
    return [
        Number(re.sub(r"\D", "", m["number"]), m.start(), m.end(), m["usual"] is not None)
        for m in re.finditer(pattern, text)
    ]
