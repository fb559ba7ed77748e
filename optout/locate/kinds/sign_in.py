"""A page asks to sign in: a password to be typed, or the step before it."""

from optout.locate.context import PageContext, Place, place
from optout.locate.labels import Labels, identity_asked, labels_of
from optout.locate.roles import CHOICES, WRITABLE, ControlKind
from optout.locate.snapshot import Control
from optout.locate.words import meanings

_WHO = 2
"""How many fields tell who signs in: a name, and an organisation or a code at most."""
_WHO_AT_MOST = 4
"""How many there may be where a button says that they sign in."""


def password_asked(context: PageContext) -> bool:
    """A place asks who one is and for one password: two, or more fields, make an account."""
    places: dict[Place, list[Control]] = {}
    for control in context.scope.locked:
        if control.visible:
            places.setdefault(place(control), []).append(control)
    return any(_signs_in_with(context, controls) for controls in places.values())


def _signs_in_with(context: PageContext, controls: list[Control]) -> bool:
    secrets = [c for c in controls if c.secret]
    if len(secrets) != 1:
        return False
    fields = [c for c in controls if c.usable and c.kind in WRITABLE | CHOICES and not c.secret]
    asked = [
        c for c in fields if not c.search and "captcha" not in labels_of(c, context.language).all
    ]
    buttons = (meanings(c.label) for c in controls if c.kind is ControlKind.BUTTON)
    meant = frozenset().union(*buttons)
    if "sign_in" in meant:
        return len(asked) <= _WHO_AT_MOST
    # Sites declare a password "new" as well to keep browsers from filling it in.
    new = "new-password" in secrets[0].autocomplete or "sign_up" in (meant or context.subject)
    return len(asked) <= _WHO and (not new or "sign_in" in context.subject)


def first_step(context: PageContext) -> bool:
    """The page asks only who signs in, and not whether it is really them."""
    if "checkpoint" in context.subject:
        return False
    for labels in context.labelled:
        beside = context.beside[place(labels.control)]
        only = all(identity_asked(f) and not f.control.search for f in beside)
        lone = len(beside) == 1 or "sign_in" in context.subject
        if only and lone and _signs_in(context, labels):
            return True
    return _password_comes_next(context)


def _signs_in(context: PageContext, labels: Labels) -> bool:
    if context.of_other_matter(labels.control):
        return False
    buttons = [b for b in context.buttons(labels.control) if b.form == labels.control.form]
    if any("sign_in" in meanings(b.label) for b in buttons[:6]):
        return True
    if context.about_objection and not identity_asked(labels) - {"email"}:
        return False
    return (
        "sign_in" in context.subject
        or "username" in labels.autocomplete
        or any("forgot" in meanings(b.text) for b in context.blocks)
    )


def _password_comes_next(context: PageContext) -> bool:
    """One field for who it is, beside a password that is not shown yet."""
    locked = [c for c in context.scope.locked if c.visible]
    fields = [c for c in locked if c.usable and c.kind in WRITABLE | CHOICES and not c.search]
    if len(fields) != 1 or not identity_asked(labels := labels_of(fields[0], context.language)):
        return False
    if "sign_in" in context.subject or "username" in labels.autocomplete:
        return True
    buttons = [meanings(c.label) for c in locked if c.kind is ControlKind.BUTTON]
    return any("sign_in" in found for found in buttons)
