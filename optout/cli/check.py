"""`optout check`: opens each page and says what is recognised there; types nothing."""

from typing import Annotated

import typer

from optout.cli.context import CommandContext, run_to_end
from optout.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command(help=_("Say what optout recognises on each page; type nothing."))
    def check(
        ctx: typer.Context,
        forms: Annotated[
            list[str] | None,
            typer.Argument(metavar=_("FORM"), help="facebook, instagram, threads, third-party"),
        ] = None,
        url: Annotated[list[str] | None, typer.Option(help=_("another address, one form"))] = None,
        as_json: Annotated[bool, typer.Option("--json", help=_("one line a page"))] = False,
    ) -> None:
        from optout.check.many_pages import check_pages, targets

        context: CommandContext = ctx.obj
        settings = context.settings
        store = context.store(settings)
        work = targets(settings, forms or list(settings.forms), url or [], store)
        places = context.places.at(settings.data_dir)
        raise typer.Exit(
            run_to_end(check_pages(work, places.browser, settings, context.console, as_json))
        )
