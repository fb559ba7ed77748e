"""What was sent, what is due, what happened next: `status`, `answer`, `dossier`, `verify`…"""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from optout.cli.context import Context
from optout.i18n import _


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""

    @app.command(help=_("Say what was sent, when, and what is due."))
    def status(
        ctx: typer.Context,
        every: Annotated[bool, typer.Option("--all", help=_("everybody of the household"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=_("as JSON"))] = False,
        calendar: Annotated[Path | None, typer.Option(help=_("write the dates to a file"))] = None,
    ) -> None:
        from optout.dossier.status import status_rows

        context: Context = ctx.obj
        listing = context.store().all()
        rows = status_rows(listing.records, date.today())
        for row in rows:
            context.console.data(json.dumps(asdict(row), default=str) if as_json else str(row))
        for trouble in listing.problems:
            context.console.say(f"{trouble.path}: {trouble.what}")
