"""A page checks that one is no robot: by whose frame it shows, whatever its words are."""

import re

from optout.locate.context import PageContext
from optout.locate.snapshot import FrameSnapshot

_WIDGET = re.compile(r"captcha|turnstile|arkose|challenges\.cloudflare", re.IGNORECASE)
_CHALLENGE = re.compile(r"bframe|challenge", re.IGNORECASE)
_INVISIBLE = re.compile(r"size=invisible", re.IGNORECASE)
_SMALL, _LARGE = 20, 200
"""Pixels. A frame of a width or height below the first is none; a challenge is larger than the
second both ways."""


def checks_robot(context: PageContext) -> bool:
    """Such a check lies over the page, in a dialog or as an open challenge, or is all it shows."""
    shown = [frame for frame in context.snapshot.frames if _is_shown(frame)]
    challenge = any(_CHALLENGE.search(f.url) and min(f.size) > _LARGE for f in shown)
    asked = [f.control for f in context.labelled if not (f.control.search or f.of_robot)]
    over = any(frame.in_dialog for frame in shown) and all(c.dialog < 0 for c in asked)
    return challenge or over or (bool(shown) and all(c.region for c in asked))


def _is_shown(frame: FrameSnapshot) -> bool:
    """A frame holds one that a person is to answer: no badge in the window's corner."""
    if frame.index == 0 or not frame.visible or min(frame.size) < _SMALL:
        return False
    if _INVISIBLE.search(frame.url) or (frame.pinned and not frame.in_dialog):
        return False
    return bool(_WIDGET.search(frame.url) or _WIDGET.search(frame.name))
