"""`optout check`: opens each page and says what is recognised there; types nothing."""

import click

from optout.cli.context import CommandContext, run_to_end
from optout.cli.parser import form_argument, option
from optout.i18n import _


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command(help=_("Say what optout recognises on each page; type nothing."))
    @form_argument("forms", nargs=-1)
    @option("--url", multiple=True, help=_("another address, one form"))
    @option("--json", "as_json", is_flag=True, help=_("one line a page"))
    @click.pass_obj
    def check(
        context: CommandContext, forms: tuple[str, ...], url: tuple[str, ...], as_json: bool
    ) -> int:
        from optout.check.many_pages import check_pages, targets

        settings = context.settings
        store = context.store(settings)
        work = targets(settings, list(forms or settings.forms), list(url), store)
        places = context.places.at(settings.data_dir)
        return run_to_end(check_pages(work, places.browser, settings, context.console, as_json))
