"""What asks, of the texts that belong to one field, and what only tells more of it.

"Full name" asks, "As it appears on your account." below it does not: a title and its hint, be they
two lines of one label or two texts before a field.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from optout.compiled import toml
from optout.locate.words import (
    NO_MATTER,
    fold,
    meanings,
    meanings_in,
    meanings_near,
    sentences,
    word_count,
)

FIELDS = frozenset(
    (
        *("email", "phone", "country", "username", "company", "address", "url", "subject"),
        *("name", "first_name", "last_name", "code", "other_code", "password", "not_reasons"),
    )
)
"""What a line to fill in is for."""
QUESTION = 130
"""A sentence of more characters than this says more than what a control is for."""
_NOTES = frozenset(("characters", "words", "lines", "at_most", "at_least", "remaining", "optional"))
_WHY = frozenset(("explanation",))
_FILLED = frozenset(("email", "country", "name", "first_name", "last_name", "full_name"))
_OF_NO_FIELD = frozenset(("message", "not_name", "additional", "search"))
"""What a hint says in passing: "so that we can find it", "with as many details as you can"."""
_CODES = frozenset(("code", "other_code"))
_NAMES = frozenset(("first_name", "last_name", "full_name"))
_NAMED = FIELDS | _FILLED
_MOST_HINTS = 3
_ENDED = re.compile(r"[.!。！][)）\]]?$|^[(（\[].*[)）\]]$")
"""What ends as a sentence that asks nothing, or stands in brackets."""
_ASKING = ("?", ":", "？", "：", "؟", ";")
_QUESTIONS = ("?", "？", "؟", ";")
LABEL = 4
"""A label has no more words than this, in most forms."""
_VALUE = re.compile(r"\S*@\S*")
"""An address, which a page shows and no title says."""


class Caption(NamedTuple):
    """What asks, as `Full name`, and the `hints` below it, as `As on your account.`: none where
    nothing tells the two apart.

    `alone`: they stand with one field alone, so that the title is that field's, and no heading.
    `doubted`: what stands above the text that names a field may be its title, and is not known.
    """

    title: str
    hints: tuple[str, ...] = ()
    alone: bool = False
    doubted: bool = False


def caption_in_label(label: str, lead: str, language: str = "", *, box: bool = False) -> Caption:
    """The caption in a label whose first line is `lead`. `box`: of a box that may be for
    reasons."""
    rest = label.removeprefix(lead).strip() if lead else ""
    if not rest or rest == label:
        return Caption(label)
    caption = _title_and_hints((lead, rest), language, _named(box))
    return caption if caption.hints else Caption(label, doubted=caption.doubted)


def caption_before(
    before: tuple[str, ...], own: int, language: str = "", *, box: bool = False
) -> Caption:
    """The caption in the texts before a field, of which the last `own` stand with it alone.

    How much may be typed often stands between the question and its box.
    """
    if len(before) < 2:
        return Caption(_question(before[0]) if before else "")
    together = [text for text in before[-own:] if not _is_note(text)] if own else []
    if own <= len(before) and len(together) > 1 and _is_title(together[0]):
        return _title_and_hints(together, language, _named(box))
    texts, hints = list(before), list[str]()
    while len(texts) > 1 and _is_note(texts[-1]):
        texts.pop()
    last = Caption(_question(texts[-1]) if texts else "")
    while len(texts) > 1 and len(hints) < _MOST_HINTS and _is_hint(texts[-1]):
        hints.insert(0, texts.pop())
    asked = [hint for hint in hints if not _is_note(hint)]
    if not asked:
        above = texts[-2] if len(texts) > 1 else ""
        return last._replace(doubted=_may_tell_more(last.title, above, language))
    if not _is_title(texts[-1]):
        return last
    asks = {"code"} | (_WHY if box else set())
    asking = [hint for hint in asked if asks & meanings_in(hint, language)]
    if asking:  # "Enter the code that we sent to your email" asks by itself
        return Caption(asking[-1])
    if _named(box) & meanings_in(texts[-1], language):
        return Caption(texts[-1], tuple(asked))
    return last._replace(doubted=_may_tell_more(last.title, texts[-1], language))


def _may_tell_more(text: str, title: str, language: str) -> bool:
    """The text may be a hint: `The e-mail that we write to` below `Company` or `Who are you?`."""
    if not _is_title(title):
        return False
    named, other = (_NAMED & meanings_in(each, language) for each in (text, title))
    if not named or named & other:
        return False
    if _asks(text):
        return False
    if not other:
        return title.endswith(_QUESTIONS)
    return _is_brief(title) and not _ENDED.search(text)


def _title_and_hints(texts: Sequence[str], language: str, fields: frozenset[str]) -> Caption:
    """The caption in texts of one field: the first that names one of `fields` briefly is its
    title."""
    for at, text in enumerate(texts):
        may_ask = _is_title(text) and (at == 0 or _asks(text))
        named = fields & meanings_in(text, language) if may_ask else None
        if named:
            hints = texts[at + 1 :]
            other = (
                fields & meanings_in(texts[-1], language) if hints and _asks(texts[-1]) else named
            )
            if other and not other & named:
                return Caption(texts[-1], doubted=True)
            return Caption(text, tuple(hints), alone=bool(hints))
    last = _question(texts[-1])
    answered = texts[-2].endswith(_QUESTIONS) and not last.endswith(_QUESTIONS)
    return Caption(last, doubted=answered or not _asks(last))


def parted(text: str, language: str) -> tuple[str, str]:
    """`Email address for your request` -> `email address`, ` for your request`; else all of it."""
    leading = _purposes().get(language)
    found = leading.search(fold(text)) if leading else None
    return (found.string[: found.start()], found.string[found.start() :]) if found else (text, "")


@cache
def _purposes() -> dict[str, re.Pattern[str]]:
    """By language, where such a part of a folded label begins."""
    data: dict[str, list[str]] = toml(Path(__file__).with_name("purposes.toml"))
    return {
        language: re.compile(rf"(?<=\w) (?:{'|'.join(map(fold, words))}) (?=\w)")
        for language, words in data.items()
    }


def names_field(meant: frozenset[str], *, box: bool = False) -> bool:
    """A title says what a field is for."""
    return bool(_named(box) & meant)


def _named(box: bool) -> frozenset[str]:
    """What a title may name: a text box may be for one's reasons."""
    return _NAMED | _WHY if box else _NAMED


def joined(title: frozenset[str], hint: frozenset[str]) -> frozenset[str]:
    """What a field is for, by its title; whose, also by its hint: `Name`, `Your friend's.`"""
    kept = hint - FIELDS - {"explanation", "object"} - _OF_NO_FIELD | (hint & _CODES)
    if "name" in title and not _NAMES & title:
        kept |= hint & (_NAMES | {"not_name", "company", "username"})
    return title | kept


def of_purpose(tail: frozenset[str]) -> frozenset[str]:
    """What is left of a label's end that says what an address is for."""
    return tail - {"message", "subject"}


def at_odds(caption: Caption, title: frozenset[str], language: str) -> bool:
    """A title may be a heading, or an earlier field's: `Your name` above `We need your e-mail.`"""
    if caption.alone or _WHY & title:
        return False
    read = meanings_near if language else (lambda text, _: meanings(text))
    hint = frozenset[str]().union(*(read(each, language) for each in caption.hints))
    return bool(_FILLED & hint - title - (_NAMES if "name" in title else {"name"}))


def _question(text: str) -> str:
    """Of a longer text, its last short sentences."""
    if len(text) <= QUESTION:
        return text
    return " ".join(s for s in sentences(text)[-2:] if len(s) <= QUESTION)


def _is_note(text: str) -> bool:
    meant = meanings(text) - (NO_MATTER - _NOTES)
    return meant <= _NOTES if meant else not any(c.isalpha() for c in text)


def _is_hint(text: str) -> bool:
    """A text is a note, or tells more of what another asks, as a sentence does."""
    return _is_note(text) or bool(_ENDED.search(text.rstrip(" *")) and not _VALUE.fullmatch(text))


def _asks(text: str) -> bool:
    """A text asks as a label does: in a few words, or as a question."""
    return text.rstrip(" *").endswith(_ASKING) or _is_brief(text)


def _is_brief(text: str) -> bool:
    return word_count(text) <= LABEL and not _ENDED.search(text.rstrip(" *"))


def _is_title(text: str) -> bool:
    plain = text.rstrip(" *")
    return 0 < len(plain) <= QUESTION and not _ENDED.search(plain) and not _VALUE.fullmatch(plain)
