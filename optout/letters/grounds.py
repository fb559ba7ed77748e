"""What a dossier allows to be written: silence, an extension over, a refusal, a partial answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import OBJECTED, Sent, State
from optout.dossier.due import extension, lies_ahead, received_on, reply_due, sent_day_shown
from optout.dossier.record import Ground, ReceivedAnswer, Record, Silent
from optout.dossier.words import company_words, is_letter, is_setting
from optout.forms import lookup
from optout.i18n.cldr import day_in_words
from optout.letters.templates import languages, passing_on, reason_leads

GroundsKind = Literal["silence", "extension", "refusal", "partial"]
_KINDS: Mapping[str, GroundsKind] = {"refused": "refusal", "accepted": "partial"}
_ARTICLE = r"(?:art\w*|airt\w*|άρθρ\w*|чл\w*|čl\w*)\.?"
_BESIDE = r"(?:[\d(),.\s]|\b(?:and|et|und|y|e|en|og|och|ja|i|és|a|și|και|и|in|ir|un|agus|u)\b)*?"
_FIRST = r"\.?\s(?:artikla|straipsn|pant|cikk|gr\b)"
"""What follows the number in the languages that have it first."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """The facts of a follow-up or a complaint. Days are those of the controller's place.

    `due_on` is None where an answer came before the term ended, or nobody knows if it did. `silent`
    is what an acceptance says nothing of. `by_word` means that no page has shown that it was sent,
    `undated` that nothing shows on which day it was. `asked_erasure` is whether the letter cited
    Article 17, `asked_access` Article 15, `stated_grounds` whether it gave the person's reason,
    `shared` whether it was against passing the data on too. `by_letter` is whether it went by
    e-mail or post.
    `reminder_ends_on` is the last day in the follow-up letter that was sent, where it is known.
    """

    kind: GroundsKind
    sent_on: date
    due_on: date | None
    by_word: bool
    undated: bool
    acknowledged: bool
    asked_erasure: bool
    asked_access: bool
    stated_grounds: bool
    shared: bool
    by_letter: bool
    extended_on: date | None = None
    refused_on: date | None = None
    accepted_on: date | None = None
    silent: tuple[Silent, ...] = ()
    ground: Ground = ""
    followed_up_on: date | None = None
    reminder_ends_on: date | None = None


def grounds_of(record: Record, today: date) -> Grounds:
    """What may be written on `today`, the day in Ireland.

    Raises `OptoutError`: NOT_UNDER_UK_LAW, ON_A_SETTING, NOTHING_SENT, RECEIPT_UNSEEN,
    ALREADY_ACCEPTED, CLOCK_WRONG, TOO_EARLY.
    """
    if record.variant == "uk" or record.country == "GB":
        raise OptoutError(errors.NOT_UNDER_UK_LAW)
    if is_setting(record.form):
        raise OptoutError(errors.ON_A_SETTING)
    sent_on, due_on = received_on(record), reply_due(record)
    if record.practice or sent_on is None:
        raise _not_received(record)
    last = record.decision
    if last is not None and last.ends_it:
        company = company_words(record.form)
        raise OptoutError(errors.ALREADY_ACCEPTED, company=company, id=record.id)
    if due_on is None or lies_ahead(record, today):
        raise OptoutError(
            errors.CLOCK_WRONG, company=company_words(record.form), day=day_in_words(sent_on)
        )
    if last is None and today <= due_on:
        raise OptoutError(
            errors.TOO_EARLY, company=company_words(record.form), day=day_in_words(due_on)
        )
    extended = extension(record)
    return Grounds(
        kind=_KINDS[last.kind] if last else "extension" if extended else "silence",
        sent_on=sent_on,
        due_on=None if last and not (_is_dated(record) and _day(last) > due_on) else due_on,
        by_word=not record.was_sent,
        undated=not sent_day_shown(record),
        acknowledged=record.state is State.ACKNOWLEDGED,
        asked_erasure=cites(record, 17),
        asked_access=cites(record, 15),
        stated_grounds=_states_grounds(record),
        shared=_is_against_passing_on(record),
        by_letter=is_letter(record.form),
        extended_on=_day(extended) if extended else None,
        refused_on=_day(last) if last and last.kind == "refused" else None,
        accepted_on=_day(last) if last and last.kind == "accepted" else None,
        silent=tuple(last.silent) if last else (),
        ground=last.ground if last else "",
        followed_up_on=date.fromisoformat(f) if (f := record.followed_up_on) else None,
        reminder_ends_on=date.fromisoformat(d) if (d := record.last_day) else None,
    )


def _is_dated(record: Record) -> bool:
    """Whether it is known when it was sent. Else nobody knows whether an answer came late."""
    seen = record.was_sent or (record.sent is Sent.LEFT and not record.lost_sight)
    return seen or record.state in OBJECTED


def _not_received(record: Record) -> OptoutError:
    """Why no term runs: nothing was sent, or it is not known when that arrived."""
    if record.practice or not (record.was_sent or record.state is State.ALREADY_OBJECTED):
        return OptoutError(errors.NOTHING_SENT, form=_service(record))
    company, form = company_words(record.form), _service(record)
    return OptoutError(errors.RECEIPT_UNSEEN, company=company, id=record.id, form=form)


def _service(record: Record) -> str:
    """What the command calls the service to which this objects, in whichever way."""
    way = lookup.find(record.form)
    return way.record if way else record.form


def cites(record: Record, article: int) -> bool:
    """Whether the letter that was sent cites `article` of the GDPR, in any of the languages."""
    text = record.text
    email, names, others = record.personal
    for own in filter(None, (email, *names, *others)):  # an address may have the number in it
        text = text.replace(own, " ")
    number = rf"(?<!\d){article}"
    cited = rf"\b{_ARTICLE}\s{_BESIDE}{number}(?!\d)|{number}{_FIRST}"
    return bool(re.search(cited, text, re.IGNORECASE))


def _states_grounds(record: Record) -> bool:
    """Whether the sent text holds the words that lead to the reason in optout's own letters, with
    something after them. Of a text of one's own nobody knows which of its words are the reason."""
    leads = reason_leads(record.language) if record.language in languages() else ()
    return any(
        re.search(rf"{_spaced(lead)}\s+(?!{'|'.join(map(_spaced, following))})\S", record.text)
        for lead, following in leads
    )


def _is_against_passing_on(record: Record) -> bool:
    """Whether the sent text says so: a short letter, or one of earlier templates, does not."""
    said = passing_on(record.language) if record.language in languages() else ()
    return any(re.search(_spaced(words), record.text) for words in said)


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def facts(grounds: Grounds) -> list[tuple[date | None, str]]:
    """What happened, in order: the day, and the key of the template's sentence for it.

    The sending is first, without its day where that is not known.
    """
    by_form = "sent_by_word" if grounds.by_word else "sent"
    sent = "sent_letter" if grounds.by_letter else by_form
    followed_up = "followed_up_until" if grounds.reminder_ends_on else "followed_up"
    found = [
        (None if grounds.undated else grounds.sent_on, sent),
        (grounds.sent_on if grounds.acknowledged else None, "acknowledged"),
        (grounds.extended_on, "extended"),
        (grounds.refused_on, "refused"),
        (grounds.accepted_on, "accepted"),
        (grounds.due_on, "ended"),
        (grounds.followed_up_on, followed_up),
    ]
    told = [(day, key) for day, key in found if day is not None or key == sent]
    return sorted(told, key=lambda fact: fact[0] or date.min)


def _day(answer: ReceivedAnswer) -> date:
    return date.fromisoformat(answer.on)
