"""For maintainers: write the commands, options and error codes of the two guides anew.

.venv/bin/python -P scripts/guide.py
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import click

from optout import i18n
from optout.cli import app
from optout.cli.context import CommandContext
from optout.domain import errors
from optout.domain.errors import Problem
from optout.forms import names
from optout.terminal.program import COMMANDS

FOLDER = Path(__file__).resolve().parents[1] / ".github"
GUIDES = {"en": "GUIDE.md", "fr": "GUIDE.fr.md"}
HEADS = {"en": "| typed | what it does |", "fr": "| ce qui se tape | ce que cela fait |"}
CODES = {
    "en": "### Error codes\n\n| code | what it means |",
    "fr": "### Codes des erreurs\n\n| code | ce qu’il veut dire |",
}
BEGIN, END = "<!-- from here on by scripts/guide.py -->\n", "<!-- to here -->"


def commands(language: str) -> str:
    """What goes with each command; a heading a command and its options; each error's code."""
    i18n.use(language)
    try:
        group = app.build(CommandContext())
        with click.Context(group, info_name="optout") as top:
            lines = [*_options(group, top, language)]
            for name in COMMANDS:
                lines += _command(group, top, name, language)
            lines += _codes(language)
    finally:
        i18n.use(i18n.SOURCE_LANGUAGE)
    return "\n".join(lines)


def _command(group: click.Group, top: click.Context, name: str, language: str) -> Iterator[str]:
    command = group.get_command(top, name)
    assert command is not None
    with click.Context(command, info_name=name, parent=top) as context:
        usage = " ".join(command.collect_usage_pieces(context)[1:])
        yield f"### `{' '.join(filter(None, (name, usage)))}`\n"
        yield f"{command.get_short_help_str(200)}\n"
        yield from _options(command, context, language)


def _options(command: click.Command, context: click.Context, language: str) -> Iterator[str]:
    records = [param.get_help_record(context) for param in command.get_params(context)]
    rows = [row for row in records if row and "--help" not in row[0] and row[1]]
    if rows:
        yield f"{HEADS[language]}\n|---|---|"
        yield from (f"| `{_cell(one)}` | {_cell(said)} |" for one, said in rows)
        yield ""


def _codes(language: str) -> Iterator[str]:
    yield f"{CODES[language]}\n|---|---|"
    for problem in sorted(one for one in vars(errors).values() if isinstance(one, Problem)):
        yield f"| {problem.code} | {_cell(_without_facts(i18n._(problem.what)))} |"
    yield ""


def _without_facts(text: str) -> str:
    """The sentence, with … for each fact that is put into it."""
    facts = {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
    said = text.format(**dict.fromkeys(facts, "…"))
    return said.replace("….", "…").replace("\n", " ")


def _cell(text: str) -> str:
    """The text in a table; the list of all forms is in the guide already."""
    forms = ", ".join(names.NAMES)
    return text.replace(forms, "…").replace("|", "\\|")


def page(language: str) -> str:
    """The whole guide, with the commands as they are now."""
    before, _begin, rest = (FOLDER / GUIDES[language]).read_text("utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n{commands(language)}\n{END}{rest.partition(END)[2]}"


def main() -> int:
    for language, name in GUIDES.items():
        (FOLDER / name).write_text(page(language), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
