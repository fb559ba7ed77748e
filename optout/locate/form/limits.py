"""How much the box for the letter takes, where the page says so in figures.

What it declares (`maxlength`), a counter such as `0/500`, a number beside a word for characters.
What a page complains of afterwards is answered by a shorter letter, whatever its words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from optout.locate.claims.page_claim import errors_of
from optout.locate.context import PageContext
from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control

_COUNTER = re.compile(r"(?<!\d)(\d[\d., ’]*?)\s*(?:/|\bof\b|\|)\s*(\d[\d., ’]*?)\W*$")
_NUMBER = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f\u066c '’]\d{3})+(?!\d)|\d+")
_LEAST, _MOST = 100, 100_000
"""What a box for a letter may take: a number beyond is of something else."""
_BRIEF = 80
"""A text of more characters tells more than how much may be typed."""


@dataclass(frozen=True, slots=True)
class TextLimits:
    """The most characters that a box takes; `None` where nothing says so."""

    characters: int | None = None


NO_LIMITS = TextLimits()


def limits_of(context: PageContext, box: Control | None) -> TextLimits:
    """The limits of a box: what it declares, what stands at it, what the page complains of."""
    if box is None:
        return NO_LIMITS
    own = box.before[len(box.before) - box.own :]
    texts = [box.label, box.placeholder, box.described, box.error, *own, *_below(context, box)]
    if not any(c.invalid for c in context.scope.controls if c.key != box.key):
        texts += errors_of(context)
    found = [limit for text in texts if (limit := _limit(context, text))]
    if box.maxlength > 0:
        found.append(box.maxlength)
    return TextLimits(min(found)) if found else NO_LIMITS


def _below(context: PageContext, box: Control) -> Iterable[str]:
    """The texts under the box, before those of the next one begin."""
    later = (
        c
        for c in context.scope.controls
        if c.frame == box.frame and c.index > box.index and c.kind is not ControlKind.BUTTON
    )
    following = next(later, None)
    if following is None:
        return box.after
    own = {following.label, *following.before[len(following.before) - following.own :]}
    return [text for text in box.after[:2] if text not in own]


def _limit(context: PageContext, text: str) -> int | None:
    """The most characters that a text says may be typed."""
    counter = _COUNTER.search(text) if len(text) <= _BRIEF else None
    if counter:
        return _fitting(counter[2])
    for part in re.split(r"[.;。]\s", text):
        numbers = _NUMBER.findall(part)
        if len(part) <= _BRIEF and numbers and "characters" in context.say(part):
            return _fitting(numbers[-1])
    return None


def _fitting(number: str) -> int | None:
    value = int(re.sub(r"\D", "", number))
    return value if _LEAST <= value <= _MOST else None
