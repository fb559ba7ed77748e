"""How long a letter can be, for people: longest first; and how a text's length is counted."""

import re
from collections.abc import Mapping

from optout.i18n import N_

LENGTHS: Mapping[str, str] = {
    "full": N_("full letter"),
    "standard": N_("standard letter"),
    "short": N_("short letter"),
}
LEFT_OUT = N_("Not all of your reasons and words fit into the letter.")

_SET_TOGETHER = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Japanese, Chinese: no blanks between words."""
_WORD = re.compile(rf"[{_SET_TOGETHER}]|[^\W{_SET_TOGETHER}]+")


def utf16_length(text: str) -> int:
    """The length of `text` as HTML's `maxlength` counts it."""
    return len(text.encode("utf-16-le")) // 2


def most_words(text: str) -> int:
    """The most words that a site may count in `text`: some count what stands between blanks,
    others also what an apostrophe or a hyphen joins ("l'avis" is two). Where no blanks are set
    each character counts as one."""
    return max(len(text.split()), len(_WORD.findall(text)))
