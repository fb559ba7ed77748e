"""Does a person's own reason name what the law protects specially (Art. 9(1) and 10 GDPR)?"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from optout.compiled import toml
from optout.domain.folding import fold_letters
from optout.i18n import N_

KINDS: Mapping[str, str] = {
    "health": N_("health"),
    "beliefs": N_("religion or belief"),
    "politics": N_("political opinion"),
    "union": N_("trade union membership"),
    "sexual_life": N_("sexual life or orientation"),
    "origin": N_("ethnic origin"),
    "genetic": N_("genetic data"),
    "biometric": N_("biometric data"),
    "convictions": N_("criminal convictions"),
}
"""The kinds, and how the terminal names them; translate with `_` when shown."""

_WORDS = Path(__file__).with_name("sensitive.toml")


def sensitive_kinds(text: str, language: str) -> tuple[str, ...]:
    """The kinds (keys of `KINDS`) that `text` seems to name. A hint to warn by, never to block by.

    A language without a word list has no hints.
    """
    plain = fold_letters(text)
    return tuple(kind for kind, stems in _patterns(language).items() if stems.search(plain))


@cache
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    words: dict[str, dict[str, list[str]]] = toml(_WORDS)
    stems = words.get(language, {})
    return {
        kind: re.compile(r"\b(?:" + "|".join(map(_pattern, stems[kind])) + ")")
        for kind in KINDS
        if stems.get(kind)
    }


def _pattern(stem: str) -> str:
    words = re.escape(fold_letters(stem.removesuffix("="))).replace(r"\ ", r"\s+")
    return words + r"\b" if stem.endswith("=") else words
