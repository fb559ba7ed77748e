"""How much the box for the letter takes: of characters, of words, of lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optout.domain.lengths import most_words, utf16_length
from optout.locate.claims.page_claim import errors_of
from optout.locate.context import PageContext
from optout.locate.form.amounts import Amount, Unit, amounts_in
from optout.locate.roles import TEXT_BOXES, WRITABLE, ControlKind
from optout.locate.snapshot import LIMITS, Control
from optout.locate.words import meanings, meanings_in, sentences, word_count

_COUNTER = re.compile(r"^\W*(\d[\d., ’]*?)\s*(?:/|\bof\b|\|)\s*(\d[\d., ’]*?)\W*$")
_SHORTENED = re.compile(r"(?<=\w)\.\s+(?=\d)")
"""The end of "Max." is not that of a sentence."""
_FITS: dict[Unit, tuple[int, int]] = {
    "characters": (10, 100_000),
    "words": (5, 20_000),
    "lines": (1, 100),
}
"""What a box for a letter may take; a number beyond is of something else."""
_PLAIN = {"characters": 100, "words": 20}
"""What is only named is a limit from so many on: "500 characters"."""
_MORE_THAN_A_LINE: dict[Unit, int] = {"characters": 300, "words": 50, "lines": 2}
"""As much is not said of a box that takes one line."""
_NEVER = 1_000_000
_BRIEF = 8
"""A sentence of so many words beside an amount says little more than that."""
_BARE, _FEW = 6, 3
"""So many words before a number, or with it, say no more: "Max. length: 500", "500 max."."""
_BESIDES = ("left", "over")
"""Bounds that tell how far what the box holds is from its limit."""
_YEARS = range(2010, 2041)
"""A number that nothing says more of may be one of these."""
_OTHER_BOX = frozenset(("email", "country", "name", "first_name", "last_name", "phone", "code"))
_NEAR = 0.1
"""The share by which a site's count may be another, and still one of the same text."""


@dataclass(frozen=True, slots=True)
class TextLimits:
    """The most that a box takes; `None` where nothing says so."""

    characters: int | None = None
    lines: int | None = None
    words: int | None = None


NO_LIMITS = TextLimits()


def limits_of(context: PageContext, box: Control | None) -> TextLimits:
    """The limits of a box: what it declares, what stands at it, what an error says."""
    if box is None:
        return NO_LIMITS
    language = context.language
    found = [TextLimits(box.maxlength)] if box.maxlength > 0 else []
    others, own = _above(box)
    texts = [box.label, box.title, box.placeholder, box.described, box.error, box.behind, *own]
    texts += _below(context, box)
    found += [_limit(text, box, language) for text in texts if text]
    found += _after_another(context, box, others)
    found += [_limit(text, box, language, error=True) for text in _complaints(context, box)]
    return _least(found)


def _above(box: Control) -> tuple[list[str], list[str]]:
    """The texts between the control before and the box, up to where the box's own begin."""
    before = list(box.before)
    begins = len(before) - box.own
    named = [n for n, text in enumerate(before) if box.label and _is_same(text, box.label)]
    begins = min([begins, *named])
    return before[:begins], before[begins:]


def _is_same(text: str, label: str) -> bool:
    return text in label or label in text


def _after_another(
    context: PageContext, box: Control, texts: Sequence[str]
) -> Iterator[TextLimits]:
    """The limits in texts that may be of the control before: only what is more than one line
    takes is of the box, where one can be typed into there."""
    before = [c for c in context.scope.controls if c.frame == box.frame and c.index < box.index]
    typed = [c for c in before if c.visible and c.kind is not ControlKind.BUTTON][-1:]
    if any(c.kind in TEXT_BOXES for c in typed):
        return
    least = _MORE_THAN_A_LINE if any(c.kind in WRITABLE for c in typed) else {}
    for text in texts:
        # A bare counter is that of the box before.
        limit = NO_LIMITS if _COUNTER.match(text) else _limit(text, box, context.language)
        yield TextLimits(
            **{u: n for u in _FITS if (n := getattr(limit, u)) and n >= least.get(u, 0)}
        )


def _least(limits: Sequence[TextLimits]) -> TextLimits:
    return TextLimits(
        min((one.characters for one in limits if one.characters is not None), default=None),
        min((one.lines for one in limits if one.lines is not None), default=None),
        min((one.words for one in limits if one.words is not None), default=None),
    )


def _below(context: PageContext, box: Control) -> list[str]:
    """The texts under the box, before those of the next one begin."""
    controls = [c for c in context.scope.controls if c.visible and c.frame == box.frame]
    later = [c for c in controls if c.index > box.index and c.kind is not ControlKind.BUTTON]
    below = list(box.after)
    if not later:
        return below
    label, own = later[0].label, later[0].before[len(later[0].before) - later[0].own :]
    for number, text in enumerate(below):
        # What names the next box, and all that stands after it, is said of that one.
        if (label and _is_same(text, label)) or text in own:
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


def _limit(text: str, box: Control, language: str, *, error: bool = False) -> TextLimits:
    counter = _COUNTER.match(text)
    if counter:
        return _of_counter(int(re.sub(r"\D", "", counter[2])))
    text = _SHORTENED.sub(" ", text if language == "el" else text.replace("; ", ", "))
    found: list[TextLimits] = []
    counted: Unit = ""
    for sentence in sentences(text):
        amounts = amounts_in(sentence, language)
        found += _in_sentence(sentence, amounts, box, language, error)
        if len(amounts) == 1:
            found.append(_of_nothing(amounts[0], counted or "characters", sentence))
        counted = next((a.unit for a in reversed(amounts) if a.unit), counted)
    return _least(found)


def _of_counter(number: int) -> TextLimits:
    few = number < _PLAIN["characters"] or number in _YEARS
    return NO_LIMITS if few else _fitting("characters", number)


def _in_sentence(
    sentence: str, amounts: Sequence[Amount], box: Control, language: str, error: bool
) -> Iterator[TextLimits]:
    """`error`: the sentence is of one, in which each amount tells something of the box."""
    brief = word_count(sentence) <= _BRIEF + 2 * len(amounts)
    other = bool(_OTHER_BOX & meanings_in(sentence, language))
    plain = not any(amount.bound for amount in amounts) and (
        error or (brief and not other and all(amount.unit for amount in amounts))
    )
    for unit in _FITS:
        of_unit = [a for a in amounts if a.unit == unit]
        others = [a for a in of_unit if a.bound in _BESIDES or not _is_count(a, box.value)]
        # "You have written 320 words, 200 are allowed": the other number.
        compared = error and 0 < len(others) < len(of_unit)
        numbers = [
            _value(a, box.value)
            for a in others or of_unit
            if a.bound != "least"
            and not (other and a.number < _MORE_THAN_A_LINE[unit])
            and (a.bound or a.paired or compared or (plain and _is_plain(a, box.value, error)))
        ]
        if numbers:
            yield _fitting(unit, min(numbers) if error else max(numbers))


def _is_plain(amount: Amount, value: str, error: bool) -> bool:
    """An amount is a limit by itself: `500 characters`; not a counter of how long the text is."""
    if error:
        return amount.own and not _is_count(amount, value, 0)
    many = amount.number >= _PLAIN.get(amount.unit, _NEVER)
    return amount.own and many and not (_is_cut(value) or _is_count(amount, value, _NEAR))


def _of_nothing(amount: Amount, unit: Unit, sentence: str) -> TextLimits:
    """The limit in `Max. 500`, which does not say of what. `unit`: what the text counted before."""
    if amount.unit or amount.bound != "most" or amount.paired or not amount.ends:
        return NO_LIMITS
    few = amount.number < _PLAIN.get(unit, _NEVER)
    if few or amount.number in _YEARS or not _is_bare(sentence):
        return NO_LIMITS
    return _fitting(unit, amount.number)


def _is_bare(sentence: str) -> bool:
    """A sentence has little but a number and what bounds it, right before it or behind."""
    before = re.split(r"\d", sentence)[0].rstrip()
    if not before:
        return word_count(sentence) <= _FEW
    next_to = before.endswith((":", "：")) or "at_most" in meanings(" ".join(before.split()[-2:]))
    return next_to and word_count(before) <= _BARE


def _value(amount: Amount, value: str) -> int:
    if amount.bound not in _BESIDES or amount.paired:
        return amount.number
    over = amount.bound == "over"
    if _is_cut(value) or (over and not value):
        return 0  # what the rest of the text takes is not known
    length = {"characters": utf16_length, "words": most_words}.get(amount.unit, _lines)(value)
    return length - amount.number if over or (amount.minus and value) else length + amount.number


def _is_count(amount: Amount, value: str, near: float = _NEAR) -> bool:
    """An amount is the length of the box's text as a site may count it, give or take that share."""
    if amount.unit == "words":
        counts = [len(value.split()), most_words(value)]
    elif amount.unit == "lines":
        counts = [_lines(value)]
    else:
        length, ends = utf16_length(value), value.count("\n")
        counts = [len("".join(value.split())), length - ends, len(value), length, length + ends]
    if not near:
        return amount.number in counts
    return min(counts) * (1 - near) <= amount.number <= max(counts) * (1 + near)


def _is_cut(value: str) -> bool:
    """The box may hold more than was read of it."""
    return len(value) >= LIMITS["value"]


def _lines(text: str) -> int:
    return len(text.splitlines())


def _fitting(unit: Unit, number: int) -> TextLimits:
    least, most = _FITS[unit]
    return TextLimits(**{unit: number}) if least <= number <= most else NO_LIMITS
