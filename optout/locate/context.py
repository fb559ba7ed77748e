"""What surrounds the controls: the scope, what the page is about, who stands beside whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from optout.locate.labels import Labels, labels_of, name_part_of
from optout.locate.roles import CHOICES, TEXT_BOXES, WRITABLE, ControlKind, Role
from optout.locate.scope import Scope, inside, scope_of
from optout.locate.snapshot import Block, Control, Dialog, FrameSnapshot, Snapshot
from optout.locate.words import language_of, meanings, meanings_in

Place = tuple[int, int, int, str]
"""Frame, form, dialog, region: controls that share it belong together."""

_ASIDE = ("nav", "footer")
_ELSEWHERE = frozenset({"delete", "forgot", "sign_up"})
_MATTER = frozenset({"object", "privacy"})
"""What is said of AI where a page is about an objection to it."""
_OURS = frozenset({"object", "ai"})
_REQUEST = frozenset({"object", "privacy", "ai", "request_form"})
_NO_REQUEST = frozenset({"sign_in", "sign_up", "checkpoint", "forgot"})
_BETWEEN = " · "
"""What stands between the headings over a control."""


@dataclass(frozen=True)
class PageContext:
    """A page seen as a whole, for finding its fields.

    `continued`: it may be a later step of the form whose earlier steps were filled in just before.
    """

    snapshot: Snapshot
    scope: Scope
    continued: bool = False

    @cached_property
    def labelled(self) -> tuple[Labels, ...]:
        """The labels of each control in play that could be filled now."""
        fillable, language = WRITABLE | CHOICES, self.language
        return tuple(
            labels_of(c, language) for c in self.scope.controls if c.usable and c.kind in fillable
        )

    @cached_property
    def beside(self) -> dict[Place, list[Labels]]:
        """The controls that could be filled, by the place they share."""
        places: dict[Place, list[Labels]] = defaultdict(list)
        for labels in self.labelled:
            places[place(labels.control)].append(labels)
        return places

    @cached_property
    def letters(self) -> dict[Place, Control]:
        """The first text box that asks why, by its place."""
        asking = (
            f.control
            for f in self.labelled
            if f.control.kind in TEXT_BOXES and "explanation" in f.own
        )
        return {place(control): control for control in reversed([*asking])}

    @cached_property
    def name_part(self) -> dict[str, Role | None]:
        """The part of a name that each control asks for, by its key."""
        return {labels.control.key: name_part_of(labels) for labels in self.labelled}

    @cached_property
    def name_parts(self) -> dict[Place, Counter[Role]]:
        """How often each part of a name is asked for, by place."""
        asked = {
            where: [self.name_part[f.control.key] for f in fields]
            for where, fields in self.beside.items()
        }
        return {where: Counter(filter(None, parts)) for where, parts in asked.items()}

    @cached_property
    def frames(self) -> tuple[FrameSnapshot, ...]:
        """The page's own frame and those of its site: what another site says is not the page's."""
        main = self.snapshot.main.index
        return tuple(f for f in self.snapshot.frames if f.permitted or f.index == main)

    @cached_property
    def shown(self) -> tuple[FrameSnapshot, ...]:
        """The frames that are the form's own and can be seen."""
        return tuple(f for f in self.frames if f.permitted and f.visible)

    def dialogs(self) -> Iterator[tuple[Dialog, list[Control], list[Block]]]:
        """Each open dialog and what stands in it; cookie choices aside."""
        for frame in self.shown:
            for i, dialog in enumerate(frame.dialogs):
                if not dialog.why and i not in self.scope.set_aside[frame.index]:
                    controls = [c for c in frame.controls if inside(frame, c.dialog, i)]
                    blocks = [b for b in frame.blocks if inside(frame, b.dialog, i)]
                    yield dialog, controls, blocks

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The text in play: the modal's where one is open, else the page's own, not its frame."""
        return tuple(
            block
            for frame in self.frames
            for block in frame.blocks
            if block.region not in _ASIDE and self.scope.shows(frame, block.dialog)
        )

    @cached_property
    def headings(self) -> frozenset[str]:
        """The meanings in headings and in dialogs' names: of this page, and not of its site."""
        names = [d.name for frame in self.frames for d in frame.dialogs if not d.why]
        return self._meant_by(names + [b.text for b in self.blocks if b.heading])

    @cached_property
    def subject(self) -> frozenset[str]:
        """The meanings in titles and headings."""
        return self.headings | self._meant_by(frame.title for frame in self.frames)

    @cached_property
    def topics(self) -> frozenset[str]:
        """The meanings anywhere in the text in play, links left out."""
        texts = (b.text for b in self.blocks if not (b.link or b.quoted))
        return self.subject | self._meant_by(texts)

    @cached_property
    def behind(self) -> frozenset[str]:
        """The meanings in all that the page says, be it behind a dialog."""
        blocks = (b for frame in self.frames for b in frame.blocks if b.region not in _ASIDE)
        return self.topics | self._meant_by(b.text for b in blocks if not (b.link or b.quoted))

    def _meant_by(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*(meanings_in(text, self.language) for text in texts))

    @cached_property
    def language(self) -> str:
        """The language that the page is written in, also behind a dialog of few words."""
        texts = [self.snapshot.main.title]
        texts += [b.text for f in self.snapshot.frames for b in f.blocks if b.region not in _ASIDE]
        texts += [control.label for control in self.scope.controls]
        return language_of(self.snapshot.main.lang, texts)

    @property
    def about_objection(self) -> bool:
        """The page itself is about an objection: a right to object in small print is not."""
        if self.other_matter:
            return False
        if "object" in self.subject:
            return True
        if "ai" in self.subject:
            return bool(_MATTER & (self.subject | self._before_fields))
        if _ELSEWHERE & self.subject:
            return False  # it only mentions that one may object, too
        texts = (
            meanings_in(b.text, self.language) for b in self.blocks if not (b.link or b.quoted)
        )
        return any("ai" in meant and _MATTER & meant for meant in texts)

    @cached_property
    def _before_fields(self) -> frozenset[str]:
        """The meanings in what stands above or among the fields: below them is small print."""
        if not self.labelled:
            return self.topics
        choices = (ControlKind.RADIO, ControlKind.CHECKBOX)
        beside = {text for f in self.labelled for text in (*f.control.before, f.control.label)}
        beside |= {c.label for c in self.scope.controls if c.kind in choices}
        texts = [b.text for b in self.blocks if not (b.link or b.quoted)]
        last = max((i for i, text in enumerate(texts) if text in beside), default=len(texts) - 1)
        return self._meant_by(texts[: last + 1])

    @cached_property
    def other_matter(self) -> bool:
        """The first heading, else the title, names another matter (`News`), or the opposite."""
        names = [self.snapshot.main.title, *(b.text for b in self.blocks if b.heading)][:2]
        opposite = (_is_opposite(meanings_in(name, self.language)) for name in names)
        return any(opposite) or bool(self._names_other(names))

    def of_other_matter(self, control: Control) -> bool:
        """The nearest heading over it, else the page, or a button at it names another matter."""
        if "other_matter" in self.button_words(control):
            return True
        named = self._names_other(control.above.split(_BETWEEN))
        return self.other_matter if named is None else named

    def _names_other(self, headings: Sequence[str]) -> bool | None:
        """The last of these that names a matter names another than an objection to AI."""
        for heading in reversed(headings):
            meant = meanings_in(heading, self.language)
            if meant >= _OURS or "other_matter" in meant:
                return not meant >= _OURS
        return None

    @cached_property
    def of_request(self) -> bool:
        """Titles or headings name a request like ours: a wizard's step often names no more."""
        if self.other_matter:
            return False
        if "object" in self.subject:
            return True
        return bool(_REQUEST & self.subject) and not _NO_REQUEST & self.subject

    def is_step(self, control: Control) -> bool:
        """A control stands in a step of such a request: a button moves it on."""
        buttons = self.buttons(control) if self.of_request else []
        return any("next" in meanings(button.label) for button in buttons)

    @cached_property
    def pressed(self) -> tuple[Control, ...]:
        """The buttons in play that can be seen, those of the page's frame left out."""
        buttons = (c for c in self.scope.controls if c.kind is ControlKind.BUTTON and c.visible)
        return tuple(c for c in buttons if c.region not in ("nav", "header", "footer"))

    @cached_property
    def offers_code(self) -> bool:
        """A button asks for a code to be sent, or has done so."""
        meant = [meanings(button.label) for button in self.pressed]
        return any("request_code" in each or {"code_mailed", "code"} <= each for each in meant)

    @cached_property
    def passwords_shown(self) -> int:
        """How many passwords the page asks for, as a person sees it now."""
        return sum(
            control.secret and control.visible and self.scope.shows(frame, control.dialog)
            for frame in self.snapshot.frames
            for control in (frame.controls if frame.permitted else ())
        )

    @cached_property
    def _buttons(self) -> tuple[Control, ...]:
        """The buttons in play that can be seen, and do more than empty a form."""
        buttons = (c for c in self.scope.controls if c.kind is ControlKind.BUTTON)
        return tuple(c for c in buttons if c.visible and c.type != "reset")

    def buttons(self, field: Control) -> list[Control]:
        """The buttons that could act on a field: in its form, else after it in its dialog."""
        buttons = [c for c in self._buttons if c.frame == field.frame]
        same_form = [c for c in buttons if field.form >= 0 and c.form == field.form]
        if same_form:  # a dialog can stand in a form, with buttons of its own
            return [c for c in same_form if c.dialog == field.dialog] or same_form
        after = [c for c in buttons if c.dialog == field.dialog and c.index > field.index]
        return [c for c in after if c.form < 0] or after

    def button_words(self, field: Control) -> frozenset[str]:
        """The meanings of the buttons of a field's form; without a form, of the next one."""
        buttons = self.buttons(field)
        here = buttons[:6] if field.form >= 0 else buttons[:1]
        return frozenset().union(*(meanings(button.label) for button in here))


def _is_opposite(meant: frozenset[str]) -> bool:
    """`Withdraw your objection`, `Allow AI`; but to withdraw a consent is to object."""
    if "consent" in meant:
        return "ai" in meant and not meant & {"object", "undo", "negation"}
    return {"undo", "object"} <= meant


def context_of(snapshot: Snapshot, *, continued: bool = False) -> PageContext:
    """The context of one look at a page."""
    return PageContext(snapshot, scope_of(snapshot), continued=continued)


def place(control: Control) -> Place:
    """Where a control stands, to tell what belongs together."""
    return (control.frame, control.form, control.dialog, control.region)
