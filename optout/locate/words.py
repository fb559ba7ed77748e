"""The words of every language, by meaning: how they are found in a text, and tell its language.

`words/<language>.toml` holds one table, `[words]`: a list of patterns for each meaning. The same
meanings in every file: `meanings.toml` says what each is for. The rules for patterns:

- A pattern is one or more *groups* joined by ` + `; all groups must occur in the same sentence, in
  any order. A group is one or more *stems* joined by `|`; one of them must occur.
- A stem matches at the start of a word and may end inside one: `confirm` finds "confirmation".
  With a full stop at its end it must end with the word: `ja.` does not find "januar".
  So must every stem of one or two letters.
  With a star in front it may also begin inside a word: `*adresse` finds "E-Mail-Adresse".
- `joins`, which begins another clause, is never found as a meaning: clauses are parted by it.
- Case, accents and punctuation do not count: write words as they are written. A stem may have
  several words. Chinese, Japanese and Thai stems match anywhere; Arabic loses its article.
"""

import marshal
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from optout.compiled import compiled
from optout.domain import folding
from optout.domain.folding import fold_letters

WORDS_DIR = Path(__file__).parent / "words"

_SHORTEST = 3
_WORD = re.compile(r"[^\W_]+")
_CJK_GAP = r"(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])"
"""As below, taken as a text: few pages have such letters, and it takes its time to compile."""
_EMAIL = re.compile(r"\be mails?\b")
_ARABIC_ARTICLE = re.compile(r"(?<![^\W_])(?:وال|بال|كال|فال|ال|لل)(?=[\u0620-\u06ff]{3})")
_CAMEL = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])"
)
_MEANINGLESS = re.compile(
    r"(?=.*\d)[0-9a-f]{8,}$|(?:\d+[a-z]{1,3}){2,}\d*$|(?:[a-z]{1,3}\d+){2,}[a-z]{0,3}$",
    re.IGNORECASE,
)
"""What a machine made up: "00N0cdc650ad"."""
_GEMINATE = re.compile("(?<=l)[·‧•](?=l)")
"""What stands between two Catalan l's, "cancel·la": the word goes on."""
_SENTENCE = re.compile(r"(?<=[.!?…。！？؟;])[\s\u00a0]+|(?<=[。！？])|\n+|(?<![lL])·+|·+(?![lL])")
_DAY = re.compile(r"(?<!\d)\d{1,2}\.$")
_MONTH = re.compile(
    "(?:Jan(?:uar|ner)|Jänner|Feb(?:ruar|er)|März|April|Mai|Juni|Juli|August|September|Oktober"
    r"|November|Dezember)\b"
)
"""What follows a day's number in the languages that write a month with a capital letter."""
_NO_SPACES = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]"
_WRITTEN_AS = {"no": "nb", "nn": "nb", "sh": "hr", "bs": "hr", "sr": "hr"}
"""Languages whose words stand under another's code."""
_JOINS = "joins"
"""What parts clauses, and is not found as a meaning."""
NO_MATTER = frozenset(
    {"town", "name_of", "oneself", "words", "other_words", "too_many", "will_send"}
)
"""What is said in passing of much else: asked for by name, and of no control's own meanings."""
_IN_PASSING = NO_MATTER | {"concerned"}
"""What a text may say beside what it is for: it alone does not explain the text."""
_OF_NO_LANGUAGE = NO_MATTER
"""Words so short, or so common, that other languages have the same: they tell no language."""
_CLEARLY = 3
"""As many meanings speak clearly for the language that has them."""
_CHARACTERS = 4
"""As many to a word, where words are not set apart."""
_OWN = 5
"""A word of more languages than these ("e-mail", "AI") is also one of those without a word file."""


CLAUSE = re.compile("[,;:،；：，、]")
_MOST_GROUPS = 16
_BEGINNING = 3
"""Characters by which stems are looked up."""
_WHOLE, _ANYWHERE, _MARKS = 1, 2, 4
"""Of a stem: it ends with the word; it may begin inside one. The two have as many values."""


def fold(text: str) -> str:
    """Text reduced to what is compared: no case, accents or punctuation, one space a gap."""
    plain = fold_letters(text)
    if not plain.isascii():
        plain = _ARABIC_ARTICLE.sub("", _GEMINATE.sub("", plain))
    folded = _EMAIL.sub("email", " ".join(_WORD.findall(plain)))
    return folded if folded.isascii() else re.sub(_CJK_GAP, "", folded)


@lru_cache(maxsize=8192)
def fold_identifier(text: str) -> str:
    """A name or id as words: `billing[countryCode2]` becomes `billing country code 2`."""
    parts = " ".join(part for part in _WORD.findall(text) if not _MEANINGLESS.match(part))
    return fold(_CAMEL.sub(" ", parts))


def without_spaces(text: str) -> bool:
    """A text is in a writing that sets no words apart."""
    return not text.isascii() and bool(re.search(_NO_SPACES, text))


def word_count(text: str) -> int:
    """How many words a text has; where none is set apart, by its characters."""
    folded = fold(text)
    return len(folded) // _CHARACTERS if without_spaces(folded) else len(folded.split())


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, by full stops and line ends; `el. paštas`, `28. Mai` are in one."""
    found: list[str] = []
    for part in filter(None, (s.strip() for s in _SENTENCE.split(text))):
        if found and found[-1].endswith(".") and (part[0].islower() or _is_date(found[-1], part)):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return tuple(found)


def _is_date(before: str, after: str) -> bool:
    """A full stop stands in a date: "am 28. November"."""
    return bool(_DAY.search(before) and _MONTH.match(after))


class Words:
    """All languages' stems in one index: looking a text up costs by its length, not by theirs."""

    def __init__(self, tables: dict[str, dict[str, list[str]]]) -> None:
        self.languages = tuple(tables)
        self._groups: list[int] = []
        self._meaning: list[str] = []
        self._language: list[str] = []
        self.joins = {language: table.get(_JOINS, []) for language, table in tables.items()}
        all_uses: dict[str, tuple[int, ...]] = {}
        for language, table in tables.items():
            for meaning, patterns in table.items():
                if meaning == _JOINS:
                    continue
                for pattern in patterns:
                    self._meaning.append(meaning)
                    self._language.append(language)
                    for stem, use in self._stems_of(meaning, pattern):
                        all_uses[stem] = (*all_uses.get(stem, ()), use)
        begun: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
        whole: dict[str, set[str]] = defaultdict(set)
        for stem, uses in all_uses.items():
            begun[stem[:_BEGINNING]][stem] = uses
            for use in uses:
                whole[self._meaning[_pattern(use)]].add(stem)
        # Packed, as a program that has just started reads all of it and looks few stems up:
        # that saves a fifth of its 250 ms, and 7 MB.
        self._begun = {beginning: _packed(uses) for beginning, uses in begun.items()}
        self._whole = {meaning: _longest_first(stems) for meaning, stems in whole.items()}
        self._inside = frozenset(
            stem[0] for stem, uses in all_uses.items() if any(use & _ANYWHERE for use in uses)
        )

    def _stems_of(self, meaning: str, pattern: str) -> Iterator[tuple[str, int]]:
        """The stems of one more pattern, each with its use: see `_Stems`."""
        groups = [group.split("|") for group in pattern.split(" + ")]
        number = len(self._groups)
        self._groups.append(len(groups))
        if len(groups) > _MOST_GROUPS:
            raise ValueError(f"{meaning}: too many groups in {pattern!r}")
        for index, group in enumerate(groups):
            for stem in group:
                bare = stem.strip()
                key = fold(bare)
                if not key:
                    raise ValueError(f"{meaning}: an empty stem in {pattern!r}")
                anywhere = bare.startswith("*") or without_spaces(key)
                whole = bare.endswith(".") or (len(key) < _SHORTEST and not anywhere)
                marks = _WHOLE * whole + _ANYWHERE * anywhere
                yield key, (number * _MOST_GROUPS + index) * _MARKS + marks

    def whole(self, meaning: str) -> list[str]:
        """The stems of a meaning's patterns, longest first."""
        packed = self._whole.get(meaning)
        stems: list[str] = marshal.loads(packed) if packed else []
        return stems

    def find(self, folded: str) -> dict[str, frozenset[str]]:
        """The meanings that occur in a folded sentence or label, each with its languages."""
        hits: dict[int, set[int]] = defaultdict(set)
        for at in range(len(folded)):
            starts = at == 0 or folded[at - 1] == " "
            if not starts and folded[at] not in self._inside:
                continue
            for count in range(1, _BEGINNING + 1):
                packed = self._begun.get(folded[at : at + count])
                if packed is None:
                    continue
                stems = _stems(packed)
                for length in stems.lengths if starts else stems.inside:
                    uses = stems.uses.get(folded[at : at + length])
                    if uses and at + length <= len(folded):
                        ends = folded[at + length : at + length + 1] in ("", " ")
                        for use in uses:
                            if (starts or use & _ANYWHERE) and (ends or not use & _WHOLE):
                                hits[_pattern(use)].add(use // _MARKS % _MOST_GROUPS)
        found: dict[str, frozenset[str]] = {}
        for pattern, seen in hits.items():
            if len(seen) == self._groups[pattern]:
                meaning = self._meaning[pattern]
                found[meaning] = found.get(meaning, frozenset()) | {self._language[pattern]}
        return found


class _Stems(NamedTuple):
    """Stems that begin alike."""

    uses: dict[str, tuple[int, ...]]
    """Where each is used: the numbers of its pattern and group, and the two marks, in one number.
    """
    lengths: tuple[int, ...]
    """How long they are."""
    inside: tuple[int, ...]
    """How long those are that may begin inside a word."""


def _packed(uses: dict[str, tuple[int, ...]]) -> bytes:
    """Stems that begin alike, as `_stems` reads them."""
    inside = {len(stem) for stem, each in uses.items() if any(use & _ANYWHERE for use in each)}
    return marshal.dumps((uses, tuple({len(stem) for stem in uses}), tuple(inside)))


def _longest_first(stems: Iterable[str]) -> bytes:
    return marshal.dumps(sorted(stems, key=lambda stem: (-len(stem), stem)))


@cache
def _stems(packed: bytes) -> _Stems:
    return _Stems(*marshal.loads(packed))


def _pattern(use: int) -> int:
    return use // (_MARKS * _MOST_GROUPS)


@cache
def words() -> Words:
    """The words of all languages, read once."""
    files = sorted(WORDS_DIR.glob("*.toml"))

    def build() -> dict[str, Any]:
        return vars(Words({f.stem: tomllib.loads(f.read_text("utf-8"))["words"] for f in files}))

    read = Words.__new__(Words)
    vars(read).update(compiled("words", [Path(__file__), Path(folding.__file__), *files], build))
    return read


@lru_cache(maxsize=8192)
def meanings(text: str) -> frozenset[str]:
    """The meanings that occur in a text, sentence by sentence."""
    return frozenset().union(*map(languages_by_meaning, sentences(text)))


@lru_cache(maxsize=8192)
def languages_by_meaning(sentence: str) -> dict[str, frozenset[str]]:
    """The meanings in one sentence, each with the languages in which it has them."""
    return words().find(fold(sentence))


@lru_cache(maxsize=8192)
def without(sentence: str, meaning: str) -> str:
    """A sentence less the words that have a meaning: folded where it had any, else as it is."""
    folded = fold(sentence)
    kept = f" {folded} "
    for stem in words().whole(meaning):
        kept = kept.replace(stem if without_spaces(stem) else f" {stem} ", " ")
    kept = " ".join(kept.split())
    return kept if kept != folded else sentence


@lru_cache(maxsize=8192)
def clauses_of(sentence: str, language: str) -> tuple[str, ...]:
    """The clauses of a sentence on a page in `language`, folded: at commas, "and", "but"."""
    parts = [fold(clause) for clause in CLAUSE.split(sentence)]
    for read in sorted({language, "en"} & set(words().languages)):
        joins = _joins(read)
        parts = [part for clause in parts for part in joins.split(clause)]
    return tuple(filter(None, map(str.strip, parts)))


@cache
def _joins(language: str) -> re.Pattern[str]:
    """What begins another clause in a language."""
    found = "|".join(map(fold, words().joins[language]))
    return re.compile(rf"\b(?:{found})\b" if found else "(?!)")


@lru_cache(maxsize=8192)
def meanings_near(text: str, language: str) -> frozenset[str]:
    """The meanings of a text in `language` or in English, whatever others may read in it."""
    return frozenset(
        meaning
        for sentence in sentences(text)
        for meaning, languages in languages_by_meaning(sentence).items()
        if languages & {language, "en"}
    )


@lru_cache(maxsize=8192)
def meanings_in(text: str, language: str) -> frozenset[str]:
    """The meanings of a text on a page in `language`.

    Where that language (or English, which labels are left in) explains a text at all, what the
    same letters mean in others does not count: French "il" is not Turkish for a province.
    """
    near = meanings_near(text, language)
    return near if language and near - _IN_PASSING else meanings(text)


@lru_cache(maxsize=8192)
def identifier_meanings(text: str, language: str = "") -> frozenset[str]:
    """The meanings of a control's name or id: in English, in the page's language where known."""
    found = words().find(fold_identifier(text))
    read = {language, "en"} if language else set(words().languages)
    return frozenset(meaning for meaning, languages in found.items() if languages & read)


def code_of(declared: str) -> str:
    """A declared language as a code of the word files, or as it stands; empty for none."""
    code = declared.lower().replace("_", "-").split("-")[0]
    return _WRITTEN_AS.get(code, code)


def language_of(declared: str, texts: Iterable[str]) -> str:
    """The page's language as a code of the word files, or as it declares itself, or empty.

    What a page declares counts unless its words speak clearly for another language.
    """
    code = code_of(declared)
    foreign = bool(code) and code not in words().languages
    evidence: list[tuple[str, str]] = []
    for text in texts:
        for sentence in sentences(text):
            for meaning, languages in languages_by_meaning(sentence).items():
                shared = foreign and len(languages) > _OWN
                if meaning not in _OF_NO_LANGUAGE and not shared:
                    evidence += ((meaning, one) for one in languages)
    # By chance a word of a language without a file is another's: once is as good as often.
    counts = Counter(one for _, one in (set(evidence) if foreign else evidence))
    by_code = sorted(counts.items())  # which of two is the same on every run
    best, most = max(by_code, key=lambda item: (item[1], item[0] == code), default=("", 0))
    if code in words().languages and counts[code] * 2 >= most:
        return code
    return best if most >= _CLEARLY else code


def asserts(
    sentence: str,
    meaning: str,
    language: str,
    blocked_by: Iterable[str] = ("conditional", "negation"),
) -> bool:
    """`We sent you a code.` asserts `code_mailed`, `Once we sent you a code` does not.

    It is read in the page's `language` alone, unless it says twice as much in another: then in
    those in which it says the most, for "de" is Hungarian for "but". "As soon as possible" is no
    condition, though "as soon as" is one.
    """
    found = languages_by_meaning(sentence)
    if "soon" in found:
        found = languages_by_meaning(without(sentence, "soon"))
    speaking = found.get(meaning)
    if not speaking:
        return False
    counts = Counter(one for languages in found.values() for one in languages)
    most = max(counts.values(), default=0)
    if counts[language] * 2 > most:
        speaking &= {language}  # Spanish "es tu" is not the Portuguese "és tu"
    else:
        speaking = frozenset(o for o in speaking if o == language or counts[o] * 2 > most)
    blocking = frozenset().union(*(found.get(b, frozenset()) for b in blocked_by))
    return bool(speaking) and not speaking & blocking
