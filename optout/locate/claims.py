"""What a page says after a form was sent, in the page's own sentence: received, failed, refused …

Small lists of stems, `words/claims/<language>.toml`, a file a language; the README in `words/` says
what each list is for and how a stem is read. Nothing is understood: who is in doubt claims less,
and the sentence is quoted for the person to read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from optout.compiled import toml
from optout.domain.folding import fold_letters
from optout.locate.words import fold, without_spaces

ClaimKind = Literal[
    "received", "link", "code", "failed", "refused", "unavailable", "already", "unclear"
]

CLAIMS_DIR = Path(__file__).parent / "words" / "claims"

_DECIDING: dict[ClaimKind, tuple[str, ...]] = {
    "received": ("done", "soon", "thanks"),
    "code": ("code",),
    "link": ("link", "mail"),
    "failed": ("fail", "fix", "weak"),
    "refused": ("refuse",),
    "unavailable": ("unavailable",),
    "already": ("already",),
    "unclear": (),
}
"""The lists by which each is claimed, those that say it most plainly first."""
_LISTS = (*(name for names in _DECIDING.values() for name in names), "sorry", "matter", "place")
_BAD: tuple[ClaimKind, ...] = ("failed", "refused", "unavailable", "already")
_SHORT, _TOGETHER, _LONGEST = 40, 120, 300
"""Characters of a quote: below the first the next sentences are taken along, up to the second."""
_WRITTEN_AS = {"no": "nb", "nn": "nb", "sh": "hr", "bs": "hr", "sr": "hr"}
_SENTENCE = re.compile(r"(?<=[.!?…؟])\s+|(?<=[。！？])|\n+")
_CLAUSE = re.compile(r"(?<=[:;·：；])\s*|\s[-–—]\s")
_NUMBER = re.compile(
    r"(?:number|numero|nummer|reference|referenz|\bref|\bnr|\bno|\bid|case|ticket|№|n°|#)"
    r"\W{0,3}(?=[a-z-]*\d)[a-z\d][a-z\d-]{5,}"
)
"""The number of a request, as most languages write it."""
_SIGNS = {" .. ": r"\S* (?:\S+ ){0,7}?", " ": r"\S* ", "(": "(?:", "*": r"\S*", "$": r"(?!\S)"}
_PIECE = re.compile(r" \.\. |[ (*$]|[^\s(*$|)]+|.")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page claims, with the sentence and the stems by which it does."""

    kind: ClaimKind = "unclear"
    quote: str = ""
    """The page's own sentence, at most 300 characters; of what is unclear the first one."""
    patterns: tuple[str, ...] = ()
    of_request: bool = False
    """Whether that sentence names the request or form, or the place where a form is not offered."""


@dataclass(slots=True)
class _Sentence:
    text: str
    language: str
    said: dict[str, str] = field(default_factory=dict)
    """The lists that speak in it, each with its file and stem."""


def claim_of(texts: Sequence[tuple[str, str]]) -> Claim:
    """What the blocks of a page claim, each given as its text and language ("" is not known)."""
    page = _sentences(texts)
    for sentence in page:
        sentence.said = _said(sentence)
    kind = _kind({name for sentence in page for name in sentence.said})
    lists = _DECIDING[kind]
    ranked = [
        ("matter" not in s.said, min(lists.index(n) for n in s.said if n in lists), at)
        for at, s in enumerate(page)
        if s.said.keys() & set(lists)
    ]
    at = min(ranked)[2] if ranked else 0
    told = page[at].said if ranked else {k: v for s in reversed(page) for k, v in s.said.items()}
    named = "matter" in told or (kind == "unavailable" and "place" in told)
    patterns = tuple(told[name] for name in lists or _LISTS if name in told)
    return Claim(kind, _quote(page, at), patterns, bool(ranked) and named)


def _kind(said: set[str]) -> ClaimKind:
    """What is claimed where these lists speak; where two disagree, nothing."""
    good = said & set(_DECIDING["received"])
    bad = {kind for kind in _BAD if said & set(_DECIDING[kind]) - {"weak"}}
    if "code" in said:
        return "code"
    if not bad and ("link" in said or ("mail" in said and not good)):
        return "link"
    if good:
        return "unclear" if bad or "sorry" in said else "received"
    if "weak" in said:
        bad.add("failed")
    if "failed" in bad and not bad & {"refused", "unavailable"}:
        return "failed"
    return bad.pop() if len(bad) == 1 and "link" not in said else "unclear"


def _sentences(texts: Sequence[tuple[str, str]]) -> list[_Sentence]:
    """The sentences of all blocks; what begins with a small letter goes on with the one before."""
    found: list[_Sentence] = []
    for text, language in texts:
        for part in filter(None, (" ".join(p.split()) for p in _SENTENCE.split(text))):
            if found and part[0].islower() and found[-1].text[-1] not in "!?…":
                found[-1].text += f" {part}"
            else:
                found.append(_Sentence(part, language))
    return found


def _said(sentence: _Sentence) -> dict[str, str]:
    """The lists that speak in a sentence; refusals and the like only of a request or a form."""
    said: dict[str, str] = {}
    languages = tuple(dict.fromkeys((_file(sentence.language), "en")))
    for clause in map(fold, _CLAUSE.split(sentence.text)):
        for name in _LISTS:
            for told in _spoken(name, clause, languages):
                said.setdefault(name, told)
                break
    if "mail" in said:
        said.pop("done", None)
    if _NUMBER.search(fold_letters(sentence.text)):
        said.setdefault("soon", "claims.py: the number of a request")
    if "matter" not in said:
        for name in ("refuse", "already", *(() if "place" in said else ("unavailable",))):
            if name in said:
                said.setdefault("sorry", said.pop(name))
    return said


def _spoken(name: str, clause: str, languages: tuple[str, ...]) -> Iterator[str]:
    """Where a list speaks in a clause, without what is negated or yet to come."""
    for language in languages:
        found = _pattern(language, name)
        for match in found.finditer(clause) if found else ():
            before, after = clause[: match.start()], " ".join(clause[match.end() :].split()[:2])
            if name != "done" or not (
                _any("no", before, languages)
                or _any("yet", before, languages)
                or _any("no", after, languages)
            ):
                stem = toml(CLAIMS_DIR / f"{language}.toml")[name][(match.lastindex or 1) - 1]
                yield f"words/claims/{language}.toml {name}: {stem}"


def _any(name: str, text: str, languages: tuple[str, ...]) -> bool:
    return any(p.search(text) for one in languages if (p := _pattern(one, name)))


@cache
def _file(language: str) -> str:
    """The name of the file of a language, as "pt-BR" is in "pt"; English for one without."""
    code = re.split("[-_]", language.lower())[0]
    code = _WRITTEN_AS.get(code, code)
    return code if (CLAIMS_DIR / f"{code}.toml").is_file() else "en"


@cache
def _pattern(language: str, name: str) -> re.Pattern[str] | None:
    """One group a stem, in the order of the file."""
    stems = toml(CLAIMS_DIR / f"{language}.toml").get(name)
    return re.compile("|".join(map(_expression, stems))) if stems else None


def _expression(stem: str) -> str:
    """A stem as the group that finds it in a folded text; the README says what its signs mean."""
    made = "".join(_SIGNS.get(p) or (p if p in "|)" else fold(p)) for p in _PIECE.findall(stem))
    if without_spaces(made):
        return f"({made})"
    return rf"((?<!\S){made}\S*)"


def _quote(page: Sequence[_Sentence], at: int) -> str:
    """The sentence, with the next ones where it is short."""
    quote = page[at].text if page else ""
    for sentence in page[at + 1 :]:
        if len(quote) >= _SHORT or len(quote) + len(sentence.text) >= _TOGETHER:
            break
        quote += f" {sentence.text}"
    if len(quote) <= _LONGEST:
        return quote
    return quote[: _LONGEST - 1].rpartition(" ")[0] + "…"
