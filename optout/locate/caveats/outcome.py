"""What has come of a request: nothing yet, less than it seems, or the opposite as well."""

from optout.domain.proofs import Proof
from optout.locate.snapshot import Block
from optout.locate.statement import (
    ACKNOWLEDGED,
    MEANINGS,
    NEEDS_NO_MORE,
    RECEIPT,
    REFUSALS,
    Statement,
)
from optout.locate.tells import tells
from optout.locate.words import clauses_of, fold, meanings_in, names, sentences, words

_BEGINS = 3
"""Words with which a sentence begins that names nothing: "Not available in your country"."""
_THANKS = 40
"""A sentence shorter than this is thanks and no more."""
_PLAIN = (Proof.PAGE, Proof.HEADING, Proof.AMONG_OTHERS)
_MESSAGES = (Proof.ALERT, Proof.DIALOG)
_IF_ALREADY = frozenset(("conditional", "already_objected"))
_CONSENT_WITHDRAWN = frozenset(("consent", "undo"))
_FAILING = ("conditional", "negation", "refused", "declined")


def is_draft(s: Statement) -> bool:
    """Whether what was not sent is said to be kept, as a draft that still can be."""
    return "begun" in s.said or any(o.states("kept", "conditional", "refused") for o in s.others())


def is_of_product(s: Statement) -> bool:
    """Whether something else than the form is not to be had, as Meta AI, videos, help by phone:
    neither the page nor anything of it is named, nor does the sentence begin with that it is not.
    """
    if "object" in s.said or s.language not in words().languages:
        return False
    if "ai" in s.said or names(s.sentence, "product", s.language):
        return True
    begins = " ".join(fold(s.sentence).split()[:_BEGINS])
    unnamed = "unavailable" in meanings_in(begins, s.language)
    return not (unnamed or names(s.sentence, "page_thing", s.language))


def is_received(s: Statement) -> bool:
    """Whether a sentence says that an objection was received, and does not only thank for it."""
    receipts = (o.reading(o.sentence, ACKNOWLEDGED) for o in s.others() if o.names_objection)
    return any("wait" not in r.said and tells(r) and r.receives for r in receipts)


def is_received_besides(s: Statement) -> bool:
    """Whether what failed is something else than what becomes of the objection after a "but": "We
    could not send you a mail, but your objection was recorded"."""
    return s.states("but") and any(
        s.reading(clause).states("object", *_FAILING)
        for clause in clauses_of(s.sentence, s.language)[1:]
    )


def has_but(s: Statement) -> bool:
    """Whether it goes on with a "but"."""
    return s.states("but")


def is_undone(s: Statement) -> bool:
    """Whether what was received is said to hold for a part only, for another account, to be
    incomplete, to have expired, or to be withdrawn; a consent that is, is as good as an objection.
    """
    return any(
        o.states("undone", "conditional") and not o.said >= _CONSENT_WITHDRAWN for o in s.others()
    )


def is_declined(s: Statement) -> bool:
    """Whether what was received was turned down."""
    return any(o.states("declined", "conditional", "needless") for o in s.others())


def is_to_do_again(s: Statement) -> bool:
    """Whether it is to be sent once more."""
    blocked_by = ("conditional", "negation", "needless")
    return any(o.states("do_again", *blocked_by) for o in s.others())


def is_beside_form(s: Statement) -> bool:
    """Whether there is a form to fill in."""
    return any("fill_in" in said for said, _ in s.all_said)


def is_beside_refusal(s: Statement) -> bool:
    """Whether a message that thanks says in the same breath what the site did not do."""
    return s.where in _MESSAGES and any(
        o.states(MEANINGS[refusal], "conditional") for o in s.others() for refusal in REFUSALS
    )


def is_to_send_later(s: Statement) -> bool:
    """Whether it is to be sent at another time."""
    return any("send_later" in said for said, _ in s.all_said)


def is_if_already(s: Statement) -> bool:
    """Whether the page says what is to be done "if you have already objected"."""
    return any(said >= _IF_ALREADY and "soon" not in said for said, _ in s.all_said)


def is_to_wait(s: Statement) -> bool:
    """Whether one is to wait, and no objection was received: who has received it asks to wait for
    the answer."""
    return any("wait" in said for said, _ in s.all_said) and not is_received(s)


def is_to_send(s: Statement) -> bool:
    """Whether there are only thanks, and something is yet to be done for the objection to be sent,
    wherever the page says so: "Thank you. You are nearly there. Upload your ID to submit it."
    """
    if any("to_send" not in o.said and o.receives for o in s.others()):
        return False
    said = [sentence for sentence, _ in s.news]
    if s.where in _PLAIN:
        said += (each for b in s.context.blocks if is_text(b) for each in sentences(b.text))
    meant = (meanings_in(each, s.language) for each in said)
    return any("to_send" in each and not each & {"thanks", "needless"} for each in meant)


def is_thanks_beside_failure(s: Statement) -> bool:
    """Whether there are only thanks, and something was not done.

    A heading names the matter: "your right to object" is a negation, as there it is no success.
    """
    return not any(o.receives for o in s.others()) and any(
        {"negation", "refused"} & said and not said & NEEDS_NO_MORE
        for said, where in s.all_said
        if where != Proof.HEADING
    )


def is_yet_to_come(s: Statement) -> bool:
    """Whether nothing says that something has come of it: forms say the same of requests that are
    yet to be made."""
    return not (_has_come(s) or (not s.over_form and _answers(s)))


def _has_come(s: Statement) -> bool:
    """Whether a receipt stands in the sentence itself, in a heading, or in a few words of thanks;
    on a page that says more than that, in a heading."""
    near = [o for o in s.others() if o.where == Proof.HEADING]
    if s.where != Proof.AMONG_OTHERS:
        short = (o for o in s.others() if o.where != Proof.HEADING and len(o.sentence) < _THANKS)
        near = [s, *near, *short]
    return any(o.says_so(*RECEIPT) or o.states("no_more_use", "conditional") for o in near)


def _answers(s: Statement) -> bool:
    """Whether a promise stands where only an answer stands: in a message, a dialog.

    One that goes on to say what happens "if" explains, and may stand before a form as well.
    """
    explained = s.where == Proof.ALERT and any(at == Proof.AMONG_OTHERS for _, at in s.news)
    if s.where in _PLAIN or explained:
        return False
    return not any("conditional" in o.anywhere for o in s.others() if o.where == s.where)


def is_text(block: Block) -> bool:
    """Whether a block is text of the page's own, and nothing to press."""
    return not (block.link or block.button or block.quoted)
