"""A step that shows once more what was filled in, before it is sent."""

from optout.locate.roles import CHOICES, WRITABLE, ControlKind
from optout.locate.snapshot import Control, FrameSnapshot, Snapshot
from optout.locate.stems import said
from optout.locate.words import fold

_BEGINNING = 40
"""Folded characters of a letter by which it is known again: a page may show no more of it."""
_ASKED = WRITABLE | CHOICES | {ControlKind.RADIO, ControlKind.CHECKBOX}
_SENDS_ELSE = frozenset(("code", "sent", "ask_code", "resend", "again", "back", "news"))
"""What a button that sends may send besides, and then sends no form."""


def review_button(snapshot: Snapshot, letter: str) -> Control | None:
    """The one button that sends, below the letter and with nothing to fill in; or None."""
    shown = fold(" ".join(block.text for frame in _seen(snapshot) for block in frame.blocks))
    begins = fold(letter)[:_BEGINNING]
    if len(begins) < _BEGINNING or begins not in shown:
        return None
    return send_button(snapshot)


def send_button(snapshot: Snapshot) -> Control | None:
    """The one button that sends, on a page with nothing to fill in; None where it is not sure."""
    here = [c for frame in _seen(snapshot) for c in frame.controls if c.usable and not c.region]
    if any(c.kind in _ASKED and not c.search for c in here):
        return None
    labelled = [(c, said(c.label, "")) for c in here if c.kind is ControlKind.BUTTON]
    sending = [c for c, means in labelled if "send" in means and not _SENDS_ELSE & means]
    return sending[0] if len(sending) == 1 else None


def _seen(snapshot: Snapshot) -> list[FrameSnapshot]:
    return [frame for frame in snapshot.frames if frame.permitted and frame.visible]
