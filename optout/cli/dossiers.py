"""`optout dossier` and `optout verify`: the evidence to look at, to hand over, to check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from optout.cli.context import Context
from optout.cli.talking import chosen, number_argument, store_with, talk, today, writing
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.outcome import Exit
from optout.i18n import _, ngettext

if TYPE_CHECKING:
    from optout.dossier.store import Store
    from optout.dossier.verify import Verdict
    from optout.terminal.console import Console


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""

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

    what = _("the dossier's number, or its beginning; a packed file, or a folder")

    @app.command(help=_("Say whether a dossier's files are still as optout wrote them."))
    def verify(
        ctx: typer.Context,
        number: Annotated[str | None, typer.Argument(metavar=_("ID"), help=what)] = None,
        as_json: Annotated[bool, typer.Option("--json", help=_("as JSON"))] = False,
    ) -> None:
        raise typer.Exit(talk(ctx.obj, _verify(ctx.obj, number, as_json)))


async def _dossier(
    context: Context, number: str | None, pdf: Path | None, packed: Path | None, redacted: bool
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
        human.list(_lines(dossier.id, verdict))
    packed = pack(dossier, today(), redacted=redacted)
    _write(human, file, packed)
    human.say(
        _("Its SHA-256 is {hash}. Keep that apart: it shows that nobody changed the file.").format(
            hash=sha256(packed).hexdigest()
        )
    )
    human.say(_("Anybody can check it: unpacked, with the command that its page names."))


async def _print(context: Context, store: "Store", number: str, file: Path, redacted: bool) -> None:
    from optout.cli.printing import print_pages
    from optout.dossier.page import page

    html = page(store.open(number), today(), redacted=redacted)
    context.console.say(_("The PDF is being made. It takes a few seconds."))
    (data,) = await print_pages(context, [html])
    _write(context.console, file, data)


def _write(human: "Console", file: Path, data: bytes) -> None:
    """Only the person can read the file; who else shall, is theirs to decide."""
    from optout.system.disk import write

    write(file.absolute(), data)
    human.data(str(file))


async def _verify(context: Context, given: str | None, as_json: bool) -> int:
    """As JSON `{"id","whole","checked","altered","missing","added","unfinished","redacted"}`.

    `given` is a dossier's number or the path of a copy, whose name is then the `id`.
    """
    import json

    given = await chosen(context, context.store(), given, "verify")
    name, verdict = _verdict(context, given)
    if as_json:
        context.console.data(json.dumps({"id": name, **verdict.as_json()}))
    else:
        context.console.data("\n".join(_lines(name, verdict)))
    return Exit.DONE if verdict.whole else Exit.NOT_FINISHED


def _verdict(context: Context, given: str) -> "tuple[str, Verdict]":
    """A name to call it by, and what was found. A number goes before a folder of that name here."""
    from optout.dossier.verify import verify, verify_copy

    path = Path(given)
    try:
        folder = store_with(context, given).folder(given)
    except OptoutError as error:
        if error.problem is not errors.DOSSIER_UNKNOWN:
            raise
        if not path.exists() and path.name == given and not path.suffix:
            raise
        return path.absolute().name, verify_copy(path)
    return folder.name, verify(folder)


def _lines(name: str, verdict: "Verdict") -> list[str]:
    from optout.domain.text import one_line

    name = one_line(name)
    if verdict.no_manifest:
        words = _("{id}: the list of checksums is missing or damaged. Nothing could be checked.")
        return [words.format(id=name)]
    checked = ngettext("{id}: {n} file checked.", "{id}: {n} files checked.", verdict.checked)
    lines = [checked.format(id=name, n=verdict.checked)]
    if verdict.whole:
        lines.append(_("All are as optout wrote them."))
    if verdict.redacted:
        lines.append(_("This is a redacted copy: name, e-mail address and pictures are not in it."))
    for names, words in (
        (verdict.altered, _("altered: {name}")),
        (verdict.missing, _("missing: {name}")),
        (verdict.added, _("added: {name}")),
        (verdict.unfinished, _("left over from an interrupted write: {name}")),
    ):
        lines += [words.format(name=one_line(name)) for name in names]
    return lines
