"""What a sentence counts: its numbers, each with what it is of, and how it bounds that."""

import re
from typing import Literal, NamedTuple

from optout.locate.words import (
    clauses_of,
    languages_by_meaning,
    meanings,
    sentences,
    without,
    without_spaces,
)
from optout.locate.words import words as all_words

Unit = Literal["", "characters", "words", "lines"]
Bound = Literal["", "most", "least", "left", "over"]
"""The most that may be, the fewest, how many are left, or how many there are too many."""

_NUMBER = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f\u066c '’]\d{3})+(?!\d)|\d+")
_UNITS: tuple[Unit, ...] = ("characters", "words", "lines")
_BETWEEN = re.compile(r"^\s*[/|／｜–—~〜～-]\s*$")
"""What stands between the two numbers of a counter, or of a range."""
_MARK = re.compile(r"[,;:()（）、，；]")
_MINUS = re.compile(r"(?:^|[\s:(])[-−–]\s?$")
_LEAST = re.compile(r"[≥>+]")
_MOST = re.compile(r"[≤<]")
_TOKEN = re.compile(r"[^\s,;:()]+")
_ENDING = re.compile(r"^['’:]\w+")
"""An ending that some languages set to a number: "200'ü"."""
_KILOBYTES = re.compile(r"^\s*[kK]i?[Bbo]\b")
_BYTES = 3
"""As it is sent (UTF-8) each UTF-16 unit takes no more."""
_AFTER = 3
"""Words behind a number among which is what it is of: "200 de cuvinte"."""
_CLOSE = 2
"""Words between the two numbers of a counter: "0 ud af 200"."""
_SMALL = 4
"""Letters of such a word: "of", "von", "līdz"."""
_SIGNS = 6
"""Characters behind a number, likewise, where no blanks are set."""


class Amount(NamedTuple):
    """One number and its `unit`; `own`: that stands behind the number itself.

    `paired`: the second of `20 of 500` or `50–300`. `minus`: `-12`. `ends`: nothing follows it.
    """

    number: int
    unit: Unit
    bound: Bound
    own: bool = False
    paired: bool = False
    minus: bool = False
    ends: bool = False


class _Place(NamedTuple):
    """A number in a sentence, with what belongs to it before and behind it, and its unit."""

    number: str
    before: str
    after: str
    unit: Unit
    paired: bool


def amounts_in(sentence: str, language: str) -> tuple[Amount, ...]:
    """The amounts that a sentence names: of `20 of 500`, and of `50–300`, the second only."""
    found: list[Amount] = []
    for place in _places(sentence, language):
        found.append(_amount(place, language, found[-1] if found else None))
    return tuple(found)


def _amount(place: _Place, language: str, last: Amount | None) -> Amount:
    number, before, after, unit, paired = place
    value, own = int(re.sub(r"\D", "", number)), bool(unit)
    bound = "over" if "too_many" in meanings(after) else _bound(f"{before}{number}{after}")
    behind = len(after.split())
    if _KILOBYTES.match(after):
        value, unit, own = value * 1024 // _BYTES, "characters", True
    unit = unit or _unit_before(before, after, language)
    if not unit and last and (behind <= 1 or bound in ("most", "left")):
        unit = last.unit  # "it has 412 words, the limit is 300"
    if not bound and own and last and last.own and last.unit != unit:
        bound = last.bound  # "at most 2,000 characters or 300 words"
    minus, ends = bool(_MINUS.search(before)), not any(map(str.isalnum, after))
    return Amount(value, unit, bound, own, paired, minus, ends)


def _places(sentence: str, language: str) -> list[_Place]:
    numbers = list(_NUMBER.finditer(sentence))
    begin = [*(one.start() for one in numbers[1:]), len(sentence)]
    texts = [sentence[one.end() : end] for one, end in zip(numbers, begin, strict=False)]
    units = [_unit_after(text, language) for text in texts]
    places: list[_Place] = []
    begins, first = 0, False
    for at, number in enumerate(numbers):
        unit, length = units[at]
        last = at + 1 == len(numbers)
        following: Unit = "" if last else units[at + 1][0]
        rest = texts[at][length:]
        if not (last or first or (unit and following)) and _is_between(rest):
            first = True  # the first of two
            continue
        before = sentence[begins : number.start()]
        ends = length
        if last:
            ends = len(texts[at])
        elif unit and following:
            ends += _tail(f"{before}{number[0]}{texts[at][:length]}", rest, language)
        places.append(_Place(number[0], before, texts[at][:ends], unit, first))
        begins, first = number.end() + ends, False
    return places


def _is_between(text: str) -> bool:
    """What stands between two numbers joins them, as in "20 of 500" and "50–300"."""
    if _BETWEEN.match(text):
        return True
    parts = text.split()
    few = 0 < len(parts) <= _CLOSE and all(one.isalpha() and len(one) <= _SMALL for one in parts)
    return few and not _bound(text)


def _tail(amount: str, after: str, language: str) -> int:
    """How much of what stands behind one `amount`, and before the next, belongs to the one."""
    mark = _MARK.search(after)
    if mark:
        return mark.start()
    if _bound(amount):
        return 0
    clause = next(iter(clauses_of(f"0 {after}", language)), "0")  # "and at least" is the next one's
    for match in list(_TOKEN.finditer(after))[: min(_AFTER, len(clause.split()) - 1)]:
        if _bound(after[: match.end()]):
            return match.end()
    return 0


def _bound(text: str) -> Bound:
    meant = meanings(text)
    if "remaining" in meant:
        return "left"
    if "at_least" in meant or _LEAST.search(text):
        return "least"
    return "most" if "at_most" in meant or _MOST.search(text) else ""


def _unit_after(after: str, language: str) -> tuple[Unit, int]:
    """What a number is of, by what stands behind it, and how far that goes."""
    after_mark = re.split(r"[,;:，；：、]", _ENDING.sub("", after), maxsplit=1)[0]
    if without_spaces(after_mark[:_SIGNS]):
        for length in range(1, _SIGNS + 1):
            unit = _unit_in("0" + after_mark.strip()[:length], language)
            if unit:
                return unit, length
        return "", 0
    tokens = list(_TOKEN.finditer(after))[:_AFTER]
    following = without(" ".join(after_mark.split()[: _AFTER + 2]), "other_words").split()
    for count in range(1, min(_AFTER, len(following)) + 1):
        unit = _unit_in(" ".join(following[:count]), language)
        if unit:
            return unit, tokens[min(count, len(tokens)) - 1].end()
    return "", 0


def _unit_before(before: str, after: str, language: str) -> Unit:
    """What a number is of, by what stands before it; nothing else may follow it."""
    rest = _ENDING.sub("", after)
    if any(map(str.isalnum, rest)) and not _bound(rest):
        return ""
    parts = (without(part, "other_words") for part in sentences(before))
    units = {unit for part in parts if (unit := _unit_in(part, language))}
    return units.pop() if len(units) == 1 else ""


def _unit_in(text: str, language: str) -> Unit:
    """The one unit that a text names. Words are named in the page's language, or in English: in
    Norwegian "mot" is another word than in French."""
    languages = languages_by_meaning(text)
    near = {language, "en"} if language in all_words().languages else None
    units = [
        unit
        for unit in _UNITS
        if unit in languages and (unit != "words" or near is None or near & languages[unit])
    ]
    if "lines" in units and len(units) == 2:
        return "lines"  # "lines of text" holds what characters are called in Chinese
    return units[0] if len(units) == 1 else ""
