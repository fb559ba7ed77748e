"""What several of these files measure a text or a page by."""

import re

from optout.locate.context import PageContext
from optout.locate.snapshot import Control
from optout.locate.words import meanings

COMMA = re.compile("[,،、，]")
BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
PLAIN_WORDS = 4
"""More are not needed to ask for a country, or for the reasons, and nothing else."""
MORE_FIELDS = 3
"""A page with as many other fields asks for more than who it is."""
_ENDED = (".", "!", "。", "！")


def button_between(
    context: PageContext, first: Control, last: Control, acts: tuple[str, ...]
) -> Control | None:
    """The first button between two controls that does one of these `acts`, as `send`.

    None of a code or another matter, nor one whose name is a sentence, as that of a hint.
    """
    start, end = sorted((first.index, last.index))
    for button in context.pressed:
        if button.frame == first.frame and start < button.index < end:
            meant = meanings(button.label)
            other = button.label.endswith(_ENDED) or {"code", "other_matter"} & meant
            if meant.intersection(acts) and not other:
                return button
    return None
