"""What a page says after a form was sent, in the page's own sentence: received, failed, refused …

Small lists of stems, `words/claims/<language>.toml`, a file a language; the README in `words/` says
what each list is for and how a stem is read. Nothing is understood: who is in doubt claims less,
and the sentence is quoted for the person to read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from optout.compiled import toml
from optout.locate.claims.meta_words import lists_of
from optout.locate.words import code_of, fold, without_spaces

ClaimKind = Literal[
    "received", "link", "code", "failed", "refused", "unavailable", "already", "unclear"
]

CLAIMS_DIR = Path(__file__).parent.parent / "words" / "claims"

_DECIDING: dict[ClaimKind, tuple[str, ...]] = {
    "received": ("done", "soon", "thanks"),
    "code": ("code",),
    "link": ("link", "mail"),
    "failed": ("fail", "instruct", "weak"),
    "refused": ("refuse",),
    "unavailable": ("unavailable",),
    "already": ("already",),
    "unclear": ("hint",),
}
"""The lists by which each is claimed, those that say it most plainly first."""
_LISTS = (*(name for names in _DECIDING.values() for name in names), "sorry", "matter", "place")
_ASKING = frozenset(("instruct", "weak"))
"""What a form asks for before anything was sent, too."""
_TAKEN_AWAY = {
    "done": ("condition", "yet", "already", "no"),
    "soon": ("condition", "no"),
    **dict.fromkeys(("refuse", "unavailable", "already"), ("condition",)),
}
"""What takes away what these lists say, where it stands before it."""
_BAD: tuple[ClaimKind, ...] = ("failed", "refused", "unavailable", "already")
_SHORT, _TOGETHER, _LONGEST = 40, 120, 300
"""Characters of a quote: below the first the next sentences are taken along, up to the second."""
_ALONE = {"done": 70, "thanks": 70, "soon": 0}
"""Characters of a sentence in which one of these lists is a receipt though neither another of them
nor the request is named there. What comes next, alone, is said on every second page."""
_RECEIPT = 200
"""Characters of the longest sentence that is a receipt: longer ones are terms and articles."""
_READ = 1000
"""Characters of a sentence that are read: a longer one is none."""
_SENTENCE = re.compile(r"(?<=[.!?…؟])\s+|(?<=;)\s+(?=[Ά-Ϋ])|(?<=[。！？])|\n+")
_QUESTION = re.compile(r"(?:[?？؟か까吗嗎]|[ά-ώ];)\W{0,9}$")
"""By its mark, Greek's is `;`; Japanese, Korean and Chinese ask by the last sign, too."""
_STATED = ("done", "soon", "thanks", "fail", "refuse", "unavailable", "already")
"""What only a statement says: "Has your objection been received?" tells nothing."""
_CLAUSE = re.compile(r"(?<=[:;·])\s+|(?<=[：；，、])|\s[-–—]\s")
_SIGNS = {" .. ": "[^ ]* (?:[^ ]+ ){0,7}?", " ": "[^ ]* ", "(": "(?:", "*": "[^ ]*", "$": "(?= )"}
"""What the signs of a stem find, in words with one space before and one behind each."""
_PIECE = re.compile(r" \.\. |[ (*$]|[^\s(*$|)]+|.")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page claims, with the sentence and the stems by which it does."""

    kind: ClaimKind = "unclear"
    quote: str = ""
    """The page's own sentence, at most 300 characters; of what is unclear the first one."""
    patterns: tuple[str, ...] = ()
    of_request: bool = False
    """That sentence names the request or form, or the place where a form is not offered."""


def claim_of(texts: Sequence[tuple[str, str]]) -> Claim:
    """What the blocks of a page, each a text and its language, claim; "" is recognised.

    `Your request was sent.` -> received.
    """
    unknown = " ".join(text for text, language in texts if not language)
    recognised = next(iter(languages_of(unknown)), "") if unknown else ""
    page = [(text, _lists_in(text, language or recognised)) for text, language in sentences(texts)]
    kind = _kind([lists.keys() for _, lists in page])
    deciding = _DECIDING[kind]
    ranked = [
        ("matter" not in lists, min(map(deciding.index, lists.keys() & deciding)), at)
        for at, (_, lists) in enumerate(page)
        if lists.keys() & deciding
    ]
    at = min(ranked)[2] if ranked else 0
    read = page[at : at + 1] if ranked and kind != "unclear" else page
    evidence = {name: stem for _, lists in reversed(read) for name, stem in lists.items()}
    of_request = "matter" in evidence or (kind == "unavailable" and "place" in evidence)
    named = _LISTS if kind == "unclear" else deciding
    patterns = tuple(evidence[name] for name in named if name in evidence)
    quote = quoted([text for text, _ in page[at:]])
    return Claim(kind, quote, patterns, kind != "unclear" and of_request)


def spoken(text: str) -> str:
    """The language of a text for certain: by two words at least, more than of any other; else "".
    One word is not enough: `valid` of an English sentence is a Catalan failure, too."""
    counts = [*languages_of(text).items(), ("", 1), ("", 1)]
    return counts[0][0] if counts[0][1] > counts[1][1] else ""


def languages_of(text: str) -> dict[str, int]:
    """How many different words the lists of each language find in a text, most first."""
    folded = f" {fold(text[:_READ])} "
    counts = {
        language: len(
            {
                match.group()
                for name in _stems(language)
                if (found := pattern(language, name))
                for match in found.finditer(folded)
            }
        )
        for language in sorted(_files())
    }
    languages = sorted(filter(counts.get, counts), key=lambda language: -counts[language])
    return {language: counts[language] for language in languages}


def _kind(said: Sequence[Set[str]]) -> ClaimKind:
    """What is claimed by the lists that match in each sentence; where two disagree, nothing."""
    lists = frozenset[str]().union(*said)
    good = lists & set(_DECIDING["received"])
    bad = {kind for kind in _BAD if lists & set(_DECIDING[kind]) - _ASKING}
    if "code" in lists:
        return "code"
    if not bad and ("link" in lists or ("mail" in lists and not good)):
        return "link"
    if good:
        return "unclear" if bad or lists & {"sorry", "instruct"} else "received"
    # A form's standing instructions are no answer; a message that says nothing else is one.
    if lists and all(one & (_ASKING | {"fail"}) for one in said):
        bad.add("failed")
    if "failed" in bad and not bad & {"refused", "unavailable"}:
        return "failed"
    certain = len(bad) == 1 and ("link" not in lists or bad == {"unavailable"})
    return bad.pop() if certain else "unclear"


def sentences(texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The sentences of all blocks; what begins with a small letter goes on with the one before."""
    found: list[tuple[str, str]] = []
    for text, language in texts:
        for part in filter(None, (" ".join(p.split()) for p in _SENTENCE.split(text))):
            if found and part[0].islower() and found[-1][0][-1] not in "!?…":
                found[-1] = (f"{found[-1][0]} {part}", found[-1][1])
            else:
                found.append((part, language))
    return found


def _lists_in(sentence: str, language: str) -> dict[str, str]:
    """The lists that match, with their stems: `Your request was sent.` -> matter, done. Refusals
    and the like only of a request or a form."""
    if (literal := lists_of(sentence)) is not None:
        return literal
    lists: dict[str, str] = {}
    languages = tuple(dict.fromkeys((_file(language), "en")))
    clauses = [f" {fold(part)} " for part in _CLAUSE.split(sentence[:_READ])]
    for at, clause in enumerate(clauses):
        for name, stem in _lists_in_clause("".join(clauses[:at]), clause, languages):
            lists.setdefault(name, stem)
    if "mail" in lists:
        lists.pop("done", None)
    if _QUESTION.search(sentence):
        _only_hints(lists, _STATED)
    good = [name for name in _DECIDING["received"] if name in lists]
    alone = len(good) == 1 and "matter" not in lists
    if good and len(sentence) > (_ALONE[good[0]] if alone else _RECEIPT):
        _only_hints(lists, good)
    if "matter" not in lists:
        for name in ("refuse", "already", *(() if "place" in lists else ("unavailable",))):
            if name in lists:
                lists.setdefault("sorry", lists.pop(name))
    return lists


def _only_hints(lists: dict[str, str], names: Iterable[str]) -> None:
    """What these lists find decides nothing; it is only said where the sentence is looked at."""
    if stems := [lists.pop(name) for name in names if name in lists]:
        lists["hint"] = "; ".join(stems)


def _lists_in_clause(
    earlier: str, clause: str, languages: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """The lists that match in a clause, each with a file and stem; a negated success is failed."""
    for name in _LISTS:
        for language in languages:
            found = pattern(language, name)
            for match in found.finditer(clause) if found else ():
                against = _taken_away(name, earlier, match, languages)
                if against in (None, "no"):
                    yield name if against is None else "fail", _stem(language, name, match)
                if against is None:
                    break


def _taken_away(
    name: str, earlier: str, match: re.Match[str], languages: tuple[str, ...]
) -> str | None:
    """The list that takes a match away: `yet` in "will be sent", `no` in "was not sent",
    `condition` in "once it is sent".

    It is found before the match's last word in the clause, `no` also in the two words after it,
    `condition` also earlier in the sentence.
    """
    clause, end = match.string, match.end()
    before = clause[: max(match.start(), clause.rfind(" ", 0, end)) + 1]
    after = " ".join(clause[end:].split(" ")[:3])
    where = {"condition": f"{earlier}{before}", "no": f"{before}|{after} "}
    for against in _TAKEN_AWAY.get(name, ()):
        patterns = (pattern(one, against) for one in languages)
        if any(found and found.search(where.get(against, before)) for found in patterns):
            return against
    return None


def _stem(language: str, name: str, match: re.Match[str]) -> str:
    """The file, the list and the stem as it stands in it."""
    stems = _stems(language)[name]
    found = (s for s in stems if _compiled(_expression(s)).match(match.string, match.start()))
    return f"words/claims/{language}.toml {name}: {next(found)}"


def _file(language: str) -> str:
    """The name of the file of a language, as "pt-BR" is in "pt"; English for one without."""
    code = code_of(language)
    return code if code in _files() else "en"


_files = cache(lambda: frozenset(path.stem for path in CLAIMS_DIR.glob("*.toml")))
_stems = cache(lambda language: toml(CLAIMS_DIR / f"{language}.toml"))
_compiled = cache(re.compile)


@cache
def pattern(language: str, name: str) -> re.Pattern[str] | None:
    """What finds any stem of a list of a language, of English's for one without a file."""
    return pattern_of(tuple(_stems(_file(language)).get(name, ())))


def pattern_of(stems: Sequence[str]) -> re.Pattern[str] | None:
    """What finds any stem: at the start of a word, or anywhere where words have none."""
    parts = [_expression(stem) for stem in stems]
    spaced = "|".join(part[1:] for part in parts if part[0] == " ")
    anywhere = [part for part in parts if part[0] != " "]
    return re.compile("|".join([f" (?:{spaced})"] * bool(spaced) + anywhere)) if parts else None


@cache
def _expression(stem: str) -> str:
    """What finds a stem in a folded text; the README says what its signs mean."""
    made = "".join(_SIGNS.get(p) or (p if p in "|)" else fold(p)) for p in _PIECE.findall(stem))
    return made if without_spaces(made) else f" {made}"


def quoted(sentences: Sequence[str]) -> str:
    """The first sentence, with the next ones where it is short."""
    quote = sentences[0] if sentences else ""
    for sentence in sentences[1:]:
        if len(quote) >= _SHORT or len(quote) + len(sentence) >= _TOGETHER:
            break
        quote += f" {sentence}"
    return quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1].rpartition(' ')[0]}…"
