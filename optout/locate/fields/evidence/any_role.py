"""What the table of signals asks of a candidate for several roles."""

from optout.locate.context import place
from optout.locate.fields.candidate import SEARCHED, Candidate
from optout.locate.fields.evidence.country import (
    above_title,
    lists_others,
    names_town,
    no_residence,
    town,
)
from optout.locate.fields.evidence.shared import BRACKETS, button_between
from optout.locate.labels import question_before
from optout.locate.roles import TEXT_BOXES, Role
from optout.locate.snapshot import Control
from optout.locate.words import meanings_in, sentences


def search_box(c: Candidate) -> bool:
    """It searches; a list that one types into may be of a search box's type."""
    listed = c.control.kind in SEARCHED and c.words & (c.labels.label | c.labels.question)
    return c.control.search or (c.control.type == "search" and not listed)


def aside(c: Candidate) -> bool:
    """It stands around the page's matter, without the others of such a form."""
    if not c.control.region:
        return False
    return c.alone or not any(f.control.kind in TEXT_BOXES for f in c.beside)


def concerned(c: Candidate) -> bool:
    """It asks for what the request is about: what an answer showed, or is to be deleted.

    What stands before it may be the page's heading, so the same words must name what it takes; and
    what a label adds, in brackets or a further sentence, is what becomes of that.
    """
    if "concerned" not in c.labels.own | c.labels.placeholder:
        return False
    texts = (c.control.label, c.control.placeholder, question_before(c.control))
    firsts = [sentences(BRACKETS.sub(" ", text))[:1] for text in texts]
    meant = [meanings_in(first, c.context.language) for each in firsts for first in each]
    return any("concerned" in means and c.words & means for means in meant)


def titled_otherwise(c: Candidate) -> bool:
    """A title that is not known stands above the text that names it, and only that does."""
    sure = c.declared or c.control.type in c.rule.type or c.words & c.labels.identifier
    return c.labels.doubted and not sure and not c.words & c.labels.placeholder


def as_plain(c: Candidate) -> bool:
    """Another field of its place asks for the same by its own words, and is as likely ours."""
    if c.declared:
        return False
    return any(
        not (other.labels is c.labels or _less(other, c.role))
        for other in c.rivals()
        if other.words & other.spoken and place(other.control) == place(c.control)
    )


def _less(other: Candidate, role: Role) -> bool:
    """What another field takes may not be what is wanted."""
    if other.labels.represented or concerned(other):
        return True
    doubts = (lists_others, no_residence, town, names_town, above_title)
    return role is Role.COUNTRY and any(doubt(other) for doubt in doubts)


def apart_from_letter(c: Candidate) -> bool:
    """A button that sends stands between it and the letter, and not between the letter and another
    such field: where no form is marked, a form ends with its button. Below the letter `Next` is
    enough."""
    letter = _letter(c)
    if letter is None:
        return False
    acts = ("send", "next") if letter.index < c.control.index else ("send",)
    if not _sent_between(c, letter, acts):
        return False
    others = (f for f in c.others if c.words & (f.own | f.placeholder))
    return any(
        button_between(c.context, letter, f.control, ("send", "next")) is None for f in others
    )


def sent_apart(c: Candidate) -> bool:
    """A button that sends stands between it and the letter: it may be a chat's or the site's."""
    letter = _letter(c)
    return letter is not None and _sent_between(c, letter, ("send",))


def _letter(c: Candidate) -> Control | None:
    """The first box of its place that asks why, where no form is told."""
    return None if c.control.form >= 0 else c.context.letters.get(place(c.control))


def _sent_between(c: Candidate, letter: Control, acts: tuple[str, ...]) -> bool:
    return button_between(c.context, letter, c.control, acts) is not None
