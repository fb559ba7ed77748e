"""`optout follow-up`: the letter to the company after silence or a refusal."""

from datetime import date
from typing import Any

import click

from optout.cli.context import CommandContext, talk
from optout.cli.days import today
from optout.cli.letter_files import LetterTask, SendingOptions, carry_out, sending_options
from optout.cli.what_next import suggest
from optout.cli.which_dossier import chosen, number_argument, to_go_on_with
from optout.dossier.answers import record_follow_up
from optout.dossier.record import Record
from optout.dossier.words import company_words
from optout.i18n import _
from optout.i18n.cldr import day_in_words
from optout.letters.follow_up import addressee, follow_up, letter_languages

_FEWEST = 11
"""Days that a letter just written, with its term of fourteen, may still give once it is sent."""


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command("follow-up")
    @number_argument()
    @sending_options
    @click.pass_obj
    def follow_up(context: CommandContext, /, number: str | None, **sending: Any) -> int:
        return talk(context, _follow_up(context, number, SendingOptions(**sending)))


async def _follow_up(context: CommandContext, number: str | None, options: SendingOptions) -> int:
    """Raises `OptoutError`, also where it is too early or nothing was sent."""
    store = context.store()
    found = to_go_on_with(context, await chosen(context, store, number, "follow-up"))
    record = found.record
    form, controller = addressee(record)
    task = LetterTask(
        store=store,
        number=record.id,
        command="follow-up",
        languages=letter_languages("follow-up", record.language),
        render=lambda dossier, language: follow_up(dossier, today(), language),
        note=lambda dossier, day: record_follow_up(dossier, on=day, today=today()),
        sent_before=record.followed_up_on,
        reader=controller.name,
        where=(
            _(
                "Send it to {company} yourself: best as an answer to its last mail, else by post."
            ).format(company=form.spoken_company),
            ", ".join([controller.name, *controller.address]),
        ),
    )
    exit_code = await carry_out(context, task, options)
    noted = store.open(record.id).record
    if (noted.followed_up_on, noted.last_day) != (record.followed_up_on, record.last_day):
        _say_if_old(context, noted)
    return exit_code


def _say_if_old(context: CommandContext, record: Record) -> None:
    """Say so where much of the term in the letter was over when it was sent."""
    if not record.last_day:
        return
    left = date.fromisoformat(record.last_day) - date.fromisoformat(record.followed_up_on)
    if left.days < _FEWEST:
        told = _("The letter was written earlier: it gives {company} no longer than until {day}.")
        company, day = company_words(record.form), day_in_words(record.last_day)
        context.console.say(told.format(company=company, day=day))
        anew = _("To give the whole fourteen days, write it anew and send that one:")
        suggest(context, anew, "follow-up", record.id, "--again")
