"""The buttons: what confirms a code, asks for one, goes to the next step, and sends the form."""

import re
from collections.abc import Mapping, Sequence

from optout.locate.context import PageContext
from optout.locate.fields.field import Field, FieldStatus
from optout.locate.fields.steps import code_in_form, sent_already
from optout.locate.roles import ControlKind, Role
from optout.locate.snapshot import Control

_CONFIRMS = frozenset({"confirm", "send"})
_ELSE = frozenset(("object", "news", "delete", "sign_in", "sign_up", "forgot", "phone"))
"""What a button does besides confirming a code, or does instead."""
_PROVIDERS = re.compile(r"\b(google|apple|facebook|instagram|microsoft|linkedin|twitter)\b", re.I)
"""With whose account one could go on instead, in the words of every language."""
_ANSWERS = frozenset({ControlKind.RADIO, ControlKind.CHECKBOX})


def find_buttons(context: PageContext, fields: Mapping[Role, Field]) -> dict[Role, Field]:
    """The code's confirm button, beside the code; the others, beside the form's fields. One beside
    other fields of a form is never the code's: it sends or moves on all of them."""
    code = fields[Role.CODE].control
    in_form = code_in_form(context, fields)
    anchor = _anchor(context, fields, in_form)
    confirm = Field(Role.CONFIRM_CODE, "missing", "no code is asked for")
    if code is not None and not in_form:
        confirm = _confirm(context, code)
    beside = anchor if anchor is not None else code
    next_ = Field(Role.NEXT, "missing", "no form is there")
    if beside is not None:
        next_ = _one(Role.NEXT, [c for c in _acting_on(context, beside) if _goes_on(context, c)])
    submit = Field(Role.SUBMIT, "missing", "no form is there")
    if anchor is not None:
        of_code = _of_code(context, code, next_) if code is not None and in_form else []
        submit = _among(Role.SUBMIT, context, anchor, ("send", "confirm"), but=of_code)
    if code is not None and in_form:
        confirm = _in_form(context, code, (submit, next_))
    return {
        Role.CONFIRM_CODE: confirm,
        Role.SUBMIT: submit,
        Role.NEXT: next_,
        Role.REQUEST_CODE: _request_code(context, fields),
    }


def _confirm(context: PageContext, code: Control) -> Field:
    """What confirms the code, by its own words: it is pressed, and another could do anything."""
    found = _among(Role.CONFIRM_CODE, context, code, ("confirm", "send"))
    if found.control is None:
        return found
    label = found.control.label
    meant = context.say(label)
    if meant & _CONFIRMS and not (meant & _ELSE or _PROVIDERS.search(label)):
        return found
    why = "the only button here may do something else"
    return Field(found.role, "ambiguous", why, candidates=found.candidates)


def _in_form(context: PageContext, code: Control, others: tuple[Field, ...]) -> Field:
    """What confirms the code beside a form's own buttons: a button for the person alone."""
    taken = [button.control for button in others]
    boxes = {code.key, *code.parts}
    between = [f.control for f in context.labelled if f.control.key not in boxes]
    own = [
        c
        for c in _acting_on(context, code)
        if "confirm" in context.say(c.label)
        and c not in taken
        and not any(code.index < b.index < c.index for b in between)
    ]
    if not own:
        return Field(Role.CONFIRM_CODE, "missing", "the buttons here are the form's")
    why = "it stands among the form's buttons"
    return Field(Role.CONFIRM_CODE, "ambiguous", why, candidates=tuple(own))


def _acting_on(context: PageContext, field: Control) -> list[Control]:
    """The buttons that act on what stands in `field`: not one that says what it has done."""
    unlike = {"resend", "back", "ask_code"}
    here = context.buttons(field)
    return [c for c in here if not (unlike & context.say(c.label) or sent_already(context, c))]


def _of_code(context: PageContext, code: Control, next_: Field) -> list[Control]:
    """The buttons between a code's box and the one that sends another code, or that leads on."""
    after = [c for c in context.buttons(code) if c.index > code.index]
    ends = [c.index for c in after if c is next_.control or "resend" in context.say(c.label)]
    own, end = {code.key, *code.parts}, min(ends, default=0)
    others = (f.control for f in context.labelled if f.control.key not in own)
    if any(code.index < other.index < end for other in others):
        return []
    return [c for c in after if c.index < end]


def _among(
    role: Role,
    context: PageContext,
    field: Control,
    wanted: tuple[str, ...],
    *,
    but: Sequence[Control] = (),
) -> Field:
    """The button for `role` beside `field`. Where another leads on, it must say what it does.

    `but`: the buttons that are known to do something else.
    """
    here = [c for c in _acting_on(context, field) if c not in but]
    fitting = [c for c in here if not _goes_on(context, c)]
    if len(fitting) < len(here):
        fitting = [c for c in fitting if set(wanted) & context.say(c.label)]
    for meaning in wanted:
        named = [c for c in fitting if meaning in context.say(c.label)]
        if len(named) == 1:
            return _found(role, named[0], f"the only button here that says {meaning}", 0.9)
        if named:
            sending = [c for c in named if c.type == "submit"]
            if len(sending) == 1:
                return _found(role, sending[0], f"the sending button here, says {meaning}", 0.8)
            return Field(role, "ambiguous", f"{len(named)} buttons", 0.4, candidates=tuple(named))
    sending = [c for c in fitting if c.type == "submit"]
    return _one(role, sending if len(sending) == 1 else fitting, "the only button here", 0.6)


def _anchor(context: PageContext, fields: Mapping[Role, Field], in_form: bool) -> Control | None:
    """The control beside which the form's buttons stand: its last field, else its last answer."""
    filled = [
        f.control
        for role, f in fields.items()
        if f.control is not None and (role is not Role.CODE or in_form)
    ]
    if filled:
        return max((c for c in filled if c.frame == filled[-1].frame), key=lambda c: c.index)
    if fields[Role.CODE].control is not None:
        return None
    asked = [c for c in context.scope.controls if c.visible and not (c.region or c.search)]
    answers = [c for c in asked if c.kind in _ANSWERS]
    boxes = [f.control for f in context.labelled if not (f.control.region or f.control.search)]
    return answers[-1] if answers else (boxes[-1] if boxes and context.of_request else None)


def _goes_on(context: PageContext, button: Control) -> bool:
    meant = context.say(button.label)
    return "next" in meant and "send" not in meant and not _PROVIDERS.search(button.label)


def _request_code(context: PageContext, fields: Mapping[Role, Field]) -> Field:
    if all(fields[role].status == "missing" for role in (Role.EMAIL, Role.CODE)):
        return Field(Role.REQUEST_CODE, "missing", "no code is asked for")
    asking = [
        c
        for c in context.pressed
        if {"code", "sent"} & (meant := context.say(c.label))
        and ({"ask_code", "resend"} & meant or sent_already(context, c))
    ]
    return _one(Role.REQUEST_CODE, asking)


def _one(
    role: Role,
    named: list[Control],
    how: str = "the only button here that says so",
    score: float = 0.9,
) -> Field:
    if len(named) == 1:
        return _found(role, named[0], how, score)
    status: FieldStatus = "ambiguous" if named else "missing"
    return Field(role, status, f"{len(named)} buttons", 0.3, candidates=tuple(named))


def _found(role: Role, control: Control, how: str, score: float) -> Field:
    return Field(role, "found", how, score, control, (control,))
