"""`optout preview`: the letter on standard output."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from optout.cli.context import CommandContext
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.i18n import N_, _

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
_LENGTHS: Mapping[str, str] = {
    "full": N_("full letter"),
    "standard": N_("standard letter"),
    "short": N_("short letter"),
}


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command(help=_("Print the letter, and nothing else."))
    def preview(
        ctx: typer.Context,
        form: Annotated[
            str, typer.Argument(metavar=_("FORM"), help="facebook, instagram, threads, third-party")
        ] = "facebook",
        language: Annotated[str | None, typer.Option(help=_("the letter's language"))] = None,
        length: Annotated[str, typer.Option(help="full, standard, short")] = "full",
        variant: Annotated[str | None, typer.Option(help="eu, uk, ch")] = None,
        country: Annotated[str | None, typer.Option(help=_("your country"))] = None,
        email: Annotated[str | None, typer.Option(help=_("the account's e-mail"))] = None,
        name: Annotated[str | None, typer.Option(help=_("how the letter is signed"))] = None,
        known_as: Annotated[
            str | None,
            typer.Option(help=_("your profile, user name, other spellings of the name")),
        ] = None,
        reason: Annotated[
            list[str] | None, typer.Option(help=_("your reason; up to three, and your own words"))
        ] = None,
        template: Annotated[
            Path | None, typer.Option(metavar=_("FILE"), help=_("a letter of your own"))
        ] = None,
        about: Annotated[
            bool, typer.Option("--about", help=_("who wrote it, and which points it has"))
        ] = False,
        reasons: Annotated[
            bool, typer.Option("--reasons", help=_("the reasons of the guide, by their keys"))
        ] = False,
    ) -> None:
        from optout import letters
        from optout.forms import spec
        from optout.run.form_inputs import letter_language, reason_of

        context: CommandContext = ctx.obj
        given = {
            "country": country,
            "email": email,
            "name": name,
            "language": language,
            "known_as": known_as,
            "reason": reason or None,
            "template": template,
        }
        settings = context.settings.with_options(given, _("the command line"))
        if reasons:
            offered = letters.reasons(letter_language(settings), third_party=form == "third-party")
            lines = [line for key, text in offered.items() for line in (key, f"    {text}")]
            context.console.rows((line, "") for line in lines)
            return
        if length not in letters.LENGTHS:
            known = ", ".join(letters.LENGTHS)
            raise OptoutError(errors.OPTION_WRONG, option="--length", known=known)
        if variant not in (None, "eu", "uk", "ch"):
            raise OptoutError(errors.OPTION_WRONG, option="--variant", known="eu, uk, ch")
        by_variant: dict[Any, str] = {"uk": "GB", "ch": "CH"}
        letter = letters.render(
            length=length,
            service=spec.load(form).service,
            country=settings.country or by_variant.get(variant, "IE"),
            email=settings.email_for(form) or "name@example.org",
            name=settings.name,
            language=letter_language(settings),
            known_as=settings.known_as,
            reason=reason_of(settings),
            variant=variant,  # type: ignore[arg-type]
            template=settings.template,
            today=date.today(),
        )
        if about:
            context.console.data(_about(letter))
        else:
            context.console.data(letter.text)


def _about(letter: Any) -> str:
    from optout import i18n
    from optout.i18n.cldr import language_name

    language = language_name(letter.language, i18n.language())
    return "\n".join(
        (
            _("Language: {language}").format(language=language),
            _("Law: {variant}").format(variant=_(_LAWS[letter.variant])),
            _("Length: {length}").format(length=_(_LENGTHS[letter.length])),
            _("Points: {points}").format(points=", ".join(letter.points)),
            _("Drafted by: {who}").format(who=_(_WHO[letter.drafted_by])),
            _("Reviewed by a lawyer: {who}").format(who=_(_WHO[letter.reviewed_by])),
        )
    )
