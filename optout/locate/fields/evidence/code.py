"""What the table of signals asks of a candidate for a mailed code."""

from optout.locate.fields.candidate import Candidate, is_headed
from optout.locate.fields.evidence.shared import MORE_FIELDS
from optout.locate.labels import labels_of
from optout.locate.roles import WRITABLE
from optout.locate.words import asserts, meanings_in, sentences

_OTHER_FIELDS = frozenset(
    ("email", "phone", "name", "country", "search", "username", "address", "url")
)
_OTHER_CODES = frozenset(("password", "forgot", "sign_up"))
"""What a page's title names that mails codes for something else."""
_CODE = frozenset(("code", "code_sent"))


def numeric(c: Candidate) -> bool:
    asked = c.control.inputmode == "numeric" or "0-9" in c.control.pattern
    return asked or c.control.type in ("tel", "number")


def headed(c: Candidate) -> bool:
    return is_headed(c.context, c.labels)


def other_code(c: Candidate) -> bool:
    """Its words, or the title above it, name a code that nobody was sent: `Postal code`."""
    if "other_code" in c.context.headings and "code_sent" not in c.topics:
        return True
    named = "other_code" in c.labels.all | c.labels.marks | c.context.subject
    return not c.declared and (named or c.labels.declared_other)


def code_of_app(c: Candidate) -> bool:
    return "authenticator" in c.topics and not {"email", "object"} & c.topics


def code_for_other(c: Candidate) -> bool:
    context = c.context
    other = _OTHER_CODES & context.subject or context.other_matter
    return bool(other) and "object" not in context.topics


def for_no_code(c: Candidate) -> bool:
    meant = c.spoken if c.declared else c.labels.all
    return "code" not in c.labels.own and bool(_OTHER_FIELDS & meant)


def among_fields(c: Candidate) -> bool:
    """More is asked for beside it than a code comes with, and no button mails one."""
    if len(c.beside) - 1 < MORE_FIELDS or c.declared or c.digits:
        return False
    offered = "code" in c.spoken and c.context.offers_code
    return not (offered or ("code_sent" in c.spoken and c.context.of_request))


def code_unsaid(c: Candidate) -> bool:
    """Nothing at it names a code, but its declaration beside other fields at most."""
    if _CODE & (c.labels.all | c.labels.described) or c.digits or headed(c):
        return False
    return not (c.declared and (c.alone or "code_sent" in c.topics))


def yet_to_be_sent(c: Candidate) -> bool:
    """A code is named at it only as one that will be sent: `We'll send a code to this address.`"""
    if c.declared or c.digits or numeric(c):
        return False
    control, language = c.control, c.context.language
    texts = [t for t in (control.label, control.placeholder, control.title) if t]
    parts = [s for text in texts or control.before[-1:] for s in sentences(text)]
    named = [s for s in parts if "code" in meanings_in(s, language)]
    return bool(named) and all(
        "will_send" in meanings_in(s, language) and not asserts(s, "code_mailed", language)
        for s in named
    )


def of_address(c: Candidate) -> bool:
    """It may take the address that a code will be mailed to: `Email`, `We'll send a code there.`

    Its label, or the text before that of a code, names an address too, and no other field does.
    """
    if c.declared or c.digits or c.alone or numeric(c):
        return False
    control, language = c.control, c.context.language
    texts = (control.label,) if control.label else control.before[-2:]
    if not any("email" in meanings_in(text, language) for text in texts):
        return False
    shown = (o for o in c.context.scope.controls if o.visible and o.kind in WRITABLE)
    others = (o for o in shown if o.key != control.key and o.frame == control.frame)
    return not any(o.type == "email" or "email" in labels_of(o, language).all for o in others)
