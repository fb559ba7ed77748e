"""What a page's news tell of the request: received, known already, refused, not to be had."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from optout.domain.proofs import Proof, Why
from optout.locate.content_clauses import said_here
from optout.locate.context import PageContext
from optout.locate.named import of_named
from optout.locate.news import (
    QUOTED,
    News,
    asks,
    dialog_news,
    is_of_news,
    is_question,
    is_sample,
    live_news,
    page_news,
    said_by_page,
)
from optout.locate.roles import PageKind
from optout.locate.snapshot import Block
from optout.locate.steps import goes_on_after
from optout.locate.words import (
    clauses_of,
    fold,
    languages_by_meaning,
    less_consequence,
    less_guesses,
    meanings_in,
    names,
    news_in,
    not_foretold,
    of_one_request,
    opens_as_question,
    says_as_fact,
    sentences,
    words,
)

_ENDS = (
    (PageKind.ALREADY_OBJECTED, "already_objected"),
    (PageKind.REFUSED, "refused"),
    (PageKind.UNAVAILABLE, "unavailable"),
    (PageKind.CHECKPOINT, "checkpoint"),
    (PageKind.ACKNOWLEDGED, "acknowledged"),
)
_SUCCESSES = {"acknowledged": "no_more_use", "already_objected": "already_asked"}
"""What tells of a success, and what does so by saying what is *not* to be done with the data."""
_OBJECTED = frozenset({"object", *_SUCCESSES})
_OURS = frozenset({"object", "ai", "no_more_use"})
_OTHER_RIGHTS = frozenset({"delete", "access", "newsletter"})
_CLAUSES = re.compile(r"[,;:،、，–—]")
_ROW = re.compile(r"[:：]\s*(\w+)\W*$")
"""One word that answers what stands before it."""
_STATED = re.compile(r"[:：]\s*\w+(?: \w+)?\W*$")
"""A word or two in which a row ends."""
_NONE = re.compile(r"(?<![\w.,:/-])0(?![\w.,:/-])")
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_PLAIN = (Proof.PAGE, Proof.HEADING, Proof.AMONG_OTHERS)
_SPEAKING = (Proof.ALERT, Proof.DIALOG, Proof.HEADING)
_BEGINS = 3
"""Words with which a sentence begins that names nothing: "Not available in your country"."""
_THANKS = 40
"""A sentence shorter than this is thanks and no more."""
_GOES_ON = ("…", "...")
"""How a sentence ends that says what is being done: "Sending your request…"."""
_EVERY = frozenset(kind for kind, _ in _ENDS)
_OVER_A_FORM = frozenset({PageKind.ALREADY_OBJECTED, PageKind.ACKNOWLEDGED})
_BESIDE_FIELDS = frozenset({PageKind.CHECKPOINT})
_RECEIPT = ("receipt", "thanks")
_NOT_DONE = ("conditional", "negation", "so_that", "ready", "announced")
_IF_ALREADY = frozenset(("conditional", "already_objected"))
_NEEDS_NO_MORE = frozenset(("no_more_use", "needless"))
"""What says "not" of something else than the sending."""
_REFUSALS = ("refused", "unavailable")
_FAILING = ("conditional", "negation", "refused", "declined")
_BEFORE_THE_LINK = frozenset((PageKind.REFUSED, PageKind.UNAVAILABLE, PageKind.ACKNOWLEDGED))
"""What a page does not tell that waits for the link in its mail to be opened."""


class PageState(NamedTuple):
    """The page's kind, and why."""

    kind: PageKind
    why: Why


def end_in_dialog(context: PageContext) -> PageState | None:
    """What a dialog tells in which there is nothing to fill."""
    return _end(context, dialog_news(context), _EVERY)


def end_over_form(context: PageContext) -> PageState | None:
    """What a message tells above a form that stands there still, as some sites leave it.

    A refusal there is left to the form: it can still be sent.
    """
    if any(control.invalid and control.visible for control in context.scope.controls):
        return None
    return _end(context, live_news(context), _OVER_A_FORM, over_form=True)


def end_of_page(context: PageContext) -> PageState | None:
    """What the page tells. Of one that still asks for something: a checkpoint only."""
    return _end(context, page_news(context), _BESIDE_FIELDS if asks(context) else _EVERY)


def link_confirms(context: PageContext) -> str:
    """The sentence by which the page wants the request confirmed by a link in a mail, if it does.

    Until then there is no request, however the page thanks for it.
    """
    said = (s for block in context.blocks if _is_text(block) for s in sentences(block.text))
    return next((s for s in said if "link_confirms" in meanings_in(s, context.language)), "")


def _is_text(block: Block) -> bool:
    return not (block.link or block.button or block.quoted)


def thanks_for_any(context: PageContext) -> Why | None:
    """By what the page acknowledges a request of which it says nothing, if it does.

    Only what was sent just before can tell whose it is.
    """
    awaited = replace(context, awaited=True)
    told = end_in_dialog(awaited) or end_of_page(awaited)
    return told.why if told is not None and told.kind is PageKind.ACKNOWLEDGED else None


def _end(
    context: PageContext,
    news: Iterable[News],
    kinds: frozenset[PageKind],
    *,
    over_form: bool = False,
) -> PageState | None:
    told = [(s, where) for text, where in news for s in said_by_page(text, context.language)]
    if not told:
        return None
    by_link = bool(link_confirms(context))
    unreal = is_sample(context) or goes_on_after(context)
    for kind, meaning in _ENDS:
        if kind not in kinds or (kind in _BEFORE_THE_LINK and by_link):
            continue
        if meaning in _SUCCESSES and unreal:
            continue
        for sentence, where in told:
            reviewed = meaning == "acknowledged" and _reviewed(context, sentence)
            if (reviewed and over_form) or not (reviewed or _is_fact(context, sentence, meaning)):
                continue
            if meaning in _SUCCESSES and _of_something_else(context, sentence, told):
                continue
            if meaning == "refused" and _is_draft(context, sentence, told):
                continue
            if meaning == "unavailable" and _of_product(context, sentence):
                continue
            if meaning in _REFUSALS and _is_received(context, told):
                return None  # it says both: whoever reads it knows
            if meaning in _REFUSALS and _receives_besides(context, sentence):
                continue
            if (
                kind is PageKind.REFUSED
                and {"country", "residence"} & languages_by_meaning(sentence).keys()
            ):
                kind = PageKind.UNAVAILABLE
            if _has_catch(context, kind, sentence, where, told):
                return None
            if kind is PageKind.ACKNOWLEDGED and not (
                _received(context, sentence, where, told)
                or (not over_form and _answers(context, where, told))
            ):
                continue
            return PageState(kind, Why(where, sentence[:120]))
    return None


def _has_catch(
    context: PageContext, kind: PageKind, sentence: str, where: str, told: list[News]
) -> bool:
    """Whether a success is none as it stands: of what was known already, one that holds for only
    a part or has expired; of a receipt also one beside a form to fill in."""
    if kind is PageKind.ALREADY_OBJECTED:
        return says_as_fact(sentence, "but", context.language, ()) or any(
            says_as_fact(s, "undone", context.language, ("conditional",)) for s, _ in told
        )
    return kind is PageKind.ACKNOWLEDGED and (
        any("fill_in" in meanings_in(s, context.language) for s, _ in told)
        or _taken_back(context, where, told)
        or _undone(context, sentence, told)
    )


def _is_fact(context: PageContext, sentence: str, meaning: str) -> bool:
    if is_question(context, sentence) and meaning != "checkpoint":
        return False
    if meaning in _SUCCESSES and sentence.rstrip().endswith(_GOES_ON):
        return False
    if (
        meaning in _SUCCESSES
        and "code" in languages_by_meaning(sentence)
        and "object" not in languages_by_meaning(sentence)
    ):
        return False  # a code was asked for or received, and no objection
    if meaning in _SUCCESSES:
        sentence = less_consequence(sentence, context.language)
    if meaning == "already_objected" and _is_new(context, sentence):
        return False
    own = not_foretold(sentence, context.language)
    if meaning == "refused" and _of_objections(sentence):
        own = of_one_request(own, context.language)
    if meaning not in _SUCCESSES:
        if meaning in _REFUSALS and opens_as_question(sentence, context.language):
            return False  # "Wird er abgelehnt, kann man sich beschweren."
        return says_as_fact(own, meaning, context.language, ("conditional",))
    # What is guessed beside it may take it back as well.
    sure = less_guesses(own, context.language)
    return all(_is_success(context, s, meaning) for s in {sentence, own, sure})


def _is_new(context: PageContext, sentence: str) -> bool:
    """Whether "already" is said of something else than the objection, which a clause of its own
    says to have been received: "Obdrželi jsme ji, takže vaše příspěvky už nepoužijeme"."""
    clauses = _CLAUSES.split(sentence)
    return any(
        _says_so(context, c, "acknowledged") and _says_so(context, c, "receipt") for c in clauses
    ) and not any("already_objected" in meanings_in(c, context.language) for c in clauses)


def _is_draft(context: PageContext, sentence: str, told: list[News]) -> bool:
    """Whether what was not sent is said to be kept, as a draft that still can be."""
    language = context.language
    return "begun" in meanings_in(sentence, language) or any(
        says_as_fact(s, "kept", language, ("conditional", "refused")) for s, _ in told
    )


def _of_product(context: PageContext, sentence: str) -> bool:
    """Whether something else than the form is not to be had, as Meta AI, videos, help by phone:
    neither the page nor anything of it is named, nor does the sentence begin with that it is not.
    """
    language = context.language
    said = meanings_in(sentence, language)
    if "object" in said or language not in words().languages:
        return False
    if "ai" in said or names(sentence, "product", language):
        return True
    begins = " ".join(fold(sentence).split()[:_BEGINS])
    unnamed = "unavailable" in meanings_in(begins, language)
    return not (unnamed or names(sentence, "page_thing", language))


def _of_objections(sentence: str) -> bool:
    """Whether a refusal tells of objections, and not of whom or where: "Objections without reasons
    are rejected" is a rule, "Too many requests" and "We take none from your country" are none."""
    said = languages_by_meaning(sentence).keys()
    return "object" in said and not {"country", "residence"} & said


def _is_success(context: PageContext, sentence: str, meaning: str) -> bool:
    """Whether a sentence tells of a receipt, or of an objection known already, as done."""
    if "security_check" in languages_by_meaning(sentence):
        return False  # it is yet to be passed
    if meaning == "already_objected" and not _was_sent(sentence):
        return False
    if {"someone", "company"} & meanings_in(sentence, context.language):
        return False  # "Your sister's objection was received."
    if opens_as_question(sentence, context.language):
        return False
    if (row := _ROW.search(sentence)) and "no" in meanings_in(row[1], context.language):
        return False  # "Objection received: no"
    told = frozenset((meaning, _SUCCESSES[meaning]))
    if of_named(sentence, context.language):
        return False  # "Peter Brown's objection was received."
    if names(sentence, "first_person", context.language) or _NONE.search(sentence):
        return False  # "I have already objected", "0 objections received"
    if meaning == "acknowledged" and _of_some_year(sentence):
        return False
    sentence = said_here(QUOTED.sub(" … ", sentence), told)
    sentence = news_in(sentence, context.language)
    if "url" in languages_by_meaning(sentence):
        return False  # what a link is to bring about, or what it is to be opened for
    if "begun" in meanings_in(sentence, context.language) and not _says_so(
        context, sentence, "receipt"
    ):
        return False  # "Thank you for starting your objection."
    if says_as_fact(sentence, meaning, context.language, _NOT_DONE):
        return True
    not_yet = ("conditional", "so_that")
    if says_as_fact(sentence, _SUCCESSES[meaning], context.language, not_yet):
        return True
    # "You have already objected, you need not do it again."
    first = _CLAUSES.split(sentence)[0]
    return (
        meaning == "already_objected"
        and says_as_fact(first, meaning, context.language)
        and says_as_fact(sentence, meaning, context.language, ("conditional",))
    )


def _of_some_year(sentence: str) -> bool:
    """Whether all that dates a receipt is a year: "Your objection was received in 2024"."""
    numbers = _NUMBER.findall(sentence)
    return bool(numbers) and all(_YEAR.fullmatch(number) for number in numbers)


def _was_sent(sentence: str) -> bool:
    """Whether "already" is said of an objection that was sent, and not of one that was begun, of
    its code, or of what can be done now."""
    return not {"code", "begun"} & languages_by_meaning(sentence).keys()


def _reviewed(context: PageContext, sentence: str) -> bool:
    """Whether all that is said is that a team will look at the request.

    It does so where it was received; above a form that may tell what would come of it.
    """
    if is_question(context, sentence) or _says_so(context, sentence, *_RECEIPT):
        return False
    return _says_so(context, sentence, "team_reviews")


def _of_something_else(context: PageContext, sentence: str, told: list[News]) -> bool:
    """Whether a success is that of another request, was not reached, or was taken back."""
    if context.other_matter:
        return True
    if not (context.awaited or _names_ours(context, sentence)):
        return True
    if (
        is_of_news(context)
        and not {"object", "no_more_use"} & languages_by_meaning(sentence).keys()
    ):
        return True
    means = meanings_in(sentence, context.language)
    if "feedback" in means or ("cookies" in means and "ai" not in means):
        return True  # "Thank you for your opinion of our objection form."
    ours = "object" in languages_by_meaning(sentence)
    if not ours and "comment" in meanings_in(sentence, context.language):
        return True  # "We have received your report of a comment."
    if not ours and {*_OTHER_RIGHTS, "password"} & languages_by_meaning(sentence).keys():
        return True
    if _STATED.search(sentence) and any(
        _STATED.search(other) and _OTHER_RIGHTS & languages_by_meaning(other).keys()
        for other, _ in told
    ):
        return True  # a list of requests: "Objection: received", "Deletion: refused"
    for other, where in told:
        said = meanings_in(other, context.language)
        if not ours and _thanks_for_feedback(context, other, where):
            return True
        if not ours and says_as_fact(other, "code_mailed", context.language):
            return True  # "Code sent. We have received your request. Enter the code to go on."
        if not ours and not said & _OURS and says_as_fact(other, "delete", context.language):
            return True  # "Your account will be deleted in 30 days. We have received your request."
        if "negation" in said:
            first = where in (Proof.HEADING, Proof.ALERT) and not said & _NEEDS_NO_MORE
            # A title names the right to object, which is a button's word as well as to send.
            not_sent = "send" in said and "object" not in said
            if first and (not_sent or said.intersection((*_RECEIPT, "kept"))):
                return True
        elif "withdrawn" in said or (
            "other_matter" in said
            and "ai" not in said
            and (said & _OBJECTED or (not ours and "thanks" in said))
        ):
            return True
    return False


def _thanks_for_feedback(context: PageContext, sentence: str, where: str) -> bool:
    """Whether a message is about what the person thinks of the page; a question is yet to be."""
    if where not in _SPEAKING or is_question(context, sentence):
        return False
    return "feedback" in meanings_in(sentence, context.language)


def _is_received(context: PageContext, told: list[News]) -> bool:
    """Whether a sentence says that an objection was received, and does not only thank for it."""
    return any(
        "object" in languages_by_meaning(s)
        and "wait" not in meanings_in(s, context.language)
        and _is_fact(context, s, "acknowledged")
        and _says_so(context, s, "receipt")
        for s, _ in told
    )


def _receives_besides(context: PageContext, sentence: str) -> bool:
    """Whether what failed is something else than what becomes of the objection after a "but": "We
    could not send you a mail, but your objection was recorded"."""
    language = context.language
    return says_as_fact(sentence, "but", language, ()) and any(
        says_as_fact(clause, "object", language, _FAILING)
        for clause in clauses_of(sentence, language)[1:]
    )


def _says_so(context: PageContext, sentence: str, *meanings: str) -> bool:
    sentence = less_consequence(sentence, context.language)
    sentence = less_guesses(not_foretold(sentence, context.language), context.language)
    sentence = news_in(said_here(sentence), context.language)
    return any(says_as_fact(sentence, meaning, context.language) for meaning in meanings)


def _taken_back(context: PageContext, where: str, told: list[News]) -> bool:
    """Whether a success stands beside what the site could not do, what it asks to wait for or to do
    later, or what is to be done "if you have already objected"."""
    if where in (Proof.ALERT, Proof.DIALOG) and any(
        says_as_fact(s, no, context.language, ("conditional",)) for s, _ in told for no in _REFUSALS
    ):
        return True
    meanings = [(meanings_in(s, context.language), at) for s, at in told]
    if any(
        "send_later" in said or (said >= _IF_ALREADY and "soon" not in said) for said, _ in meanings
    ):
        return True
    # Whoever has received the objection asks to wait for the answer.
    if any("wait" in said for said, _ in meanings) and not _is_received(context, told):
        return True
    if _is_to_send(context, where, told):
        return True
    only_thanks = not any(_says_so(context, s, "receipt") for s, _ in told)
    # A heading names the matter: "your right to object" is a negation, as there it is no success.
    return only_thanks and any(
        {"negation", "refused"} & said and not said & _NEEDS_NO_MORE
        for said, at in meanings
        if at != Proof.HEADING
    )


def _is_to_send(context: PageContext, where: str, told: list[News]) -> bool:
    """Whether there are only thanks, and something is yet to be done for the objection to be sent,
    wherever the page says so: "Thank you. You are nearly there. Upload your ID to submit it."
    """
    said = [s for s, _ in told]
    if where in _PLAIN:
        said += (s for b in context.blocks if _is_text(b) for s in sentences(b.text))
    meanings = {s: meanings_in(s, context.language) for s in said}
    if any("to_send" not in meanings[s] and _says_so(context, s, "receipt") for s, _ in told):
        return False
    return any("to_send" in m and not m & {"thanks", "needless"} for m in meanings.values())


def _undone(context: PageContext, sentence: str, told: list[News]) -> bool:
    """Whether what was received is not taken as it is: there is a "but" to it, it is another
    account's, it is incomplete, was turned down, or is to be sent once more."""
    language = context.language
    return says_as_fact(sentence, "but", language, ()) or any(
        says_as_fact(s, "undone", language, ("conditional",))
        or says_as_fact(s, "declined", language, ("conditional", "needless"))
        or says_as_fact(s, "do_again", language, ("conditional", "negation", "needless"))
        for s, _ in told
    )


def _names_ours(context: PageContext, sentence: str) -> bool:
    """Whether anything on the page tells that the request is one like ours.

    Other forms thank in the same words, so thanks alone are nobody's.
    """
    said = languages_by_meaning(sentence).keys()
    if _OURS & (context.behind | said):
        return True
    return "privacy" in context.behind and not _OTHER_RIGHTS & (context.subject | said)


def _received(context: PageContext, sentence: str, where: str, told: list[News]) -> bool:
    """Whether something has come of it: forms say the same of requests that are yet to be made.

    A receipt in the sentence itself, in a heading, or in a few words of thanks; on a page that
    says more than that, in a heading.
    """
    if where == Proof.AMONG_OTHERS:
        near = [s for s, place_of in told if place_of == Proof.HEADING]
    else:
        near = [sentence, *(s for s, at in told if at == Proof.HEADING or len(s) < _THANKS)]
    return any(
        _says_so(context, s, *_RECEIPT)
        or says_as_fact(s, "no_more_use", context.language, ("conditional",))
        for s in near
    )


def _answers(context: PageContext, where: str, told: list[News]) -> bool:
    """Whether a promise stands where only an answer stands: in a message, a dialog.

    One that goes on to say what happens "if" explains, and may stand before a form as well.
    """
    explained = where == Proof.ALERT and any(at == Proof.AMONG_OTHERS for _, at in told)
    if where in _PLAIN or explained:
        return False
    return not any("conditional" in languages_by_meaning(s) for s, at in told if at == where)
