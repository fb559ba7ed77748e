"""Whether a page asks for an objection: by the fields that such a form has."""

from collections.abc import Mapping

from optout.locate.comments import among_comments, asks_opinion
from optout.locate.context import PageContext
from optout.locate.evidence import says
from optout.locate.field import Field
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control
from optout.locate.words import meanings


def asks_for_objection(context: PageContext, fields: Mapping[Role, Field]) -> bool:
    """Whether a page about an objection has its fields: also an e-mail that is given already."""
    if not context.about_objection:
        return False
    for role in (Role.EMAIL, Role.EXPLANATION):
        controls = fields[role].candidates
        if fields[role].status != "missing" and not (
            controls and all(_opinion(context, c) for c in controls)
        ):
            return True
    land = fields[Role.COUNTRY].control
    asked = [land] if land is not None else []
    asked += [c for c in context.scope.controls if _given_email(context, c)]
    return any(_sends(context, control) for control in asked)


def _opinion(context: PageContext, control: Control) -> bool:
    """Whether it is for a comment, or for what one thinks of the page."""
    here = [said for said in context.said if said.control.key == control.key]
    return among_comments(context, control) or any(asks_opinion(context, s) for s in here)


def _given_email(context: PageContext, control: Control) -> bool:
    """An e-mail address that is shown and cannot be changed."""
    if (
        control.kind is not ControlKind.TEXT
        or not control.visible
        or control.usable
        or control.search
    ):
        return False
    if not control.filled:
        return False
    said = says(control, context.language)
    return control.type == "email" or "email" in (said.own or said.identifier)


def _sends(context: PageContext, control: Control) -> bool:
    """Whether a button sends it: by its words, or as what its form is sent with."""
    return any(
        "send" in meanings(button.label)
        or (button.type == "submit" and button.form == control.form >= 0)
        for button in context.buttons(control)
    )
