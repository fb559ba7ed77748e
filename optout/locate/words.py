"""The words of every language, by meaning: how they are found in a text, and tell its language.

`words/<language>.toml` holds one table, `[words]`: a list of patterns for each meaning. The same
meanings in every file: `meanings.toml` says what each is for. The rules for patterns:

- A pattern is one or more *groups* joined by ` + `; all groups must occur in the same sentence, in
  any order. A group is one or more *stems* joined by `|`; one of them must occur.
- A stem matches at the start of a word and may end inside one: `confirm` finds "confirmation".
  With a full stop at its end it must end with the word: `ja.` does not find "januar".
  So must every stem of one or two letters.
  With a star in front it may also begin inside a word: `*adresse` finds "E-Mail-Adresse".
- Of two groups joined by ` ~ ` the second follows the first, in the same clause and with four words
  between them at most. Only `unfinished` and `general` have such patterns, and `foretold`, where
  the two may stand ten words and some clauses apart. With `joins`, which begins another clause,
  they tell what of a sentence is no news, and are never found in one. Nor are `unsure`,
  `opens_question`, `content_clause` and `speech_act` (see `content_clauses.py`), and
  `consequence`, `over_news`, `sample`, `product`, `page_thing`, `explains`, `will_send` and
  `first_person`: they are asked of a text by name.
- Case, accents and punctuation do not count: write words as they are written. A stem may have
  several words. Chinese, Japanese and Thai stems match anywhere; Arabic loses its article.
"""

import marshal
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli  # compiled: the standard library's takes half a second for these files

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
_BY_NAME = (
    *("over_news", "sample", "product", "page_thing", "explains", "will_send", "first_person"),
)
_WRITTEN_AS = {"no": "nb", "nn": "nb", "sh": "hr", "bs": "hr", "sr": "hr"}
"""Languages whose words stand under another's code."""
_NO_NEWS = (
    *("foretold", "unfinished", "general", "unsure", "joins"),
    *("content_clause", "speech_act", "opens_question"),
    *("consequence", "over_news", "sample", "product", "explains"),
    *("will_send", "page_thing", "first_person"),
)
NO_MATTER = frozenset({"town", "name_of", "oneself", "words", "other_words", "too_many"})
"""What is said in passing of much else: asked for by name, and of no control's own meanings."""
_IN_PASSING = NO_MATTER | {"concerned"}
"""What a text may say beside what it is for: it alone does not explain the text."""
_OF_NO_LANGUAGE = NO_MATTER | {"but", "so_that"}
"""Words so short, or so common, that other languages have the same: they tell no language."""
_CLEARLY = 3
"""As many meanings speak clearly for the language that has them."""
_CHARACTERS = 4
"""As many to a word, where words are not set apart."""
_OWN = 5
"""A word of more languages than these ("e-mail", "AI") is also one of those without a word file."""


CLAUSE = re.compile("[,;:،；：，、]")
_DASHED = re.compile(rf"{CLAUSE.pattern}|\s[-–—]+\s")
"""The same, and a dash between two clauses."""
_NEAR = 4
"""Words between two that belong together, as an auxiliary and its participle."""
_FAR = 10
"""Words between what foretells something and that which it foretells."""
_NEW_CLAUSE = "|"
"""What stands between folded clauses that are searched together."""
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
    said = " ".join(part for part in _WORD.findall(text) if not _MEANINGLESS.match(part))
    return fold(_CAMEL.sub(" ", said))


def without_spaces(text: str) -> bool:
    """Whether a text is in a writing that sets no words apart."""
    return not text.isascii() and bool(re.search(_NO_SPACES, text))


def word_count(text: str) -> int:
    """How many words a text has; where none is set apart, by its characters."""
    folded = fold(text)
    return len(folded) // _CHARACTERS if without_spaces(folded) else len(folded.split())


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, by full stops and line ends; "el. paštas" and "28. Mai" are in
    one."""
    found: list[str] = []
    for part in filter(None, (s.strip() for s in _SENTENCE.split(text))):
        if found and found[-1].endswith(".") and (part[0].islower() or _is_date(found[-1], part)):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return tuple(found)


def _is_date(before: str, after: str) -> bool:
    """Whether a full stop stands in a date: "am 28. November"."""
    return bool(_DAY.search(before) and _MONTH.match(after))


class Words:
    """All languages' stems in one index: looking a text up costs by its length, not by theirs."""

    def __init__(self, tables: dict[str, dict[str, list[str]]]) -> None:
        self.languages = tuple(tables)
        self._groups: list[int] = []
        self._meaning: list[str] = []
        self._language: list[str] = []
        self.no_news = {
            language: {meaning: table.get(meaning, []) for meaning in _NO_NEWS}
            for language, table in tables.items()
        }
        all_uses: dict[str, tuple[int, ...]] = {}
        for language, table in tables.items():
            for meaning, patterns in table.items():
                if meaning in _NO_NEWS:
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
        # Packed, as a program that has just started reads all of it and looks few stems up.
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
        return vars(Words({f.stem: tomli.loads(f.read_text("utf-8"))["words"] for f in files}))

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
def news_in(sentence: str, language: str) -> str:
    """A sentence less what is no news, in `language` or in English, and in each in which it
    acknowledges something, as two that are alike may: folded where there was any.

    That is what is done only now or later: of "It was recorded and will be sent" there stays "it
    was recorded". And each clause that speaks of more than one request, or of what comes beside
    one: "All objections received are read", "Your question about the objection was received". In
    a language without a word file what is no news in any is left out.
    """
    clauses = [fold(clause) for clause in CLAUSE.split(sentence)]
    changed = False
    for no_news in _told_in(sentence, language):
        clauses = [part for clause in clauses for part in no_news.joins.split(clause)]
        kept = [c for c in clauses if not any(one.search(c) for one in no_news.general)]
        for one in no_news.unfinished:
            kept = [one.sub(r"\g<between>", clause) for clause in kept]
        changed = changed or kept != clauses
        clauses = kept
    return " ".join(" ".join(clauses).split()) if changed else sentence


@lru_cache(maxsize=8192)
def less_guesses(sentence: str, language: str) -> str:
    """A sentence less each clause that only guesses, hopes or tells to look, in the languages of
    `news_in`: folded clauses where there was any. "It was probably received" is nothing."""
    clauses = [fold(clause) for clause in _DASHED.split(sentence)]
    changed = False
    for no_news in _told_in(sentence, language):
        clauses = [part for clause in clauses for part in no_news.joins.split(clause)]
        kept = _sure(clauses, no_news.unsure)
        changed = changed or len(kept) != len(clauses)
        clauses = kept
    return ", ".join(filter(None, map(str.strip, clauses))) if changed else sentence


def _told_in(sentence: str, language: str) -> list["_NoNews"]:
    """What is no news in the languages in which a sentence is read."""
    read: Iterable[str] = words().languages
    if language in read:
        told = languages_by_meaning(sentence).get("acknowledged", frozenset())
        read = {language, "en"} | told
    return list(map(_no_news, sorted(read)))


def opens_as_question(sentence: str, language: str) -> bool:
    """Whether a sentence begins as a question does, and may be a condition: "Has it been received",
    "Ist er eingegangen, melden wir uns"."""
    known = language in words().languages
    return known and _no_news(language).opens_question.match(fold(sentence)) is not None


def _sure(clauses: list[str], unsure: re.Pattern[str]) -> list[str]:
    """The clauses less those that are unsure.

    Where such a word ends its clause the next one is, too: "Wir hoffen, er ist eingegangen". Where
    the last clause is nothing else, the one before it: "It was received, we think".
    """
    kept, goes_on = [], False
    said = [clause.strip() for clause in clauses]
    for clause in said:
        found = list(unsure.finditer(clause))
        if not (found or goes_on):
            kept.append(clause)
        if clause:
            goes_on = bool(found) and found[-1].end() == len(clause)
    last = next(filter(None, reversed(said)), "")
    return kept[:-1] if unsure.fullmatch(last) else kept


@lru_cache(maxsize=8192)
def not_foretold(sentence: str, language: str) -> str:
    """A sentence up to where it tells what a mail or a page is yet to say, in `language` or in
    English: folded where it does. In a language without a word file, in any.

    Of "We will read it, and you will get a mail that says that it was recorded" there stays "we
    will read it".
    """
    known = words().languages
    text = f" {_NEW_CLAUSE} ".join(map(fold, CLAUSE.split(sentence)))
    read = sorted({language, "en"} if language in known else known)
    found = [m.start() for one in read for p in _no_news(one).foretold if (m := p.search(text))]
    if not found:
        return sentence
    return " ".join(text[: min(found)].replace(_NEW_CLAUSE, " ").split())


@lru_cache(maxsize=8192)
def less_consequence(sentence: str, language: str) -> str:
    """A sentence up to the clause that says what the rest means, in the languages of `news_in`:
    folded clauses where there was one. Of "It was received, which means that we no longer use your
    posts" there stays "it was received"; a condition in that clause is one of the whole."""
    clauses = [fold(clause) for clause in _DASHED.split(sentence)]
    for no_news in _told_in(sentence, language):
        for at, clause in enumerate(clauses[1:], 1):
            if no_news.consequence.match(clause):
                rest = " ".join(clauses[at:])
                conditional = "conditional" in meanings_in(rest, language)
                return sentence if conditional else ", ".join(clauses[:at])
    return sentence


@lru_cache(maxsize=8192)
def names(text: str, what: str, language: str) -> bool:
    """Whether a text on a page in `language` names `what`, in that language or in English: one of
    `over_news`, `sample`, `product`, `page_thing`, `explains`, `will_send` and `first_person`."""
    read = {language, "en"} & set(words().languages)
    if what == "first_person" and language in read:
        read = {language}  # "i" is a word of several
    return any(_no_news(one).named[what].search(fold(text)) for one in read)


@lru_cache(maxsize=8192)
def clauses_of(sentence: str, language: str) -> tuple[str, ...]:
    """The clauses of a sentence on a page in `language`, folded: at commas, "and", "but"."""
    parts = [fold(clause) for clause in CLAUSE.split(sentence)]
    for read in sorted({language, "en"} & set(words().languages)):
        joins = _no_news(read).joins
        parts = [part for clause in parts for part in joins.split(clause)]
    return tuple(filter(None, map(str.strip, parts)))


@lru_cache(maxsize=8192)
def of_one_request(sentence: str, language: str) -> str:
    """A sentence on a page in `language` less each clause that speaks of more than one request:
    folded where there was any."""
    clauses = clauses_of(sentence, language)
    read = {language, "en"} & set(words().languages)
    general = [one for each in read for one in _no_news(each).general]
    kept = [c for c in clauses if not any(one.search(c) for one in general)]
    return sentence if len(kept) == len(clauses) else " ".join(kept)


Patterns = tuple[re.Pattern[str], ...]


class _NoNews(NamedTuple):
    """What of a folded sentence is no news in one language."""

    joins: re.Pattern[str]
    """What begins another clause."""
    general: Patterns
    unsure: re.Pattern[str]
    opens_question: re.Pattern[str]
    """At the beginning of a sentence."""
    unfinished: Patterns
    """Each with a group `between`: what stands between its two parts."""
    foretold: Patterns
    """Searched in clauses that are joined by `_NEW_CLAUSE`."""
    consequence: re.Pattern[str]
    """At the beginning of a clause."""
    named: dict[str, re.Pattern[str]]
    """What a text is asked for by name: `over_news`, `sample` and others."""


@cache
def _no_news(language: str) -> _NoNews:
    """What is no news in a language that has a word file."""
    found = words().no_news[language]
    joins = "|".join(map(fold, found["joins"]))
    near = rf"(?P<between>(?: \w+){{0,{_NEAR}}}?)"
    far = rf"(?P<between>(?: [\w{_NEW_CLAUSE}]+){{0,{_FAR}}}?)"

    def compiled_each(patterns: Iterable[str], between: str = near) -> Iterable[re.Pattern[str]]:
        for first, _, last in (pattern.partition(" ~ ") for pattern in patterns):
            rest = f"{between} {any_of(last)}" if last else "(?P<between>)"
            yield re.compile(any_of(first) + rest)

    split = re.compile(rf"\b(?:{joins})\b" if joins else "(?!)")
    general, unfinished = compiled_each(found["general"]), compiled_each(found["unfinished"])
    foretold = compiled_each(found["foretold"], far)
    unsure, opens_question = map(_one_of, (found["unsure"], found["opens_question"]))
    return _NoNews(
        *(split, tuple(general), unsure, opens_question, tuple(unfinished), tuple(foretold)),
        consequence=_one_of(found["consequence"]),
        named={name: _one_of(found[name]) for name in _BY_NAME},
    )


def _one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any stem of some patterns, longest first."""
    stems = sorted((s for one in patterns for s in one.split("|")), key=len, reverse=True)
    return re.compile(any_of("|".join(stems)) if stems else "(?!)")


def any_of(group: str) -> str:
    """An expression for the stems of a group in a folded text, each to the end of its word; with a
    star in front a stem may begin inside one."""
    found = []
    for stem in group.split("|"):
        key, bare = fold(stem), stem.strip()
        if without_spaces(key):
            found.append(key)
        else:
            whole = bare.endswith(".") or len(key) < _SHORTEST
            begins = "" if bare.startswith("*") else r"\b"
            found.append(f"{begins}{key}" + (r"\b" if whole else r"\w*"))
    return f"(?:{'|'.join(found)})"


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


def language_of(declared: str, texts: Iterable[str]) -> str:
    """The page's language as a code of the word files, or as it declares itself, or empty.

    What a page declares counts unless its words speak clearly for another language.
    """
    code = declared.lower().replace("_", "-").split("-")[0]
    code = _WRITTEN_AS.get(code, code)
    foreign = bool(code) and code not in words().languages
    told: list[tuple[str, str]] = []
    for text in texts:
        for sentence in sentences(text):
            for meaning, languages in languages_by_meaning(sentence).items():
                shared = foreign and len(languages) > _OWN
                if meaning not in _OF_NO_LANGUAGE and not shared:
                    told += ((meaning, one) for one in languages)
    # By chance a word of a language without a file is another's: once is as good as often.
    counts = Counter(one for _, one in (set(told) if foreign else told))
    by_code = sorted(counts.items())  # which of two is the same on every run
    best, most = max(by_code, key=lambda item: (item[1], item[0] == code), default=("", 0))
    if code in words().languages and counts[code] * 2 >= most:
        return code
    return best if most >= _CLEARLY else code


def says_as_fact(
    sentence: str,
    meaning: str,
    language: str,
    blocked_by: Iterable[str] = ("conditional", "negation"),
) -> bool:
    """Whether a sentence says something, and in the same language nothing that takes it back.

    It is read in the page's `language` alone, unless it says twice as much in another: then in
    those in which it says the most, for "de" is Hungarian for "but".
    "As soon as possible" is no condition, though "as soon as" is one.
    """
    found = languages_by_meaning(sentence)
    if "soon" in found:
        found = languages_by_meaning(without(sentence, "soon"))
    speaking = found.get(meaning)
    if not speaking:
        return False
    said = Counter(one for languages in found.values() for one in languages)
    most = max(said.values(), default=0)
    if said[language] * 2 > most:
        speaking &= {language}  # Spanish "es tu" is not the Portuguese "és tu"
    else:
        speaking = frozenset(o for o in speaking if o == language or said[o] * 2 > most)
    blocking = frozenset().union(*(found.get(b, frozenset()) for b in blocked_by))
    return bool(speaking) and not speaking & blocking
