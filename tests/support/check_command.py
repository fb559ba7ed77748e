"""`optout check` in this process, out of sight, and a site of one form that it can look at."""

from collections.abc import Mapping

from support.command_line import Done, in_this_process
from support.plain_pages import EMAIL_BOX, LETTER_BOX, form
from support.web_server import Exchange, WebServer

OBJECTION = form(EMAIL_BOX, LETTER_BOX)


class FormSite(WebServer):
    """Shows the form at every address."""

    def answer(self, exchange: Exchange) -> None:
        """With the form."""
        exchange.show(OBJECTION)


def run_check(home: Mapping[str, str], *arguments: str) -> Done:
    """What came of it, in the environment `home`."""
    return in_this_process({**home, "OPTOUT_HEADLESS": "1"}, "check", *arguments)
