"""What surrounds the controls: what is in play, what the page is about, who stands beside whom."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from optout.locate.labels import Labels, labels_of
from optout.locate.roles import CHOICES, WRITABLE, ControlKind
from optout.locate.scope import Scope, scope_of
from optout.locate.snapshot import Block, Control, FrameSnapshot, Snapshot
from optout.locate.stems import language_of, said
from optout.locate.words import sentences

Place = tuple[int, int, int, str]
"""Frame, form, dialog, region: controls that share it belong together."""

FILLED = WRITABLE | CHOICES
"""Kinds that something is put into."""
_ASIDE = ("nav", "footer")
_FRAME = ("nav", "header", "footer")
_ARTICLES = ("article", "blog", "news")
"""What a page calls itself that is to be read."""
_FIRST = 60
"""Texts, and controls, by which a page's language is told."""


@dataclass(frozen=True)
class PageContext:
    """A page seen as a whole, for finding its fields.

    `continued`: it may be a later step of the form whose earlier steps were filled in just before.
    """

    snapshot: Snapshot
    scope: Scope
    continued: bool = False

    @cached_property
    def language(self) -> str:
        """The language that the page is written in, also behind a dialog of few words."""
        frames = self.snapshot.frames
        blocks = [b.text for f in frames for b in f.blocks if b.region not in _ASIDE]
        labels = [c.label for c in self.snapshot.controls if c.visible]
        texts = [self.snapshot.main.title, *blocks[:_FIRST], *labels[:_FIRST]]
        return language_of(self.snapshot.main.lang, texts)

    def say(self, text: str) -> frozenset[str]:
        """The lists that say something in a text of the page."""
        return said(text, self.language)

    def say_all(self, texts: Iterable[str]) -> frozenset[str]:
        """The lists that say something in any of these texts."""
        return frozenset().union(*map(self.say, texts))

    @cached_property
    def labelled(self) -> tuple[Labels, ...]:
        """The labels of each control in play that could be filled now."""
        controls = self.scope.controls
        return tuple(labels_of(c, self.language) for c in controls if c.usable and c.kind in FILLED)

    @cached_property
    def beside(self) -> dict[Place, list[Labels]]:
        """The controls that could be filled, by the place they share."""
        places: dict[Place, list[Labels]] = defaultdict(list)
        for labels in self.labelled:
            places[place(labels.control)].append(labels)
        return places

    @cached_property
    def shown(self) -> tuple[FrameSnapshot, ...]:
        """The frames that are the form's own and can be seen."""
        return tuple(f for f in self.snapshot.frames if f.permitted and f.visible)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The text in play: the modal's where one is open, else the page's own, not its frame."""
        main = self.snapshot.main
        frames = self.shown if main in self.shown else (main, *self.shown)
        return tuple(
            block
            for frame in frames
            for block in frame.blocks
            if block.region not in _ASIDE and self.scope.shows(frame, block.dialog)
        )

    @cached_property
    def headings(self) -> frozenset[str]:
        """What headings and the names of dialogs say: of this page, and not of its site."""
        names = [d.name for frame in self.shown for d in frame.dialogs if not d.why]
        return self.say_all((*names, *(b.text for b in self.blocks if b.heading)))

    @cached_property
    def subject(self) -> frozenset[str]:
        """What titles and headings say."""
        titles = (frame.title for frame in (self.snapshot.main, *self.shown))
        return self.headings | self.say_all(titles)

    @cached_property
    def _texts(self) -> tuple[frozenset[str], ...]:
        return tuple(self.say(b.text) for b in self.blocks if not (b.link or b.quoted))

    @cached_property
    def topics(self) -> frozenset[str]:
        """What is said anywhere in the text in play, links left out."""
        return self.subject.union(*self._texts)

    @cached_property
    def about_objection(self) -> bool:
        """The page itself is about an objection: a right to object in small print is not."""
        if "news" in self.subject or self.not_ours:
            return False
        if "object" in self.subject:
            return True
        asks = {"object", "request"}
        if "ai" in self.subject and asks & self._before_fields:
            return True
        return any("ai" in text and asks & text for text in self._texts)

    @cached_property
    def not_ours(self) -> bool:
        """Its title or first heading is of another request than ours: to take an objection back,
        to agree, to object to something else, as adverts or a suspended account."""
        first = next((b.text for b in self.blocks if b.heading), "")
        parts = [p for text in (self.snapshot.main.title, first) for p in sentences(text)]
        return any(map(_of_other_request, map(self.say, parts)))

    @cached_property
    def _before_fields(self) -> frozenset[str]:
        """What is said above or among the fields: below them is small print."""
        choices = (ControlKind.RADIO, ControlKind.CHECKBOX)
        beside = {text for f in self.labelled for text in (*f.control.before, f.control.label)}
        beside |= {c.label for c in self.scope.controls if c.kind in choices}
        texts = [b.text for b in self.blocks if not (b.link or b.quoted)]
        last = max((at for at, text in enumerate(texts) if text in beside), default=len(texts))
        return self.subject.union(*self._texts[: last + 1])

    @cached_property
    def is_article(self) -> bool:
        """The page is something to read, or a place where people talk, by its mark-up."""
        main = self.snapshot.main
        own = (b for b in self.blocks if not (b.quoted or b.link or b.button or b.listed))
        return main.type.lower() in _ARTICLES or main.times > 0 or any(b.article for b in own)

    @property
    def of_request(self) -> bool:
        """Titles or headings name a request like ours: a wizard's step often names no more."""
        ours = {"ai", "request"} & self.subject and not {"login", "who", "news"} & self.subject
        return self.about_objection or (bool(ours) and not self.not_ours)

    @cached_property
    def pressed(self) -> tuple[Control, ...]:
        """The buttons in play that can be seen and do more than empty a form, those of the page's
        frame left out."""
        buttons = (c for c in self.scope.controls if c.kind is ControlKind.BUTTON and c.visible)
        return tuple(c for c in buttons if c.region not in _FRAME and c.type != "reset")

    @property
    def passwords_shown(self) -> bool:
        """The page asks for a password, as a person sees it now."""
        return any(
            control.secret and control.visible and self.scope.shows(frame, control.dialog)
            for frame in self.snapshot.frames
            for control in (frame.controls if frame.permitted else ())
        )

    def buttons(self, field: Control) -> list[Control]:
        """The buttons that could act on a field: in its form, else after it in its dialog."""
        here = [c for c in self.pressed if c.frame == field.frame]
        same_form = [c for c in here if field.form >= 0 and c.form == field.form]
        if same_form:  # a dialog can stand in a form, with buttons of its own
            return [c for c in same_form if c.dialog == field.dialog] or same_form
        after = [c for c in here if c.dialog == field.dialog and c.index > field.index]
        return [c for c in after if c.form < 0] or after

    def button_words(self, field: Control) -> frozenset[str]:
        """What the buttons that could act on a field say."""
        return self.say_all(button.label for button in self.buttons(field)[:6])

    def of_other_matter(self, control: Control) -> bool:
        """A heading over it, or a button at it, names another matter, as news by mail."""
        return "news" in self.say(control.above) | self.button_words(control)

    def others(self, labels: Labels) -> list[Labels]:
        """The other fields of its place, up to a button that sends them."""
        own = labels.control
        if own.key not in self._others:
            beside = [o for o in self.beside[place(own)] if o.control.key != own.key]
            if own.form < 0 and self._sending:
                beside = [o for o in beside if not self.parts(own, o.control)]
            self._others[own.key] = beside
        return self._others[own.key]

    @cached_property
    def _others(self) -> dict[str, list[Labels]]:
        return {}

    @cached_property
    def _sending(self) -> tuple[Control, ...]:
        """The buttons that send something, and no code."""
        said = ((button, self.say(button.label)) for button in self.pressed)
        return tuple(button for button, each in said if "send" in each and "code" not in each)

    def parts(self, one: Control, other: Control) -> bool:
        """A button that sends stands between two controls that are in no form."""
        start, end = sorted((one.index, other.index))
        return one.form < 0 and any(
            b.frame == one.frame and start < b.index < end for b in self._sending
        )


def _of_other_request(said_there: frozenset[str]) -> bool:
    objects = {"object", "against"} & said_there and "ai" not in said_there
    undoes = "undo" in said_there and "against" not in said_there
    return undoes or bool(objects and {"adverts", "news"} & said_there)


def context_of(snapshot: Snapshot, *, continued: bool = False) -> PageContext:
    """The context of one look at a page."""
    return PageContext(snapshot, scope_of(snapshot), continued=continued)


def place(control: Control) -> Place:
    """Where a control stands, to tell what belongs together."""
    return (control.frame, control.form, control.dialog, control.region)
