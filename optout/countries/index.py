"""What the names of countries mean: normalised names, and one index a language.

The names are CLDR's (through Babel) and those of `variants.toml`. The indexes of `LANGUAGES` and
the one over all of them are built once, and kept compiled; any other is built when asked for.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from optout.compiled import compiled, toml
from optout.domain import folding
from optout.domain.folding import fold_letters
from optout.i18n.cldr import BABEL, locales, territories

T = TypeVar("T")
VARIANTS = Path(__file__).with_name("variants.toml")
LONGEST = 200
"""Characters of a text that are looked at; no name of a country is nearly as long."""

_FILE = Path(__file__).with_name("countries.toml")
_DATA = toml(_FILE)

LANGUAGES: tuple[str, ...] = tuple(_DATA["languages"])
"""The languages in the index over all languages; any other of CLDR's can be asked for by name."""
EUROPE: frozenset[str] = frozenset(_DATA["europe"])
"""EU with its outermost regions, EEA, United Kingdom, Switzerland: where the forms are open."""

_EUROPEAN: dict[str, str] = _DATA["european"]
_REGIONAL: dict[str, list[str]] = _DATA["regional"]
_RENAMED: dict[str, str] = _DATA["renamed"]
_NOT_COUNTRIES: frozenset[str] = frozenset(_DATA["not_countries"])
_UMLAUTS = {language: str.maketrans(table) for language, table in _DATA["umlauts"].items()}
_AND: frozenset[str] = frozenset(_DATA["and"])
_SAINT: frozenset[str] = frozenset(_DATA["saint"])
_ARTICLES: frozenset[str] = frozenset(_DATA["articles"])
_ARTICLES_BEHIND: frozenset[str] = frozenset(_DATA["articles_behind"])
_WORD = re.compile(r"[^\W_]+(?:[\u0900-\u0903\u093a-\u094f\u3099]+[^\W_]*)*")
_CJK = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"  # takes its time to compile


class Meaning(NamedTuple):
    """The countries that a text can mean; `exact` is false where it only does so loosely."""

    isos: frozenset[str] = frozenset()
    exact: bool = True


NOTHING = Meaning()


_Table = dict[str, str]


class Index(NamedTuple):
    """Normalised name -> countries, in one language or in all: their codes, a blank between."""

    exact: _Table
    loose: _Table
    bare: _Table
    """Names without their articles."""

    def add(self, name: str, iso: str, *, loose: bool = False) -> None:
        normal = normal_form(name)
        _note(self.loose if loose else self.exact, normal, iso)
        if not loose:
            _note(self.bare, without_article(normal), iso)

    def merge(self, other: "Index") -> None:
        for mine, theirs in zip(self, other, strict=True):
            for normal, isos in theirs.items():
                _note(mine, normal, isos)

    def look_up(self, normal: str) -> Meaning:
        short = without_article(normal)
        isos = self.exact.get(normal) or self.bare.get(short)
        if isos:
            return Meaning(frozenset(isos.split()))
        isos = self.loose.get(normal) or self.loose.get(short)
        return Meaning(frozenset(isos.split()), exact=False) if isos else NOTHING


def _note(table: _Table, normal: str, isos: str) -> None:
    table[normal] = " ".join(dict.fromkeys((*table.get(normal, "").split(), *isos.split())))


def normal_form(text: str) -> str:
    """The normal form in which names are compared: words without case, accents, punctuation."""
    joined = " ".join(_plain_words(_WORD.findall(fold_letters(text[:LONGEST]))))
    if joined.isascii() or not re.search(_CJK, joined):
        return joined
    return unicodedata.normalize("NFC", joined.replace(" ", ""))  # Hangul's parts meet there


def _plain_words(words: list[str]) -> list[str]:
    """Without the word for "and", initials joined: each can bring about the other."""
    joined = ["st" if word in _SAINT else word for word in _join_initials(words)]
    last = len(joined) - 1
    plain = [word for i, word in enumerate(joined) if not (0 < i < last and word in _AND)]
    return plain if plain == words else _plain_words(plain)


def without_article(normal: str) -> str:
    """A normal form without its article, in front or (as lists put it) behind."""
    words = normal.split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    if len(words) > 1 and words[-1] in _ARTICLES_BEHIND:
        words = words[:-1]
    return " ".join(words)


def _kept(name: str, build: Callable[[], T]) -> T:
    """What `build` makes of the names, kept compiled."""
    return compiled(name, (Path(__file__), Path(folding.__file__), _FILE, VARIANTS, BABEL), build)


@cache
def codes() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes, and XK for Kosovo."""

    def build() -> frozenset[str]:
        return frozenset(c for c in territories("en") if len(c) == 2) - _NOT_COUNTRIES

    return _kept("codes", build)


@cache
def code_forms() -> dict[str, str]:
    """Code in small letters -> alpha-2: alpha-2, alpha-3, and the European UK and EL."""

    def build() -> dict[str, str]:
        from babel.core import get_global

        forms = {"uk": "GB", "el": "GR"} | {c.lower(): c for c in codes()}
        for alias, isos in cast("dict[str, list[str]]", get_global("territory_aliases")).items():
            if len(alias) == 3 and alias.isalpha() and len(isos) == 1 and isos[0] in codes():
                forms[alias.lower()] = isos[0]
        return forms

    return _kept("code_forms", build)


@lru_cache
def canonical(language: str) -> str | None:
    """CLDR's name of a language tag (`pt-BR` -> `pt`), None where CLDR has no such language."""
    base, *rest = language.replace("-", "_").split("_")
    base = _RENAMED.get(base.lower(), base.lower())
    if base == "zh" and {"hant", "tw", "hk", "mo"} & {part.lower() for part in rest}:
        return "zh_Hant"
    return base if base in locales() else None


@cache
def standard_names(locale: str) -> dict[str, str]:
    """CLDR's names of the countries in one of its locales."""
    return {iso: name for iso, name in territories(locale).items() if iso in codes()}


def spellings(iso: str, language: str) -> tuple[str, ...]:
    """CLDR's names of a country in a language as `canonical` gives it, Europe's spelling first."""
    locales = (_EUROPEAN.get(language, language), language, *_REGIONAL.get(language, ()))
    found = (standard_names(locale).get(iso) for locale in locales)
    return tuple(dict.fromkeys(name for name in found if name))


@cache
def index(language: str | None) -> Index:
    """The names in one language, given as `canonical` gives it; None: in all of `LANGUAGES`."""
    if language is None:
        return Index(*_kept("all_languages", lambda: tuple(_over_all_languages())))
    if language not in LANGUAGES:
        return build_index(language)
    return Index(*_kept(f"names_{language}", lambda: tuple(build_index(language))))


def build_index(language: str) -> Index:
    """The index of one language, built anew from CLDR and `variants.toml`."""
    built = Index({}, {}, {})
    for iso, name, loose in _named(language):
        built.add(name, iso, loose=loose)
        if language in _UMLAUTS:
            built.add(name.lower().translate(_UMLAUTS[language]), iso, loose=loose)
    return built


def _over_all_languages() -> Index:
    built = Index({}, {}, {})
    for language in LANGUAGES:
        built.merge(index(language))
    return built


def _named(language: str) -> Iterator[tuple[str, str, bool]]:
    for locale in (language, *_REGIONAL.get(language, ())):
        for iso, name in standard_names(locale).items():
            yield iso, name, False
    for table in ("names", "loose"):
        for iso, by_language in _variants()[table].items():
            for name in by_language.get(language, ()):
                yield iso, name, table == "loose"


@cache
def _variants() -> dict[str, dict[str, dict[str, list[str]]]]:
    names: dict[str, dict[str, dict[str, list[str]]]] = toml(VARIANTS)
    return names


def _is_initial(word: str) -> bool:
    return len(word) == 1 and (word.isascii() or not re.match(_CJK, word))


def _join_initials(words: Iterable[str]) -> Iterator[str]:
    """`u s a` -> `usa`: initials with and without dots are the same name."""
    for initials, run in groupby(words, _is_initial):
        together = list(run)
        yield from ["".join(together)] if initials else together
