"""Whether an objection is said to be that of somebody by name: whoever reads it, or another."""

import re
from collections.abc import Mapping
from pathlib import Path

from optout.compiled import toml
from optout.locate.words import meanings_in

_ELIDED = re.compile(r"\b([dl]|dell|all|dall)['’]", re.IGNORECASE)
_HOW: Mapping[str, list[str]] = toml(Path(__file__).with_name("named.toml"))


def of_named(sentence: str, language: str) -> bool:
    """Whether a sentence tells of an objection with a first and last name beside its word, or after
    an "of": "Peter Brown's objection". Where each word begins with a capital none is a name."""
    found = _ELIDED.sub(r"\1 ", sentence).split()
    if all(word[0].isupper() for word in found if word[0].isalpha()):
        return False
    pairs = (
        at
        for at in range(len(found) - 1)
        if _is_name(found[at]) and _is_name(found[at + 1].rstrip(".,;!"))
    )
    return any(_is_after(found, at, language) or _is_before(found, at, language) for at in pairs)


def _is_after(found: list[str], at: int, language: str) -> bool:
    """Whether the name at a place follows the word for an objection."""
    linked = at > 1 and found[at - 1].lower() in _HOW["of"]
    if at == 0 or (language in _HOW["only_after_of"] and not linked):
        return False
    return _is_objection(found[at - 1 - linked], language)


def _is_before(found: list[str], at: int, language: str) -> bool:
    """Whether the word for an objection follows the name at a place."""
    last, rest = found[at + 1], found[at + 2 :]
    if language in _HOW["never_before"] or not (rest and _is_name(last)):
        return False
    genitive = language not in _HOW["ends_in_s"] or last.endswith("s")
    return genitive and _is_objection(rest[0].rstrip(".!"), language)


def _is_name(word: str) -> bool:
    """Whether a word may be part of a name: a capital letter and small ones."""
    capital = word[:1].isupper() and word[1:2].islower() and word[-1].isalpha()
    return capital and not word.lower().startswith(tuple(_HOW["courteous"]))


def _is_objection(word: str, language: str) -> bool:
    return word.isalpha() and "object" in meanings_in(word, language)
