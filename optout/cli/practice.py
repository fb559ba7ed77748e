"""`optout practice`: the main job on the local twin."""

import click

from optout.cli.context import CommandContext, run_to_end
from optout.cli.parser import form_argument, option
from optout.forms.names import NAMES, PRACTICE, USUAL
from optout.i18n import _


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command(help=_("Practise on copies of the forms: nothing leaves this computer."))
    @form_argument("forms", nargs=-1, names=(*NAMES, *PRACTICE))
    @option("--hands-off", is_flag=True, help=_("play your part too, without a screen"))
    @option("--json", "as_json", is_flag=True, help=_("one line a form"))
    @click.pass_obj
    def practice(
        context: CommandContext, forms: tuple[str, ...], hands_off: bool, as_json: bool
    ) -> int:
        from optout.cli.practice_job import practise

        chosen = forms or USUAL
        return run_to_end(practise(context, chosen, hands_off, as_json))
