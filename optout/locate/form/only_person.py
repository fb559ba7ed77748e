"""What a form asks of the person alone: to state that it is true, to sign it."""

from collections.abc import Collection

from optout.locate.context import PageContext
from optout.locate.labels import is_signature
from optout.locate.roles import TEXT_BOXES, ControlKind
from optout.locate.snapshot import Control
from optout.locate.stems import names_cookies

_ASIDE = ("nav", "header", "footer")


def only_for_person(context: PageContext) -> tuple[str, ...]:
    """The labels of the boxes to tick, and to sign in, that are required and still empty.

    A statement of truth counts as required unless it says that it is optional.
    """
    labels: dict[str, None] = {}
    for control in context.scope.controls:
        if not control.visible or control.region in _ASIDE or control.search:
            continue
        unticked = control.kind is ControlKind.CHECKBOX and not control.checked
        if unticked and _required(context, control):
            labels[_label(control)] = None
    for field in context.labelled:
        empty = not field.control.filled and "optional" not in field.spoken
        if empty and is_signature(field, context.language):
            labels[_label(field.control)] = None
    return tuple(label for label in labels if label)


def may_stay_empty(context: PageContext, ours: Collection[Control]) -> tuple[str, ...]:
    """The labels of the empty boxes for text that say that they are optional, without those that
    are, or may be, `ours` to fill in."""
    labels: dict[str, None] = {}
    for field in context.labelled:
        control = field.control
        text = control.kind in TEXT_BOXES or control.kind is ControlKind.TEXT
        free = text and not control.filled and control not in ours
        if free and "optional" in field.spoken:
            labels[_label(control)] = None
    return tuple(label for label in labels if label)


def _required(context: PageContext, control: Control) -> bool:
    meant = context.say(control.label)
    if "optional" in meant or names_cookies(control.label):
        return False
    starred = control.label.rstrip().endswith("*") or control.label.startswith("*")
    return control.required or starred or "statement" in meant


def _label(control: Control) -> str:
    before = control.before[-1] if control.before else ""
    return control.label or control.placeholder or control.group or before
