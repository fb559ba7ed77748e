"""What a page says only within a "that" clause, and whether the site says it here and now.

"Wait until you read that your objection was received" tells of no receipt, "We confirm that your
objection was received" does. What may govern such a clause is a closed list (`speech_act`): there
is no end to what does not tell. What opens one is `content_clause`.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from optout.locate.words import (
    CLAUSE,
    any_of,
    fold,
    languages_by_meaning,
    words,
)

SUCCESSES = frozenset(("acknowledged", "no_more_use", "already_objected", "already_asked"))
_RECEIPTS = SUCCESSES | {"receipt"}
_ELSEWHERE = frozenset(("email", "conditional", "negation"))
"""What may not stand in an aside: "we inform you, by email, that"."""
_MARK = "|"
"""What stands between folded clauses that are searched together."""
_MAIN = re.compile("[;；؛]")
"""After which stands a sentence of its own."""
_NEAR = 3
"""How many of the stems that may do so stand between a speech act and its clause."""
_ASIDE = 10
"""Words between two commas, which may stand there as well."""


class _Grammar(NamedTuple):
    """How one or more languages put such a clause, in folded texts."""

    opens: re.Pattern[str]
    """What the clause follows."""
    closes: re.Pattern[str]
    """What the clause stands before."""
    before: re.Pattern[str]
    """A speech act to the end of the text, with `aside`: what stands after it between commas."""
    fixed: re.Pattern[str]
    """A speech act, or what means none, that holds what would open a clause."""
    begins: re.Pattern[str]
    """A speech act at the beginning of the text."""
    after: re.Pattern[str]
    """A speech act that follows its clause, from where that ends."""


@lru_cache(maxsize=8192)
def said_here(sentence: str, told: frozenset[str] = SUCCESSES) -> str:
    """A sentence less each "that" clause that tells a success (one of the meanings `told`) and is
    governed by no speech act: folded clauses where there was any.

    From what opens such a clause nothing stays, up to a semicolon; of one that ends with its mark,
    as in Turkish, nothing up to that. Of one that a speech act governs only the "that" goes, where
    it reads as "so that".
    """
    parts = _MAIN.split(sentence)
    kept = [_less_openers(_less_closers(part, told), told) for part in parts]
    return sentence if kept == parts else "; ".join(filter(None, kept))


def _less_openers(sentence: str, told: frozenset[str]) -> str:
    """A sentence less such clauses that follow what opens them."""
    found, read = _read(sentence, told)
    grammar, text = _grammar(read), _searched(sentence)
    parts, begin = [], 0
    for mark in grammar.opens.finditer(text):
        if _opens(text, mark, told, read):
            parts.append(text[begin : mark.start()])
            begin = mark.end()
            if not _governed(grammar, text, mark, read):
                return _clauses("".join(parts))
    if parts and read & found.get("so_that", frozenset()):
        return _clauses("".join((*parts, text[begin:])))
    return sentence


def _less_closers(sentence: str, told: frozenset[str]) -> str:
    """A sentence less such clauses that stand before what closes them."""
    _, read = _read(sentence, told)
    grammar, text = _grammar(read), _searched(sentence)
    begin = 0
    for mark in grammar.closes.finditer(text):
        clause = text[begin : mark.end()]
        if _closes(clause, told, read) and not _follows(grammar, text, mark):
            begin = mark.end()
    return _clauses(text[begin:]) if begin else sentence


def _read(sentence: str, told: frozenset[str]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The meanings of a sentence, and the languages in which it tells a success."""
    found = languages_by_meaning(sentence)
    return found, frozenset().union(*(found.get(one, frozenset()) for one in told))


def _searched(sentence: str) -> str:
    return f" {_MARK} ".join(map(fold, CLAUSE.split(sentence)))


def _tells(text: str, told: Iterable[str], read: frozenset[str]) -> bool:
    """Whether a part of a text tells one of those meanings, in a language in which it is read."""
    found = languages_by_meaning(text.replace(_MARK, " "))
    return any(read & found.get(one, frozenset()) for one in told)


def _opens(text: str, mark: re.Match[str], told: frozenset[str], read: frozenset[str]) -> bool:
    """Whether what follows an opening mark tells a success: of itself, or, after one of several
    words ("that it"), of what stands before, where no success is told."""
    if " " not in mark[0]:
        return _tells(text[mark.end() :], told, read)
    after = text[mark.start() :].partition(" ")[2]
    return _tells(after, told, read) or (
        _tells(after, _RECEIPTS, read) and not _tells(text[: mark.start()], told, read)
    )


def _closes(before: str, told: frozenset[str], read: frozenset[str]) -> bool:
    """Whether the last clause before a closing mark tells, or ends what tells, a success."""
    last = before.rpartition(_MARK)[2]
    return _tells(last, told, read) or (
        _tells(before, told, read) and _tells(last, _RECEIPTS, read)
    )


def _governed(grammar: _Grammar, text: str, mark: re.Match[str], read: frozenset[str]) -> bool:
    """Whether what stands before an opening mark is a speech act."""
    if any(m.start() <= mark.start() < m.end() for m in grammar.fixed.finditer(text)):
        return True
    act = grammar.before.search(text[: mark.start()].rstrip())
    return act is not None and not _tells(act["aside"] or "", _ELSEWHERE, read)


def _follows(grammar: _Grammar, text: str, mark: re.Match[str]) -> bool:
    """Whether a speech act follows a closing mark, or begins the sentence that it closes."""
    if grammar.begins.match(text):
        return True
    return grammar.after.match(text, mark.end()) is not None


def _clauses(text: str) -> str:
    parts = (" ".join(part.split()) for part in text.split(_MARK))
    return ", ".join(filter(None, parts))


@cache
def _grammar(read: frozenset[str]) -> _Grammar:
    """How the languages that are read, together, put such clauses."""
    opens: list[str] = []
    closes: list[str] = []
    near: list[str] = []
    direct: list[str] = []
    after: list[str] = []
    fillers: list[str] = []
    for one in sorted(read):
        for pattern in words().no_news[one]["content_clause"]:
            (closes if pattern.startswith("*") else opens).append(pattern)
        for pattern in words().no_news[one]["speech_act"]:
            act, _, between = pattern.removeprefix("~ ").partition(" ~ ")
            acts = after if pattern.startswith("~ ") else near if between else direct
            acts.append(act)
            fillers += [between] if between else []
    begins = rf"(?:^|\{_MARK}" + (f"|{_any(opens)}" if opens else "") + ") ?"
    filled = rf"(?: ?{_any(fillers)}){{0,{_NEAR}}}"
    aside = rf"(?P<aside>(?: \w+){{1,{_ASIDE}}}) \{_MARK}"
    before = (
        rf"{begins}(?:{_any(near)}{filled}(?: \{_MARK}(?:{aside})?)?|{_any(direct)}(?: \{_MARK})?)$"
    )
    return _Grammar(
        opens=re.compile(_any(opens)),
        closes=re.compile(_any(closes)),
        before=re.compile(before),
        fixed=re.compile(_any(near + direct)),
        begins=re.compile(_any(near)),
        after=re.compile(rf"{filled}(?: \{_MARK})? ?{_any(after)}"),
    )


def _any(patterns: list[str]) -> str:
    """An expression for the stems of some patterns, longest first; for none, one for nothing."""
    stems = {stem for pattern in patterns for stem in pattern.split("|")}
    longest_first = sorted(stems, key=lambda stem: (-len(stem), stem))
    return any_of("|".join(longest_first)) if stems else "(?!)"
