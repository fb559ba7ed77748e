"""What a company's mail says, with its sentence: it refuses, accepts, asks for something …

What pages say too is claimed by `claims.py`; the rest stands in `mail_words.toml`. Nothing follows
from it: it is proposed to the person, who has read the mail.
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

from optout.compiled import toml
from optout.domain.mailed_code import Code, find_code
from optout.locate.claims.claims import (
    ClaimKind,
    claim_of,
    languages_of,
    pattern,
    pattern_of,
    quoted,
    sentences,
)
from optout.locate.words import fold

MailKind = Literal[
    "code", "bounce", "refused", "asks", "extended", "future", "accepted", "elsewhere",
    "automatic", "received", "unknown",
]  # fmt: skip
"""Of several that are said the first counts."""
WORDS = Path(__file__).with_name("mail_words.toml")
_BY_CLAIM: dict[ClaimKind, MailKind] = {
    "refused": "refused",
    "link": "asks",
    "received": "received",
}
_MOST, _SHORTEST, _NEAR = 200, 12, 3
"""Sentences that are read; letters of one that is known as the person's own; words before an
acceptance in which a "not" makes a refusal of it."""
_WRAPPED = 55
"""Letters of a line that goes on in the next, where no sentence ends with it."""
_LINK = re.compile(r"[<\[(]?\b(?:https?://|www\.|mailto:)\S+", re.I)


def mail_claim(text: str, own: str = "") -> tuple[MailKind, str]:
    """What a mail's text says, and the sentence; `own` is what the person had written.

    `We have stopped using your data.` -> accepted. One that accepts and refuses is unknown.
    """
    written = fold(own)
    read = [s for s, _ in sentences([(_LINK.sub("…", _unwrapped(text)), "")])]
    said = [s for s in read if any(map(str.isalpha, s))][:_MOST]
    said = [s for s in said if len(s) < _SHORTEST or fold(s) not in written]
    language = _language(" ".join(said))
    found: dict[MailKind, int] = {}
    for at, sentence in enumerate(said):
        for kind in _kinds_in(sentence, language):
            found.setdefault(kind, at)
    if not isinstance(find_code(text), Code):
        found.pop("code", None)
    both = "refused" in found and found.keys() & {"future", "accepted"}
    kind = next((k for k in get_args(MailKind) if k in found and not both), "unknown")
    return kind, quoted(said[found[kind] :]) if kind in found else ""


def _unwrapped(text: str) -> str:
    """A text whose lines are no longer broken within a sentence."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    whole = ""
    for before, line in pairwise(["", *lines]):
        goes_on = len(before) >= _WRAPPED and before[-1] not in ".!?:;" and line[:1].isalnum()
        whole += f" {line}" if goes_on else f"\n{line}"
    return whole


def _language(text: str) -> str:
    """The language of a mail: the one of whose words, of pages and of mails, it has most."""
    folded, words = f" {fold(text[:3000])} ", toml(WORDS)
    counts = {"en": 1, **languages_of(text)}
    for one, lists in words.items():
        found = [p for name in lists if (p := _pattern(one, name)) and p.search(folded)]
        counts[one] = counts.get(one, 0) + 2 * len(found)
    return max(counts, key=lambda one: counts[one])


def _kinds_in(sentence: str, language: str) -> set[MailKind]:
    """What a sentence says; nothing where that is conditional."""
    folded, kinds = f" {fold(sentence[:1000])} ", set[MailKind]()
    for one in {language, "en"}:
        for kind in get_args(MailKind):
            match = found.search(folded) if (found := _pattern(one, kind)) else None
            before = folded[: match.start() + 1] if match else ""
            doubt, no = _pattern(one, "doubt"), pattern(one, "no")
            if match and not (doubt and doubt.search(before)):
                near = f" {' '.join(before.split()[-_NEAR:])} "
                refused = kind in ("future", "accepted") and no and no.search(near)
                kinds.add("refused" if refused else kind)
    if not kinds & {"accepted", "refused"}:
        kinds.discard("future")
    claim = claim_of([(sentence, language)])
    if claim.kind == "code":
        kinds.add("code")
    if claim.of_request and claim.kind in _BY_CLAIM:
        kinds.add(_BY_CLAIM[claim.kind])
    return kinds


@cache
def _pattern(language: str, name: str) -> re.Pattern[str] | None:
    """What finds any stem of a list in `mail_words.toml`."""
    return pattern_of(toml(WORDS).get(language, {}).get(name, ()))
