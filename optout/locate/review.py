"""A step that shows once more what was filled in, before it is sent."""

from collections.abc import Sequence

from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control, Snapshot
from optout.locate.words import fold, meanings

_BEGINNING = 40
"""Folded characters of a letter by which it is known again: a page may show no more of it."""
_FEWEST = 2
"""As many short values tell of a form; one, as an address, is told for much else."""


def review_button(snapshot: Snapshot, letter: str, others: Sequence[str]) -> Control | None:
    """The one button that sends what the page shows: the letter, or all the `others` of a form.

    None where it shows something else, or where that button is not certain.
    """
    seen = [frame for frame in snapshot.frames if frame.permitted and frame.visible]
    told = f" {fold(' '.join(block.text for frame in seen for block in frame.blocks))} "
    begins = fold(letter)[:_BEGINNING]
    values = [f" {fold(value)} " for value in others]
    whole = len(values) >= _FEWEST and all(value in told for value in values)
    if not (whole or (len(begins) == _BEGINNING and begins in told)):
        return None
    buttons = [c for frame in seen for c in frame.controls if c.kind is ControlKind.BUTTON]
    sending = [c for c in buttons if c.usable and not c.region and "send" in meanings(c.label)]
    return sending[0] if len(sending) == 1 else None
