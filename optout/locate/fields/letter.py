"""Finds the box for the letter: the one that asks why, or the only one of the form that may."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from optout.locate.context import PageContext, place
from optout.locate.fields.field import Field
from optout.locate.form.gates import Gate
from optout.locate.labels import Labels
from optout.locate.roles import TEXT_BOXES, Role

_OTHER = frozenset(
    (
        *("no_why", "search", "code", "no_code", "email", "phone", "login", "name", "no_name"),
        *("country",),
    )
)
"""What a box says that is for something else."""
_SURE, _UNSURE = 0.9, 0.4
"""The scores of what is found, and of what is asked about."""


def find_letter(context: PageContext, gates: tuple[Gate, ...]) -> Field:
    """The box that the letter goes into; not certain where another may be it."""
    boxes = _Boxes(context, gates)
    best = boxes.asked[0].control if len(boxes.asked) == 1 else None
    if not boxes.all:
        return Field(Role.EXPLANATION, "missing", "no box for a letter")
    doubt = boxes.doubt()
    if best is not None and doubt is None:
        return Field(Role.EXPLANATION, "found", boxes.how, _SURE, best, (best,))
    how, candidates = doubt or ("", [])
    if not candidates:
        return Field(Role.EXPLANATION, "missing", how)
    controls = tuple(labels.control for labels in candidates)
    return Field(Role.EXPLANATION, "ambiguous", how, _UNSURE, candidates=controls)


def _wanted(labels: Labels) -> int:
    """How much a box is wanted: 1 required, -1 marked optional, else 0."""
    if labels.control.required or "*" in labels.control.label:
        return 1
    return -1 if "optional" in labels.spoken else 0


@dataclass(frozen=True)
class _Boxes:
    """The boxes for a text of several lines, and which of them ask for the reasons."""

    context: PageContext
    gates: tuple[Gate, ...]

    @cached_property
    def all(self) -> list[Labels]:
        return [
            labels
            for labels in self.context.labelled
            if labels.control.kind in TEXT_BOXES
            and not (labels.control.search or labels.of_robot or labels.trap)
            and not (labels.control.region and len(self.context.beside[place(labels.control)]) < 2)
        ]

    @cached_property
    def ours(self) -> bool:
        """The page is about an objection, or the answer chosen on it is to object."""
        return self.context.about_objection or any(
            option.chosen and option.answer == "object"
            for gate in self.gates
            for option in gate.options
        )

    @cached_property
    def why(self) -> list[Labels]:
        """Those that ask for the reasons."""
        return [b for b in self.all if {"why", "object"} & b.spoken and "no_why" not in b.spoken]

    @cached_property
    def maybe(self) -> list[Labels]:
        """Those that ask for a message, or say nothing."""
        rest = (b for b in self.all if b not in self.why)
        return [
            b
            for b in rest
            if ({"request", "letter"} & b.spoken or not b.spoken or "why" in b.identifier)
            and not (_OTHER - {"email", "name"}) & b.spoken
        ]

    @cached_property
    def asked(self) -> list[Labels]:
        """Those most likely to be for the reasons, of them those wanted most."""
        asked = self.why
        if not asked and self.ours:
            asked = [b for b in self.maybe if {"request", "letter"} & b.spoken] or self.maybe
        most = max(map(_wanted, asked), default=0)
        return [box for box in asked if _wanted(box) == most]

    @property
    def how(self) -> str:
        """Why the box is taken."""
        return "it asks why" if self.asked[0] in self.why else "the page is about an objection"

    def doubt(self) -> tuple[str, list[Labels]] | None:
        """What speaks against the box, and which it could be; None where nothing does."""
        if not self.asked:
            lone = self.ours and len(self.all) == 1
            return "no box says that it is for the reasons", self.all if lone else []
        best = self.asked[0]
        if len(self.asked) > 1:
            return f"{len(self.asked)} boxes could be it", self.asked
        rivals = [b for b in self.all if b is not best and self._rivals(b, best)]
        if rivals:
            return "another box may be it", [best, *rivals]
        reason = next((name for name, says in _DOUBTS.items() if says(self, best)), "")
        return (reason, [best]) if reason else None

    def _rivals(self, box: Labels, best: Labels) -> bool:
        if _wanted(box) < _wanted(best):
            return False
        unsaid = not box.spoken & (_OTHER | {"why", "letter"})
        return unsaid or (box in self.maybe and not self.why)

    def wanted_more(self, best: Labels) -> bool:
        return any(_wanted(box) > _wanted(best) for box in self.all)

    def no_objection(self, best: Labels) -> bool:
        if self.ours or {"object", "ai", "request"} & best.spoken:
            return False
        if "why" in best.own and self.context.continued:
            return False
        return not ("why" in best.own and "request" in self.context.subject)

    def unknown(self, best: Labels) -> bool:
        return best not in self.why and bool(best.text) and not best.spoken

    def unsaid(self, best: Labels) -> bool:
        """It does not ask why, and nothing beside it asks for an address or a country: it may be a
        forum's box for an answer."""
        if best in self.why:
            return False
        return not any(
            {"email", "country"} & (o.spoken | o.identifier) or o.control.type == "email"
            for o in self.context.others(best)
        )


_DOUBTS: dict[str, Callable[[_Boxes, Labels], bool]] = {
    "it may be told to stay empty": lambda _, b: "empty" in b.spoken,
    "the page is of another request": lambda boxes, _: boxes.context.not_ours,
    "another box is wanted more": _Boxes.wanted_more,
    "it asks for more than the reasons": lambda _, b: {"why", "no_why"} <= b.spoken,
    "nothing says that it is for an objection": _Boxes.no_objection,
    "beside something to read it may be for an answer": lambda boxes, _: boxes.context.is_article,
    "what it is for is not known": _Boxes.unknown,
    "it does not ask why, nor anything beside it for an address": _Boxes.unsaid,
    "a heading or a button names another matter": lambda boxes, b: (
        boxes.context.of_other_matter(b.control)
        or "sign_up" in boxes.context.button_words(b.control)
    ),
}
"""What leaves a box in doubt."""
