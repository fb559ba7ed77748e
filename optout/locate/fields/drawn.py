"""What is asked for in a way that is not operated: it must not pass for what is not asked for.

A country by radio buttons, in a dialog or a menu that a button opens, by what is drawn for a hidden
list, in a list that is locked still or may be of dialling codes; the letter in an unknown editor.
"""

from collections.abc import Mapping
from dataclasses import replace

from optout import countries
from optout.locate.context import PageContext
from optout.locate.fields.field import Field
from optout.locate.labels import labels_of
from optout.locate.roles import CHOICES, ControlKind, Role
from optout.locate.snapshot import Control

_AGAINST = frozenset(("other", "abroad", "phone", "search", "email", "code"))


def doubt_country(context: PageContext, fields: Mapping[Role, Field]) -> Field:
    """The field for the country; not certain where none is found and such a choice stands open.

    Only beside what is found of the form: pages ask for countries elsewhere, as for their site.
    """
    around = _around(context, fields, Role.EMAIL, Role.EXPLANATION)
    asking = tuple(c for c in around if _asks(context, c, around))
    return _doubted(fields[Role.COUNTRY], asking, "it is chosen in a way that is not operated")


def doubt_letter(context: PageContext, fields: Mapping[Role, Field]) -> Field:
    """The field for the letter; not certain where none is found and a box that asks for it cannot
    be seen, but its label can: an editor of some kind takes the text in its place."""
    around = _around(context, fields, Role.EMAIL, Role.COUNTRY)
    drawn = (c for c in around if c.drawn and c.kind is ControlKind.TEXTAREA)
    asking = tuple(c for c in drawn if "why" in labels_of(c, context.language).own)
    return _doubted(fields[Role.EXPLANATION], asking, "it is written in an editor not known")


def _around(context: PageContext, fields: Mapping[Role, Field], *roles: Role) -> list[Control]:
    """The controls of the forms in which any of these roles is found."""
    forms = {(c.frame, c.form) for role in roles if (c := fields[role].control)}
    return [c for c in context.scope.controls if (c.frame, c.form) in forms and not c.region]


def _doubted(field: Field, asking: tuple[Control, ...], how: str) -> Field:
    if field.status != "missing" or not asking:
        return field
    return replace(field, status="ambiguous", how=how, candidates=asking)


def _asks(context: PageContext, control: Control, around: list[Control]) -> bool:
    chosen = bool(control.value) and not control.blank_option
    if control.kind is ControlKind.RADIO:
        return _by_radios(context, control, around)
    before = tuple(text for text in control.before if text != control.value)
    labels = labels_of(control._replace(before=before), context.language)
    asked = "country" in labels.own and not _AGAINST & labels.own
    if control.kind is ControlKind.BUTTON:
        # One may be laid over what is drawn, to be pressed in its place.
        shown = control.visible or control.why == "transparent"
        opens = control.opens not in ("", "false") and not control.disabled and shown
        return asked and opens
    if control.kind not in CHOICES or chosen:
        return False
    if control.drawn and not control.multiple:
        return labels.countries and (asked or "country" in labels.identifier)
    return asked and control.visible and (control.disabled or labels.dials)


def _by_radios(context: PageContext, control: Control, around: list[Control]) -> bool:
    """It is the first of a group of radio buttons that are countries, none of them chosen."""
    group = [c for c in around if c.kind is ControlKind.RADIO and _group(c) == _group(control)]
    if group[0] is not control or any(c.checked for c in group):
        return False
    question = control.group or (control.before[-1] if control.before else "")
    said = context.say(question)
    listed = countries.is_country_list([radio.label for radio in group])
    return listed and "country" in said and not _AGAINST & said


def _group(control: Control) -> tuple[str, int]:
    return (control.name, 0 if control.name else control.cluster)
