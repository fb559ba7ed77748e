"""The closing lines of a run: where the proof is, and the browser's profile that is left."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from optout.cli.context import CommandContext
from optout.cli.days import today
from optout.cli.next_moves import (
    offer,
    offer_after_decision,
    offer_letters_and_dates,
    say_the_way_in_the_uk,
    suggest,
)
from optout.config.paths import store_package
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.result import Result
from optout.domain.states import HELPLESS, OBJECTED, Sent, State
from optout.dossier.due import dues
from optout.dossier.forget import erase, what_is_kept
from optout.dossier.record import Record
from optout.dossier.status import status_rows
from optout.dossier.store import Store
from optout.dossier.words import answer_words, form_words, host_given, state_words
from optout.forms import lookup
from optout.i18n import N_, _, labelled
from optout.system import lock
from optout.terminal import program
from optout.terminal.human import Human

_BY_HAND = HELPLESS - {State.FAILED}
"""What another run would not bring further; a page that did not open may do so later."""
_RUN_AGAIN = frozenset(State) - OBJECTED - _BY_HAND


def say_how_it_stands(context: CommandContext, results: Sequence[Result]) -> None:
    """What was received and what was not, where the proof is, what is due."""
    human = context.human
    human.heading(_("How it stands now"))
    quoted = [result for result in results if result.quote and not result.recorded]
    for said in quoted[-1:]:  # those before were read before the next came
        words = _("{form} says: “{quote}”").format(form=form_words(said.form), quote=said.quote)
        context.beside(words, "italic")  # the terminal has them a few lines above
    if _has_other_ways(results):
        _say_outcomes(human, results)
    else:
        for result in results:
            human.say(_stands(result))
            _say_where(human, result)
    for line in dict.fromkeys(due.line for r in _records(results) for due in dues(r, today())):
        human.say(line)


def _stands(result: Result) -> str:
    """The form, and what became of it."""
    form = result.form
    record = next(_records([result]), None)
    answer = record.last_answer if record and result.recorded else None
    words = state_words(
        form,
        result.recorded or result.state,
        result.sent,
        result.code,
        out_of_sight=result.out_of_sight,
        host=host_given(record) if record else "",
    )
    if answer:
        words = answer_words(form, answer)
    elif result.recorded:
        words = _("{state} (recorded by an earlier run)").format(state=words)
    return labelled(form_words(form), words)


def _say_where(human: Human, result: Result) -> None:
    """Where the proof of one form is, if it may be lost there."""
    if not result.dossier:
        return
    if not result.kept:
        human.list([_("Not all of it could be kept in: {folder}").format(folder=result.dossier)])
    elif store_package() in result.dossier.parts:
        human.list([_("Kept in a folder of Python from the Microsoft Store, and erased with it.")])


def _records(results: Iterable[Result]) -> Iterator[Record]:
    """What is kept of each, as far as it can be read."""
    for result in results:
        if result.dossier:
            with contextlib.suppress(OptoutError):
                yield Store(result.dossier.parent).open(result.id).record


def suggest_next(
    context: CommandContext,
    results: Sequence[Result],
    *,
    manual: bool = False,
    again: bool = False,
    url: str | None = None,
) -> None:
    """Name the commands for the proof and the dates, for a late answer, then for what is left.

    What could not be kept is the person's to note: `optout status` does not know it.
    `manual`: it was done by hand, and is gone on with so; `again`: once more on purpose, likewise.
    `url`: the address that stood in for the form's own; only there is what was begun gone on with,
    and where it is not available, the form's own is what is left.
    """
    doubtful = [r for r in results if r.state not in OBJECTED and _perhaps_sent(r)]
    sure = [r for r in results if r not in doubtful]
    unfinished = [r for r in sure if r.state in _RUN_AGAIN and not r.asks_no_more]
    left = services(unfinished)
    helpless = [r for r in sure if r.state in _BY_HAND]
    by_hand = services(helpless)
    records = [*_records(results)]
    sent = [r for r in records if r.was_sent]
    kept = all(r.kept for r in results)
    proof = _("Proof kept. To see it:") if kept else _("The proof, to look at:")
    offer(context, proof, [("dossier", record.id) for record in sent])
    offer_letters_and_dates(context, status_rows(sent, today()))
    offer_after_decision(context, records)
    say_the_way_in_the_uk(context, records)
    # What was sent goes on without it: with it, it would be sent a second time.
    again = again and not any(r.sent is Sent.PROVED for r in unfinished)
    once_more = ["--again"] if again else []
    there = ["--url", program.word(url)] if url else []
    so = ["--manual"] if manual else []
    if left or by_hand:
        context.beside(_("To go on another time, start optout again."))
    if left:
        suggest(context, _("To go on:"), "run", *left, *there, *so, *once_more)
    if by_hand:
        if any(r.state is State.UNAVAILABLE for r in helpless):
            there = []
        suggest(context, _("To do it by hand:"), "run", *by_hand, *there, "--manual", *once_more)
    if doubtful:
        _advise_patience(context, doubtful, [*there, *so, *once_more])
    if not kept:
        context.human.say(
            _("Not all of it is kept, so note for yourself what was sent, and today's date.")
        )
    elif not (left or by_hand):
        suggest(context, _("What was sent and what is due, at any time:"), "status")


def _perhaps_sent(result: Result) -> bool:
    return result.sent is Sent.LEFT or (result.out_of_sight and result.sent is Sent.NO)


def _advise_patience(
    context: CommandContext, doubtful: Sequence[Result], options: Sequence[str]
) -> None:
    """What may have been sent: nothing to do now, and what another run of it would be."""
    unseen = all(r.out_of_sight for r in doubtful)
    wait = _("Look in your mailbox. Nothing else to do today.")
    context.human.say(_("Did you send it? Then look in your mailbox.") if unseen else wait)
    second = _("If no answer comes within two days, to send a second request:")
    first = _("If you did not send it, to go on:")
    suggest(context, first if unseen else second, "run", *services(doubtful), *options)


def services(found: Iterable[Result | Record]) -> list[str]:
    """The names by which commands call the services of these."""
    ways = [lookup.find(one.form) for one in found]
    return list(dict.fromkeys(way.record for way in ways if way))


_OUTCOMES: Sequence[tuple[str, frozenset[State]]] = (
    (N_("Sent:"), frozenset(State) - {State.SWITCHED_OFF, State.LETTER_WRITTEN}),
    (N_("Switched off:"), frozenset({State.SWITCHED_OFF})),
    (N_("Letter sent:"), frozenset({State.LETTER_WRITTEN})),
)


def _has_other_ways(results: Sequence[Result]) -> bool:
    """Whether there is more to tell apart than one company's forms."""
    ways = [way for way in map(lookup.find, (r.form for r in results)) if way]
    return len({way.company for way in ways}) > 1 or any(way.kind != "form" for way in ways)


def _say_outcomes(human: Human, results: Sequence[Result]) -> None:
    """What was done at each of many services, and why not at the others; a line each."""
    groups = [
        (_(t), [r for r in results if r.state in states & OBJECTED]) for t, states in _OUTCOMES
    ]
    groups.append((_("Not done, and why:"), [r for r in results if r.state not in OBJECTED]))
    for title, group in groups:
        if group:
            human.say(title)
            human.list([_stands(result) for result in group])


async def offer_to_forget(context: CommandContext, profile: Path) -> None:
    """Erase the profile if the person wants it so: a sign-in is not kept for nothing.

    The lock is held meanwhile: a run that begins while the question is open would lose the profile
    under its browser. Where one has begun already, nothing is offered. Raises `OptoutError` (DISK).
    """
    human = context.console
    asks = human.can_ask and not (context.both and context.both.finished_here)
    if not (asks or context.forget_sign_in):
        return
    try:
        with lock.held(profile.parent):
            if not context.forget_sign_in:
                told = _(
                    "Everything is done. optout's browser is still signed in to your accounts."
                )
                human.say(told)
                if not await human.yes_no(_("Erase this sign-in?"), default=False):
                    return
            _erase(human, profile)
    except OptoutError as error:
        if error.problem is not errors.LOCKED:
            raise


def _erase(human: Human, profile: Path) -> None:
    for item in what_is_kept({"browser": profile}):
        if remains := erase(item):
            human.say(_("Not erased: {what}. This is still there:").format(what=item.what))
            human.list([str(remains[0])])
        else:
            human.say(_("Erased."))
