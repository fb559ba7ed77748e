"""Which lists of words say something in a text, in the page's language, English or any.

`words/labels/<language>.toml` holds a file's lists, the same in every language; `lists.toml` says
what each is for, and the README in `words/` how a stem is read.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from optout.compiled import compiled
from optout.domain import folding
from optout.locate import words
from optout.locate.words import code_of, fold, fold_identifier, sentences, without_spaces

LABELS_DIR = Path(__file__).parent / "words" / "labels"
NO_LANGUAGE = "any"
"""The file of lists that are read in every language at once."""
_GROUP = re.compile(r"\(([^()]*)\)")
_KEY = 3
"""Characters by which stems are looked up."""
_CLEARLY = 3
"""As many lists speak clearly for the language that has them."""


_SHARED = 5
"""A word of more languages than these ("e-mail", "AI") is also one of those without a file."""


class _Stem(NamedTuple):
    """One way to say what a list is for: its words, each with whether it ends there.

    `part` of `parts`: all that a pattern joins by ` + ` must be in one sentence.
    """

    words: tuple[tuple[str, bool], ...]
    anywhere: bool
    name: str
    language: str
    pattern: int
    part: int
    parts: int


class _Found(NamedTuple):
    stem: _Stem
    start: int
    end: int


@cache
def languages() -> frozenset[str]:
    """The languages with a file of lists."""
    return frozenset(path.stem for path in LABELS_DIR.glob("*.toml")) - {NO_LANGUAGE}


@cache
def _index() -> dict[str, list[tuple[Any, ...]]]:
    """The stems of all languages by their first characters, kept compiled: a third of the
    processor's time until a first form is read goes into it."""
    files = sorted(LABELS_DIR.glob("*.toml"))
    sources = [Path(__file__), Path(words.__file__), Path(folding.__file__), *files]
    index: dict[str, list[tuple[Any, ...]]] = compiled("labels", sources, lambda: _indexed(files))
    return index


def _indexed(files: Iterable[Path]) -> dict[str, list[tuple[Any, ...]]]:
    index: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    number = 0
    for path in files:
        for name, patterns in tomllib.loads(path.read_text("utf-8")).items():
            for pattern in patterns:
                number += 1
                parts = pattern.split(" + ")
                for part, stem in ((n, s) for n, text in enumerate(parts) for s in _expanded(text)):
                    made, anywhere = _words_of(stem)
                    if not made:
                        raise ValueError(f"{path.name}: an empty stem in {pattern!r}")
                    entry = (made, anywhere, name, path.stem, number, part, len(parts))
                    index[made[0][0][:_KEY]].append(entry)
    return dict(index)


@cache
def _stems_at(key: str) -> tuple[_Stem, ...]:
    return tuple(_Stem(*entry) for entry in _index().get(key, ()))


def _expanded(text: str) -> Iterator[str]:
    """`sen(t|ding)` -> `sent`, `sending`."""
    group = _GROUP.search(text)
    if group is None:
        yield text
        return
    for one in group[1].split("|"):
        yield from _expanded(f"{text[: group.start()]}{one}{text[group.end() :]}")


def _words_of(stem: str) -> tuple[tuple[tuple[str, bool], ...], bool]:
    """The words of a stem, each with whether it ends there; and whether it may begin inside one."""
    words: list[tuple[str, bool]] = []
    for piece in stem.split():
        folded = fold(piece.strip("*$")).split()
        words += [(word, True) for word in folded[:-1]]
        words += [(word, piece.endswith("$")) for word in folded[-1:]]
    return tuple(words), stem.startswith("*") or without_spaces("".join(w for w, _ in words))


@cache
def _inside() -> frozenset[str]:
    """The first characters of what may begin inside a word."""
    return frozenset(key[0] for key, stems in _index().items() if any(stem[1] for stem in stems))


def _occurrences(folded: str) -> Iterator[_Found]:
    inside = _inside()
    for at in range(len(folded)):
        starts = at == 0 or folded[at - 1] == " "
        if not starts and folded[at] not in inside:
            continue
        for length in range(1, _KEY + 1):
            for stem in _stems_at(folded[at : at + length]):
                if (starts or stem.anywhere) and (end := _ends(stem, folded, at)):
                    yield _Found(stem, at, end)


def _ends(stem: _Stem, folded: str, at: int) -> int:
    """Where a stem that begins at `at` ends, or 0."""
    for number, (word, whole) in enumerate(stem.words):
        if number:
            at = folded.find(" ", at) + 1
            if not at:
                return 0
        if not folded.startswith(word, at):
            return 0
        at += len(word)
        if whole and folded[at : at + 1] not in ("", " "):
            return 0
    return at


@lru_cache(maxsize=16384)
def _languages_by_list(folded: str) -> dict[str, frozenset[str]]:
    """The lists that say something in a folded sentence, each with the languages in which."""
    hits: dict[int, set[int]] = defaultdict(set)
    stems: dict[int, _Stem] = {}
    for stem, _, _ in _occurrences(folded):
        hits[stem.pattern].add(stem.part)
        stems[stem.pattern] = stem
    found: dict[str, set[str]] = defaultdict(set)
    for number, parts in hits.items():
        stem = stems[number]
        if len(parts) == stem.parts:
            found[stem.name].add(stem.language)
    return {name: frozenset(each) for name, each in found.items()}


@lru_cache(maxsize=16384)
def said(text: str, language: str) -> frozenset[str]:
    """The lists that say something in a text: in the page's language and in English; where those
    do not, in any. `Your e-mail` says {"email"}."""
    found: set[str] = set()
    for sentence in sentences(text):
        lists = _languages_by_list(fold(sentence))
        near = {name for name, each in lists.items() if each & {language, "en"}}
        found |= near if near and language in languages() else lists.keys()
    return frozenset(found)


@lru_cache(maxsize=16384)
def named(identifier: str, language: str) -> frozenset[str]:
    """The lists that say something in a control's name or id."""
    lists = _languages_by_list(fold_identifier(identifier)) if identifier else {}
    return frozenset(name for name, each in lists.items() if each & {language, "en"})


def names_cookies(text: str) -> bool:
    """A text names cookies, in any language."""
    return "cookies" in _languages_by_list(fold(text))


@lru_cache(maxsize=8192)
def left_over(text: str, language: str, lists: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a text that neither these lists nor the plain words of labels explain: of `Your
    lawyer's e-mail` the lawyer."""
    folded = fold(_BRACKETS.sub(" ", text))
    read = {language, "en"} if language in languages() else languages()
    known = {*lists, "plain"}
    covered: set[int] = set()
    for stem, start, end in _occurrences(folded):
        if stem.parts == 1 and stem.language in read and stem.name in known:
            spaced = not without_spaces(folded)
            until = folded.find(" ", end) if spaced else end
            covered.update(range(start, until if until >= 0 else len(folded)))
    rest = "".join(" " if at in covered else one for at, one in enumerate(folded))
    return tuple(word for word in rest.split() if _tells(word, folded))


_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_PARTICLES = re.compile("[\u3040-\u309f的您你我请請在哪个個是们們]")


def _tells(word: str, text: str) -> bool:
    """A word is long enough to say whose or what something is."""
    if without_spaces(text):
        return len(_PARTICLES.sub("", word)) > 1
    return len(word) > (1 if _HANGUL.search(word) else 3) and not word.isdigit()


def language_of(declared: str, texts: Iterable[str]) -> str:
    """The page's language as the name of a file of lists, or as it declares itself, or empty.

    What a page declares counts unless its words speak twice as clearly for another language.
    """
    folded = dict.fromkeys(fold(s) for text in dict.fromkeys(texts) for s in sentences(text)[:3])
    code = code_of(declared)
    most_shared = _SHARED if code and code not in languages() else len(languages())
    counts = Counter(
        language
        for text in folded
        for each in _languages_by_list(text).values()
        for language in each - {NO_LANGUAGE}
        if len(each) <= most_shared
    )
    by_code = sorted(counts.items())  # which of two is the same on every run
    best, most = max(by_code, key=lambda item: (item[1], item[0] == code), default=("", 0))
    if code in languages() and counts[code] * 2 >= most:
        return code
    return best if most >= _CLEARLY else code
