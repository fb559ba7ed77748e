"""Meta's own sentences, known literally: its acceptance, its receipts, and what answers nothing.

`meta_words.toml` has them with their source and day. A sentence is known as a whole, whatever its
case, accents, apostrophes and blanks; one that says anything more or less is not.
"""

import re
from functools import cache
from pathlib import Path
from typing import Literal

from optout.compiled import toml
from optout.locate.words import fold

Meaning = Literal["accepted", "received", "nothing"]
"""`accepted` is for what comes from now on: Meta promises no more."""

META_WORDS = "meta_words.toml"
_WORDS = Path(__file__).with_name(META_WORDS)
_MEANS: dict[str, Meaning] = {"acceptance mail": "accepted", "receipt page": "received"}
"""What the kinds of sentences say of a request; the others stand on the empty form, too."""
_READ = 1000
"""Characters of the longest sentence that is looked up."""


def meta_meaning(sentence: str) -> Meaning | None:
    """What a sentence of Meta's says of a request; None: it is none that is known."""
    folded = fold(sentence[:_READ])
    return next((means for known, means in _known() if known.fullmatch(folded)), None)


def lists_of(sentence: str) -> dict[str, str] | None:
    """As which lists of `claims.py` a sentence of Meta's counts; None: it is none that is known.
    A page that accepts a request has received it."""
    means = meta_meaning(sentence)
    if means is None:
        return None
    return {} if means == "nothing" else dict.fromkeys(("done", "matter"), f"{META_WORDS} {means}")


@cache
def _known() -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    rows = toml(_WORDS)["rows"]
    return tuple((_expression(text), _MEANS.get(kind, "nothing")) for _, kind, *_, text in rows)


def _expression(text: str) -> re.Pattern[str]:
    """What finds a folded sentence; "…" where the source has cut it."""
    before, after = text.startswith("…"), text.endswith("…")
    return re.compile("(?:.* )?" * before + re.escape(fold(text)) + "(?: .*)?" * after)
