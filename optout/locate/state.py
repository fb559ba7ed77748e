"""Which page this is: by what is there first, by words only where they are the page's own news."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from optout.locate.context import Context
from optout.locate.field import Field
from optout.locate.gates import Gate
from optout.locate.roles import CHOICES, WRITABLE, Kind, PageKind, Role
from optout.locate.scope import inside
from optout.locate.snapshot import Block, FrameSnapshot
from optout.locate.words import meanings, sentences

_LONG = 1_200
"""Prose longer than this, outside links and frames of the page, is an article, not news."""

_ENDS = (
    (PageKind.ALREADY_OBJECTED, "already_objected"),
    (PageKind.REFUSED, "refused"),
    (PageKind.UNAVAILABLE, "unavailable"),
    (PageKind.CHECKPOINT, "checkpoint"),
    (PageKind.ACKNOWLEDGED, "acknowledged"),
)
CodeProblem = Literal["", "wrong", "expired"]


@dataclass(frozen=True, slots=True)
class State:
    """The page's kind, and why."""

    kind: PageKind
    why: str


def state_of(context: Context, fields: Mapping[Role, Field], gates: tuple[Gate, ...]) -> State:
    """Recognise the page. Whatever is not recognised is `unknown`."""
    if fields[Role.CODE].status == "found" and "code_sent" in context.topics:
        return State(PageKind.CODE, "a code is asked for")
    if _is_sign_in(context):
        return State(PageKind.SIGN_IN, "it asks for a password")
    form = _form(context, fields, gates)
    if form:
        return State(PageKind.FORM, form)
    return _end(context, fields) or State(PageKind.UNKNOWN, "nothing here is recognised")


def code_problem(context: Context) -> CodeProblem:
    """What the page says about the code that was typed."""
    for text in errors_of(context):
        found = meanings(text)
        if "code_expired" in found:
            return "expired"
        if "code_wrong" in found:
            return "wrong"
    return ""


def errors_of(context: Context) -> tuple[str, ...]:
    """The page's alerts and field errors, in its order, each once."""
    texts: dict[str, None] = {}
    for control in context.scope.controls:
        if control.invalid and (control.error or control.described):
            texts[control.error or control.described] = None
    for frame in context.snapshot.frames:
        for block in frame.blocks:
            if block.alert == "alert" and not block.button and not block.link:
                texts[block.text] = None
    return tuple(texts)[:10]


def _is_sign_in(context: Context) -> bool:
    for frame in context.snapshot.frames:
        modal = context.scope.modal.get(frame.index, -1)
        for control in frame.controls:
            if not (control.secret and control.visible and control.permitted):
                continue
            if modal < 0 or inside(frame, control.dialog, modal):
                text = any(
                    c.kind in (Kind.TEXTAREA, Kind.CONTENTEDITABLE) for c in context.scope.controls
                )
                return not text
    return False


def _form(context: Context, fields: Mapping[Role, Field], gates: tuple[Gate, ...]) -> str:
    there = {r for r, f in fields.items() if f.status != "missing"}
    if Role.EXPLANATION in there and there & {Role.EMAIL, Role.COUNTRY, Role.NAME}:
        return "it asks for an explanation"
    if context.about_objection and Role.EMAIL in there and fields[Role.SUBMIT].status != "missing":
        return "it asks for an e-mail address to object"
    if any(g.about != "other" for g in gates):
        return "it asks what the request is about"
    return ""


def _end(context: Context, fields: Mapping[Role, Field]) -> State | None:
    news = _news(context)
    for kind, meaning in _ENDS:
        for text, where in news:
            if _says(text, meaning):
                return State(kind, f"{where}: {text[:120]}")
    return None


def _says(text: str, meaning: str) -> bool:
    for sentence in sentences(text):
        found = meanings(sentence)
        if meaning not in found or "conditional" in found or sentence.endswith(("?", "؟", "？")):
            continue
        if meaning in ("acknowledged", "already_objected") and "negation" in found:
            continue
        return True
    return False


def _news(context: Context) -> list[tuple[str, str]]:
    """The texts that speak for the page itself: a dialog's, an alert's, those of a short page."""
    news: list[tuple[str, str]] = []
    for frame in context.snapshot.frames:
        if not frame.permitted and frame.index != context.snapshot.main.index:
            continue
        modal = context.scope.modal.get(frame.index, -1)
        shown = [
            b
            for b in frame.blocks
            if not b.quoted and not b.link and not b.button and b.region in ("", "aside")
            if modal < 0 or inside(frame, b.dialog, modal)
        ]
        if modal >= 0:
            news += [(b.text, "the dialog says") for b in shown]
            continue
        news += [(b.text, "an alert says") for b in shown if b.alert]
        if not _is_article(frame, shown, context):
            news += [(b.text, "the page says") for b in shown if not b.alert]
    return news


def _is_article(frame: FrameSnapshot, shown: list[Block], context: Context) -> bool:
    """Whether the page is something to read, or a place where people talk."""
    prose = sum(len(b.text) for b in shown if not b.heading)
    if frame.type.lower() in ("article", "blog", "news") or any(b.article for b in shown):
        return True
    asks = [c for c in context.scope.controls if c.kind in WRITABLE | CHOICES and c.usable]
    return prose > _LONG or frame.times > 0 or any(c.kind is Kind.TEXTAREA for c in asks)
