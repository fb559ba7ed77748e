"""What each form is to be filled with: everything is checked before a window opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, Protocol

from optout import i18n, letters
from optout.config.settings import Settings, allowed_for
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms import lookup, spec
from optout.forms.hosts import Allowed, origin_of
from optout.i18n import _
from optout.i18n.cldr import official_languages
from optout.letters import Letter
from optout.letters.reason import check

EmailPolicy = Literal["", "keep", "replace"]


class LetterThatFits(Protocol):
    """Gives the longest letter of at most `limit` UTF-16 units (None: no limit). Raises
    `OptoutError` where even the short one is longer."""

    def __call__(self, limit: int | None, /) -> Letter: ...


@dataclass(frozen=True, slots=True)
class FormInput:
    """What one form is to be filled with.

    `languages` are those in which the page may name countries, after the page's own.
    """

    form: spec.Form
    url: str
    allowed: Allowed
    country: str
    email: str
    name: str
    letter: LetterThatFits
    known_as: str = ""
    languages: tuple[str, ...] = ("en",)
    email_policy: EmailPolicy = ""


def letter_language(settings: Settings) -> str:
    """The setting, else the terminal's language where there is a letter in it."""
    known = letters.languages()
    if settings.language:
        if code := i18n.code_among(known, settings.language):
            return code
        typed = errors.nameable(settings.language, errors.CODE)
        raise OptoutError(errors.LANGUAGE_UNKNOWN, known=", ".join(known), typed=typed)
    for_country = letters.languages_for(settings.country) if settings.country else known
    return i18n.language() if i18n.language() in for_country else "en"


def reason_of(settings: Settings) -> str:
    """Keys of the guide and the person's own words (`reason.parse`); a stated default for none.

    Raises `OptoutError` REASON_UNKNOWN, REASONS_TOO_MANY.
    """
    reason = settings.reason or letters.DEFAULT_REASON
    check(reason)
    return reason


def form_inputs(
    settings: Settings,
    forms: Sequence[str],
    *,
    url: str | None = None,
    email_policy: EmailPolicy = "",
    today: date | None = None,
) -> list[FormInput]:
    """What each form is to be filled with. Raises `OptoutError` for what is missing or wrong."""
    ways = _ways(forms, url)
    if lacking := missing(settings, [way.record for way in ways]):
        raise settings_missing(lacking)
    return [_form_input(settings, way, url, email_policy, today or date.today()) for way in ways]


def check_known(settings: Settings, forms: Sequence[str], *, url: str | None = None) -> None:
    """Raise `OptoutError` for what is wrong whatever country and e-mail are still asked for."""
    _ways(forms, url)
    letter_language(settings)
    reason_of(settings)


def _ways(forms: Sequence[str], url: str | None) -> list[spec.Form]:
    """What there is to do for `forms`. Raises `OptoutError`, also where `url` does not fit."""
    records = [lookup.load(form) for form in dict.fromkeys(forms)]
    ways = [way for record in records for way in record.ways]
    if url is None:
        return ways
    if url:
        ways = [way for way in ways if way.kind == "form"]
        if len(ways) != 1:
            raise OptoutError(errors.URL_ONE_FORM, command="run")
    if not origin_of(url):
        raise OptoutError(errors.URL_MALFORMED, where="--url")
    return ways


def _form_input(
    settings: Settings, way: spec.Form, url: str | None, policy: EmailPolicy, today: date
) -> FormInput:
    country, email = settings.country or "", settings.email_for(way.record) or ""
    other = (url or settings.url_for(way.record)) if way.kind == "form" else None
    language = letter_language(settings)

    @cache
    def letter(limit: int | None, /) -> Letter:
        return letters.longest_that_fits(
            limit,
            service=way.record,
            country=country,
            email=email,
            name=settings.name,
            language=language,
            reason=reason_of(settings),
            known_as=settings.known_as,
            template=settings.template,
            today=today,
        )

    if way.kind != "switch":
        letter(None)  # a bad template is said before a window opens
    return FormInput(
        form=way,
        url=other or way.url,
        allowed=allowed_for(way, other),
        country=country,
        email=email,
        name=settings.name,
        known_as=settings.known_as,
        letter=letter,
        languages=tuple(
            dict.fromkeys([i18n.language(), language, "en", *official_languages(country)])
        ),
        email_policy=policy,
    )


def missing(settings: Settings, forms: Sequence[str]) -> list[str]:
    """Which settings that the letters to `forms` need are not there; a mere setting needs none."""
    forms = [name for name in forms if {way.kind for way in lookup.load(name).ways} != {"switch"}]
    if not forms:
        return []
    # Who has no account there is found by their name alone (Art. 11(2) GDPR).
    named = settings.name or settings.known_as or not any(map(_of_third_party, forms))
    there = {"country": settings.country, "email": settings.has_emails_for(forms), "name": named}
    return [name for name, known in there.items() if not known]


def _of_third_party(form: str) -> bool:
    return lookup.load(form).third_party


def settings_missing(names: Sequence[str]) -> OptoutError:
    """The error for settings that cannot be asked for here."""
    told = {
        "accounts": (_("the services that you use"), _("FORMS")),
        "country": (_("your country"), _("COUNTRY")),
        "email": (_("the account's e-mail"), _("ADDRESS")),
        "name": (_("your name, which the letter needs"), _("NAME")),
    }
    words = ", ".join(told[name][0] for name in names)
    options = " ".join(f"--{name} {told[name][1]}" for name in names)
    return OptoutError(errors.SETTING_MISSING, name=words, options=options)
