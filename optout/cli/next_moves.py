"""What a command says at its end can come next, with the command for it."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from optout.cli.context import CommandContext
from optout.cli.days import today
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.i18n import _
from optout.terminal import program

if TYPE_CHECKING:
    from optout.dossier.record import Record
    from optout.dossier.status import Row

_LISTED = 20
"""Commands of one kind that are named at a time, those for the newest dossiers."""


def suggest(context: CommandContext, what: str, *words: str) -> None:
    """Say `what` can come next and the command for it, on a line of its own to be copied."""
    offer(context, what, [words])


def offer(context: CommandContext, what: str, commands: Iterable[Sequence[str]]) -> None:
    """The same with a command a line; nothing where there is none."""
    if lines := [" ".join([program.invocation(), *words]) for words in commands]:
        context.console.say(what)
        context.console.list(lines)


def offer_letters_and_dates(context: CommandContext, rows: "Sequence[Row]") -> None:
    """The letters that are called for, where an answer is late; the calendar, where one is due."""
    late = [(row.letter, row.record.id) for row in rows if row.letter]
    offer(context, _("An answer is late. The letter for that:"), late[:_LISTED])
    if any(row.due and row.due.days_left >= 0 for row in rows):
        suggest(context, _("The dates for your calendar:"), "status", "--calendar", "dates.ics")


def offer_after_decision(context: CommandContext, records: "Sequence[Record]") -> None:
    """The letters that can follow what a company decided, as far as none was sent since."""
    _offer_after_part(context, [r for r in records if r.decision and r.decision.silent])
    _offer_after_refusal(context, [r for r in records if r.refused and not r.complained_on])


def _offer_after_part(context: CommandContext, accepted: "Sequence[Record]") -> None:
    """The letter about what an acceptance says nothing of."""
    if not accepted:
        return
    from optout.letters.grounds import grounds_of

    rest: list[tuple[str, ...]] = []
    for record in accepted[-_LISTED:]:
        with suppress(OptoutError):
            known = grounds_of(record, today())
            if not known.followed_up_on:
                rest.append(("follow-up", record.id))
            elif known.accepted_on and known.followed_up_on < known.accepted_on:
                rest.append(("follow-up", record.id, "--again"))
    offer(context, _("You can ask for the rest:"), rest)


def _offer_after_refusal(context: CommandContext, refused: "Sequence[Record]") -> None:
    if not refused:
        return
    from optout.dossier.status import row
    from optout.dossier.words import company_words
    from optout.letters.grounds import grounds_of

    insist, complain, companies = [], [], {}
    for record in refused[-_LISTED:]:
        with suppress(OptoutError):
            known = grounds_of(record, today())
            insisted, refused_on = known.followed_up_on, known.refused_on
            if not insisted:
                insist.append(("follow-up", record.id))
                companies[company_words(record.form)] = True
            waits = insisted and refused_on and refused_on < insisted
            if not (waits or row(record, today()).letter):
                complain.append(("complain", record.id))
    offer(context, _("You can reply to {company}:").format(company=", ".join(companies)), insist)
    either = _("Or complain to your authority:")
    offer(context, either if insist else _("You can complain to your authority:"), complain)


def say_the_way_in_the_uk(context: CommandContext, records: "Iterable[Record]") -> None:
    """Where somebody can complain under the law of the United Kingdom, for which optout has no
    letter, if one of these was refused or its answer is late."""
    from optout.dossier.status import row

    def calls_for_it(record: "Record") -> bool:
        if record.variant != "uk" or record.practice:
            return False
        due = row(record, today()).due
        return record.refused or (due is not None and due.days_left < 0)

    if any(map(calls_for_it, records)):
        context.console.say(OptoutError(errors.NOT_UNDER_UK_LAW).next_move)


def say_what_is_due(context: CommandContext, record: "Record") -> None:
    """What is due in a dossier, and the commands for that."""
    from optout.dossier.due import dues
    from optout.dossier.status import row

    for due in dues(record, today()):
        context.console.say(due.line)
    offer_letters_and_dates(context, [row(record, today())])
