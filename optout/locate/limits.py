"""How much the box for the letter takes: of characters, of lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from optout.locate.context import PageContext
from optout.locate.news import errors_of
from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control
from optout.locate.words import meanings, meanings_in, sentences

_NUMBER = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f '’]\d{3})+|\d+")
_COUNTER = re.compile(r"^\W*(\d[\d., ’]*?)\s*(?:/|\bof\b|\|)\s*(\d[\d., ’]*?)\W*$")
_SHORTENED = re.compile(r"(?<=\w)\.\s+(?=\d)")
"""The end of "Max." is not that of a sentence."""
_LAST = re.compile(r"\d\W*$")
_SMALLEST, _LARGEST = 10, 100_000
"""What a box for a letter may take, in characters; a number beyond is of something else."""
_MOST_LINES = 100
_OTHER_BOX = frozenset(("email", "country", "name", "first_name", "last_name", "phone", "code"))
_COUNTED = frozenset(("characters", "lines"))


@dataclass(frozen=True, slots=True)
class TextLimits:
    """The most that a box takes; `None` where nothing says so."""

    characters: int | None = None
    lines: int | None = None


NO_LIMITS = TextLimits()


def limits_of(context: PageContext, box: Control | None) -> TextLimits:
    """The limits of a box: what it declares, what stands at it, what an error says."""
    if box is None:
        return NO_LIMITS
    found = [TextLimits(box.maxlength)] if box.maxlength > 0 else []
    texts = [box.label, box.title, box.placeholder, box.described, box.error]
    # A counter before the box is that of the box before.
    texts += [text for text in box.before[-3:] if not _COUNTER.match(text)]
    texts += _below(context, box)
    found += [_limit(text, box, error=False) for text in texts if text]
    found += [_limit(text, box, error=True) for text in _complaints(context, box)]
    return _least(found)


def _least(limits: Sequence[TextLimits]) -> TextLimits:
    return TextLimits(
        min((one.characters for one in limits if one.characters is not None), default=None),
        min((one.lines for one in limits if one.lines is not None), default=None),
    )


def _below(context: PageContext, box: Control) -> list[str]:
    """The texts under the box, before those of the next one begin."""
    controls = [c for c in context.scope.controls if c.visible and c.frame == box.frame]
    later = [c for c in controls if c.index > box.index and c.kind is not ControlKind.BUTTON]
    below = list(box.after)
    if not later:
        return below
    label = later[0].label
    for number, text in enumerate(below):
        # What names the next box, and all that stands after it, is said of that one.
        if label and (text in label or label in text):
            return below[:number]
        if not label and _OTHER_BOX & meanings_in(text, context.language):
            return below[:number]
    return below[:2]


def _complaints(context: PageContext, box: Control) -> list[str]:
    """The errors that may be of this box: no other is marked, and they name no other."""
    others = [c for c in context.scope.controls if c.invalid and c.key != box.key]
    if others and not box.invalid:
        return []
    texts = errors_of(context)
    return [t for t in texts if not _OTHER_BOX & meanings_in(t, context.language)]


def _limit(text: str, box: Control, *, error: bool) -> TextLimits:
    counter = _COUNTER.match(text)
    if counter:
        return TextLimits(_of_characters(_value(counter[2])))
    limits = [_in_sentence(s, box, error) for s in sentences(_SHORTENED.sub(" ", text))]
    return _least(limits)


def _in_sentence(sentence: str, box: Control, error: bool) -> TextLimits:
    said = meanings(sentence)
    numbers = [_value(number) for number in _NUMBER.findall(sentence)]
    held = len(box.value.encode("utf-16-le")) // 2  # as browsers count it
    others = [n for n in numbers if n != held] or numbers
    if not numbers:
        return NO_LIMITS
    if "characters" in said and len(numbers) == 2 and min(numbers) == held < max(numbers):
        return TextLimits(_of_characters(max(numbers)))  # "20 of 500 characters"
    if "remaining" in said and "characters" in said and len(numbers) == 1:
        return TextLimits(_of_characters(numbers[0] + held))
    if "at_least" in said and ("at_most" not in said or len(numbers) < 2):
        return NO_LIMITS
    if not ("at_most" in said or (error and _COUNTED & said)):
        return NO_LIMITS
    most = max(others)
    if "lines" in said and most <= _MOST_LINES:
        return TextLimits(lines=most or None)
    if "characters" in said or _LAST.search(sentence):
        return TextLimits(_of_characters(most))
    return NO_LIMITS


def _of_characters(number: int) -> int | None:
    return number if _SMALLEST <= number <= _LARGEST else None


def _value(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))
