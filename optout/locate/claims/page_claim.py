"""What a page claims: by its messages, else its headings and first sentences; its complaints."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from optout.domain.proofs import Proof, Why
from optout.locate.claims.claims import Claim, claim_of, pattern, spoken
from optout.locate.claims.meta_words import META_WORDS
from optout.locate.context import FILLED, PageContext
from optout.locate.labels import Labels
from optout.locate.roles import CHOICES, ControlKind
from optout.locate.scope import holds_fields
from optout.locate.snapshot import Block, FrameSnapshot
from optout.locate.stems import names_cookies, said
from optout.locate.words import code_of, fold, sentences

_FIRST = 8
"""Sentences of plain text that a page begins with. One with more is something to read: its text
explains and advises, and answers nothing."""
_BRIEF = 4
"""Sentences of a page that answers though it names no request: "Thank you!" and little else."""
_LONG = 1_200
"""Prose of more characters than this is something to read."""


class PageClaim(NamedTuple):
    """What is claimed of a page, and where its sentence stands."""

    claim: Claim
    proof: Proof


class _Text(NamedTuple):
    text: str
    language: str
    proof: Proof


def claim_on(context: PageContext, known: frozenset[str] = frozenset()) -> PageClaim:
    """What the page claims by its messages, else by its headings and its first sentences.

    `known` are texts that stood there before: they answer nothing.
    """
    shown = [
        (block, frame)
        for frame in context.shown
        for block in frame.blocks
        if block.text not in known and _is_own(context, frame, block)
    ]
    messages = [_text_of(context, b, frame) for b, frame in shown if b.alert or b.dialog >= 0]
    texts = [_text_of(context, b, frame) for b, frame in shown if not b.region]
    aloud = _claim(messages)
    if aloud.claim.kind != "unclear":
        if not _may_be_of_another(context, aloud, brief=not _beginning(texts)[1]):
            return aloud
        texts = [one for one in texts if one.proof is not Proof.ALERT]
    spoken_up = [one for one in texts if one.proof is not Proof.PAGE]
    first, rest = _beginning(texts)
    found = _claim(spoken_up if rest else first)
    if found.claim.kind == "unclear":
        return _in_doubt(aloud if aloud.claim.kind != "unclear" else _claim(first))
    brief = len(sentences("\n".join(one.text for one in first))) <= _BRIEF
    if found.claim.kind == "received" and not (found.claim.of_request or brief):
        return _in_doubt(found)
    return found


def _may_be_of_another(context: PageContext, found: PageClaim, *, brief: bool) -> bool:
    """Only a live region says that something was received, and neither it nor a page with little to
    read speaks of an objection: it may be a message, or what a friend was asked."""
    if found.claim.kind != "received" or found.proof is not Proof.ALERT:
        return False
    literal = any(stem.startswith(META_WORDS) for stem in found.claim.patterns)
    named = context.say(found.claim.quote) | (context.subject if brief else frozenset())
    return not (literal or "object" in named)


def _in_doubt(found: PageClaim) -> PageClaim:
    """The same sentence, to be asked about."""
    return found._replace(claim=replace(found.claim, kind="unclear", of_request=False))


def claim_in(text: str, language: str) -> Claim:
    """What is claimed by one message, as a native dialog's."""
    return claim_of([(line, language) for line in text.splitlines()])


def _claim(texts: Iterable[_Text]) -> PageClaim:
    read = list(texts)
    claim = claim_of([(one.text, one.language) for one in read])
    # A portal may answer in another language than it declares.
    if not claim.patterns and (language := spoken(" ".join(one.text for one in read))):
        claim = claim_of([(one.text, language) for one in read])
    begins = claim.quote[:40].rstrip("…")
    where = (one.proof for one in read if begins and begins in " ".join(one.text.split()))
    return PageClaim(claim, next(where, Proof.PAGE))


def _text_of(context: PageContext, block: Block, frame: FrameSnapshot) -> _Text:
    proof = Proof.PAGE
    if block.dialog >= 0 and not holds_fields(frame, block.dialog):
        proof = Proof.DIALOG
    elif block.heading == 1 or (block.heading and not block.alert):  # a notice has titles, too
        proof = Proof.HEADING
    elif block.alert:
        proof = Proof.ALERT
    own = block.lang if block.lang != frame.lang else ""  # what the page declares may be wrong
    return _Text(block.text, code_of(own) or context.language, proof)


def _beginning(texts: Iterable[_Text]) -> tuple[list[_Text], bool]:
    """The headings and messages, and the first sentences of the rest, in the page's order; and if
    there is more to read than these."""
    found, left = list[_Text](), _FIRST
    for one in texts:
        if one.proof is not Proof.PAGE:
            found.append(one)
            continue
        parts = sentences(one.text)
        if left > 0:
            found.append(one._replace(text=" ".join(parts[:left])))
        left -= len(parts)
    return found, left < 0


def _is_own(context: PageContext, frame: FrameSnapshot, block: Block) -> bool:
    """It is the page's own text: no quotation, link, button, list or cookies, nothing covered."""
    if block.quoted or block.link or block.button or block.listed:
        return False
    if block.region and not block.alert:
        return False
    if not context.scope.shows(frame, block.dialog) or context.scope.is_aside(frame, block.dialog):
        return False
    return not (context.scope.cookie_choice and names_cookies(block.text))


def identity_check(context: PageContext) -> Why | None:
    """By what the page asks for a proof of who one is, if it does."""
    own = (
        (sentence, Proof.HEADING if block.heading else Proof.PAGE)
        for frame in context.shown
        for block in frame.blocks
        if _is_own(context, frame, block)
        for sentence in sentences(block.text)[:_FIRST]
    )
    asks = ((Why(at, s[:120]), context.say(s)) for s, at in own)
    # A check that one is no robot asks nobody who they are.
    return next((why for why, said in asks if "who" in said and "robot" not in said), None)


def asks_input(context: PageContext) -> bool:
    """The page still asks for something to be typed, be it a password; a search aside."""
    kinds = FILLED | {ControlKind.RADIO}
    beside = any(  # a password that is not shown yet
        c.kind in kinds and c.visible and not (c.region or c.search) for c in context.scope.locked
    )
    return context.passwords_shown or beside or any(_asks(context, f) for f in context.labelled)


def errors_of(context: PageContext) -> tuple[str, ...]:
    """The page's alerts and field errors, each once; `Code sent` and `2 fields left` are none."""
    texts: dict[str, None] = {}
    for control in context.scope.controls:
        if control.invalid and (control.error or control.described):
            texts[control.error or control.described] = None
    for block in context.blocks:
        complains = block.alert == "alert" and not block.button and not block.link
        if complains and not is_good_news(block.text, context.language):
            texts[block.text] = None
    return tuple(texts)[:10]


def is_good_news(text: str, language: str) -> bool:
    """An alert says that something is right, was sent, or how much is left to fill in."""
    parts = sentences(text)
    wrong = (s for s in parts if {"wrong", "expired"} & said(s, language))
    if not all(asserts(s, "right", language) for s in wrong):
        return False
    if any(asserts(s, good, language) for s in parts for good in ("right", "mailed")):
        return True
    return claim_in(text, language).kind in ("received", "already", "link")


def asserts(
    sentence: str, name: str, language: str, but: tuple[str, ...] = ("no", "condition")
) -> bool:
    """A list of words says something in a sentence, and none of these lists of claims takes it
    away: "once a code was sent"."""
    if name not in said(sentence, language):
        return False
    folded = f" {fold(sentence)} "
    against = (pattern(one, each) for one in {language, "en"} for each in but)
    return not any(found and found.search(folded) for found in against)


def is_article(context: PageContext) -> bool:
    """The page is something to read, or a place where people talk."""
    own = (b for b in context.blocks if not (b.quoted or b.link or b.button or b.listed))
    return context.is_article or sum(len(b.text) for b in own if not b.heading) > _LONG


def _asks(context: PageContext, labels: Labels) -> bool:
    """A field belongs to the page's matter: no search box, no frame's switch, no newsletter's."""
    control = labels.control
    if control.search or control.type == "search" or "search" in labels.spoken | labels.identifier:
        return False
    if control.region or control.kind in CHOICES:
        return False
    return "news" not in context.button_words(control)
