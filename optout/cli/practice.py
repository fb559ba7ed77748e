"""`optout practice`: the main job on the local twin."""

from typing import TYPE_CHECKING, Annotated

import typer

from optout.cli.context import run_to_end
from optout.i18n import _

if TYPE_CHECKING:
    pass


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command(help=_("Practise on copies of the forms: nothing leaves this computer."))
    def practice(
        ctx: typer.Context,
        forms: Annotated[
            list[str] | None,
            typer.Argument(metavar=_("FORM"), help="facebook, instagram, threads, third-party"),
        ] = None,
        hands_off: Annotated[
            bool, typer.Option("--hands-off", help=_("play your part too, without a screen"))
        ] = False,
        as_json: Annotated[bool, typer.Option("--json", help=_("one line a form"))] = False,
    ) -> None:
        from optout.cli.practice_job import practise

        chosen = forms or ["facebook", "instagram"]
        raise typer.Exit(run_to_end(practise(ctx.obj, chosen, hands_off, as_json)))
