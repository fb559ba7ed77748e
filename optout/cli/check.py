"""`optout check`: opens each page and says what is recognised there; types nothing."""

import click

from optout.cli.context import CommandContext, talk
from optout.cli.parser import form_argument, option
from optout.config import sources
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.domain.states import Exit
from optout.forms import lookup
from optout.forms.names import NAMES
from optout.i18n import _


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @form_argument("forms", nargs=-1, usual=sources.forms)
    @option("--url", multiple=True, metavar=_("ADDRESS"), help=_("another address for one form"))
    @option("--all", "every", is_flag=True, help=_("the forms of all services"))
    @option("--record", "as_record", is_flag=True, help=_("each form's record, to share"))
    @option("--json", "as_json", is_flag=True, help=_("one line a page"))
    @click.pass_obj
    def check(
        context: CommandContext,
        /,
        forms: tuple[str, ...],
        url: tuple[str, ...],
        every: bool,
        as_record: bool,
        as_json: bool,
    ) -> int:
        from optout.check.many_pages import check_pages, targets

        if as_record and as_json:
            raise OptoutError(errors.OPTIONS_APART, first="--record", second="--json")
        if every and url:
            raise OptoutError(errors.OPTIONS_APART, first="--all", second="--url")
        if url and len(set(forms)) > 1:
            raise OptoutError(errors.URL_ONE_FORM, command="check")
        settings, console = context.settings, context.console
        names = NAMES if every else forms or settings.forms
        work = targets(settings, list(names), list(url), context.store())
        for name in dict.fromkeys(names) if not url else ():
            if all(target.form.record != name for target in work):
                said = _("{service}: there is no form to look at without signing in.")
                console.say(said.format(service=lookup.load(name).label))
        if not work:
            return Exit.NOT_USABLE
        checking = check_pages(
            work, context.data_places.browser, settings, console, as_json, as_record=as_record
        )
        return talk(context, checking)
