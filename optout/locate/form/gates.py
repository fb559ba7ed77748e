"""Questions that come before the fields: choices of which the form's record may know the answer."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from optout.locate.context import PageContext
from optout.locate.labels import Labels
from optout.locate.roles import ControlKind
from optout.locate.snapshot import Control

_MOST_ANSWERS = 20
_NAMED, _DESCRIBED = 40, 80
"""A label of more characters than the second goes on with a description; its first ones name it."""
_META = re.compile(r"Meta(?![a-z]{4})")
"""The company, with an ending at most: no metadata."""
_CLOSED = frozenset({ControlKind.COMBOBOX, ControlKind.LISTBOX})
_LISTS = frozenset({ControlKind.SELECT, ControlKind.LISTBOX})
_REQUEST = frozenset(("ai", "request", "kind"))
_TITLES = frozenset(("object", "request"))
"""What the title of a request says, besides that of an article on AI."""
Matter = Literal["ai_at_meta", "request_kind", "other"]
AnswerMeaning = Literal["yes", "no", "object", "object_other", "delete", "access", ""]
_RIGHTS: dict[str, AnswerMeaning] = {
    **dict.fromkeys(("object", "against"), "object"),
    **{"delete": "delete", "access": "access"},
}
"""The lists of words for what one may ask for."""


@dataclass(frozen=True, slots=True)
class GateOption:
    """One answer that can be chosen, and what it means where that is clear.

    `control` is the radio button, or the `<select>` in which `label` is to be chosen, or a button
    or a list of buttons that only the person presses. `chosen`: it is the answer now.
    """

    control: Control
    label: str
    answer: AnswerMeaning
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """One question with its answers."""

    about: Matter
    question: str
    options: tuple[GateOption, ...]
    answered: bool


def find_gates(context: PageContext) -> tuple[Gate, ...]:
    """The questions in play, in the page's order. Ticking boxes alone are no gate."""
    groups: dict[tuple[int, int, int, str, int], list[Control]] = defaultdict(list)
    for control in context.scope.controls:
        if control.kind is ControlKind.RADIO and control.visible and not control.disabled:
            name = control.name or control.group
            cluster = 0 if control.name else control.cluster
            place = (control.frame, control.form, control.dialog)
            groups[*place, name, cluster].append(control)
    gates = [_gate(context, controls) for controls in groups.values() if len(controls) > 1]
    for labels in context.labelled:
        gate = _list(context, labels.control) or _closed_list(context, labels)
        gates += [gate] if gate is not None else []
    return (*gates, *_by_buttons(context))


def _list(context: PageContext, control: Control) -> Gate | None:
    """A list in which exactly one entry is to object: the choice of request."""
    if control.kind not in _LISTS or not 2 <= control.total <= _MOST_ANSWERS:
        return None
    answered = control.filled and not control.blank_option
    options = tuple(
        GateOption(control, o.text, _answer(context, o.text), answered and o.text == control.value)
        for o in control.options
        if o.text
    )
    if [o.answer for o in options].count("object") != 1:
        return None
    question = control.label or (control.before[-1] if control.before else "")
    return Gate("request_kind", question, options, answered)


def _closed_list(context: PageContext, labels: Labels) -> Gate | None:
    """A list that asks for the kind of request and shows its entries only when it is opened. What
    several lists show alike is no answer: "Select"."""
    control = labels.control
    if control.kind not in _CLOSED or labels.countries:
        return None
    question = control.label or (control.before[-1] if control.before else "")
    found = context.say(question)
    if "kind" not in found or "country" in found:
        return None
    shown = [o.control.value for o in context.labelled if o.control.kind in _CLOSED]
    return Gate("request_kind", question, (), control.filled and shown.count(control.value) == 1)


def _by_buttons(context: PageContext) -> list[Gate]:
    """Questions whose answers are buttons beside each other."""
    rows: list[list[Control]] = []
    for control in context.scope.controls:
        if control.kind is not ControlKind.BUTTON or not control.visible or control.region:
            continue
        last = rows[-1][-1] if rows else None
        if (
            last
            and control.before[-1:] == (last.label,)
            and (control.frame, control.dialog) == (last.frame, last.dialog)
        ):
            rows[-1].append(control)
        else:
            rows.append([control])
    answers = [[c for c in row if _answer(context, c.label)] for row in rows]
    gates = [_gate(context, row) for row in answers if 2 <= len(row) <= _MOST_ANSWERS]
    return [gate for gate in gates if gate.about != "other" and _differ(gate)]


def _differ(gate: Gate) -> bool:
    """The answers beside "object" are requests too, and not "cancel"."""
    answers = {option.answer for option in gate.options}
    return gate.about == "ai_at_meta" or bool(answers & {"delete", "access"})


def _gate(context: PageContext, controls: list[Control]) -> Gate:
    first = controls[0]
    question = first.group or (first.before[-1] if first.before else "")
    if question == first.label and len(first.before) > 1:
        question = first.before[-2]
    options = tuple(GateOption(c, c.label, _answer(context, c.label), c.checked) for c in controls)
    about = _about(context, question, [option.answer for option in options])
    if about == "other" and context.of_request and context.about_objection:
        matters = any("ai" in context.say(control.label) for control in controls)
        if matters and "kind" in context.say(question):
            about = "request_kind"
    return Gate(about, question, options, any(c.checked for c in controls))


def _about(context: PageContext, question: str, answers: list[AnswerMeaning]) -> Matter:
    """What a question is about: surveys ask of AI too, and one can object to much."""
    meant = context.say(question)
    of_request = context.of_request and _TITLES & context.subject
    if set(answers) == {"yes", "no"} and "ai" in meant:
        return "ai_at_meta" if of_request or _META.search(question) else "other"
    if answers.count("object") != 1 or len(answers) < 2:
        return "other"
    ours = of_request or {"delete", "access"} & set(answers) or _REQUEST & meant
    return "request_kind" if ours else "other"


def _answer(context: PageContext, label: str) -> AnswerMeaning:
    """What an answer means; its name can go on with a description, which speaks of others too."""
    if len(label) > _DESCRIBED:
        first = _what(context, label[:_NAMED].rsplit(" ", 1)[0])
        return first or _what(context, label) or _what(context, label.split()[0])
    return _what(context, label)


def _what(context: PageContext, label: str) -> AnswerMeaning:
    found = context.say(label)
    if {"object", "against"} & found and "adverts" in found and "ai" not in found:
        return "object_other"  # to advertising, to decisions by machines
    right: AnswerMeaning = next((right for name, right in _RIGHTS.items() if name in found), "")
    if right or len(label) > _NAMED or {"yes", "no"} <= found:
        return right
    return "yes" if "yes" in found else "no" if "no" in found else ""
