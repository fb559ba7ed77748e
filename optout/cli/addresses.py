"""Whether an address that somebody gives is the form's own, asked before anything opens."""

from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms import lookup
from optout.forms.hosts import is_loopback
from optout.i18n import _
from optout.run.form_inputs import FormInput
from optout.run.talk import messages
from optout.terminal.human import Human


async def right_address(human: Human, form_input: FormInput, url: str | None) -> FormInput:
    """What is to be opened: where the address is the one for what others post, the form's own, if
    the person wants it so. `url` is what `--url` gave.

    Raises `OptoutError` (URL_FOR_OTHERS, URL_NOT_CONFIRMED).
    """
    form = form_input.form
    if others := lookup.about_others(form, form_input.url):
        if human.can_ask:  # else the error says it
            messages.about_others(human, form.name)
            if await human.yes_no(messages.own_form_question(), default=True):
                return replace(form_input, url=form.url, allowed=form.allowed)
        raise OptoutError(errors.URL_FOR_OTHERS, name=others.record)
    if url and not (form.allowed.permits(url) or is_loopback(url)):
        await _confirm_site(human, form_input, url)
    return form_input


async def _confirm_site(human: Human, form_input: FormInput, url: str) -> None:
    form = form_input.form
    human.say(_("This address leads to: {host}").format(host=_host(url)))
    known = _("That is none of the sites on which {company} has this form: {hosts}.")
    human.say(known.format(company=form.spoken_company, hosts=", ".join(form.hosts)))
    question = _("Shall optout type your e-mail and your letter there?")
    if not (human.can_ask and await human.yes_no(question, default=False)):
        raise OptoutError(errors.URL_NOT_CONFIRMED)


def _host(url: str) -> str:
    """The host in ASCII: letters of another alphabet can look like its own."""
    host = urlsplit(url).hostname or ""
    with suppress(UnicodeError):
        host = host.encode("idna").decode()
    return host
