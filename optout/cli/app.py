"""Builds the commands and turns whatever happens into one sentence and one exit code."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from optout import i18n
from optout.cli import context
from optout.config import old_folder
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.i18n import _
from optout.system import core_dump, environment
from optout.terminal.streams import make_readable

_WITH_VALUE = ("--lang", "--config", "--profile")
_FLAGS = ("--plain", "--debug")


def run_command_line(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code. Never raises."""
    debug = "--debug" in argv
    core_dump.forbid()
    environment.clean()  # before anything imports Playwright, which reads it then
    make_readable(sys.stdout, sys.stderr)
    try:
        old_folder.move_in()
        i18n.use(_language(argv))
        code = build().__call__(_globals_first(argv), standalone_mode=False)
        return int(code or Exit.DONE)
    except (KeyboardInterrupt, typer.Abort):
        _say(_("Stopped. What was noted is kept."))
        return Exit.INTERRUPTED
    except typer.Exit as end:
        return end.exit_code
    except OptoutError as error:
        _tell(error, debug)
        return error.exit
    except Exception as error:  # noqa: BLE001 - the last net: a sentence instead of a traceback
        if hasattr(error, "format_message"):  # a usage error of the parser
            _tell(OptoutError(errors.COMMAND_LINE, where=_parameter(error)), debug)
            return Exit.USAGE
        _tell(OptoutError(errors.UNEXPECTED, kind=type(error).__name__), debug)
        return Exit.NOT_FINISHED


def _say(text: str) -> None:
    from optout.terminal.console import Console

    console = Console(plain="--plain" in sys.argv)
    console.interrupt()
    console.say(text)


def _tell(error: OptoutError, debug: bool) -> None:
    from optout.terminal.console import Console

    Console(plain="--plain" in sys.argv).error(error)
    if debug:
        import traceback

        # Frames only: messages and values of variables could hold personal data.
        sys.stderr.write("".join(traceback.format_tb(sys.exc_info()[2])))


def _parameter(error: Exception) -> str:
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    if parameter is not None:
        option = parameter.opts[0] if parameter.opts else parameter.name
    known = isinstance(option, str) and option.lstrip("-").replace("-", "").isalpha()
    return str(option)[:40] if known else _("the command line")


def _language(argv: Sequence[str]) -> str:
    wanted = _value(argv, "--lang") or os.environ.get("OPTOUT_LANG", "")
    if wanted and wanted not in i18n.languages():
        raise OptoutError(errors.OPTION_WRONG, option="--lang", known=", ".join(i18n.languages()))
    return wanted or context.language_in_settings(
        _value(argv, "--config"), _value(argv, "--profile")
    )


def _value(argv: Sequence[str], option: str) -> str:
    for here, argument in enumerate(argv):
        if argument == option and here + 1 < len(argv):
            return argv[here + 1]
        if argument.startswith(option + "="):
            return argument.partition("=")[2]
    return ""


def _globals_first(argv: Sequence[str]) -> list[str]:
    """The options that go with every command, moved to where the parser expects them."""
    first: list[str] = []
    rest: list[str] = []
    arguments = iter(argv)
    for argument in arguments:
        if argument == "--":
            rest += [argument, *arguments]
        elif argument in _FLAGS or argument.partition("=")[0] in _WITH_VALUE:
            first.append(argument)
            if argument in _WITH_VALUE:
                first += [value for value in [next(arguments, None)] if value is not None]
        else:
            rest.append(argument)
    return [*first, *rest]


def build() -> typer.Typer:
    """The commands, with their help in the terminal's language."""
    from optout.cli import (
        answer,
        check,
        complain,
        dossier,
        follow_up,
        forget,
        help_text,
        practice,
        preview,
        run,
        setup,
        status,
        verify,
    )

    app = typer.Typer(
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=_("Object to Meta's use of your posts to train its AI."),
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def start(
        ctx: typer.Context,
        lang: Annotated[str, typer.Option(help=_("the terminal's language"))] = "",
        plain: Annotated[bool, typer.Option("--plain", help=_("for screen readers"))] = False,
        config: Annotated[
            Path | None, typer.Option(metavar=_("FILE"), help=_("another settings file"))
        ] = None,
        profile: Annotated[str, typer.Option(help=_("another person in the household"))] = "",
        debug: Annotated[
            bool, typer.Option("--debug", help=_("show where an error arose"))
        ] = False,
    ) -> None:
        ctx.obj = context.CommandContext(config=config, profile=profile, plain=plain)
        if ctx.invoked_subcommand is None:
            raise typer.Exit(setup.start(ctx.obj))

    run.register(app)
    practice.register(app)
    preview.register(app)
    check.register(app)
    status.register(app)
    answer.register(app)
    follow_up.register(app)
    complain.register(app)
    dossier.register(app)
    verify.register(app)
    setup.register(app)
    forget.register(app)
    return help_text.localised(app)
