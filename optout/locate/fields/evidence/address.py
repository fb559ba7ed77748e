"""What the table of signals asks of a candidate for the address."""

import re

from optout.locate.fields.candidate import Candidate
from optout.locate.fields.evidence.letter import may_object
from optout.locate.fields.evidence.shared import MORE_FIELDS
from optout.locate.labels import Labels, identity_asked
from optout.locate.roles import TEXT_BOXES

_DOMAIN = re.compile(r"@?[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_AT = (("@",), ("＠",))
_NEXT = 3
"""How many controls on a list still stands beside a field."""


def repeats(c: Candidate) -> bool:
    """It asks again for what an earlier field of the same place asks."""
    if "again" not in c.labels.own | c.labels.identifier:
        return False
    return bool(_addresses_before(c))


def verifies(c: Candidate) -> bool:
    """`Confirm your e-mail`, where none was asked for: it may take the code that was mailed."""
    again = "again" in c.labels.own and c.control.type not in c.rule.type
    return again and "code_sent" in c.topics and not _addresses_before(c)


def repeats_others(c: Candidate) -> bool:
    """The last address asked for before it is another person's."""
    before = _addresses_before(c)
    return bool(before) and before[-1].of_another


def _addresses_before(c: Candidate) -> list[Labels]:
    before = (f for f in c.others if f.control.index < c.control.index)
    return [f for f in before if f.control.type == "email" or "email" in f.all]


def domain_apart(c: Candidate) -> bool:
    """It takes what comes before the `@` only: a list or a box beside it holds `example.org`.

    One that is declared to be an address takes a whole one, whatever stands behind it.
    """
    behind = [f.control for f in c.others if f.control.index > c.control.index]
    if c.control.type != "email" and behind and behind[0].before[:1] in _AT:
        return True
    for other in c.others:
        near = 0 < other.control.index - c.control.index <= _NEXT
        texts = [option.text.strip() for option in other.control.options] if near else []
        domains = [text for text in texts if _DOMAIN.fullmatch(text)]
        if domains and len(domains) * 2 >= len(texts):
            return True
    return False


def signs_in(c: Candidate) -> bool:
    return "sign_in" in c.button_words and not c.context.about_objection


def out_of_place(c: Candidate) -> bool:
    """A lone address may as well be the first step of a sign-in, or for a newsletter.

    It is not where the page is about an objection, or asks for much more elsewhere.
    """
    context, labels = c.context, c.labels
    if context.about_objection or context.is_step(c.control) or may_object(context):
        return False
    more = [f for f in c.beside if not identity_asked(f)]
    boxes = any(f.control.kind in TEXT_BOXES for f in more)
    signing_in = "sign_in" in context.subject and "sign_up" not in context.subject
    if signing_in and len(more) < MORE_FIELDS and not boxes:
        return True
    if not c.alone:
        return False
    if {"forgot", "password"} & (context.subject | labels.all) or c.control.region:
        return True
    others = (f for f in context.labelled if f is not labels)
    rest = [f for f in others if not (f.control.region or f.control.search)]
    return len(rest) < MORE_FIELDS or any("email" in f.all for f in rest)
