"""Finds the field for a role on a page, or says that it is missing or not certain. No browser."""

from collections.abc import Mapping
from dataclasses import replace

from optout.locate.context import PageContext, context_of
from optout.locate.fields.buttons import find_buttons
from optout.locate.fields.field import Field
from optout.locate.fields.signals import ENOUGH, MARGIN, POSSIBLE, Score, ranked
from optout.locate.fields.unoperated import doubt_country, doubt_letter
from optout.locate.labels import rules
from optout.locate.roles import Role
from optout.locate.snapshot import Control, Snapshot

_TOGETHER = frozenset(rules()) - {Role.EXPLANATION, Role.CODE}
"""The roles of what is asked in the letter's own form; a code has one of its own."""


def find_all(snapshot: Snapshot, context: PageContext | None = None) -> Mapping[Role, Field]:
    """The fields for all roles, each control serving one role at most."""
    context = context or context_of(snapshot)
    scores = ranked(context)
    letter = _decide(Role.EXPLANATION, scores[Role.EXPLANATION], context).control
    if letter is not None:
        scores |= {role: _in_form_of(letter, scores[role]) for role in _TOGETHER}
    fields = {role: _decide(role, ranks, context) for role, ranks in scores.items()}
    _one_role_each(fields)
    _doubt_other_forms(fields, context)
    _doubt_sections(fields)
    again = fields[Role.EMAIL_AGAIN]
    if again.status == "found" and fields[Role.EMAIL].status != "found":
        why = "filled only together with the e-mail"
        fields[again.role] = Field(again.role, "missing", why, again.score)
    fields[Role.COUNTRY] = doubt_country(context, fields)
    fields[Role.EXPLANATION] = doubt_letter(context, fields)
    fields |= find_buttons(context, fields)
    return fields


def _in_form_of(letter: Control, scores: list[Score]) -> list[Score]:
    """Without what another form asks for; what is in no form counts where the letter's has none."""
    own = [s for s in scores if _form(s.control) == _form(letter)]
    if any(s.chance >= POSSIBLE for s in own):
        return own
    loose = (s for s in scores if s not in own and (letter.form < 0 or s.control.form < 0))
    return own + [s for s in loose if s.control.frame == letter.frame]


def _doubt_other_forms(fields: dict[Role, Field], context: PageContext) -> None:
    """What is not in the form of a box that asks why is not certain: others do other things."""
    letter = fields[Role.EXPLANATION]
    words, boxes = rules()[Role.EXPLANATION].words, letter.candidates
    why = [f for f in context.labelled if words & (f.own | f.placeholder) and f.control in boxes]
    forms = {_form(c) for c in ([letter.control] if letter.control else [f.control for f in why])}
    for role in _TOGETHER:
        control = fields[role].control
        if control is not None and forms and forms != {_form(control)}:
            how = "it may stand in another form than the letter"
            fields[role] = replace(fields[role], status="ambiguous", how=how, control=None)


def _doubt_sections(fields: dict[Role, Field]) -> None:
    """Where several sections ask for an address, or a name, the country may be that of any."""
    land = fields[Role.COUNTRY].control
    if land is None or not land.above:
        return
    for role in (Role.EMAIL, Role.NAME):
        asked = fields[role]
        sections = {control.above for control in asked.candidates}
        if asked.status == "ambiguous" and len(sections) > 1 and land.above in sections:
            how = f"another section asks for the {role.value} as well"
            fields[Role.COUNTRY] = replace(
                fields[Role.COUNTRY], status="ambiguous", how=how, control=None
            )
            return


def _form(control: Control) -> tuple[int, int]:
    return (control.frame, control.form)


def _decide(role: Role, scores: list[Score], context: PageContext) -> Field:
    likely = [s for s in scores if s.chance >= POSSIBLE]
    if not likely:
        chance = scores[0].chance if scores else 0.0
        return Field(role, "missing", _why_missing(role, scores, context), chance)
    best = likely[0]
    rivals = [s for s in likely[1:] if best.chance - s.chance < MARGIN]
    candidates = tuple(s.control for s in (best, *rivals))
    chance, control = round(best.chance, 3), best.control
    if rivals:
        why = f"{len(candidates)} fields could be it"
    elif best.chance < ENOUGH:
        why = f"too little: {best.how}"
    elif any(f.truncated for f in context.snapshot.frames if f.index == control.frame):
        why = "the page is too large to be read whole"
    elif context.scope.passwords:
        why = "the page also asks for a password"
    else:
        return Field(role, "found", best.how, chance, control, candidates)
    return Field(role, "ambiguous", why, chance, candidates=candidates)


def _why_missing(role: Role, scores: list[Score], context: PageContext) -> str:
    if scores:
        return scores[0].how
    if context.scope.passwords:
        return f"no {role.value} outside a form with a password"
    return f"nothing in play says {role.value}"


def _one_role_each(fields: dict[Role, Field]) -> None:
    """A control that two roles claim goes to the clearly stronger claim, else to none."""
    taken: dict[str, Role] = {}
    for role in sorted(fields, key=lambda r: -fields[r].score):
        field = fields[role]
        if field.status != "found" or field.control is None:
            continue
        other = taken.get(field.control.key)
        if other is None:
            taken[field.control.key] = role
            continue
        near = fields[other].score - field.score < MARGIN
        why = f"the same field could be the {other.value}"
        fields[role] = Field(role, "ambiguous" if near else "missing", why, field.score)
        if near and fields[other].control is not None:
            why = f"the same field could be the {role.value}"
            fields[other] = replace(fields[other], status="ambiguous", how=why, control=None)
