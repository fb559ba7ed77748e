"""`optout` by itself, and `optout setup`: the guided start."""

from typing import TYPE_CHECKING

import typer

from optout.cli.context import CommandContext, run_to_end
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.i18n import _

if TYPE_CHECKING:
    from optout.config.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command(help=_("Ask for the settings and write them."))
    def setup(ctx: typer.Context) -> None:
        context: CommandContext = ctx.obj
        if not context.console.can_ask:
            raise OptoutError(errors.NO_TERMINAL)
        raise typer.Exit(run_to_end(_guided(context, go_on=False)))


def start(context: CommandContext) -> int:
    """Without a command: the guided start where there are no settings yet, then the run."""
    from optout.cli.run import Job

    settings = context.settings
    if settings.country and settings.email:
        return run_to_end(Job(context, lambda: settings).run())
    if not context.console.can_ask:
        from optout.run.form_inputs import setting_missing

        raise setting_missing("email" if settings.country else "country")
    return run_to_end(_guided(context, go_on=True))


async def _guided(context: CommandContext, *, go_on: bool) -> int:
    from optout.cli.run import Job
    from optout.setup import wizard
    from optout.system.signals import interruptible
    from optout.terminal.human import EndOfInput

    human = context.console
    settings: Settings | None = None
    try:
        async with interruptible() as stopped:
            await wizard.welcome(human)
            values = await wizard.ask_all(human, context.settings.forms)
            checked = context.settings.with_options(values, _("your answer"))
            _show_letter(context, checked)
            if not await human.yes_no(_("Is the letter right?"), default=True):
                human.say(_("Change it with optout setup, or give your own with --template."))
                return Exit.NOT_FINISHED
            _write(context, values)
            settings = context.settings
    except EndOfInput:
        return Exit.NOT_FINISHED
    if stopped.is_set() or settings is None:
        human.interrupt()
        human.say(_("Stopped. Nothing was sent. Run it again when you like."))
        return Exit.INTERRUPTED
    return await Job(context, lambda: context.settings).run() if go_on else Exit.DONE


def _show_letter(context: CommandContext, settings: "Settings") -> None:
    from optout.run.form_inputs import form_inputs

    form_input = form_inputs(settings, settings.forms[:1])[0]
    context.console.letter(form_input.letter(None).text)
    context.console.say(_("The letter was not reviewed by a lawyer."))


def _write(context: CommandContext, values: dict[str, object]) -> None:
    import tomli_w

    from optout.system.files import private_folder, write

    file = context.places.settings_file
    private_folder(file.parent)
    kept = context.settings.model_fields_set - values.keys()
    old = {key: getattr(context.settings, key) for key in kept if file.exists()}
    write(file, tomli_w.dumps({**_plain(old), **values}).encode())
    context.console.say(_("Kept in: {folder}").format(folder=file))


def _plain(values: dict[str, object]) -> dict[str, object]:
    from pathlib import Path

    return {
        k: str(v) if isinstance(v, Path) else list(v) if isinstance(v, tuple) else v
        for k, v in values.items()
        if v is not None
    }
