"""`optout dossier`: the evidence to look at and to hand over."""

from hashlib import sha256
from pathlib import Path

import click

from optout.cli.context import CommandContext, talk
from optout.cli.days import today
from optout.cli.output_files import make_room
from optout.cli.parser import path_option
from optout.cli.verify import say_what_differs
from optout.cli.what_next import suggest
from optout.cli.which_dossier import chosen, number_argument, store_with, writing
from optout.domain.states import Exit
from optout.dossier.export.pack import pack
from optout.dossier.export.page import keep_page, page
from optout.dossier.store import Store
from optout.i18n import _
from optout.system import desktop
from optout.system.files import write
from optout.terminal import program
from optout.terminal.console import Console


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @number_argument()
    @path_option("--pdf", help=_("write it as a PDF"))
    @path_option("--zip", "packed", help=_("pack it with all evidence"))
    @click.pass_obj
    def dossier(
        context: CommandContext,
        number: str | None,
        pdf: Path | None,
        packed: Path | None,
    ) -> int:
        return talk(context, _dossier(context, number, pdf, packed))


async def _dossier(
    context: CommandContext,
    number: str | None,
    pdf: Path | None,
    packed: Path | None,
) -> int:
    """What was made is named on standard output, a file a line. Raises `OptoutError`."""
    human = context.console
    number = await chosen(context, context.store(), number, "dossier")
    store = store_with(context, number)
    await make_room(context, packed, pdf)
    if packed:
        _pack(context, store, number, packed)
    if pdf:
        await _print(context, store, number, pdf)
    if not (packed or pdf):
        _show(human, store, number)
    return Exit.DONE


def _show(human: Console, store: Store, number: str) -> None:
    with writing(store, number) as dossier:
        file = keep_page(dossier, today())
    human.data(str(file))
    if desktop.open_page(file):
        human.say(_("The page opens in your browser."))


def _pack(context: CommandContext, store: Store, number: str, file: Path) -> None:
    human, dossier = context.console, store.open(number)
    say_what_differs(context, dossier)
    packed = pack(dossier, today())
    _write(human, file, packed)
    human.say(
        _("Its SHA-256 is {hash}. Keep that apart: it shows that nobody changed the file.").format(
            hash=sha256(packed).hexdigest()
        )
    )
    human.say(_("Anybody can check it: unpack it, and its page names the command."))
    named = program.word(str(file))
    suggest(context, _("To check that it is still whole:"), "verify", named)


async def _print(context: CommandContext, store: Store, number: str, file: Path) -> None:
    html = page(store.open(number), today())
    context.console.say(_("The PDF is being made. It takes a few seconds."))
    (data,) = await context.pdfs([html])
    _write(context.console, file, data)


def _write(human: Console, file: Path, data: bytes) -> None:
    """Only the person can read the file; who else shall, is theirs to decide."""
    write(file.absolute(), data)
    human.data(str(file))
