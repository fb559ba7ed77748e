"""A page checks that one is no robot: in a dialog over it, or as all that it shows."""

import re
from collections.abc import Iterable

from optout.locate.context import PageContext
from optout.locate.labels import labels_of
from optout.locate.roles import CHOICES, WRITABLE
from optout.locate.snapshot import Control, FrameSnapshot
from optout.locate.words import meanings, sentences

_WIDGET = re.compile(r"captcha|turnstile|arkose|challenges\.cloudflare", re.IGNORECASE)
_CHALLENGE = re.compile(r"bframe|challenge", re.IGNORECASE)
_INVISIBLE = re.compile(r"size=invisible", re.IGNORECASE)
_SMALL, _LARGE = 20, 200
"""Pixels. A frame of a width or height below the first is none; a challenge is larger than the
second both ways."""
_LONG = 200
"""A text of more characters than this explains something."""


def captcha_over_page(context: PageContext) -> bool:
    """A robot's check lies over the page: a dialog that asks for no more, or an open challenge."""
    widgets = [frame for frame in context.snapshot.frames if _shown_widget(frame)]
    if any(_CHALLENGE.search(frame.url) and min(frame.size) > _LARGE for frame in widgets):
        return True
    framed = any(frame.in_dialog for frame in widgets)
    return any(
        not _asks_more(context, controls)
        and (framed or _names_only_check([dialog.name, *(b.text for b in blocks)]))
        for dialog, controls, blocks in context.dialogs()
    )


def captcha_is_page(context: PageContext) -> bool:
    """Such a check is all that the page asks for."""
    if _asks_more(context, [c for c in context.scope.controls if not (c.region or c.search)]):
        return False
    if any(_shown_widget(frame) for frame in context.snapshot.frames):
        return True
    headings = [context.snapshot.main.title]
    headings += [block.text for block in context.blocks if block.heading or block.alert]
    return _names_only_check(headings)


def names_check(text: str) -> bool:
    """A text names such a check."""
    return "security_check" in meanings(text)


def _shown_widget(frame: FrameSnapshot) -> bool:
    """A frame holds one that a person is to answer: no badge in the window's corner."""
    if frame.index == 0 or not frame.visible or min(frame.size) < _SMALL:
        return False
    if _INVISIBLE.search(frame.url) or (frame.pinned and not frame.in_dialog):
        return False
    return bool(_WIDGET.search(frame.url) or _WIDGET.search(frame.name))


def _asks_more(context: PageContext, controls: Iterable[Control]) -> bool:
    asked = (c for c in controls if c.kind in WRITABLE | CHOICES and c.usable)
    return any("captcha" not in labels_of(c, context.language).all for c in asked)


def _names_only_check(texts: Iterable[str]) -> bool:
    """One text names it alone: not `Your account is locked. Do a security check to go on.`"""
    return any(
        0 < len(text) <= _LONG and all(names_check(sentence) for sentence in sentences(text))
        for text in texts
    )
