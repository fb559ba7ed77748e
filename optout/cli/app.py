"""Builds the commands and turns whatever happens into one sentence and one exit code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from optout import i18n
from optout.cli import parser
from optout.cli.context import CommandContext
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.i18n import _
from optout.system import environment
from optout.terminal import program
from optout.terminal.streams import make_readable


def run_command_line(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code. Never raises."""
    environment.fill_standard_numbers()
    environment.forbid_core_dumps()
    environment.settle_time_zone()
    environment.clean()  # before anything imports Playwright, which reads it then
    make_readable(sys.stdout, sys.stderr)
    context = parser.first_look(argv)
    with program.begun_with(context.kept_options):
        return _run(argv, context)


def _run(argv: Sequence[str], context: CommandContext) -> int:
    try:
        _settle(context)
        fresh = CommandContext(plain=context.plain)
        code = build(context)(list(argv), prog_name="optout", standalone_mode=False, obj=fresh)
        return int(code or Exit.DONE)
    except (KeyboardInterrupt, click.Abort):
        context.console.interrupt()
        context.console.say(_("Stopped. What was noted is kept."))
        return Exit.INTERRUPTED
    except click.UsageError as error:
        return _tell(parser.as_problem(error), context)
    except Exception as error:  # noqa: BLE001 - the last net: a sentence instead of a traceback
        return _tell(errors.known(error), context)


def _tell(error: OptoutError, context: CommandContext) -> int:
    if os.environ.get("_OPTOUT_COMPLETE", "").endswith("_complete"):
        return error.exit  # the person is still typing on that line
    context.console.error(error)
    if context.debug and sys.stderr is not None:
        import traceback

        # Frames only: messages and values of variables could hold personal data.
        with suppress(OSError):
            sys.stderr.write("".join(traceback.format_tb(sys.exc_info()[2])))
    return error.exit


def _settle(context: CommandContext) -> None:
    """The terminal's language, and whether it is plain: by option, environment, file or system.

    Raises `OptoutError` for a language that an option or the environment names and is not there.
    """
    file = context.file_values
    wanted = context.lang or os.environ.get("OPTOUT_LANG", "")
    choices = map(i18n.supported, (wanted, str(file.get("lang", ""))))
    i18n.use(next(filter(None, choices), i18n.system_language()))
    if wanted and not i18n.supported(wanted):
        known = ", ".join(i18n.languages())
        typed = errors.nameable(wanted, errors.CODE)
        if context.lang:
            raise OptoutError(errors.OPTION_WRONG, option="--lang", expected=known, typed=typed)
        where = _("the environment")
        wrong = {"name": "lang", "where": where, "expected": known, "typed": typed}
        raise OptoutError(errors.SETTING_WRONG, **wrong)
    by_environment = os.environ.get("OPTOUT_PLAIN", "").lower() in ("1", "true", "yes", "on")
    context.plain = context.plain or by_environment or file.get("plain") is True


def build(context: CommandContext) -> parser.Group:
    """The commands, with their help in the terminal's language."""

    @click.group(
        cls=parser.Group,
        invoke_without_command=True,
        help=_("Object to AI being trained on what you post."),
        context=context,
    )
    @click.pass_context
    def optout(ctx: click.Context) -> int | None:
        if ctx.invoked_subcommand is not None:
            return None
        from optout.cli import setup

        if ctx.obj.profile in program.COMMANDS:
            raise click.BadOptionUsage("--profile", "", ctx)
        return setup.start(ctx.obj)

    return optout
