"""The button that confirms a code, and the one that sends the form."""

from collections.abc import Mapping

from optout.locate.context import Context
from optout.locate.field import Field, Status
from optout.locate.roles import Role
from optout.locate.snapshot import Control
from optout.locate.words import meanings


def find_buttons(context: Context, fields: Mapping[Role, Field]) -> dict[Role, Field]:
    """The code's confirm button, beside the code; the send button, beside the other fields."""
    code = fields[Role.CODE].control
    others = [
        f.control for role, f in fields.items() if f.control is not None and role is not Role.CODE
    ]
    confirm = Field(Role.CONFIRM_CODE, "missing", "no code is asked for")
    if code is not None:
        confirm = _choose(Role.CONFIRM_CODE, context.buttons(code), ("confirm", "send"))
    submit = Field(Role.SUBMIT, "missing", "no form is there")
    if others:
        submit = _choose(Role.SUBMIT, context.buttons(others[-1]), ("send", "confirm"))
    others_ = {r: Field(r, "missing", "") for r in (Role.NEXT, Role.REQUEST_CODE)}
    return {Role.CONFIRM_CODE: confirm, Role.SUBMIT: submit, **others_}


def _choose(role: Role, buttons: list[Control], wanted: tuple[str, ...]) -> Field:
    fitting = [c for c in buttons if not {"resend", "back"} & meanings(c.label)]
    for meaning in wanted:
        named = [c for c in fitting if meaning in meanings(c.label)]
        if len(named) == 1:
            return _found(role, named[0], f"the only button here that says {meaning}", 0.9)
        if named:
            sending = [c for c in named if c.type == "submit"]
            if len(sending) == 1:
                return _found(role, sending[0], f"the sending button here, says {meaning}", 0.8)
            return Field(role, "ambiguous", f"{len(named)} buttons", 0.4, candidates=tuple(named))
    sending = [c for c in fitting if c.type == "submit"]
    only = sending if len(sending) == 1 else fitting
    if len(only) == 1:
        return _found(role, only[0], "the only button here", 0.6)
    status: Status = "ambiguous" if fitting else "missing"
    return Field(role, status, f"{len(fitting)} buttons", 0.3, candidates=tuple(fitting))


def _found(role: Role, control: Control, how: str, score: float) -> Field:
    return Field(role, "found", how, score, control.html, control, (control,))
