"""`optout complain`: the complaint to the person's supervisory authority."""

from typing import Any

import click

from optout.cli.complaint_ways import say_how
from optout.cli.context import CommandContext, talk
from optout.cli.days import today
from optout.cli.letter_files import LetterTask, SendingOptions, carry_out, sending_options
from optout.cli.parser import option, personal_option
from optout.cli.which_dossier import chosen, number_argument, to_go_on_with, writing
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.dossier.answers import record_complainant, record_complaint
from optout.dossier.due import DueKind, dues
from optout.dossier.record import Record
from optout.dossier.store import Store
from optout.dossier.words import company_words
from optout.i18n import _, labelled
from optout.i18n.cldr import day_in_words
from optout.letters.authorities import (
    Authority,
    authority_for,
    in_eea,
    laender,
    land_called,
    lead_authority,
    swiss_commissioner,
)
from optout.letters.follow_up import ForClerk, addressee, complaint, letter_languages
from optout.letters.grounds import grounds_of
from optout.terminal.console import Console
from optout.terminal.human import Choice


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @number_argument()
    @option("--land", metavar=_("STATE"), default="", help=_("your state, in Germany"))
    @personal_option("--name", metavar=_("NAME"), default="", help=_("your name"))
    @personal_option("--address", default="", help=_("your postal address"))
    @sending_options
    @click.pass_obj
    def complain(
        context: CommandContext,
        /,
        number: str | None,
        land: str,
        name: str,
        address: str,
        **sending: Any,
    ) -> int:
        who = {"name": name, "postal_address": address}
        return talk(context, _complain(context, number, land, who, SendingOptions(**sending)))


async def _complain(
    context: CommandContext,
    number: str | None,
    land: str,
    who: dict[str, str],
    options: SendingOptions,
) -> int:
    """Raises `OptoutError`, also where it is too early or nothing was sent."""
    store = context.store()
    found = to_go_on_with(context, await chosen(context, store, number, "complain"))
    record = found.record
    authority = await _authority(context.console, record, land)
    clerk: list[ForClerk] = []
    if not options.sent_on and (options.again or not record.complained_on):
        say_how(context.console, authority)
        await _ask_who(context, store, record, who)
        _say_if_term_runs(context, record)
        clerk = await _asked_by_clerks(context.console, record)
    task = LetterTask(
        store=store,
        number=record.id,
        command="complain",
        languages=letter_languages("complaint", record.language, authority),
        render=lambda dossier, language: complaint(dossier, today(), language, authority, clerk),
        note=lambda dossier, day: record_complaint(
            dossier, on=day, today=today(), place=authority.place
        ),
        sent_before=record.complained_on,
        reader=authority.name,
        where=_where(authority, record),
        email=authority.email if authority.ways.by_plain_email else None,
        form=authority.webform,
        own_options=_land_option(authority, record.country),
    )
    return await carry_out(context, task, options)


async def _ask_who(
    context: CommandContext, store: Store, record: Record, given: dict[str, str]
) -> None:
    """Keep the name and the postal address that a complaint needs; ask for what is not known.

    Raises `OptoutError` ARGUMENT_MISSING without a terminal, and what `grounds_of` raises.
    """
    grounds_of(record, today())
    questions = {
        "name": (record.complainant, _("Your name, which a complaint must give")),
        "postal_address": (
            record.postal_address,
            _("Your postal address, on one line, which a complaint must give"),
        ),
    }
    human, who = context.console, {key: value.strip() for key, value in given.items()}
    lacking = [key for key, (known, _question) in questions.items() if not (who[key] or known)]
    if lacking and not human.can_ask:
        named = ", ".join({"name": "--name", "postal_address": "--address"}[key] for key in lacking)
        raise OptoutError(errors.ARGUMENT_MISSING, name=named, command="complain")
    for key in lacking:
        who[key] = await human.ask(
            questions[key][1],
            check=lambda answer: None if answer else _("Please write something."),
        )
    if any(who.values()):
        with writing(store, record.id) as dossier:
            record_complainant(dossier, **who)


async def _asked_by_clerks(human: Console, record: Record) -> list[ForClerk]:
    """What the person answers to what clerks ask; what is not answered is not written."""
    if not human.can_ask:
        return []
    unsaid = Choice("unsaid", _("Say nothing of it"))
    about_name = _("May the authority give your name to {company} and to the other authorities?")
    questions: list[tuple[str, list[tuple[ForClerk, str]]]] = [
        (
            about_name.format(company=company_words(record.form)),
            [("name_given", _("Yes")), ("name_withheld", _("No, it should ask me first"))],
        ),
        (
            _("Is the same matter before a court or another authority?"),
            [("nowhere_else", _("No")), ("elsewhere", _("Yes"))],
        ),
    ]
    said: list[ForClerk] = []
    for question, answers in questions:
        choices = [*(Choice(key, words) for key, words in answers), unsaid]
        given = await human.choose(question, choices, default=unsaid.value)
        said += [key for key, _words in answers if key == given]
    return said


def _say_if_term_runs(context: CommandContext, record: Record) -> None:
    """Say so where the day that the follow-up gives is still to come, and no answer came since.

    Article 77 GDPR asks nobody to wait for it: it is the person's own term.
    """
    last = record.decision
    if last and last.on >= record.followed_up_on:
        return
    for due in dues(record, today()):
        if due.kind is DueKind.FOLLOW_UP_REPLY and due.days_left >= 0:
            told = _(
                "Your follow-up letter gives {company} until {day}: the law lets you complain "
                "earlier, but the authority may ask you to wait."
            )
            context.console.say(told.format(company=due.company, day=day_in_words(due.on)))


async def _authority(human: Console, record: Record, land: str) -> Authority:
    """The person's authority; in Germany the state is asked for where it is not given."""
    country = record.country
    _form, controller = addressee(record)
    try:
        return authority_for(country, land_called(land), lead_authority(controller))
    except OptoutError as error:
        if error.problem is not errors.LAND_NEEDED or land or not human.can_ask:
            raise
    choices = [
        Choice(code, labelled(names[0], authority_for(country, code).name), (code, *names))
        for code, names in laender().items()
    ]
    return authority_for(country, await human.choose(_("In which state do you live?"), choices))


def _land_option(authority: Authority, country: str) -> tuple[str, ...]:
    return ("--land", authority.place.removeprefix("DE-")) if country == "DE" else ()


def _where(authority: Authority, record: Record) -> tuple[str, ...]:
    """The addressee, every way to reach it that is known, and what else it may ask for."""
    lines = [
        _("Send it yourself to your authority:")
        if in_eea(record.country)
        else _("Send it yourself to the authority that supervises {company}:").format(
            company=company_words(record.form)
        ),
        ", ".join([authority.name, *authority.address.splitlines()]),
    ]
    if authority.webform:
        lines.append(_("Its web form: {address}").format(address=authority.webform))
    by_email = bool(authority.email) and authority.ways.by_plain_email
    if by_email:
        lines.append(_("Its e-mail address: {address}").format(address=authority.email))
    elif "signed_email" in authority.ways.by:
        signed = _("Only for e-mail with a qualified electronic signature: {address}")
        lines.append(signed.format(address=authority.email))
    if not (authority.webform or by_email):
        lines.append(_("Its website: {address}").format(address=authority.web))
    if record.country == "CH":
        other = swiss_commissioner()
        lines.append(
            _("You can tell the Swiss commissioner too: {name}, {address}").format(
                name=other.name, address=other.web
            )
        )
    return tuple(lines)
