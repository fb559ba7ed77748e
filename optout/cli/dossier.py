"""`optout dossier`: the evidence to look at and to hand over."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from optout.cli.common import chosen, number_argument, store_with, talk, today, writing
from optout.cli.context import CommandContext
from optout.cli.verify import verdict_lines
from optout.domain.states import Exit
from optout.i18n import _

if TYPE_CHECKING:
    from optout.dossier.store import Store
    from optout.terminal.console import Console


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command(help=_("Show a dossier as a page, or write it to a file to hand over."))
    def dossier(
        ctx: typer.Context,
        number: Annotated[str | None, number_argument()] = None,
        pdf: Annotated[
            Path | None, typer.Option(metavar=_("FILE"), help=_("write it as a PDF"))
        ] = None,
        packed: Annotated[
            Path | None,
            typer.Option("--zip", metavar=_("FILE"), help=_("pack it with all evidence")),
        ] = None,
        redact: Annotated[
            bool, typer.Option("--redact", help=_("without pictures, name and e-mail"))
        ] = False,
    ) -> None:
        raise typer.Exit(talk(ctx.obj, _dossier(ctx.obj, number, pdf, packed, redact)))


async def _dossier(
    context: CommandContext,
    number: str | None,
    pdf: Path | None,
    packed: Path | None,
    redacted: bool,
) -> int:
    """What was made is named on standard output, a file a line. Raises `OptoutError`."""
    human = context.console
    number = await chosen(context, context.store(), number, "dossier")
    store = store_with(context, number)
    if packed:
        _pack(human, store, number, packed, redacted)
    if pdf:
        await _print(context, store, number, pdf, redacted)
    if not (packed or pdf):
        _show(human, store, number, redacted)
    if redacted:
        human.say(_("Pictures are left out; name and e-mail address are blackened in the text."))
        human.say(_("Read it before you hand it over: the text may tell more about you."))
    return Exit.DONE


def _show(human: "Console", store: "Store", number: str, redacted: bool) -> None:
    from optout.dossier.file import PAGE
    from optout.dossier.page import page
    from optout.system import desktop

    with writing(store, number) as dossier:
        html = page(dossier, today(), redacted=redacted)
        file = dossier.keep(PAGE, html.encode(), what="page")
    human.data(str(file))
    if desktop.open_address(file.as_uri()):
        human.say(_("The page opens in your browser."))


def _pack(human: "Console", store: "Store", number: str, file: Path, redacted: bool) -> None:
    from hashlib import sha256

    from optout.dossier.pack import pack
    from optout.dossier.verify import verify

    dossier = store.open(number)
    verdict = verify(dossier.path)
    if not verdict.whole:
        human.list(verdict_lines(dossier.id, verdict))
    packed = pack(dossier, today(), redacted=redacted)
    _write(human, file, packed)
    human.say(
        _("Its SHA-256 is {hash}. Keep that apart: it shows that nobody changed the file.").format(
            hash=sha256(packed).hexdigest()
        )
    )
    human.say(_("Anybody can check it: unpacked, with the command that its page names."))


async def _print(
    context: CommandContext, store: "Store", number: str, file: Path, redacted: bool
) -> None:
    from optout.dossier.page import page

    html = page(store.open(number), today(), redacted=redacted)
    context.console.say(_("The PDF is being made. It takes a few seconds."))
    (data,) = await context.pdfs([html])
    _write(context.console, file, data)


def _write(human: "Console", file: Path, data: bytes) -> None:
    """Only the person can read the file; who else shall, is theirs to decide."""
    from optout.system.files import write

    write(file.absolute(), data)
    human.data(str(file))
