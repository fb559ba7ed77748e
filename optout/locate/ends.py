"""What a page's news tell of the request: received, known already, refused, not to be had.

A sentence that tells an end is looked for, one end after the other. What may speak against it is a
table, a row a reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, NamedTuple

from optout.domain.proofs import Why
from optout.locate.caveats import matter, outcome
from optout.locate.context import PageContext
from optout.locate.news import (
    News,
    asks,
    dialog_news,
    is_sample,
    live_news,
    page_news,
    said_by_page,
)
from optout.locate.roles import PageKind
from optout.locate.statement import (
    ACKNOWLEDGED,
    CHECKPOINT,
    MEANINGS,
    REFUSALS,
    REFUSED,
    SUCCESSES,
    UNAVAILABLE,
    Statement,
)
from optout.locate.steps import goes_on_after
from optout.locate.tells import only_reviewed, tells
from optout.locate.words import meanings_in, sentences

Effect = Literal["passes", "leaves_open"]
_OVER_A_FORM = frozenset(SUCCESSES)
_BEFORE_THE_LINK = frozenset((*REFUSALS, ACKNOWLEDGED))
"""What a page does not tell that waits for the link in its mail to be opened."""


class PageState(NamedTuple):
    """The page's kind, and why."""

    kind: PageKind
    why: Why


@dataclass(frozen=True, slots=True)
class Caveat:
    """One row: what it makes of a sentence that tells one of `ends`, `when` it is so.

    `passes`: the sentence tells nothing, and the next is read. `leaves_open`: nor does the page;
    whoever reads it knows.
    """

    effect: Effect
    name: str
    when: Callable[[Statement], object]
    ends: frozenset[PageKind]


def _caveat(
    effect: Effect, name: str, when: Callable[[Statement], object], *ends: PageKind
) -> Caveat:
    return Caveat(effect, name, when, frozenset(ends))


passes, leaves_open = partial(_caveat, "passes"), partial(_caveat, "leaves_open")

CAVEATS = (
    # Of a success: it is another one.
    passes("the page is about another matter", lambda s: s.context.other_matter, *SUCCESSES),
    passes("nothing tells that it is of a request like ours", matter.is_nobodys, *SUCCESSES),
    passes("news are subscribed to", matter.is_of_subscription, *SUCCESSES),
    passes("it is about an opinion", lambda s: "feedback" in s.said, *SUCCESSES),
    passes("it is about cookies", matter.is_of_cookies, *SUCCESSES),
    passes("it is about a comment", matter.is_of_comment, *SUCCESSES),
    passes("it is about another right", matter.is_of_other_right, *SUCCESSES),
    passes("a list has other rights beside it", matter.is_row_among_rights, *SUCCESSES),
    passes("an opinion is thanked for beside it", matter.thanks_for_opinion, *SUCCESSES),
    passes("a code was sent", matter.is_beside_code, *SUCCESSES),
    passes("something is deleted", matter.is_beside_deletion, *SUCCESSES),
    passes("something was not sent, or not kept", matter.is_below_failure, *SUCCESSES),
    passes("an objection was withdrawn", matter.is_withdrawn, *SUCCESSES),
    passes("another matter is objected to", matter.is_beside_other_matter, *SUCCESSES),
    # Of a refusal: it is none, or not of the objection.
    passes("it is kept as a draft", outcome.is_draft, REFUSED),
    passes("it is of a product, and not of the form", outcome.is_of_product, UNAVAILABLE),
    leaves_open("an objection was received, too", outcome.is_received, *REFUSALS),
    passes("something besides failed", outcome.is_received_besides, *REFUSALS),
    # Of a success: it is none as it stands.
    leaves_open('a "but" follows', outcome.has_but, *SUCCESSES),
    leaves_open("it does not hold as a whole", outcome.is_undone, *SUCCESSES),
    leaves_open("it was turned down", outcome.is_declined, ACKNOWLEDGED),
    leaves_open("it is to be sent once more", outcome.is_to_do_again, ACKNOWLEDGED),
    leaves_open("it is to be sent later", outcome.is_to_send_later, ACKNOWLEDGED),
    leaves_open("something is to be done to send it", outcome.is_to_send, ACKNOWLEDGED),
    leaves_open("there is a form to fill in", outcome.is_beside_form, ACKNOWLEDGED),
    leaves_open("the site did not do something", outcome.is_beside_refusal, ACKNOWLEDGED),
    leaves_open("it is for whoever has already objected", outcome.is_if_already, ACKNOWLEDGED),
    leaves_open("one is to wait", outcome.is_to_wait, ACKNOWLEDGED),
    leaves_open("it thanks beside a failure", outcome.is_thanks_beside_failure, ACKNOWLEDGED),
    passes("nothing has come of it yet", outcome.is_yet_to_come, ACKNOWLEDGED),
)
"""The first row that holds decides."""


def end_in_dialog(context: PageContext) -> PageState | None:
    """What a dialog tells in which there is nothing to fill."""
    return _end(context, dialog_news(context))


def end_over_form(context: PageContext) -> PageState | None:
    """What a message tells above a form that stands there still, as some sites leave it.

    A refusal there is left to the form: it can still be sent.
    """
    if any(control.invalid and control.visible for control in context.scope.controls):
        return None
    return _end(context, live_news(context), _OVER_A_FORM, over_form=True)


def end_of_page(context: PageContext) -> PageState | None:
    """What the page tells. Of one that still asks for something: a checkpoint only."""
    return _end(context, page_news(context), {CHECKPOINT} if asks(context) else MEANINGS)


def link_confirms(context: PageContext) -> str:
    """The sentence by which the page wants the request confirmed by a link in a mail, if it does.

    Until then there is no request, however the page thanks for it.
    """
    said = (s for block in context.blocks if outcome.is_text(block) for s in sentences(block.text))
    return next((s for s in said if "link_confirms" in meanings_in(s, context.language)), "")


def thanks_for_any(context: PageContext) -> Why | None:
    """By what the page acknowledges a request of which it says nothing, if it does.

    Only what was sent just before can tell whose it is.
    """
    awaited = replace(context, awaited=True)
    told = end_in_dialog(awaited) or end_of_page(awaited)
    return told.why if told is not None and told.kind is ACKNOWLEDGED else None


def _end(
    context: PageContext,
    news: Iterable[News],
    ends: Iterable[PageKind] = MEANINGS,
    *,
    over_form: bool = False,
) -> PageState | None:
    told = tuple((s, where) for text, where in news for s in said_by_page(text, context.language))
    if not told:
        return None
    untold = _untold(context)
    for end in MEANINGS:
        if end not in ends or end in untold:
            continue
        for sentence, where in told:
            statement = Statement(context, end, sentence, where, told, over_form=over_form)
            effect = _effect(statement)
            if effect == "leaves_open":
                return None
            if effect is None:
                return PageState(_kind(statement), Why(where, sentence[:120]))
    return None


def _untold(context: PageContext) -> frozenset[PageKind]:
    """The ends that nothing on the page can tell: a sample or a step that is not the last tells no
    success, and of what waits for a link nothing is known."""
    untold = _BEFORE_THE_LINK if link_confirms(context) else frozenset()
    unreal = is_sample(context) or goes_on_after(context)
    return untold.union(SUCCESSES) if unreal else untold


def _effect(statement: Statement) -> Effect | None:
    """What speaks against a sentence; None where it tells its end."""
    reviewed = only_reviewed(statement)
    if (reviewed and statement.over_form) or not (reviewed or tells(statement)):
        return "passes"
    rows = (row for row in CAVEATS if statement.end in row.ends and row.when(statement))
    return next((row.effect for row in rows), None)


def _kind(statement: Statement) -> PageKind:
    """The page's kind: a refusal that names a country says that the form is not for it."""
    of_country = {"country", "residence"} & statement.anywhere
    return UNAVAILABLE if statement.end is REFUSED and of_country else statement.end
