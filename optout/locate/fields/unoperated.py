"""What is asked for in a way that is not operated: it is the person's, and must not pass for
something that is not asked for.

A country by radio buttons, in a dialog or a menu that a button opens, by what is drawn for a hidden
list without mark-up, in a list that may be of dialling codes or is locked still; the letter in an
editor that is not known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from optout import countries
from optout.locate.context import PageContext
from optout.locate.fields.field import Field
from optout.locate.labels import labels_of, rules
from optout.locate.roles import CHOICES, ControlKind, Role
from optout.locate.snapshot import Control
from optout.locate.words import meanings_in

_WORDS = 4
"""The name of a country has no more words than this."""


def doubt_country(context: PageContext, fields: Mapping[Role, Field]) -> Field:
    """The field for the country; not certain where none is found and such a choice stands open.

    Only beside what is found of the form: pages ask for countries elsewhere, as for their site.
    """
    field = fields[Role.COUNTRY]
    if field.status != "missing":
        return field
    beside = (fields[role].control for role in (Role.EMAIL, Role.EXPLANATION))
    around = _around(context, beside)
    here = [c for c in around if not c.disabled]
    seen = [c for c in here if c.visible]
    language = context.language
    asking = (
        *_by_locked_lists(around, language),
        # One may be laid over what is drawn, to be pressed in its place.
        *_by_buttons((c for c in here if c.visible or c.why == "transparent"), language),
        *_by_radios(seen, language),
        *_by_hidden_lists(here, language),
        *_by_dials(seen, language),
    )
    if not asking:
        return field
    how = "it is chosen in a way that is not operated"
    return replace(field, status="ambiguous", how=how, candidates=asking)


def doubt_letter(context: PageContext, fields: Mapping[Role, Field]) -> Field:
    """The field for the letter; not certain where none is found and a box that asks for it cannot
    be seen, but its label can: an editor of some kind takes the text in its place."""
    field = fields[Role.EXPLANATION]
    if field.status != "missing":
        return field
    words, language = rules()[Role.EXPLANATION].words, context.language
    beside = (fields[role].control for role in (Role.EMAIL, Role.COUNTRY))
    drawn = (c for c in _around(context, beside) if c.drawn and c.kind is ControlKind.TEXTAREA)
    asking = tuple(c for c in drawn if words & labels_of(c, language).own)
    if not asking:
        return field
    how = "it is written in an editor that is not known"
    return replace(field, status="ambiguous", how=how, candidates=asking)


def _around(context: PageContext, beside: Iterable[Control | None]) -> list[Control]:
    """The controls of the same forms."""
    forms = {(c.frame, c.form) for c in beside if c is not None}
    return [c for c in context.scope.controls if (c.frame, c.form) in forms and not c.region]


def _by_locked_lists(around: Iterable[Control], language: str) -> Iterator[Control]:
    """The lists that open once another question is answered, as for a part of the world."""
    for control in around:
        locked = control.disabled and control.visible and control.kind in CHOICES
        chosen = control.value and not control.blank_option
        if locked and not chosen and _is_asked(labels_of(control, language).own):
            yield control


def _by_buttons(seen: Iterable[Control], language: str) -> Iterator[Control]:
    """The buttons that open a choice of a country, and show none that is chosen."""
    for control in _of_no_number(seen):
        if control.kind is not ControlKind.BUTTON or control.opens in ("", "false"):
            continue
        if _is_asked(labels_of(control, language).own) and not _names_country(control.label):
            yield control


def _by_dials(seen: Iterable[Control], language: str) -> Iterator[Control]:
    """The lists of countries with their dialling codes that stand at no telephone number."""
    for control in _of_no_number(seen):
        if control.kind not in CHOICES or (control.value and not control.blank_option):
            continue
        labels = labels_of(control, language)
        if labels.dials and _is_asked(labels.own):
            yield control


def _of_no_number(seen: Iterable[Control]) -> Iterator[Control]:
    """Those that do not stand beside the box of a telephone number."""
    seen = list(seen)
    numbers = {c.index for c in seen if c.type == "tel" or "tel" in c.autocomplete}
    for control in seen:
        if not numbers & {control.index - 1, control.index + 1}:
            yield control


def _by_radios(seen: Iterable[Control], language: str) -> Iterator[Control]:
    """The first of each group of radio buttons that are countries, none of them chosen."""
    groups: dict[tuple[str, int], list[Control]] = defaultdict(list)
    for control in seen:
        if control.kind is ControlKind.RADIO:
            groups[control.name, 0 if control.name else control.cluster].append(control)
    for radios in groups.values():
        first = radios[0]
        question = first.group or (first.before[-1] if first.before else "")
        listed = countries.is_country_list([radio.label for radio in radios])
        chosen = any(radio.checked for radio in radios)
        if listed and not chosen and _is_asked(meanings_in(question, language)):
            yield first


def _by_hidden_lists(here: Iterable[Control], language: str) -> Iterator[Control]:
    """The hidden lists of countries that something is drawn for, and in which none is chosen."""
    for control in here:
        if not control.drawn or control.multiple or (control.value and not control.blank_option):
            continue
        # What is drawn before its list shows what the list does.
        before = tuple(text for text in control.before if text != control.value)
        labels = labels_of(control._replace(before=before), language)
        if labels.countries and _is_asked(labels.own | labels.identifier):
            yield control


def _is_asked(meant: frozenset[str]) -> bool:
    """Words ask for the country one lives in."""
    rule = rules()[Role.COUNTRY]
    return bool(rule.words & meant) and not rule.against & meant


def _names_country(label: str) -> bool:
    """A button's name ends in that of a country, as the one that is chosen."""
    words = label.split()[-_WORDS:]
    return any(countries.iso_of(" ".join(words[at:])) for at in range(len(words)))
