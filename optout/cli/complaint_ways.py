"""What is said of an authority before the letter to it is written: how it takes a complaint."""

from collections.abc import Iterator

from optout.i18n import N_, _, language
from optout.i18n.cldr import day_in_words, language_name
from optout.letters.authorities import Authority, Ways
from optout.terminal.console import Console

WAYS = {
    "form": N_("its web form"),
    "email": N_("e-mail"),
    "signed_email": N_("e-mail with a qualified electronic signature"),
    "post": N_("post"),
    "registered_post": N_("registered post"),
    "delivery": N_("electronically by {service}"),
    "in_person": N_("in person"),
}
ALSO = {
    "own_form": N_("its own form (filled in)"),
    "identity": N_("a copy of your identity document if you sign by hand"),
    "no_zip": N_("the evidence as single files instead of a .zip file"),
}


def say_how(console: Console, authority: Authority) -> None:
    """Say how it takes a complaint and from where that is known, or that it is not known."""
    ways = authority.ways
    console.heading(
        _("How this authority takes a complaint: {authority}").format(authority=authority.name)
    )
    lines = []
    if ways.by:
        by = ", ".join(_(WAYS[way]) for way in ways.by)
        lines.append(_("Ways to send it: {ways}").format(ways=by.format(service=ways.delivery)))
    if needs := ", ".join(_needs(ways)):
        lines.append(_("What it asks for: {needs}").format(needs=needs))
    if lines:
        day, page = day_in_words(ways.day), ways.source[0]
        told = _("Read on {day}, perhaps changed since: {page}")
        lines.append(told.format(day=day, page=page))
    if not ways.by:
        unknown = _("It is not known in which way it wants it. Look at its page: {address}")
        lines.append(unknown.format(address=authority.web))
    elif not ways.sure:
        unsure = _("This may not be all, or out of date. Look at its page: {address}")
        lines.append(unsure.format(address=authority.web))
    console.list(lines)


def _needs(ways: Ways) -> Iterator[str]:
    if "hand" in (ways.signed or ()):
        yield _("your signature (the letter has a line for it)")
    if ways.languages:
        named = " / ".join(language_name(code, language()) for code in ways.languages)
        yield _("no other language than {languages}").format(languages=named)
    if ways.number:
        yield _("your {number} (the letter has a line for it)").format(number=ways.number)
    if ways.first:
        yield _("proof that you asked the company first (send the evidence along)")
    yield from (_(ALSO[each]) for each in ways.also)
