"""Of what a success is: another matter, another request, another right."""

import re

from optout.domain.proofs import Proof
from optout.locate.news import is_of_news, is_question
from optout.locate.statement import MEANINGS, NEEDS_NO_MORE, RECEIPT, SUCCESSES, Statement

_OBJECTED = frozenset(("object", *(MEANINGS[end] for end in SUCCESSES)))
_OURS = frozenset({"object", "ai", "no_more_use"})
_OTHER_RIGHTS = frozenset({"delete", "access", "newsletter"})
_STATED = re.compile(r"[:：]\s*\w+(?: \w+)?\W*$")
"""A word or two in which a row ends."""
_SPEAKING = (Proof.ALERT, Proof.DIALOG, Proof.HEADING)


def is_nobodys(s: Statement) -> bool:
    """Whether nothing on the page tells that the request is one like ours.

    Other forms thank in the same words, so thanks alone are nobody's.
    """
    if s.context.awaited or _OURS & (s.context.behind | s.anywhere):
        return False
    return "privacy" not in s.context.behind or bool(
        _OTHER_RIGHTS & (s.context.subject | s.anywhere)
    )


def is_of_subscription(s: Statement) -> bool:
    """Whether the page speaks of news to subscribe to, and the sentence of nothing of ours."""
    return is_of_news(s.context) and not {"object", "no_more_use"} & s.anywhere


def is_of_cookies(s: Statement) -> bool:
    """Whether it is about cookies, and not about AI."""
    return "cookies" in s.said and "ai" not in s.said


def is_of_comment(s: Statement) -> bool:
    """Whether it is about a comment: "We have received your report of a comment"."""
    return not s.names_objection and "comment" in s.said


def is_of_other_right(s: Statement) -> bool:
    """Whether it is about another right, or a password."""
    return not s.names_objection and bool({*_OTHER_RIGHTS, "password"} & s.anywhere)


def is_row_among_rights(s: Statement) -> bool:
    """Whether it is one row of a list of requests: "Objection: received", "Deletion: refused"."""
    return _STATED.search(s.sentence) is not None and any(
        _STATED.search(o.sentence) and _OTHER_RIGHTS & o.anywhere for o in s.others()
    )


def thanks_for_opinion(s: Statement) -> bool:
    """Whether a message beside it is about what the person thinks of the page; a question is yet
    to be answered."""
    return not s.names_objection and any(
        o.where in _SPEAKING and "feedback" in o.said and not is_question(o.context, o.sentence)
        for o in s.others()
    )


def is_beside_code(s: Statement) -> bool:
    """Whether a code was sent, and nothing names the objection: "Code sent. We have received your
    request. Enter the code to go on."."""
    return not s.names_objection and any(
        o.states("code_mailed", "conditional", "negation") for o in s.others()
    )


def is_beside_deletion(s: Statement) -> bool:
    """Whether something is deleted: "Your account will be deleted in 30 days. We have received your
    request."."""
    return not s.names_objection and any(
        not o.said & _OURS and o.states("delete", "conditional", "negation") for o in s.others()
    )


def is_below_failure(s: Statement) -> bool:
    """Whether a heading or a message says that something was not sent, received or kept.

    A title names the right to object, which is a button's word as well as to send.
    """
    return any(
        where in (Proof.HEADING, Proof.ALERT)
        and "negation" in said
        and not said & NEEDS_NO_MORE
        and (("send" in said and "object" not in said) or said.intersection((*RECEIPT, "kept")))
        for said, where in s.all_said
    )


def is_withdrawn(s: Statement) -> bool:
    """Whether an objection is said to be withdrawn."""
    return any("withdrawn" in said and "negation" not in said for said, _ in s.all_said)


def is_beside_other_matter(s: Statement) -> bool:
    """Whether another matter is said to be objected to, or thanked for."""
    return any(
        "other_matter" in said
        and not {"ai", "negation"} & said
        and (said & _OBJECTED or (not s.names_objection and "thanks" in said))
        for said, _ in s.all_said
    )
