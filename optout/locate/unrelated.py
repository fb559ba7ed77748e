"""Fields that are there for something else than the page's matter: comments, opinions, news."""

from collections.abc import Callable
from functools import lru_cache

from optout.locate.context import PageContext, place
from optout.locate.roles import CHOICES, TEXT_BOXES, ControlKind
from optout.locate.says import Says
from optout.locate.snapshot import Control, FormElement
from optout.locate.words import (
    fold,
    fold_identifier,
    languages_by_meaning,
    meanings,
    meanings_in,
    sentences,
)

_SHORT = 60
"""A text of more characters than this before a form is not its title."""
_WHY = frozenset({"object", "explanation"})
BETWEEN = " · "
"""What stands between the headings over a field."""
MATTER = frozenset({"object", "ai", "privacy", "request_form", "explanation"})
"""What a heading says that names the matter of a request."""
_OTHER_RIGHTS = frozenset({"delete", "access"})
_OFFERED = frozenset({"object", "request_kind"})
"""What is said where an objection is one of several rights to choose from."""
_ENDED = (".", "!", "。", "！")
_SENDS = frozenset({"send", "next", "confirm"})
_OFFERING = frozenset({ControlKind.RADIO, ControlKind.CHECKBOX}) | CHOICES
_SECTION = frozenset(
    (
        *("section", "step", "name", "first_name", "last_name", "full_name", "email", "phone"),
        *("country", "residence", "nationality", "address", "represented", "concerned"),
        *("request_kind", "additional", "not_reasons", "statement", "signature", "code"),
    )
)
"""What the headings over the parts of a request's form say."""


def is_comment_box(context: PageContext, said: Says) -> bool:
    """Whether a text box is there for a comment: by its own words, else by its form's."""
    control, language = said.control, context.language
    if control.kind not in TEXT_BOXES:
        return False
    if not said.own & _WHY and _below_its_button(context, control, _is_country):
        return True
    if _beside_country(context, control):
        return not said.own and any(
            _opinions(t, language) for t in (control.placeholder, control.title)
        )
    # What an engine writes into all boxes of a form says nothing of any of them.
    placeholders = [s.control.placeholder for s in context.beside[place(control)]]
    shared = placeholders.count(control.placeholder) > 1
    own = (control.label, control.title, "" if shared else control.placeholder)
    if any(says_comment(text, language) for text in own) or _feedback(context, said):
        return True
    asked = sentences(control.before[-1]) if control.before and not control.label else []
    if any(says_comment(s, language) for s in asked if len(s) < _SHORT):
        return True
    return "explanation" not in said.own and _in_comment_form(context, said)


def _beside_country(context: PageContext, control: Control) -> bool:
    """Whether a country is asked for beside it, on a page of ours: no comment's form does that."""
    beside = context.beside[place(control)] if context.about_objection else ()
    return any(map(_is_country, beside))


def _below_its_button(
    context: PageContext, control: Control, fields: Callable[[Says], bool]
) -> bool:
    """Whether a text box stands below the button by which such `fields` above it are sent, or go
    on: a chat in the window's corner, say, or a question of the page's own."""
    if control.form >= 0:
        return False
    here = [s for s in context.said if s.control.frame == control.frame]
    first = next((s.control for s in here if fields(s)), control)
    return button_between(context, first, control, ("send", "next")) is not None


def button_between(
    context: PageContext, first: Control, last: Control, saying: tuple[str, ...]
) -> Control | None:
    """The first button between two controls that says one of these; none of a code, an opinion,
    nor one whose name is a sentence, as that of a hint."""
    start, end = sorted((first.index, last.index))
    for button in context.pressed:
        if button.frame == first.frame and start < button.index < end:
            said = meanings(button.label)
            told = button.label.endswith(_ENDED) or {"code", "feedback"} & said
            if said.intersection(saying) and not told:
                return button
    return None


def _is_country(said: Says) -> bool:
    return said.control.kind in CHOICES and bool(said.countries or "country" in said.own)


def _is_ours(said: Says) -> bool:
    return _is_country(said) or "email" in said.own


def asks_opinion(context: PageContext, said: Says) -> bool:
    """Whether a box is there to say what one thinks of the page or the service, or to chat.

    A reply to what others have said is none: there the page is theirs.
    """
    sending = [m for b in context.buttons(said.control) if "send" in (m := meanings(b.label))]
    if sending and all("feedback" in each for each in sending):
        return True
    found = _feedback(context, said)
    return bool(found) and not any(says_comment(text, context.language) for text in found)


def _feedback(context: PageContext, said: Says) -> list[str]:
    """The short texts at a box that say so."""
    control = said.control
    beside = context.beside[place(control)]
    texts = [control.label, control.title, control.placeholder, control.group]
    first = control if _below_another_box(context, said) else beside[0].control
    buttons = {c.label for c in context.scope.controls if c.kind is ControlKind.BUTTON}
    for at in (control, first):
        texts += [text for text in at.before if text not in buttons][-2:]
    if form := context.form(control):
        texts.append(fold_identifier(form.words))
        texts += sentences(form.text) if len(beside) == 1 else []
    return [sentence for text in texts for sentence in _opinions(text, context.language)]


def _below_another_box(context: PageContext, said: Says) -> bool:
    """Whether a box that asks why is parted by a button from the first one of its place, which is
    of another form: where no form is told, its form ends there."""
    control, first = said.control, context.beside[place(said.control)][0].control
    if control.form >= 0 or not said.own & _WHY or first.kind not in TEXT_BOXES:
        return False
    return any(
        button.frame == control.frame and first.index < button.index < control.index
        for button in context.pressed
    )


def _opinions(text: str, language: str) -> list[str]:
    """The short sentences of a text that ask for an opinion, where no other asks to object or why.

    What stands over a box goes on after its question: "Was this helpful? Tell us what to improve."
    """
    said = {sentence: meanings_in(sentence, language) for sentence in sentences(text)}
    asking = [s for s, found in said.items() if "feedback" in found and len(s) < _SHORT]
    rest = (found for sentence, found in said.items() if sentence not in asking)
    return [] if any(_WHY & found for found in rest) else asking


def among_comments(context: PageContext, control: Control) -> bool:
    """Whether a field stands in a form whose only text boxes are for comments."""
    boxes = [s for s in context.beside[place(control)] if s.control.kind in TEXT_BOXES]
    boxes = [
        s for s in boxes if s.own & _WHY or not _below_its_button(context, s.control, _is_ours)
    ]
    return bool(boxes) and all(is_comment_box(context, box) for box in boxes)


def in_other_form(context: PageContext, said: Says) -> bool:
    """Whether a page about an objection has a field in a form that may be for something else.

    The headings over it are not understood, or name something else; and nothing in it asks to
    object nor, where nothing else is named, why. A later step of our form may have any heading.
    """
    if not context.about_objection or context.continued:
        return False
    if for_other_end(context, said) or for_other_right(context, said):
        return True
    headings = _sections(context, said)
    unread = bool(headings) and not any(_SECTION & heading for heading in headings)
    return unread and not _WHY & _asked_below(context, said)


def for_other_end(context: PageContext, said: Says) -> bool:
    """Whether a heading over a field or a button of its form names something else than a request,
    and nothing in it asks to object."""
    named = _pressed(context, said).union(*_sections(context, said))
    return "other_form" in named and "object" not in _asked_below(context, said)


def for_other_right(context: PageContext, said: Says) -> bool:
    """Whether a heading over a field or a button of its form names another right than to object:
    to delete, to see, to correct; and nothing in it asks to object or which right it is."""
    named = _sections(context, said)
    pressed = _each_pressed(context, said)
    if not any(_SENDS & each for each in pressed):
        named += pressed  # beside one that sends, such a button is of a file, say
    if not any(map(_is_other_right, named)):
        return False
    offered = _OFFERED & _asked_below(context, said)
    return not (offered or _offers_objection(context, said.control))


def _is_other_right(said: frozenset[str]) -> bool:
    return bool(_OTHER_RIGHTS & said) and not _OFFERED & said


def _offers_objection(context: PageContext, control: Control) -> bool:
    """Whether a choice in a field's place is to object, or which request it is."""
    offered = [
        text
        for c in context.scope.controls
        if place(c) == place(control) and c.kind in _OFFERING
        for text in (c.label, c.group, *(option.text for option in c.options))
    ]
    return any(_OFFERED & meanings_in(text, context.language) for text in offered)


def _sections(context: PageContext, said: Says) -> list[frozenset[str]]:
    """The meanings of each heading over a field that stands below the one of the page's matter."""
    texts = said.control.above.split(BETWEEN) if said.control.above else []
    found = [meanings_in(text, context.language) for text in texts]
    ours = [i for i, heading in enumerate(found) if _is_matter(heading)]
    return found[ours[-1] + 1 :] if ours else found


def _is_matter(heading: frozenset[str]) -> bool:
    """Whether a heading names the matter of a request, and no other end or right."""
    return bool(MATTER & heading) and "other_form" not in heading and not _is_other_right(heading)


def _asked_below(context: PageContext, said: Says) -> frozenset[str]:
    """What the fields of a form ask, the text between its heading and them, and its buttons."""
    beside = context.beside[place(said.control)]
    headings = said.control.above.split(BETWEEN)
    texts = list(beside[0].control.before)
    below = max((i + 1 for i, text in enumerate(texts) if text in headings), default=0)
    told = (meanings_in(text, context.language) for text in texts[below:])
    asked = (s.own | s.placeholder | s.described for s in beside)
    return _pressed(context, said).union(*told, *asked)


def _pressed(context: PageContext, said: Says) -> frozenset[str]:
    """What the buttons of a field's form say."""
    return frozenset().union(*_each_pressed(context, said))


def _each_pressed(context: PageContext, said: Says) -> list[frozenset[str]]:
    """What each button of a field's form says."""
    buttons = context.buttons(said.control)[:6] if said.control.form >= 0 else ()
    return [meanings_in(b.label, context.language) for b in buttons]


@lru_cache(maxsize=4096)
def says_comment(text: str, language: str) -> bool:
    """Whether a text says so, in whatever language; French asks "Comment" where it means how."""
    for sentence in sentences(text):
        found = languages_by_meaning(sentence)
        saying = found.get("comment", frozenset())
        if saying - {"en"}:
            if language in saying or language not in found.get("explanation", ()):
                return True
        elif language == "fr" and fold(sentence).startswith("comment "):
            continue
        elif saying and (language == "en" or not any("fr" in said for said in found.values())):
            return True
    return False


def _in_comment_form(context: PageContext, said: Says) -> bool:
    control, language = said.control, context.language
    first = context.beside[place(control)][0].control
    texts = [t for t in (*first.before[-3:], control.group) if len(t) < _SHORT]
    texts += [b.label for b in context.buttons(control)[:6] if control.form >= 0]
    form = context.form(control)
    if form is not None:
        texts.append(fold_identifier(form.words))
    if not said.own:
        texts.append(fold_identifier(f"{control.name} {control.id}"))
    return any(says_comment(text, language) for text in texts)


def is_newsletter(context: PageContext, said: Says) -> bool:
    """Whether a field is there to subscribe to something."""
    control = said.control
    if "newsletter" in said.own | said.placeholder | said.identifier | said.marks:
        return True
    beside = context.beside[place(control)]
    if context.about_objection and "newsletter" in button_words(context, said):
        return True
    if len(beside) > 3 or any(s.control.kind in TEXT_BOXES | CHOICES for s in beside):
        return False
    around = meanings(" · ".join(control.before[-3:])) | button_words(context, said)
    form = context.form(control)
    if form is not None:
        around |= meanings(form.words)
        around |= meanings(form.text if len(beside) == 1 else _less_ticks(context, control, form))
    return "newsletter" in around


def _less_ticks(context: PageContext, control: Control, form: FormElement) -> str:
    """A form's text without its boxes to tick: many forms offer news besides."""
    text = form.text
    for other in context.scope.controls:
        here = (other.frame, other.form) == (control.frame, control.form)
        if here and other.kind is ControlKind.CHECKBOX and other.label:
            text = text.replace(other.label, " ")
    return text


def button_words(context: PageContext, said: Says) -> frozenset[str]:
    """What the buttons of a field's form say; without a form, the next one's words."""
    buttons = context.buttons(said.control)
    here = buttons[:6] if said.control.form >= 0 else buttons[:1]
    return frozenset().union(*(meanings(button.label) for button in here))
