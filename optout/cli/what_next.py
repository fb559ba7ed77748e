"""What can come next, with the command for it: the same after every command, and after a run."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from optout.cli.context import CommandContext
from optout.cli.days import today
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import HELPLESS, OBJECTED, Sent, State
from optout.forms import lookup
from optout.i18n import _
from optout.terminal import program

if TYPE_CHECKING:
    from optout.domain.result import Result
    from optout.dossier.record import Record

_LISTED = 20
"""Commands of one kind that are named at a time, those for the newest dossiers."""
CALENDAR = ("status", "--calendar", "dates.ics")


class Move(NamedTuple):
    """What can come next, why, and the words of each command for it; `beside`: what the companion
    says in their place."""

    what: str
    commands: Sequence[Sequence[str]] = ()
    why: Sequence[str] = ()
    beside: str = ""


def tell(context: CommandContext, moves: Iterable[Move]) -> None:
    """Say each, and its commands on lines of their own to be copied."""
    moves = [*moves]
    for words in dict.fromkeys(move.beside for move in moves if move.beside):
        context.beside(words)
    for move in moves:
        (context.console if move.commands else context.human).say(move.what)
        commands = [" ".join([program.invocation(), *words]) for words in move.commands]
        context.console.list([*move.why, *commands])


def suggest(context: CommandContext, what: str, *words: str) -> None:
    """Say `what` can come next, and the command for it."""
    tell(context, [Move(what, [words])])


def say_what_is_due(context: CommandContext, record: "Record") -> None:
    """What is due in a dossier, and what can come next there."""
    from optout.dossier.due import dues

    for due in dues(record, today()):
        context.console.say(due.line)
    tell(context, what_next([record], today()))


def what_next(records: "Sequence[Record]", day: date) -> list[Move]:
    """What these call for on that day; what is left to be done is named last."""
    from optout.dossier.status import asks_no_more, last_of_each, turned_away, unfinished

    last = last_of_each(records)
    left, by_hand, over = unfinished(last), turned_away(last), asks_no_more(last)
    return [*_of_what_was_sent(records, day), *_runs(left, by_hand, over)]


def after_run(
    results: "Sequence[Result]",
    records: "Sequence[Record]",
    day: date,
    *,
    manual: bool = False,
    again: bool = False,
    url: str | None = None,
) -> list[Move]:
    """The same of what a run has just come to: of what could not be kept, `records` know less.

    `manual`: it was done by hand, and is gone on with so; `again`: once more on purpose, likewise.
    `url`: the address that stood in for the form's own; only there is what was begun gone on with,
    and where it is not available, the form's own is what is left.
    """
    doubtful = [r for r in results if r.state not in OBJECTED and _perhaps_sent(r)]
    ended = [r for r in results if r not in doubtful and r.state not in OBJECTED]
    by_hand = [r for r in ended if r.state in HELPLESS - {State.FAILED}]
    left = [r for r in ended if r not in by_hand and not r.asks_no_more]
    there = ["--url", program.word(url)] if url else []
    # What was sent goes on without it: with it, it would be sent a second time.
    once_more = ["--again"] if again and not any(r.sent is Sent.PROVED for r in left) else []
    so = [*there, *(["--manual"] if manual else []), *once_more]
    if any(r.state is State.UNAVAILABLE for r in by_hand):
        there = []
    kept = all(r.kept for r in results)
    proof = _("Proof kept. To see it:") if kept else _("The proof, to look at:")
    moves = [
        *_move(proof, (("dossier", record.id) for record in records if record.was_sent)),
        *_of_what_was_sent(records, day),
        *_runs(left, by_hand, (), so, [*there, "--manual", *once_more]),
        *_patience(doubtful, so),
    ]
    if not kept:
        note = _("Not all of it is kept, so note for yourself what was sent, and today's date.")
        moves.append(Move(note))
    elif not (left or by_hand):
        moves.append(Move(_("What was sent and what is due, at any time:"), [("status",)]))
    return moves


def _move(what: str, commands: Iterable[Sequence[str]]) -> Iterator[Move]:
    """That move; none where there is no command for it."""
    if found := [*commands]:
        yield Move(what, found)


def services(found: "Iterable[Result | Record]") -> list[str]:
    """The names by which commands call the services of these."""
    ways = [lookup.find(one.form) for one in found]
    return list(dict.fromkeys(way.record for way in ways if way))


def _run(
    what: str, found: "Sequence[Result | Record]", *words: str, beside: str = ""
) -> Iterator[Move]:
    """The command that is made of `words`, and of the services' names after the first."""
    if names := services(found):
        yield Move(what, [(words[0], *names, *words[1:])], beside=beside)


def _runs(
    left: "Sequence[Result | Record]",
    by_hand: "Sequence[Result | Record]",
    over: "Sequence[Record]" = (),
    so: Sequence[str] = (),
    so_by_hand: Sequence[str] = ("--manual",),
) -> Iterator[Move]:
    """The runs by which each form can be gone on with, or begun once more."""
    beside = _("To go on another time, start optout again.")
    yield from _run(_("To go on:"), left, "run", *so, beside=beside)
    told = _("The page does not ask for the code any more. To send a second request:")
    yield from _run(told, over, "run", "--again")
    yield from _run(_("To do it by hand:"), by_hand, "run", *so_by_hand, beside=beside)


def _perhaps_sent(result: "Result") -> bool:
    return result.sent is Sent.LEFT or (result.out_of_sight and result.sent is Sent.NO)


def _patience(doubtful: "Sequence[Result]", options: Sequence[str]) -> Iterator[Move]:
    """What may have been sent: nothing to do now, and what another run of it would be."""
    if not doubtful:
        return
    if all(r.out_of_sight for r in doubtful):
        yield Move(_("Did you send it? Then look in your mailbox."))
        yield from _run(_("If you did not send it, to go on:"), doubtful, "run", *options)
    else:
        yield Move(_("Look in your mailbox. Nothing else to do today."))
        second = _("If no answer comes within two days, to send a second request:")
        yield from _run(second, doubtful, "run", *options)


def what_is_due(records: "Sequence[Record]", day: date) -> list[Move]:
    """The letters that are called for, where an answer is late; the calendar, where one is due."""
    from optout.dossier.status import status_rows

    rows = status_rows(records, day)
    late = [(row.letter, row.record.id) for row in rows if row.letter]
    dates = [CALENDAR] if any(row.due and row.due.days_left >= 0 for row in rows) else []
    return [
        *_move(_("An answer is late. The letter for that:"), late[:_LISTED]),
        *_move(_("The dates for your calendar:"), dates),
    ]


def _of_what_was_sent(records: "Sequence[Record]", day: date) -> Iterator[Move]:
    from optout.dossier.status import row

    yield from what_is_due(records, day)
    yield from _another_look(records, day)
    yield from _after_decision(records, day)
    rows = [row(r, day) for r in records if r.variant == "uk" and not r.practice]
    if any(one.record.refused or (one.due and one.due.days_left < 0) for one in rows):
        yield Move(OptoutError(errors.NOT_UNDER_UK_LAW).next_move)  # there is no letter for it


def _another_look(records: "Sequence[Record]", day: date) -> Iterator[Move]:
    """What is old or has changed; none of it is due."""
    from optout.dossier.status import status_rows

    looks = [row.look_again for row in status_rows(records, day) if row.look_again]
    if not looks:
        return
    yield Move(_("Worth another look:"), (), [line for look in looks for line in look.lines])
    switches = [look.record for look in looks if look.kind == "switch"]
    setting = _("To see whether the setting is still as you left it:")
    yield from _run(setting, switches, "run")
    changed = [look.record for look in looks if look.kind != "switch" and look.changes]
    yield from _run(_("To object once more, as it has changed:"), changed, "run", "--again")
    old = [look.record for look in looks if look.kind != "switch" and not look.changes]
    yield from _run(_("To see what the page says today; nothing is typed there:"), old, "check")


def _after_decision(records: "Sequence[Record]", day: date) -> Iterator[Move]:
    """The letters that can follow what a company decided, as far as none was sent since."""
    from optout.dossier.status import row
    from optout.dossier.words import company_words
    from optout.letters.grounds import grounds_of

    rest, insist, complain = list[Sequence[str]](), list[Sequence[str]](), list[Sequence[str]]()
    companies: dict[str, None] = {}
    for record in [r for r in records if r.decision][-_LISTED:]:
        with suppress(OptoutError):
            known = grounds_of(record, day)
            insisted = known.followed_up_on
            if record.refused and not record.complained_on:
                if not insisted:
                    insist.append(("follow-up", record.id))
                    companies[company_words(record.form)] = None
                waits = insisted and known.refused_on and known.refused_on < insisted
                if not (waits or row(record, day).letter):
                    complain.append(("complain", record.id))
            elif record.decision and record.decision.silent:
                if not insisted:
                    rest.append(("follow-up", record.id))
                elif known.accepted_on and insisted < known.accepted_on:
                    rest.append(("follow-up", record.id, "--again"))
    yield from _move(_("You can ask for the rest:"), rest)
    reply = _("You can reply to {company}:").format(company=", ".join(companies))
    yield from _move(reply, insist)
    either = _("Or complain to your authority:")
    yield from _move(either if insist else _("You can complain to your authority:"), complain)
