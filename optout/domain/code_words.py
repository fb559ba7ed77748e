"""Which numbers of a text are called the code in it, in any language of `code_words.toml`.

A word for the code calls the number that follows it, or that stands right before it, in its
sentence ("Your code is 123456", "123456 is your code"); or the next number after it that has a
line to itself. Of several in the sentence it calls the nearest, and those that are hardly
further away: then nobody can tell. A number that another word stands closer to ("Reference
555555") is not called.
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path

_WORDS = Path(__file__).with_name("code_words.toml")

# In characters.
_AFTER_WORD = 80
_BEFORE_WORD = 60
_OWN_LINE = 300
_LATER_SENTENCE = 120
_HARDLY_FURTHER = 40
_OTHER_WORD = 30
_RIGHT_BEFORE = 15
_MARGIN = 40
_WRAPPED = 50
"""A line of this length may go on in the next one."""

_BREAK = re.compile(
    # A short word with a full stop before a number is an abbreviation: "no. 123456".
    r"(?:[!?…]|(?<!\b\w)(?<!\b\w\w)(?<!\b\w\w\w)\.|\.(?!\s+\d)|\.(?=[^\S\n]*\n))\s+"
    r"|[。！？؟;|]|\n"
    # Between two l's it is a letter's part: Catalan "sol·licitud".
    r"|(?<![lL])·|·(?![lL])"
)
_NO_SPACES = r"[\u3040-\u30ff\u3400-\u9fff]"  # takes its time to compile


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the code's length, where it stands, and whether codes are written so."""

    digits: str
    start: int
    end: int
    usual: bool


_START, _END = attrgetter("start"), attrgetter("end")
_Call = tuple[int, str]
"""How far from the word, and the digits."""


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    numbers: list[Number]
    breaks: list[int]

    def sentence(self, place: int) -> int:
        """The number of the sentence at a place."""
        return bisect_right(self.breaks, place)

    def alone(self, number: Number) -> bool:
        """Whether a number has a line to itself, but for punctuation."""
        before = self.text[max(0, number.start - _MARGIN) : number.start].rpartition("\n")[2]
        after = self.text[number.end : number.end + _MARGIN].partition("\n")[0]
        return not re.search(r"\w", before + after)

    def following(self, place: int, reach: int) -> list[Number]:
        """The numbers that begin within `reach` characters after a place, in order."""
        first = bisect_left(self.numbers, place, key=_START)
        return self.numbers[first : bisect_right(self.numbers, place + reach, key=_START)]

    def preceding(self, place: int, reach: int) -> list[Number]:
        """The numbers that end within `reach` characters before a place."""
        first = bisect_left(self.numbers, place - reach, key=_END)
        return self.numbers[first : bisect_right(self.numbers, place, key=_END)]


def called(text: str, numbers: list[Number]) -> set[str]:
    """The digits of all of `numbers` (in the order of the text) that the text calls the code."""
    lower = _lower(text)
    breaks = [m.end() for m in _BREAK.finditer(text) if not _goes_on(text, m)]
    where = _Text(text, numbers, breaks)
    code, other = _patterns()
    others = [m.span() for m in other.finditer(lower)]
    labelled = dict(_labelled(where, others))
    sure: list[_Call] = []
    likely: list[_Call] = []
    words = list(_without(others, (m.span() for m in code.finditer(lower))))
    for start, end in words:
        plain = _called_by(where, start, end, labelled)
        sure += [*plain, *_between(where, words[0][1], start, labelled)]
        nearest = min((away for away, _digits in plain), default=_LATER_SENTENCE + 1)
        if nearest > _OTHER_WORD:  # then one that follows sooner may be meant
            likely += [c for c in _in_later_sentence(where, end, labelled) if c[0] < nearest]
    # What a later sentence holds counts where nothing is called clearly nearer to a word.
    nearest = min((away for away, _digits in sure), default=_LATER_SENTENCE) + _HARDLY_FURTHER
    return {digits for _away, digits in sure} | {d for away, d in likely if away <= nearest}


def _called_by(where: _Text, start: int, end: int, labelled: dict[int, int]) -> list[_Call]:
    """What the word from `start` to `end` calls in its sentence, or in a line that follows."""
    here = where.sentence(start)
    near: list[_Call] = []
    in_sentence: list[int] = []
    for number in where.following(end, _AFTER_WORD):
        away = number.start - end
        if where.sentence(number.start) == here and labelled.get(number.start, away) >= away:
            near.append((away, number.digits))
            in_sentence.append(away)
    for number in where.preceding(start, _BEFORE_WORD):
        away = start - number.end
        if number.start in labelled and labelled[number.start] <= max(away, _RIGHT_BEFORE):
            continue
        own = where.sentence(number.start) == here
        if own or (where.alone(number) and _blank_between(where, number, start)):
            near.append((away, number.digits))
            in_sentence += [away] if own else []
    limit = min((away for away, _digits in near), default=0) + _HARDLY_FURTHER
    found = [call for call in near if call[0] <= limit]
    free = [n for n in where.following(end, _OWN_LINE) if n.start not in labelled]
    if min(in_sentence, default=_OWN_LINE) <= _OTHER_WORD:
        free = free[:1]  # a line of its own is the code's only where no other number comes first
    return found + [(0, number.digits) for number in free if where.alone(number)]


def _between(
    where: _Text, first_word: int, start: int, labelled: dict[int, int]
) -> Iterator[_Call]:
    """What stands between the text's first word for the code, and a number that another word may
    call before itself: "Here is your code. 123456 Bengaluru 560001 This code is valid …"."""
    here = where.sentence(start)
    for last in where.preceding(start, _BEFORE_WORD):
        if last.start in labelled or where.sentence(last.start) != here:
            continue
        begun = max(first_word, last.start - _OWN_LINE)
        for number in where.following(begun, last.start - begun):
            if number.start not in labelled and number.digits != last.digits:
                yield start - last.end, number.digits


def _blank_between(where: _Text, number: Number, word: int) -> bool:
    """Whether the word is in the first line with anything in it after the number's own."""
    return "\n" not in where.text[number.end : word].lstrip(" \u00a0.:*\n")


def _in_later_sentence(where: _Text, end: int, labelled: dict[int, int]) -> list[_Call]:
    """The first numbers of the next two sentences: "We sent a code. Enter it here. 123456"."""
    here = where.sentence(end - 1)
    free = [n for n in where.following(end, _LATER_SENTENCE) if n.start not in labelled]
    first = where.sentence(free[0].start) if free else here
    if not here < first <= here + 2:
        return []
    return [(n.start - end, n.digits) for n in free if where.sentence(n.start) == first]


def _labelled(where: _Text, others: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Numbers that follow a word for something else, by their start: how far away it is."""
    for _start, end in others:
        for number in where.following(end, _OTHER_WORD)[:1]:
            between = where.text[end : number.start]
            broken = where.sentence(end - 1) != where.sentence(number.start)
            if not re.search(r"[^\W_]" if broken else r"\d", between):
                yield number.start, number.start - end


def _without(
    others: list[tuple[int, int]], words: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The words for the code that are no part of a word for something else ("postal code")."""
    starts = [start for start, _end in others]
    for start, end in words:
        last = bisect_left(starts, end) - 1
        if last < 0 or others[last][1] < start - 1:
            yield start, end


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether a line's end is only where a mail program has wrapped the sentence."""
    if found[0] != "\n" or text[found.end() : found.end() + 1] in ("", "\n"):
        return False
    line = text[max(0, found.start() - _WRAPPED) : found.start()]
    return len(line) == _WRAPPED and "\n" not in line


def _lower(text: str) -> str:
    """`text` without capitals, every character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[:1] for c in text)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds the words for the code, and the words for other numbers."""
    tables = tomllib.loads(_WORDS.read_text("utf-8"))
    code, other = (
        re.compile("|".join(_joined(w for table in tables.values() for w in table[kind])))
        for kind in ("code", "other")
    )
    return code, other


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Regular expressions for the stems, those that may begin inside a word apart."""
    inside: set[str] = set()
    starting: set[str] = set()
    for word in words:
        stem = _lower(word.strip("*."))
        pattern = r"\s+".join(re.escape(part) for part in stem.split())
        spaced = stem.isascii() or not re.search(_NO_SPACES, stem)
        if spaced and stem[-1].isalpha():
            pattern += r"(?![^\W_])" if word.endswith(".") else r"[^\W\d_]*"
        anywhere = word.startswith("*") or not spaced
        (inside if anywhere else starting).add(pattern)
    if starting:
        longest = sorted(starting, key=len, reverse=True)
        yield rf"(?<![^\W_])(?:{'|'.join(longest)})"
    if inside:
        yield "|".join(sorted(inside, key=len, reverse=True))
