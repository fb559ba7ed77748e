"""`optout verify`: whether a dossier's files are still as optout wrote them."""

import json
import os
from pathlib import Path

import click

from optout.cli.context import CommandContext, talk
from optout.cli.parser import option
from optout.cli.what_next import suggest
from optout.cli.which_dossier import chosen, number_argument, store_with
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.domain.text import one_line
from optout.dossier.export.verify import Verdict, verify, verify_copy
from optout.dossier.file import Dossier
from optout.i18n import _, ngettext


def register(app: click.Group) -> None:
    """Add the command to the command line."""
    what = _("the dossier's number, or its beginning; a packed file, or a folder")

    @app.command()
    @number_argument(what)
    @option("--json", "as_json", is_flag=True, help=_("as JSON"))
    @click.pass_obj
    def verify(context: CommandContext, number: str | None, as_json: bool) -> int:
        return talk(context, _verify(context, number, as_json))


async def _verify(context: CommandContext, given: str | None, as_json: bool) -> int:
    """As JSON `{"id","whole","checked","altered","missing","added","unfinished"}`.

    `given` is a dossier's number or the path of a copy, whose name is then the `id`.
    """
    given = await chosen(context, context.store(), given, "verify")
    name, verdict = _verdict(context, given)
    if as_json:
        context.console.data(json.dumps({"id": name, **verdict.as_json()}))
    else:
        context.console.rows((line, "") for line in verdict_lines(name, verdict))
        if verdict.damaged:
            what = _(
                "optout cannot restore these files. A copy that you packed may be whole; "
                "to check that:"
            )
            suggest(context, what, "verify", _("FILE.zip"))
    return Exit.DONE if verdict.whole else Exit.NOT_FINISHED


def _verdict(context: CommandContext, given: str) -> tuple[str, Verdict]:
    """A name to call it by, and what was found. A number goes before a folder of that name here."""
    path = Path(given)
    try:
        folder = store_with(context, given).folder(given)
    except OptoutError as error:
        if error.problem not in errors.NOT_FOUND:
            raise
        there = os.path.exists(path)  # noqa: PTH110 - it raises nothing
        if not there and path.name == given and not path.suffix:
            raise
        verdict = verify_copy(path)
        return path.name or path.absolute().name, verdict
    return folder.name, verify(folder)


def say_what_differs(context: CommandContext, dossier: Dossier) -> None:
    """Say what of its evidence is missing or not as optout wrote it, before it is handed over."""
    verdict = verify(dossier.path)
    if not verdict.whole:
        context.console.list(verdict_lines(dossier.id, verdict))


def verdict_lines(name: str, verdict: Verdict) -> list[str]:
    name = one_line(name)
    if verdict.no_manifest:
        words = _("{id}: the list of checksums is missing or damaged. Nothing could be checked.")
        return [words.format(id=name)]
    checked = ngettext("{id}: {n} file checked.", "{id}: {n} files checked.", verdict.checked)
    lines = [checked.format(id=name, n=verdict.checked)]
    if verdict.whole:
        lines.append(_("All are as optout wrote them."))
    for names, words in (
        (verdict.altered, _("altered: {name}")),
        (verdict.missing, _("missing: {name}")),
        (verdict.added, _("added: {name}")),
        (verdict.unfinished, _("left over from an interrupted write: {name}")),
    ):
        lines += [words.format(name=one_line(name)) for name in names]
    return lines
