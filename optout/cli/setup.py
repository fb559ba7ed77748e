"""`optout` by itself, and `optout setup`: the guided start."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import click

from optout.cli.context import CommandContext
from optout.cli.run import Job
from optout.cli.what_next import suggest
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.i18n import N_, _
from optout.system.files import check_writable
from optout.system.signals import interruptible
from optout.terminal.human import EndOfInput, Human

if TYPE_CHECKING:
    from optout.config.settings import Settings
    from optout.letters import Letter


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @click.pass_obj
    def setup(context: CommandContext) -> int:
        if not context.console.can_ask:
            raise OptoutError(errors.NO_TERMINAL)
        return asyncio.run(_guided(context))


def start(context: CommandContext) -> int:
    """Without a command: the guided start where there are no settings yet, then the run."""
    settings = context.settings
    if settings.country and settings.has_emails_for(settings.forms):
        return asyncio.run(Job(context, lambda: settings).run())
    return asyncio.run(GuidedStart(context, lambda: context.settings, guided=True).run())


class GuidedStart(Job):
    """A run that asks first for what it needs, and shows the letter."""

    asked_nothing_kept = True

    def _asks_first(self) -> bool:
        return True

    async def _ask_missing(self) -> dict[str, object]:
        if not self.human.can_ask:
            from optout.run.form_inputs import missing, settings_missing

            raise settings_missing(missing(self.settings, self.settings.forms))
        await _ask_and_keep(self.context, self.human)
        self.asked_nothing_kept = False
        self.settings = self.context.settings
        return {}

    def _stopped(self, *, kept: bool) -> str:
        return _STOPPED if self.asked_nothing_kept else super()._stopped(kept=kept)


_STOPPED = N_("Stopped. Nothing was sent, and no answer was kept. Run it again when you like.")


async def _guided(context: CommandContext) -> int:
    human, kept = context.console, False
    try:
        async with interruptible() as stopped:
            await _ask_and_keep(context, human)
            kept = True
            await _offer_menu_entry(context, human)
    except EndOfInput:
        human.say(_("You cannot answer here any more. Run it again when you like."))
        return Exit.NOT_FINISHED
    if stopped.is_set():
        human.interrupt()
        human.say(_("Stopped. What was noted is kept.") if kept else _(_STOPPED))
        return Exit.INTERRUPTED
    suggest(context, _("To object now:"))
    return Exit.DONE


async def _offer_menu_entry(context: CommandContext, human: Human) -> None:
    """A start without a terminal, where the companion asks what a terminal would."""
    from optout.setup import menu_entry

    profile = context.profile
    if not (context.has_companion(context.settings) and menu_entry.is_missing(profile)):
        return
    if await human.yes_no(_("Add optout to your menu of programs?"), default=False):
        made = menu_entry.make(profile, context.kept_options)
        told = _("optout starts from your menu of programs now: {file}")
        told = told if made else _("This could not be written: {file}")
        human.say(told.format(file=menu_entry.place(profile)))


async def _ask_and_keep(context: CommandContext, human: Human) -> None:
    """Ask what is needed; let the person see the letter and change what they like; keep that.

    What was in force and not changed is not written: it can be the environment's alone.

    Raises `EndOfInput`; `OptoutError` (DISK), at once where nothing can be kept.
    """
    from optout.setup import wizard

    check_writable(context.places.settings_file.parent)
    settings = context.settings
    answers, to_change = dict[str, object](), True
    if settings.country and settings.has_emails_for(settings.forms):
        human.heading(_("Your settings today"))
    else:
        await wizard.welcome(human, settings.forms)
        context.console.say(_("To stop: Ctrl-C."))
        questions = wizard.first_questions(settings.forms, plain=context.plain)
        answers = await wizard.ask_each(human, questions, settings, settings.forms)
        settings = settings.with_answers(answers, _("your answer"))
        to_change = await wizard.wants_to_change(human, settings, _letter(settings, {}))
    if to_change:
        answers |= await wizard.change(human, settings, partial(_letter, settings))
    if not human.can_ask:
        raise EndOfInput
    if answers:
        context.keep_settings(answers)


def _letter(settings: "Settings", values: Mapping[str, object]) -> "Letter":
    """The letter to the first company by these settings, with `values` changed in them."""
    from optout.run.form_inputs import form_inputs

    settings = settings.with_answers(values, _("your answer"))
    return form_inputs(settings, settings.forms[:1])[0].letter(None)
