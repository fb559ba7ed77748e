"""What a page has to say for itself: its alerts, its dialogs, and the text of a page that is short.

An article or a forum page only talks about such things; what it says is no news.
"""

from collections.abc import Iterator

from optout.locate.context import Context
from optout.locate.roles import CHOICES, WRITABLE
from optout.locate.scope import inside
from optout.locate.snapshot import Block, FrameSnapshot

_LONG = 1_200
"""Prose of more characters than this is something to read."""

News = tuple[str, str]
"""A text, and where it stands, in words."""


def dialog_news(context: Context) -> list[News]:
    """What the dialogs say in which there is nothing to fill."""
    news: list[News] = []
    for frame in _frames(context):
        for number, dialog in enumerate(frame.dialogs):
            if dialog.why or number in context.scope.set_aside.get(frame.index, ()):
                continue
            inner = [c for c in frame.controls if inside(frame, c.dialog, number)]
            if any(c.kind in WRITABLE | CHOICES and c.usable for c in inner):
                continue
            texts = [b for b in frame.blocks if inside(frame, b.dialog, number) and _speaks(b)]
            if sum(len(b.text) for b in texts) <= _LONG:
                news += [(b.text, "a dialog says") for b in texts]
    return news


def page_news(context: Context) -> list[News]:
    """What alerts say, and the text of a page that is short and holds nothing to fill."""
    news: list[News] = []
    for frame in _frames(context):
        modal = context.scope.modal.get(frame.index, -1)
        shown = [b for b in frame.blocks if _speaks(b)]
        if modal >= 0:
            continue
        if is_article(frame, shown, context):
            continue
        news += [(b.text, "an alert says") for b in shown if b.alert]
        news += [(b.text, "the page says") for b in shown if not b.alert]
    return news


def errors_of(context: Context) -> tuple[str, ...]:
    """The page's alerts and its field errors, each once, in its order."""
    texts: dict[str, None] = {}
    for control in context.scope.controls:
        if control.invalid and (control.error or control.described):
            texts[control.error or control.described] = None
    for block in context.blocks:
        if block.alert == "alert" and not block.button and not block.link:
            texts[block.text] = None
    return tuple(texts)[:10]


def is_article(frame: FrameSnapshot, shown: list[Block], context: Context) -> bool:
    """Whether the page is something to read, or a place where people talk."""
    if frame.type.lower() in ("article", "blog", "news") or frame.times > 0:
        return True
    if any(b.article for b in shown):
        return True
    prose = sum(len(b.text) for b in shown if not b.heading)
    asks = [s.control for s in context.said if s.control.frame == frame.index]
    return prose > _LONG or any(not c.search for c in asks)


def _frames(context: Context) -> Iterator[FrameSnapshot]:
    main = context.snapshot.main.index
    return (f for f in context.snapshot.frames if f.permitted and (f.visible or f.index == main))


def _speaks(block: Block) -> bool:
    return not (block.quoted or block.link or block.button) and block.region in ("", "aside")
