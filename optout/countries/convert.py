"""What a text or an option means as a country, and what a country is called.

A name counts only as a whole: "Niger" is not the beginning of "Nigeria", and what means different
countries in different languages means none until the language is given.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from optout.countries.index import (
    LONGEST,
    NOTHING,
    Meaning,
    canonical,
    code_forms,
    codes,
    index,
    normal_form,
    spellings,
)
from optout.domain.errors import most_alike

_MOST_OPTIONS = 400
"""Options that are looked at to tell what a list is; of longer lists an even sample."""
_FEW = 8
_AGREE = 0.6
_SHORTEST = 4
"""Letters of which a slip tells anything: "ok" is none of "ROK"."""

_FLAG = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_TURNED = re.compile(r"^([^,()]+?)\s*(?:,\s*([^,()]+)|\(([^()]+)\))\s*$")
_PARTS = re.compile(r"\s[-–—]\s|[/|()\[\]–—:•·,;・]")
_DIAL = re.compile(r"^\(?\+\s?\d[\d\s-]*\)?\s*|\s*\(?\+\s?\d[\d\s-]*\)?$")
_CODE_THEN = re.compile(r"^([A-Z]{2,3})[\s-]+(.+)$|^(.+?)[\s-]+([A-Z]{2,3})$", re.DOTALL)


def iso_of(name_or_code: str) -> str | None:
    """The country that a name in any language, or a code, means; None if unknown or ambiguous."""
    return code_forms().get(normal_form(name_or_code)) or _only(_meaning(name_or_code, None))


def meant(name: str, language: str) -> str | None:
    """The country of whose name this is a slip, in this language or else in any; None where it is
    like none."""
    given = normal_form(name)
    if len(given) < _SHORTEST:
        return None
    for known in (canonical(language), None):
        names = index(known).exact
        if iso := _only(Meaning(frozenset(names.get(most_alike(given, names), "").split()))):
            return iso
    return None


def name(iso: str, language: str) -> str:
    """CLDR's name of a country in a language, as Europe spells it; in English where CLDR lacks it.

    Raises `KeyError` for a code that is not in `codes()`.
    """
    return all_names(iso, language)[0]


def all_names(iso: str, language: str) -> tuple[str, ...]:
    """The name and its other spellings: "Polónia", and "Polônia" in Brazil.

    Raises `KeyError` as `name` does.
    """
    if iso not in codes():
        raise KeyError(iso)
    return spellings(iso, canonical(language) or "en") or spellings(iso, "en")


def matches(option_text: str, iso: str, language: str | None = None) -> bool:
    """Whether an option of a form means that country and no other.

    The page's language decides; a text that is no country in it is tried in all languages.
    """
    return _only(_read(option_text, language)) == iso


def option_for(
    options: Sequence[tuple[str, str]], iso: str, language: str | None = None
) -> int | None:
    """Which of the options (value, text) means the country; None when none does, or two do.

    The values count where they are proved to be ISO codes by the texts beside them. A country
    that is listed twice in the same words and with the same value (favourites on top) is one.
    """
    for anywhere in (False, True) if language else (True,):
        meanings = [_read(text, language, anywhere=anywhere) for _, text in options]
        coded = _values_are_codes(options, meanings)
        hits = [
            i
            for i, ((value, _), meaning) in enumerate(zip(options, meanings, strict=True))
            if _is(meaning, value, iso, coded=coded)
        ]
        if len({m.isos for m in meanings if m.isos}) < 2:
            hits = [i for i in hits if not _code(options[i][1])]  # "NO" beside "YES"
        exact = [i for i in hits if meanings[i].exact]
        if exact or (hits and anywhere):
            best = exact or hits
            return best[0] if len({options[i] for i in best}) == 1 else None
    return None


def without_dial(text: str) -> str:
    """The text of an option without a dialling code before or behind it: "France (+33)".

    Only for a choice that is known to be of countries: that of a telephone number is none.
    """
    return _DIAL.sub("", text.strip())


def is_country_list(options: Sequence[str], language: str | None = None) -> bool:
    """Whether the texts of a choice are countries (not dial codes, languages, towns, states…).

    A first option without meaning ("Choose…") does not count against it.
    """
    step = -(-len(options) // _MOST_OPTIONS) or 1
    texts = [t for t in (text.strip() for text in options[::step]) if re.search(r"\w", t)]
    if len(texts) < 2:
        return False
    if all(t.isascii() and t.isalpha() and len(t) <= 3 for t in texts):
        # States, provinces and languages have two letters too: only one without a stranger counts.
        isos = [code_forms().get(t.lower()) for t in texts if t.isupper()]
        return _FEW <= len(texts) == len(isos) == len(set(isos)) and None not in isos
    tags = dict.fromkeys((language or "en", "en", None))
    return any(_mostly_countries(texts, tag) for tag in tags)


def _only(meaning: Meaning) -> str | None:
    return next(iter(meaning.isos)) if len(meaning.isos) == 1 else None


def _read(text: str, language: str | None, *, anywhere: bool = True) -> Meaning:
    """What a text means in a language; if nothing, and `anywhere`, what it means in all."""
    known = canonical(language) if language else None
    found = _meaning(text, known)
    return found if found.isos or not (known and anywhere) else _meaning(text, None)


@lru_cache(maxsize=4096)  # each look at a page reads the same list again
def _meaning(text: str, known: str | None) -> Meaning:
    """What a text means as a whole: a name, a code, or several that agree ("FR – France").

    The names are those in the language `known`, as `canonical` gives it; None: in all.
    """
    text = text[:LONGEST].strip()
    flags = {code_forms().get(_letters(flag).lower(), "") for flag in _FLAG.finditer(text)}
    words = _FLAG.sub(" ", text).strip()
    meaning = _read_words(words, known) if words else Meaning(frozenset(flags))
    if not flags or flags == meaning.isos:
        return meaning if meaning.isos <= codes() else NOTHING
    common = meaning.isos & flags
    return Meaning(common, meaning.exact) if len(flags) == 1 and common else NOTHING


def _read_words(words: str, known: str | None) -> Meaning:
    found = _single(words, known)
    if found.isos:
        return found
    turned = _TURNED.match(words)
    if turned:
        found = index(known).look_up(normal_form(f"{turned[2] or turned[3]} {turned[1]}"))
        if found.isos:
            return found
    code_then = _CODE_THEN.match(words)
    return (
        _agreeing([part for part in _PARTS.split(words) if part.strip()], known)
        or _agreeing([part for part in code_then.groups() if part] if code_then else [], known)
        or NOTHING
    )


def _single(words: str, known: str | None) -> Meaning:
    code = _code(words)
    return Meaning(frozenset({code})) if code else index(known).look_up(normal_form(words))


def _code(text: str) -> str | None:
    # In small letters "no", "it" or "is" are words of a page.
    return code_forms().get(normal_form(text)) if text.isupper() and len(text) < 8 else None


def _agreeing(parts: Sequence[str], known: str | None) -> Meaning | None:
    if len(parts) < 2:
        return None
    meanings = [_single(part, known) for part in parts]
    common = frozenset.intersection(*(m.isos for m in meanings))
    return Meaning(common, all(m.exact for m in meanings)) if common else None


def _letters(flag: re.Match[str]) -> str:
    return "".join(chr(ord(half) - 0x1F1E6 + ord("A")) for half in flag.groups())


def _values_are_codes(options: Sequence[tuple[str, str]], meanings: Sequence[Meaning]) -> bool:
    agree = [
        code_forms().get(value.strip().lower(), "") in meaning.isos
        for (value, _), meaning in zip(options, meanings, strict=True)
        if value.strip()
    ]
    return len(agree) > 1 and sum(agree) >= _AGREE * len(agree)


def _is(meaning: Meaning, value: str, iso: str, *, coded: bool) -> bool:
    code = code_forms().get(value.strip().lower()) if coded else None
    if code:
        return code == iso and (iso in meaning.isos or not meaning.isos)
    return meaning.isos == {iso}


def _mostly_countries(texts: Sequence[str], language: str | None) -> bool:
    meanings = [_read(text, language, anywhere=False).isos for text in texts]
    if not meanings[0]:
        meanings = meanings[1:]
    hits = [isos for isos in meanings if isos]
    share = _AGREE if len(meanings) >= _FEW else 0.75
    return len(set(hits)) >= 2 and len(hits) >= share * len(meanings)
