"""`optout` by itself, and `optout setup`: the guided start."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import click

from optout.cli.context import CommandContext
from optout.cli.next_moves import suggest
from optout.cli.run import Job
from optout.config.sources import from_file, text_of_file
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.i18n import _
from optout.system.files import check_writable, make_folder, write
from optout.system.signals import interruptible
from optout.terminal.human import EndOfInput


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @click.pass_obj
    def setup(context: CommandContext) -> int:
        if not context.console.can_ask:
            raise OptoutError(errors.NO_TERMINAL)
        return asyncio.run(_guided(context, go_on=False))


def start(context: CommandContext) -> int:
    """Without a command: the guided start where there are no settings yet, then the run."""
    settings = context.settings
    if settings.country and settings.has_emails_for(settings.forms):
        return asyncio.run(Job(context, lambda: settings).run())
    if not context.console.can_ask:
        from optout.run.form_inputs import missing, settings_missing

        raise settings_missing(missing(settings, settings.forms))
    return asyncio.run(_guided(context, go_on=True))


async def _guided(context: CommandContext, *, go_on: bool) -> int:
    human, right = context.console, False
    try:
        async with interruptible() as stopped:
            right = await _agreed(context)
    except EndOfInput:
        human.say(_("Nobody can answer here any more. Run it again when you like."))
        return Exit.NOT_FINISHED
    if stopped.is_set():
        human.interrupt()
        human.say(
            _("Stopped. Nothing was sent, and no answer was kept. Run it again when you like.")
        )
        return Exit.INTERRUPTED
    if not right:
        return Exit.NOT_FINISHED
    if go_on:
        return await Job(context, lambda: context.settings, letter_seen=True).run()
    suggest(context, _("To object now:"))
    return Exit.DONE


async def _agreed(context: CommandContext) -> bool:
    """Ask, show the letter, let the person change answers, keep these. Whether the letter is right.

    What was in force and not changed is not written: it can be the environment's alone.

    Raises `EndOfInput`; `OptoutError` (DISK), at once where nothing can be kept.
    """
    from optout.setup import wizard

    check_writable(context.places.settings_file.parent)
    human, settings = context.console, context.settings
    complete = settings.country and settings.has_emails_for(settings.forms)
    known = wizard.in_force(settings) if complete else {}
    values = await _answered(context, known)
    while not (right := await _letter_is_right(context, values)) and human.can_ask:
        changed = await wizard.change(human, values, settings.forms)
        if changed == values:
            break
        values = changed
    answers = {key: value for key, value in values.items() if known.get(key) != value}
    if answers or not known:
        write_settings(context, answers)
    if not right:
        suggest(context, _("To change your answers:"), "setup")
        suggest(context, _("With a letter of your own:"), "run", "--template", _("FILE"))
    return right


async def _answered(context: CommandContext, known: dict[str, object]) -> dict[str, object]:
    """All answers: asked for, or those of today, `known`, changed as the person likes."""
    from optout.setup import wizard

    human, forms = context.console, context.settings.forms
    if known:
        human.heading(_("Your settings today"))
        return await wizard.change(human, known, forms)
    await wizard.welcome(human, forms)
    return await wizard.ask_all(human, forms, plain=context.plain)


async def _letter_is_right(context: CommandContext, values: dict[str, object]) -> bool:
    from optout.run.form_inputs import form_inputs

    settings = context.settings.with_answers(values, _("your answer"))
    form_input = form_inputs(settings, settings.forms[:1])[0]
    letter = form_input.letter(None)
    context.console.letter(letter.text)
    if not letter.reviewed:
        context.console.say(_("The letter was not reviewed by a lawyer."))
    return await context.console.yes_no(_("Is the letter right?"), default=True)


def write_settings(context: CommandContext, values: Mapping[str, object]) -> None:
    """Keep these settings in the person's file, beside what else it says, and say where.

    The person's own comments and order stay, and what only the environment says stays there. An
    empty text takes a setting out. Raises `OptoutError` (DISK, and as `from_file`).
    """
    import tomlkit  # 20 ms, before every run that is begun by `optout` alone

    file = context.places.settings_file
    make_folder(file.parent)
    known = from_file(context.places) if file.exists() else {}
    document = tomlkit.parse(text_of_file(context.places) if known else "")
    for key, value in values.items():
        if value != "":
            document[key] = str(value) if isinstance(value, Path) else value
        elif key in known:
            del document[key]
    write(file, tomlkit.dumps(document).encode())
    context.console.say(_("Settings kept in: {folder}").format(folder=file))
