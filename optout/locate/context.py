"""What surrounds the controls: the scope, the page's subject, and each control's scores in it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from optout.locate.evidence import Says, Score, says, score
from optout.locate.roles import Kind, Role
from optout.locate.scope import Scope, inside, scope_of
from optout.locate.snapshot import Control, Form, Snapshot
from optout.locate.words import meanings

_TEXTUAL = frozenset({Kind.TEXTAREA, Kind.CONTENTEDITABLE})


@dataclass(frozen=True)
class Context:
    """A page seen as a whole, for finding its fields."""

    snapshot: Snapshot
    scope: Scope

    @cached_property
    def said(self) -> tuple[Says, ...]:
        """What each control in play that can be filled now says of itself."""
        return tuple(
            says(c)
            for c in self.scope.controls
            if c.usable and c.kind not in (Kind.BUTTON, Kind.HIDDEN, Kind.RADIO, Kind.CHECKBOX)
        )

    @cached_property
    def topics(self) -> frozenset[str]:
        """The meanings in the text of the page or dialog in play."""
        found: frozenset[str] = frozenset()
        for frame in self.snapshot.frames:
            top = self.scope.modal.get(frame.index, -1)
            if top < 0:
                found |= meanings(frame.title)
            for block in frame.blocks:
                here = top < 0 or inside(frame, block.dialog, top)
                if here and not block.link and block.region not in ("nav", "footer"):
                    found |= meanings(block.text)
        return found

    @property
    def about_objection(self) -> bool:
        """Whether the page speaks of objecting, or of AI and personal data together."""
        return "object" in self.topics or {"ai", "privacy"} <= self.topics

    @cached_property
    def siblings(self) -> Counter[tuple[int, int, int]]:
        """How many fillable controls stand in each form."""
        return Counter(_place(s.control) for s in self.said)

    def ranked(self, role: Role) -> list[Score]:
        """The controls' scores for a role, best first."""
        scores = [self._score(role, said) for said in self.said]
        if role is Role.EXPLANATION:
            _structure(scores, self)
        return sorted((s for s in scores if s.chance > 0), key=lambda s: -s.chance)

    def missing(self, role: Role) -> str:
        """Why nothing was found."""
        if self.scope.passwords:
            return f"no {role.value} outside a form with a password"
        return f"nothing on the page says {role.value}"

    def _score(self, role: Role, said: Says) -> Score:
        result = score(role, said)
        control = said.control
        if result.chance == 0:
            return result
        if control.search or control.type == "search":
            result.scale(0.0, "but it is a search box")
        if role in (Role.EMAIL, Role.EMAIL_AGAIN):
            if (
                "again" in said.own | said.identifier
                and role is Role.EMAIL
                and self._is_again(said)
            ):
                result.scale(0.05, "but it repeats another")
            if self._newsletter(said):
                result.scale(0.05, "but it is a newsletter box")
        if role is Role.COUNTRY and control.region in ("header", "footer", "nav"):
            result.scale(0.3, f"but it stands in the page's {control.region}")
        if role is Role.CODE:
            self._code(result)
        return result

    def _is_again(self, said: Says) -> bool:
        """Whether an earlier e-mail field stands in the same form."""
        for other in self.said:
            if other.control.key == said.control.key:
                return False
            if _place(other.control) == _place(said.control) and (
                other.control.type == "email" or "email" in other.own
            ):
                return True
        return False

    def _newsletter(self, said: Says) -> bool:
        control = said.control
        if "newsletter" in said.own | said.placeholder | said.identifier | said.marks:
            return True
        if self.siblings[_place(control)] > 3:
            return False
        around = meanings(" . ".join(control.before[-2:]))
        form = self._form(control)
        if form is not None:
            around |= meanings(form.text) | meanings(form.words)
        rest = [s for s in self.said if _place(s.control) == _place(control)]
        return "newsletter" in around and not any(s.control.kind in _TEXTUAL for s in rest)

    def _form(self, control: Control) -> Form | None:
        frame = next(f for f in self.snapshot.frames if f.index == control.frame)
        return frame.forms[control.form] if 0 <= control.form < len(frame.forms) else None

    def _code(self, result: Score) -> None:
        control = result.control
        if result.chance < 0.1 and control.kind is not Kind.DIGITS:
            return
        if control.kind is Kind.DIGITS:
            result.add(0.4, "one box for each digit")
        if "code_sent" in self.topics:
            result.add(0.4, "the page speaks of a code that was sent")
        if control.inputmode == "numeric" or control.type in ("tel", "number"):
            result.add(0.2, "digits only")
        if 4 <= control.maxlength <= 8:
            result.add(0.2, f"takes {control.maxlength} characters")


def context_of(snapshot: Snapshot) -> Context:
    """The context of one look at a page."""
    return Context(snapshot, scope_of(snapshot))


def _place(control: Control) -> tuple[int, int, int]:
    return (control.frame, control.form, control.dialog)


def _structure(scores: list[Score], context: Context) -> None:
    """The required large text box, or the only one, on a page that is about an objection."""
    boxes = [s for s in scores if s.control.kind in _TEXTUAL and not _vetoed(s)]
    required = [s for s in boxes if s.control.required]
    for box in boxes:
        if context.about_objection:
            box.add(0.35, "the page speaks of an objection")
        if required and not box.control.required:
            box.scale(0.3, "but another box is required")
        elif required == [box]:
            box.add(0.3, "the only required text box")
        elif len(boxes) == 1:
            box.add(0.3, "the only text box")
        if "additional" in box.says.own and len(boxes) > 1:
            box.scale(0.3, "but it is for additional information")


def _vetoed(score: Score) -> bool:
    return any(reason.startswith("but") for _, reason in score.reasons)
