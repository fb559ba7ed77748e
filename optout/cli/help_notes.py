"""What ends `optout --help`: the forms, examples, where things lie, the exit codes, the project."""

from collections.abc import Sequence

import click

from optout.cli.context import CommandContext
from optout.domain.errors import OptoutError
from optout.forms.names import NAMES
from optout.i18n import _
from optout.terminal import program


def write(formatter: click.HelpFormatter, context: CommandContext) -> None:
    """In the terminal's language. Raises `OptoutError` for a profile's name that cannot be."""
    title = _("Forms:")
    formatter.write(f"\n{title}\n")
    with formatter.indentation():
        formatter.write_text(", ".join(NAMES))
    number = _("ID")
    examples = [
        (_("See it all played, with made-up data:"), "optout practice --hands-off"),
        (_("Object at Facebook and Instagram; optout asks for what it needs:"), "optout"),
        (_("Object by hand, with the letter to copy:"), "optout run threads --manual"),
        (_("Read the letter:"), "optout preview --language fr"),
        (_("Put the dates into your calendar:"), "optout status --calendar dates.ics"),
        (_("Hand over the proof:"), f"optout dossier {number} --zip pack.zip"),
    ]
    _to_copy(
        formatter, _("Examples:"), [(words, program.started(line)) for words, line in examples]
    )
    _to_copy(formatter, _("Where things are:"), _places(context))
    exit_codes = [
        ("0", _("done: received, objected before, switched off, or letter sent")),
        ("1", _("not finished")),
        ("2", _("wrong command or settings")),
        ("3", _("no browser, or no screen")),
        ("4", _("the form cannot be used")),
        ("130", _("interrupted")),
    ]
    section(formatter, _("Exit codes:"), exit_codes)
    if address := program.homepage():
        page = program.errors_page()
        rows = [(address, ""), (page, _("what each error code means"))]
        section(formatter, _("The project:"), rows)


def section(formatter: click.HelpFormatter, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """A table below its title; nothing where it has no rows."""
    if rows:
        formatter.write(f"\n{title}\n")
        with formatter.indentation():
            formatter.write_dl(rows, col_max=max(formatter.width // 3, 14))


def _to_copy(formatter: click.HelpFormatter, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """What a line is for, and the line below it, never broken."""
    formatter.write(f"\n{title}\n")
    with formatter.indentation():
        for words, line in rows:
            formatter.write_text(words)
            formatter.write(f"{'':>{formatter.current_indent}}  {line}\n")


def _places(context: CommandContext) -> list[tuple[str, str]]:
    try:
        places = context.places.at(context.data_dir)
    except OptoutError:  # whatever is wrong with the settings, their place is told
        places = context.places
    return [
        (_("Settings:"), str(places.settings_file)),
        (_("Dossiers, with letters and pictures:"), str(places.dossiers)),
        (_("The browser's profile, with your sign-in:"), str(places.browser)),
        (_("Practice:"), str(places.practice().data)),
    ]
