"""How long a letter can be, for people: longest first; and how a text's length is counted."""

from collections.abc import Mapping

from optout.i18n import N_

LENGTHS: Mapping[str, str] = {
    "full": N_("full letter"),
    "standard": N_("standard letter"),
    "short": N_("short letter"),
}
LEFT_OUT = N_("Not all of your reasons and words fit into the letter.")


def utf16_length(text: str) -> int:
    """The length of `text` as HTML's `maxlength` counts it."""
    return len(text.encode("utf-16-le")) // 2
