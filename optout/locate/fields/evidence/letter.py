"""What the table of signals asks of a candidate for the letter."""

from collections.abc import Callable

from optout.locate.captions import names_field
from optout.locate.context import PageContext, place
from optout.locate.fields.candidate import READ, Candidate
from optout.locate.fields.evidence.shared import COMMA, button_between
from optout.locate.form.gates import Gate, find_gates
from optout.locate.labels import Labels, is_signature, labels_of, question_before
from optout.locate.roles import CHOICES, TEXT_BOXES, WRITABLE
from optout.locate.words import meanings_in, sentences

_OURS = frozenset(("object", "privacy", "ai"))
_WHY = frozenset(("object", "explanation"))


def _demand(c: Candidate) -> int:
    """How much a text box is wanted: 1 required, -1 marked optional, else 0."""
    if c.control.required or "*" in c.control.label:
        return 1
    return -1 if "optional" in c.spoken else 0


def _most_wanted(c: Candidate) -> list[Candidate]:
    most = max(map(_demand, c.rivals()), default=0)
    return [rival for rival in c.rivals() if _demand(rival) == most]


def wanted_most(c: Candidate) -> bool:
    return [rival.labels for rival in _most_wanted(c)] == [c.labels]


def wanted_less(c: Candidate) -> bool:
    return any(_demand(rival) > _demand(c) for rival in c.rivals())


def below_button(c: Candidate) -> bool:
    """It stands below the button that sends a country, in no form, and asks no why: a chat, say."""
    if c.labels.own & _WHY or c.control.form >= 0:
        return False
    here = (f for f in c.context.labelled if f.control.frame == c.control.frame)
    land = next((f.control for f in here if _is_country(f)), c.control)
    return button_between(c.context, land, c.control, ("send", "next")) is not None


def _is_country(labels: Labels) -> bool:
    return labels.control.kind in CHOICES and bool(labels.countries or "country" in labels.own)


def additional(c: Candidate) -> bool:
    """It is for the rest, as `Anything else?`, and another box comes with it."""
    return "additional" in c.labels.own and any(f.control.kind in TEXT_BOXES for f in c.others)


def _sentences(
    c: Candidate, part: Callable[[str], str] = lambda text: text
) -> list[frozenset[str]]:
    """The meanings of (a `part` of) each sentence that asks something, at a text box or before."""
    return [meanings_in(part(s), c.context.language) for t in _asking(c) for s in sentences(t)]


def _asking(c: Candidate) -> list[str]:
    """The texts that ask something at a text box, or before it."""
    control = c.control
    texts = [control.label, control.title, control.placeholder]
    return texts if control.label else [*texts, question_before(control)]


def asks_other(c: Candidate) -> bool:
    """It asks for links, prompts, proof and the like: `Which prompts?`, `Explain your prompts.`

    Not where a sentence, or its end, asks for the reasons: `Which prompts, and why do you object?`.
    """
    wholes = _sentences(c)
    ends = _sentences(c, lambda text: COMMA.split(text)[-1])
    for whole, end in zip(wholes, ends, strict=True):
        reasons = whole if "not_reasons" not in whole else end
        if "explanation" in reasons and "not_reasons" not in reasons:
            return False
    return any("not_reasons" in each for each in wholes) and not asks_both(c)


def asks_both(c: Candidate) -> bool:
    """One sentence asks for the reasons of an objection, and for such things."""
    return any({"explanation", "object", "not_reasons"} <= each for each in _sentences(c))


def _is_read(c: Candidate) -> bool:
    """A word that is known tells what a text box is for, be it above a hint."""
    if (READ | {"additional"}) & (c.spoken | c.labels.described):
        return True
    if c.control.label or names_field(meanings_in(question_before(c.control), c.context.language)):
        return False
    above = (meanings_in(text, c.context.language) for text in c.control.before)
    return "explanation" in c.labels.identifier.union(*above)


def unexplained(c: Candidate) -> bool:
    """No word that is known tells what the box is for.

    One without any text may be the letter's where it is the only one; one with a text asks for what
    that says, whatever it is.
    """
    if _is_read(c):
        return False
    before = question_before(c.control)
    heading = any(block.heading and block.text == before for block in c.context.blocks)
    texts = (c.control.label, c.control.title, c.control.placeholder, "" if heading else before)
    return any(texts) or len(c.rivals()) > 1


def for_reply(c: Candidate) -> bool:
    """It asks neither why nor to object, and beside it is neither an address nor a country.

    So is a forum's box below posts that explain, be it called "Text" (Khoros, in German).
    """
    if (_OURS | _WHY) & (c.spoken | c.labels.described) or (c.context.continued and _is_read(c)):
        return False
    return not any(
        other.type == "email" or {"email", "country"} & labels_of(other, c.context.language).all
        for other in c.context.scope.controls
        if other.visible and other.kind in WRITABLE | CHOICES and place(other) == place(c.control)
    )


def unread_beside(c: Candidate) -> bool:
    """A box of its place, wanted as much, says nothing known: that may be the letter's."""
    beside = {labels.control.key for labels in c.others}
    others = (rival for rival in c.rivals() if rival.control.key in beside)
    unread = (o for o in others if not (_is_read(o) or is_signature(o.labels, o.context.language)))
    return any(_demand(o) >= _demand(c) for o in unread)


def no_objection(c: Candidate) -> bool:
    """Neither the page nor the box nor an answer on the page speaks of an objection."""
    context, meant = c.context, c.labels.own | c.labels.described
    if context.about_objection or meant & _OURS or may_object(context):
        return False
    explains = "explanation" in meant
    if explains and context.continued and not context.other_matter:
        return False
    if explains and _OURS & context.topics and context.is_step(c.control):
        return False
    return not (explains and "privacy" in context.subject)


def of_objection(c: Candidate) -> bool:
    """The page is about an objection, or the answer chosen on it is to object."""
    return c.context.about_objection or any(map(_objects, find_gates(c.context)))


def may_object(context: PageContext) -> bool:
    """The page asks what the request is, and to object is the answer or can still be."""
    return any(
        _objects(gate) or (gate.about == "request_kind" and not gate.answered)
        for gate in find_gates(context)
    )


def _objects(gate: Gate) -> bool:
    """The request that is chosen is to object."""
    chosen = [option.answer for option in gate.options if option.chosen]
    return gate.about == "request_kind" and chosen == ["object"]


def contested(c: Candidate) -> bool:
    """A box asks for the reason, and another, be it for something else, is wanted more."""
    first = _most_wanted(c)
    if any(_asks_why(rival) and rival not in first for rival in c.rivals()):
        return True
    other = c.rule.unless_read | {"not_reasons"}
    boxes = (f.control for f in c.others if other & f.own)
    wanted = any(b.kind in TEXT_BOXES and (b.required or "*" in b.label) for b in boxes)
    return wanted and _demand(c) < 1


def _asks_why(c: Candidate) -> bool:
    return "explanation" in c.labels.own and "additional" not in c.labels.own
