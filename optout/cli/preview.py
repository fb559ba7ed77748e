"""`optout preview`: the letter on standard output."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import click

from optout import i18n, letters
from optout.cli.context import CommandContext
from optout.cli.parser import Choices, form_argument, letter_options, option
from optout.forms import lookup
from optout.forms.names import USUAL
from optout.i18n import N_, _
from optout.i18n.cldr import language_name
from optout.letters import LEFT_OUT, LENGTHS

_WHO: Mapping[str, str] = {
    "nobody": N_("nobody"),
    "optout contributors": N_("the contributors of optout"),
    "the person": N_("the person"),
}
"""Who drafted or reviewed a letter, as its head names them, and as the terminal does."""
_LAWS: Mapping[str, str] = {
    "eu": N_("European Union (GDPR)"),
    "uk": N_("United Kingdom (UK GDPR)"),
    "ch": N_("European Union (GDPR) and Switzerland"),
}
POINTS: Mapping[str, str] = {
    "O1": N_("who you are, and which company the letter goes to"),
    "O2": N_("you object to the use of your data to develop, train and improve AI"),
    "O3": N_("what it covers: data about you, past and future, also what others post"),
    "O4": N_("your own reasons"),
    "O5": N_("the company must show why it may go on, and must stop until then"),
    "O6": N_("sensitive data about you must leave the training data, whoever posted it"),
    "O7": N_("what was collected for the training must be erased"),
    "O8": N_("while the company looks into it, your data must stay unused"),
    "O9": N_("whoever was given your data must be told, and be named to you"),
    "O10": N_("your account must be neither closed nor limited because of this"),
    "O11": N_("an answer within one month; after a no, the reasons and where to complain"),
    "O12": N_("no further proof of who you are, unless there is good reason to doubt it"),
    "O13": N_("silence and further use of the service are no consent"),
    "O14": N_("if you have ever given consent, you withdraw it"),
    "O15": N_("an answer on each point"),
    "O16": N_("how the company can find you in its data"),
    "O17": N_("which of your data are in training data, since when and where they come from"),
}
"""What each numbered point of an objection is; the keys are the marks in the templates, whose heads
are in the letter's language."""
_COUNTRY_OF: Mapping[str, str] = {"uk": "GB", "ch": "CH"}
"""Where a law holds that was asked for, if the person's country is not known."""


def register(app: click.Group) -> None:
    """Add the command to the command line."""

    @app.command()
    @form_argument("form", default=USUAL[0])
    @letter_options
    @option("--length", type=Choices(LENGTHS), default="full", help=_("how long the letter is"))
    @option("--variant", type=Choices(_LAWS), help=_("the law that the letter rests on"))
    @option("--about", is_flag=True, help=_("who wrote it, and which points it has"))
    @option("--reasons", is_flag=True, help=_("the reasons to choose from, with their keys"))
    @click.pass_obj
    def preview(
        context: CommandContext,
        /,
        form: str,
        length: str,
        variant: Any,
        about: bool,
        reasons: bool,
        **given: Any,
    ) -> None:
        from optout.run.form_inputs import letter_language, reason_of

        record = lookup.load(form)
        settings = context.settings.with_options(given)
        if reasons:
            _list_reasons(context, letter_language(settings), third_party=record.third_party)
            return
        letter = letters.render(
            length=length,
            service=record.record,
            country=settings.country or _COUNTRY_OF.get(variant, "IE"),
            email=settings.email_for(record.record) or "name@example.org",
            name=settings.name,
            language=letter_language(settings),
            known_as=settings.known_as,
            reason=reason_of(settings),
            variant=variant,
            template=settings.template,
            today=date.today(),
        )
        if about:
            lines = "\n".join(filter(None, (_about(letter), record.doubt))).splitlines()
            context.console.rows((line, "") for line in lines)
            return
        if not (settings.country and settings.email_for(record.record)):
            context.console.say(
                _("Your country or e-mail is not set: the letter has an example. Run optout setup.")
            )
        context.console.data(letter.text)


def _list_reasons(context: CommandContext, language: str, *, third_party: bool) -> None:
    from optout.setup.reason import SENSITIVE

    offered = letters.reasons(language, third_party=third_party)
    lines = [line for key, text in offered.items() for line in (key, f"    {text}")]
    context.console.rows((line, "") for line in lines)
    context.console.say(_(SENSITIVE))


def _who(name: str) -> str:
    return _(_WHO[name]) if name in _WHO else name


def _about(letter: Any) -> str:
    language = language_name(letter.language, i18n.language())
    return "\n".join(
        (
            _("Language: {language}").format(language=language),
            _("Law: {variant}").format(variant=_(_LAWS[letter.variant])),
            _("Length: {length}").format(length=_(LENGTHS[letter.length])),
            *([_(LEFT_OUT)] if letter.left_out else []),
            *([_("What it says:")] if letter.points else []),
            *(f"- {_(POINTS[point])}" for point in letter.points),
            _("Drafted by: {who}").format(who=_who(letter.drafted_by)),
            _("Reviewed by a lawyer: {who}").format(who=_who(letter.reviewed_by)),
        )
    )
