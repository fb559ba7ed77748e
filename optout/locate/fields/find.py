"""Finds the field for a role on a page, or says that it is missing or not certain. No browser."""

from collections.abc import Mapping
from dataclasses import replace

from optout.locate.context import PageContext, place
from optout.locate.fields.buttons import find_buttons
from optout.locate.fields.candidate import rules
from optout.locate.fields.drawn import doubt_country, doubt_letter
from optout.locate.fields.field import Field
from optout.locate.fields.letter import find_letter
from optout.locate.fields.signals import ENOUGH, MARGIN, POSSIBLE, Score, ranked
from optout.locate.form.gates import Gate
from optout.locate.roles import TEXT_BOXES, Role
from optout.locate.snapshot import Control


def find_all(context: PageContext, gates: tuple[Gate, ...]) -> Mapping[Role, Field]:
    """The fields for all roles, each control serving one role at most."""
    letter = _whole(find_letter(context, gates), context)
    scores = ranked(context)
    if letter.control is not None:
        box, others = letter.control, (r for r in rules() if r is not Role.CODE)
        scores |= {role: _in_form_of(context, box, scores[role]) for role in others}
    fields = {Role.EXPLANATION: letter}
    fields |= {role: _decide(role, ranks, context) for role, ranks in scores.items()}
    _doubt_other_forms(context, fields)
    fields[Role.EMAIL] = _doubt_reply(context, fields)
    _one_role_each(fields)
    again = fields[Role.EMAIL_AGAIN]
    if again.status == "found" and fields[Role.EMAIL].status != "found":
        why = "filled only together with the e-mail"
        fields[again.role] = Field(again.role, "missing", why, again.score)
    fields[Role.COUNTRY] = doubt_country(context, fields)
    fields[Role.EXPLANATION] = doubt_letter(context, fields)
    fields |= find_buttons(context, fields)
    return fields


def _in_form_of(context: PageContext, letter: Control, scores: list[Score]) -> list[Score]:
    """Without what another form asks for; what is in no form counts where the letter's has none."""
    own = [s for s in scores if _form(s.control) == _form(letter)]
    near = [s for s in own if not context.parts(s.control, letter)]
    for scored in (near, own):
        if any(s.chance >= POSSIBLE for s in scored):
            return scored
    loose = (s for s in scores if s not in own and -1 in (letter.form, s.control.form))
    return own + [s for s in loose if s.control.frame == letter.frame]


def _doubt_other_forms(context: PageContext, fields: dict[Role, Field]) -> None:
    """What is not in the form of a box that may be the letter's is not certain; in no form, what a
    button parts from it that sends."""
    boxes = fields[Role.EXPLANATION].candidates
    for role in rules():
        control = fields[role].control
        if role is Role.CODE or control is None or not boxes:
            continue
        if {_form(box) for box in boxes} != {_form(control)}:
            fields[role] = _doubted(fields[role], "it may stand in another form than the letter")
        elif all(context.parts(control, box) for box in boxes):
            fields[role] = _doubted(fields[role], "a button parts it from the letter")


def _doubt_reply(context: PageContext, fields: Mapping[Role, Field]) -> Field:
    """The e-mail, in doubt beside a box that asks neither why nor for a country: who answers in a
    thread about an objection gives one, too (WordPress, Stack Exchange)."""
    email, letter, land = (fields[r] for r in (Role.EMAIL, Role.EXPLANATION, Role.COUNTRY))
    if email.control is None or letter.control is not None or "object" not in context.subject:
        return email
    beside = (o for o in context.beside[place(email.control)] if not o.trap)
    boxes = [o for o in beside if o.control.kind in TEXT_BOXES]
    own = any(_form(c) == _form(email.control) for c in land.candidates)
    if not boxes or own or any("why" in box.spoken for box in boxes):
        return email
    return _doubted(email, "beside a box that may be for an answer")


def _form(control: Control) -> tuple[int, int]:
    return (control.frame, control.form)


def _doubted(field: Field, how: str) -> Field:
    return replace(field, status="ambiguous", how=how, control=None)


def _decide(role: Role, scores: list[Score], context: PageContext) -> Field:
    likely = [s for s in scores if s.chance >= POSSIBLE]
    if not likely:
        how = scores[0].how if scores else f"nothing in play says {role.value}"
        return Field(role, "missing", how, scores[0].chance if scores else 0.0)
    best = likely[0]
    rivals = [s for s in likely[1:] if best.chance - s.chance < MARGIN]
    candidates = tuple(s.control for s in (best, *rivals))
    chance = round(best.chance, 3)
    if rivals:
        why = f"{len(candidates)} fields could be it"
    elif best.chance < ENOUGH:
        why = f"too little: {best.how}"
    else:
        return _whole(Field(role, "found", best.how, chance, best.control, candidates), context)
    return Field(role, "ambiguous", why, chance, candidates=candidates)


def _whole(field: Field, context: PageContext) -> Field:
    """The field, in doubt where the page was not read whole or also asks for a password."""
    if field.control is None:
        return field
    frame = next(f for f in context.snapshot.frames if f.index == field.control.frame)
    if frame.truncated:
        return _doubted(field, "the page is too large to be read whole")
    if context.scope.passwords:
        return _doubted(field, "the page also asks for a password")
    return field


def _one_role_each(fields: dict[Role, Field]) -> None:
    """A control that two roles claim goes to the clearly stronger claim, else to none."""
    taken: dict[str, Role] = {}
    for role in sorted(fields, key=lambda r: -fields[r].score):
        field = fields[role]
        if field.control is None:
            continue
        other = taken.setdefault(field.control.key, role)
        if other is role:
            continue
        near = fields[other].score - field.score < MARGIN
        why = f"the same field could be the {other.value}"
        fields[role] = Field(role, "ambiguous" if near else "missing", why, field.score)
        if near and fields[other].control is not None:
            fields[other] = _doubted(fields[other], f"the same field could be the {role.value}")
