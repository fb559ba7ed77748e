"""A page asks to sign in: a password to be typed, or the step before it, or who one is."""

from collections import defaultdict
from collections.abc import Mapping

from optout.locate.context import FILLED, PageContext, Place, place
from optout.locate.fields.field import Field
from optout.locate.labels import Labels, labels_of
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control

_WHO = frozenset(("email", "login", "phone"))
"""What is asked of whoever signs in."""
_FEW, _MOST = 2, 4
"""How many fields tell who signs in; how many at most where a button says that they sign in."""


def password_asked(context: PageContext) -> bool:
    """A place asks who one is and for one password: two, or more fields, make an account."""
    places: dict[Place, list[Control]] = defaultdict(list)
    for control in context.scope.locked:
        if control.visible:
            places[place(control)].append(control)
    return any(_signs_in_with(context, controls) for controls in places.values())


def _signs_in_with(context: PageContext, controls: list[Control]) -> bool:
    secrets = [c for c in controls if c.secret]
    if len(secrets) != 1:
        return False
    fields = [c for c in controls if c.usable and c.kind in FILLED and not (c.secret or c.search)]
    asked = [c for c in fields if not labels_of(c, context.language).of_robot]
    meant = context.say_all(c.label for c in controls if c.kind is ControlKind.BUTTON)
    if "sign_in" in meant:
        return len(asked) <= _MOST
    # Sites declare a password "new" as well to keep browsers from filling it in.
    new = "new-password" in secrets[0].autocomplete or "sign_up" in (meant or context.subject)
    return len(asked) <= _FEW and (not new or "sign_in" in context.subject)


def first_step(context: PageContext) -> bool:
    """The page asks only who signs in, and not whether it is really them."""
    if "who" in context.subject:
        return False
    for labels in context.labelled:
        beside = context.beside[place(labels.control)]
        only = all(_asks_who(o) and not o.control.search for o in beside)
        lone = len(beside) == 1 or "sign_in" in context.subject
        if only and lone and _signs_in(context, labels):
            return True
    return _password_comes_next(context)


def _asks_who(labels: Labels) -> bool:
    said = labels.spoken | labels.identifier | labels.tokens
    return bool(_WHO & said) or labels.dials or labels.control.type == "email"


def _signs_in(context: PageContext, labels: Labels) -> bool:
    if context.of_other_matter(labels.control):
        return False
    if context.about_objection and not {"login", "phone"} & (labels.spoken | labels.identifier):
        return False
    if "sign_in" in context.subject | context.button_words(labels.control):
        return True
    forgot = any("forgot" in context.say(b.text) for b in context.blocks)
    return forgot or "username" in labels.tokens


def _password_comes_next(context: PageContext) -> bool:
    """One field for who it is, beside a password that is not shown yet."""
    locked = [c for c in context.scope.locked if c.visible]
    fields = [c for c in locked if c.usable and c.kind in FILLED and not c.search]
    if len(fields) != 1 or not _asks_who(labels := labels_of(fields[0], context.language)):
        return False
    buttons = context.say_all(c.label for c in locked if c.kind is ControlKind.BUTTON)
    return "sign_in" in context.subject | buttons or "username" in labels.tokens


def second_factor(context: PageContext, fields: Mapping[Role, Field]) -> bool:
    """A code is asked for that proves who one is: of an app, of a telephone, after a sign-in."""
    typed = any(not (f.control.region or f.control.search) for f in context.labelled)
    if fields[Role.CODE].control is None:
        return typed and "app" in context.subject and "object" not in context.topics
    if "object" in context.topics:
        return False
    if "who" in context.subject or "sign_in" in context.headings:
        return True
    mailed = "email" in context.topics or any("@" in block.text for block in context.blocks)
    return "phone" in context.topics and not mailed
