"""A command's own help in the terminal's language, as wide as the terminal.

The parser's own words are English, its lines never shorter than fifty columns, and its list of
commands cuts sentences off.
"""

import shutil
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from optout.i18n import _, labelled
from optout.terminal import program

_WIDEST = 88

if TYPE_CHECKING:
    _Base = TyperCommand
else:
    _Base = object


class _Help(_Base):
    """Mixed into the parser's classes, whose methods these replace."""

    def make_context(self, *arguments: Any, **extra: Any) -> Any:
        columns = shutil.get_terminal_size().columns
        extra.setdefault("terminal_width", min(columns, _WIDEST))
        return super().make_context(*arguments, **extra)

    def get_help_option(self, ctx: Any) -> Any:
        if option := super().get_help_option(ctx):
            option.help = _("show this help")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        command = program.name() if ctx.parent is None else f"{program.name()} {ctx.info_name}"
        pieces = [_("[OPTIONS]")]
        if isinstance(self, TyperGroup):
            pieces.append(_("COMMAND [ARGUMENTS]"))
        for parameter in self.get_params(ctx):
            if parameter.param_type_name == "argument":
                more = "..." if parameter.nargs == -1 else ""
                pieces.append(f"[{parameter.metavar}]{more}")
        formatter.write_usage(command, " ".join(pieces), _("Usage:") + " ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for parameter in self.get_params(ctx):
            rows[parameter.param_type_name].append((_signs(parameter), _explained(parameter)))
        _section(formatter, _("Arguments:"), rows["argument"])
        _section(formatter, _("Options:"), rows["option"])
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)


def _signs(parameter: Any) -> str:
    """What is typed: `--name TEXT`, `--linked / --separate`, `ID`."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join(sorted(parameter.opts, key=len))
    if parameter.secondary_opts:
        names += " / " + ", ".join(parameter.secondary_opts)
    if parameter.is_flag or parameter.secondary_opts or parameter.count:
        return names
    value = parameter.metavar or _("TEXT")
    return f"{names} {value}"


def _explained(parameter: Any) -> str:
    """What it means, and what holds without it."""
    words, default = parameter.help or "", parameter.default
    if isinstance(default, str) and default:
        without = labelled(_("default"), default)
        return f"{words} ({without})"
    return str(words)


class Command(_Help, TyperCommand):
    """A command whose help is in the terminal's language."""


class Group(_Help, TyperGroup):
    """The commands, each with its whole sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        known = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.help or "") for name, command in known if command is not None]
        _section(formatter, _("Commands:"), rows)


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        formatter.write(f"\n{title}\n")
        with formatter.indentation():
            formatter.write_dl(rows, col_max=max(formatter.width // 3, 14))


def localised(app: typer.Typer) -> typer.Typer:
    """`app` with its help, and that of its commands, in the terminal's language."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    return app
