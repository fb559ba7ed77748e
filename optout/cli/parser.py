"""Options, help and wrong usage, in the terminal's language: click, with what it leaves open.

click's own words are English and its list of commands cuts sentences off.
"""

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from optout import __version__
from optout.cli import help_notes
from optout.cli.context import CommandContext
from optout.config.paths import Places
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms.names import NAMES
from optout.i18n import _, labelled, languages
from optout.terminal import program, streams

_WIDEST = 88
"""Columns of the help at the most."""
_A_PATH = click.Path(path_type=Path)
_Function = TypeVar("_Function", bound=Callable[..., Any])


class Choices(click.Choice[str]):
    """The few words that an option or argument takes."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word. Raises `OptoutError` (OPTION_WRONG) for another one."""
        if value in self.choices:
            return str(value)
        name = param.opts[0] if isinstance(param, click.Option) else param and param.metavar
        known = ", ".join(self.choices)
        raise OptoutError(errors.OPTION_WRONG, option=name, expected=known, typed=value)


class CommandOption(click.Option):
    """An option whose value is never another option of the same command, and no file without a
    name: an empty one would be read as the working folder."""

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """The value, as click makes it. Raises `click.BadOptionUsage` where it was forgotten."""
        if value == "" and self.type is _A_PATH:
            raise click.BadOptionUsage(self.opts[0], "", ctx)
        given = value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)
        parameters = ctx.command.get_params(ctx)
        known = {name for one in parameters for name in (*one.opts, *one.secondary_opts)}
        if not known.isdisjoint(word for word in given if isinstance(word, str)):
            raise click.BadOptionUsage(self.opts[0], "", ctx)
        return super().process_value(ctx, value)

    def make_metavar(self, ctx: click.Context) -> str:
        choices = self.type.choices if isinstance(self.type, click.Choice) else ()
        return self.metavar or "|".join(choices) or _("TEXT")

    def get_help_extra(self, ctx: click.Context) -> Any:
        return {}  # click's words for it

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], _with_default(record[1], self.default))


class PersonalOption(CommandOption):
    """An option that takes what is personal: every user of the computer can read arguments."""


class Argument(click.Argument):
    """An argument that may be left out, shown so. `usual`: what holds then, by the settings."""

    def __init__(
        self, *names: Any, usual: Callable[[Places], Sequence[str]] | None = None, **attributes: Any
    ) -> None:
        super().__init__(*names, **attributes)
        self._usual = usual

    def make_metavar(self, ctx: click.Context) -> str:
        return f"[{self.metavar}]..." if self.nargs == -1 else f"[{self.metavar}]"

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        signs, words = super().get_help_record(ctx)
        group = ctx.find_root().command
        usual = isinstance(group, Group) and self._usual and self._usual(group.context.places)
        return signs, _with_default(words, ", ".join(usual) if usual else self.default)


def _with_default(words: str, default: Any) -> str:
    """What it means, and what holds without it."""
    if not isinstance(default, str) or not default:
        return words
    without = labelled(_("default"), default)
    return f"{words} ({without})"


def completing(
    words: Callable[[CommandContext], Iterable[str]],
) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What a parameter offers at the Tab key: those of `words` that begin as it is typed."""

    def complete(ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
        with suppress(OSError, OptoutError):
            known = words(ctx.obj)
            return [word for word in known if word.lower().startswith(begun.lower())]
        return []

    return complete


def _letter_languages(_context: CommandContext) -> Iterable[str]:
    from optout import letters  # all these for those who press Tab: the help comes sooner

    return letters.languages()


def _countries(_context: CommandContext) -> Iterable[str]:
    from optout.countries import EUROPE

    return sorted(EUROPE)


def _reasons(_context: CommandContext) -> Iterable[str]:
    from optout.letters.questions import key_of, ways

    return map(key_of, ways())


def argument(name: str, **attributes: Any) -> Callable[[_Function], _Function]:
    """`click.argument`; whatever is left out is asked for, or is all that there is."""
    return click.argument(name, cls=Argument, required=False, **attributes)


def option(*names: str, **attributes: Any) -> Callable[[_Function], _Function]:
    """`click.option` with the rules of `CommandOption`."""
    return click.option(*names, cls=CommandOption, **attributes)


def personal_option(*names: str, **attributes: Any) -> Callable[[_Function], _Function]:
    """An option that takes what is personal; the help says who can read it."""
    return click.option(*names, cls=PersonalOption, **attributes)


def path_option(*names: str, **attributes: Any) -> Callable[[_Function], _Function]:
    """An option that names a file."""
    return option(*names, type=_A_PATH, metavar=_("FILE"), **attributes)


def form_argument(
    name: str, names: Sequence[str] = NAMES, **attributes: Any
) -> Callable[[_Function], _Function]:
    """The argument that names a form, or with `nargs=-1` several; `names` are those there are.

    They are in small letters, also for who writes them as the companies do, and several may have
    commas between them. Of several, one that is not known is told at once.
    """
    what = ", ".join(names)

    def read(
        ctx: click.Context, _parameter: click.Parameter, given: str | tuple[str, ...] | None
    ) -> str | tuple[str, ...] | None:
        if not isinstance(given, tuple):
            return given and given.lower()
        words = re.findall(r"[^,;]+", ",".join(given).lower())
        if not (ctx.resilient_parsing or set(words) <= set(names)):
            from optout.forms import lookup

            raise lookup.unknown(words, names, where=_("FORM") if len(words) > 1 else "")
        return tuple(words)

    attributes = {"shell_complete": completing(lambda _context: names), **attributes}
    return argument(name, metavar=_("FORM"), help=what, callback=read, **attributes)


def _keys(
    ctx: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> list[str] | None:
    """The reasons that the options name. Raises `OptoutError` for a word that is no key."""
    if not given or ctx.resilient_parsing:
        return None
    from optout.letters.reason import keys

    return [key for text in given for key in keys(text)]


def letter_options(command: _Function) -> _Function:
    """Give a command what a letter is made of: options named as the settings are."""
    for one in reversed(
        (
            option(
                "--country",
                metavar=_("COUNTRY"),
                shell_complete=completing(_countries),
                help=_("your country"),
            ),
            personal_option("--email", metavar=_("ADDRESS"), help=_("the account's e-mail")),
            personal_option("--name", metavar=_("NAME"), help=_("how the letter is signed")),
            option(
                "--language",
                metavar=_("CODE"),
                shell_complete=completing(_letter_languages),
                help=_("the letter's language"),
            ),
            personal_option(
                "--known-as", help=_("your profile, user name, other spellings of the name")
            ),
            personal_option(
                "--reason",
                multiple=True,
                metavar=_("KEY"),
                callback=_keys,
                shell_complete=completing(_reasons),
                help=_("a reason: see preview --reasons; up to three"),
            ),
            personal_option("--words", help=_("your reason in your own words")),
            path_option("--template", help=_("a letter of your own")),
        )
    ):
        command = one(command)
    return command


def everywhere(*, hidden: bool = False) -> list[click.Parameter]:
    """The options that go with every command, before its name or after it.

    Each is noted in the `CommandContext` that is the parser's object.
    """

    def note(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value == "":
            raise click.BadOptionUsage(parameter.opts[0], "", ctx)
        if value:
            setattr(ctx.obj, parameter.name, value)

    def one(name: str, words: str, **more: Any) -> click.Parameter:
        shared: dict[str, Any] = {"expose_value": False, "callback": note, "hidden": hidden}
        return CommandOption([name], help=words, **shared, **more)

    return [
        one(
            "--lang",
            _("the terminal's language"),
            metavar=_("CODE"),
            shell_complete=completing(lambda _context: languages()),
        ),
        one("--plain", _("for screen readers"), is_flag=True),
        one("--no-companion", _("without the window beside the form"), is_flag=True),
        one("--config", _("another settings file"), metavar=_("FILE"), type=_A_PATH),
        one("--profile", _("another person in the household"), metavar=_("NAME")),
        one("--debug", _("show where an error arose"), is_flag=True),
    ]  # fmt: skip


def first_look(argv: Sequence[str]) -> CommandContext:
    """The options that go with every command, before there are any commands to parse.

    Help and errors are in the language that they name. Whatever is wrong is said later.
    """
    context = CommandContext()
    looks = click.Command(
        "optout", params=everywhere(), add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )  # fmt: skip
    looks.make_context("optout", list(argv), obj=context, resilient_parsing=True)
    return context


class Command(click.Command):
    """A command with its help in the terminal's language."""

    def __init__(self, name: str | None, **attributes: Any) -> None:
        super().__init__(name, **{"options_metavar": _("[OPTIONS]"), **attributes})
        self.params += everywhere(hidden=not isinstance(self, Group))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # not every one of click's says where it arose
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option:
        return _speaking(["-h", "--help"], _("show this help"), lambda ctx: ctx.get_help())

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(_started(ctx), pieces, _("Usage:") + " ")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        help_notes.section(formatter, _("Arguments:"), self._records(ctx, click.Argument))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        help_notes.section(formatter, _("Options:"), self._records(ctx, click.Option))
        if any(isinstance(parameter, PersonalOption) for parameter in self.params):
            read = _("Other people on this computer can read the whole command while it runs.")
            without = _("What you leave out is asked for, or taken from the settings.")
            formatter.write_paragraph()
            formatter.write_text(f"{read} {without}")

    def _records(self, ctx: click.Context, kind: type[click.Parameter]) -> list[tuple[str, str]]:
        found = (p.get_help_record(ctx) for p in self.get_params(ctx) if isinstance(p, kind))
        return [record for record in found if record]


class Group(Command, click.Group):
    """The commands, each with its whole sentence, and what else there is to know.

    A command is loaded once it is named, so what it needs stands at the top of its module.
    """

    command_class = Command

    def __init__(
        self,
        name: str | None,
        *,
        context: CommandContext,
        **attributes: Any,
    ) -> None:
        """`context`: where the things lie that the help names."""
        # An older console of Windows goes on at its edge at once: an empty line would follow.
        columns = shutil.get_terminal_size().columns - (sys.platform == "win32")
        super().__init__(
            name,
            subcommand_metavar=_("COMMAND [ARGUMENTS]"),
            context_settings={"terminal_width": min(columns, _WIDEST)},
            **attributes,
        )
        named = f"optout {__version__}"
        self.params.append(_speaking(["--version"], _("show the version"), lambda _ctx: named))
        self.context = context

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(program.COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in program.COMMANDS and cmd_name not in self.commands:
            import_module(f"optout.cli.{cmd_name.replace('-', '_')}").register(self)
            self.commands[cmd_name].help = _(program.COMMANDS[cmd_name])
        return self.commands.get(cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        rows = [(name, _(words)) for name, words in program.COMMANDS.items()]
        help_notes.section(formatter, _("Commands:"), rows)
        help_notes.write(formatter, self.context)


def _speaking(names: list[str], words: str, text: Callable[[click.Context], str]) -> click.Option:
    """An option that prints something instead of running the command."""

    def show(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            # Without the console, which takes longer to load than all the rest.
            with streams.output() as out:
                out.write(text(ctx).rstrip("\n") + "\n")
            ctx.exit()

    return click.Option(names, help=words, is_flag=True, is_eager=True, expose_value=False,
                        callback=show)  # fmt: skip


def _started(ctx: click.Context) -> str:
    """The command as the person types it."""
    names = [program.name()]
    while ctx.parent is not None:
        names.insert(1, ctx.info_name or "")
        ctx = ctx.parent
    return " ".join(names)


def as_problem(error: click.UsageError) -> OptoutError:
    """What is wrong with a command line."""
    ctx = error.ctx
    command = _started(ctx) if ctx else program.name()
    if isinstance(error, click.exceptions.NoSuchCommand):
        typed = error.command_name
        if alike := get_close_matches(typed, program.COMMANDS, 1):
            return OptoutError(errors.COMMAND_NEAR, near=f"{command} {alike[0]}", typed=typed)
        from optout.forms import lookup  # for those who made a slip: the help comes sooner

        if form := lookup.meant(typed.lower()):
            return OptoutError(errors.COMMAND_NEAR, near=f"{command} run {form}", typed=typed)
        return OptoutError(errors.COMMAND_UNKNOWN, typed=typed)
    if isinstance(error, click.NoSuchOption):
        typed = error.option_name
        if near := errors.most_alike(typed, error.possibilities or ()):
            return OptoutError(errors.OPTION_NEAR, near=near, typed=typed)
        return OptoutError(errors.OPTION_UNKNOWN, command=command, typed=typed)
    if isinstance(error, click.BadOptionUsage):
        lacking = _takes_value(ctx, error.option_name)
        problem = errors.VALUE_MISSING if lacking else errors.VALUE_NEEDLESS
        return OptoutError(problem, option=error.option_name)
    return OptoutError(errors.WORD_TOO_MANY, command=command)


def _takes_value(ctx: click.Context | None, name: str) -> bool:
    """Whether the option of that name takes a value: then it was forgotten, else there was one."""
    parameters = ctx.command.get_params(ctx) if ctx else ()
    return any(
        isinstance(parameter, click.Option) and name in parameter.opts and not parameter.is_flag
        for parameter in parameters
    )
