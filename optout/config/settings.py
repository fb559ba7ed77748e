"""Who the person is, which browser, where files go: one class, filled from three places.

`optout.toml` in the user's config folder, then `OPTOUT_*` in the environment, then options; later
ones win. Nothing is read from the working folder: it could name a program or another address.
"""

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError, create_model, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from optout import i18n
from optout.config import sources
from optout.config.paths import Places
from optout.domain import errors
from optout.domain.errors import OptoutError
from optout.forms import lookup, spec
from optout.forms.hosts import Allowed, is_loopback, origin_of
from optout.forms.names import NAMES, USUAL, setting_of
from optout.i18n import N_, _

_EMAILS = {setting_of(form, "email"): form for form in NAMES}
_URLS = {setting_of(form, "url"): form for form in NAMES}
_LONGEST_KEY = 40

_EXPECTED: Mapping[str, str] = {
    "forms": ", ".join(NAMES),
    "accounts": ", ".join(NAMES),
    "linked": "true, false",
    "headless": "true, false",
    "plain": "true, false",
    "companion": "true, false",
    "deadline": N_("a date, for example 2025-05-27"),
    "template": N_("a file, with its whole path"),
}

if TYPE_CHECKING:
    _OfForms = BaseSettings
else:
    _OfForms = create_model(
        "_OfForms",
        __base__=BaseSettings,
        **dict.fromkeys([*_EMAILS, *_URLS], (str | None, None)),
    )


class Settings(_OfForms):
    """The settings in force. Every value is checked before a window opens."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True)

    country: str | None = None
    email: str | None = None
    name: str = Field(default="", max_length=200)
    known_as: str = Field(default="", max_length=200)
    language: str | None = None
    reason: str | None = Field(default=None, max_length=4000)
    template: Path | None = None
    forms: tuple[str, ...] = USUAL
    accounts: tuple[str, ...] = ()
    linked: bool = False
    deadline: date | None = None
    lang: str | None = None
    plain: bool = False
    data_dir: Path | None = None
    """`sources.data_dir` tells where that is."""
    browser: str = sources.ANY_BROWSER
    headless: bool = False
    companion: bool | None = None
    """None: as it suits the display."""

    @field_validator("forms", "accounts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(re.findall(r"[^,\s]+", value.lower()))
        if isinstance(value, list | tuple):
            return tuple(one.lower() if isinstance(one, str) else one for one in value)
        return value

    @field_validator("reason", mode="before")
    @classmethod
    def _lines(cls, value: object) -> object:
        """Several reasons, as a list in the file or as options, are lines of one text."""
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    @field_validator("template")
    @classmethod
    def _home(cls, value: Path | None) -> Path | None:
        if value and "\0" in str(value):  # which no system takes
            raise ValueError
        try:
            return value.expanduser() if value else None
        except RuntimeError as error:  # `~somebody`, who is not there
            raise ValueError from error

    @field_validator("browser")
    @classmethod
    def _any(cls, value: str) -> str:
        return value or sources.ANY_BROWSER

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)

    def email_for(self, form: str) -> str | None:
        """The address of the account that `form` is for, else the general one."""
        return getattr(self, setting_of(form, "email"), None) or self.email

    def has_emails_for(self, forms: Iterable[str]) -> bool:
        """Whether there is an address for each of these forms."""
        return all(map(self.email_for, forms))

    def url_for(self, form: str) -> str | None:
        """Another address for `form`, if the settings give one."""
        value: str | None = getattr(self, setting_of(form, "url"), None)
        return value

    def with_options(self, options: Mapping[str, Any]) -> "Settings":
        """The same settings with options of the command line, checked again.

        `reason` and `words`, its keys and the person's own, are one setting.
        An address given there is for every form of the command: it wins over those that the
        settings give for one form.
        """
        given = {k: v for k, v in options.items() if v is not None}
        where = {key: f"--{key.replace('_', '-')}" for key in given}
        if words := given.pop("words", ""):
            given["reason"] = [*given.get("reason", ()), words]
            where["reason"] = "--words"
        for_one = _EMAILS.keys() & self.model_fields_set if "email" in given else ()
        return self._with(dict.fromkeys(for_one) | given, where)

    def with_answers(self, answers: Mapping[str, Any], where: str) -> "Settings":
        """The same settings with what the person has answered to questions, checked again."""
        return self._with(answers, dict.fromkeys(answers, where))

    def _with(self, given: Mapping[str, Any], where: Mapping[str, str]) -> "Settings":
        merged = {k: getattr(self, k) for k in self.model_fields_set}
        return _build(merged | dict(given), where)


def load(places: Places, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings file and the environment. Raises `OptoutError` for what does not fit."""
    given = sources.written(places, environ)
    for key, (source, _value) in given.items():
        if key not in Settings.model_fields:
            raise errors.unknown_name(
                errors.SETTING_UNKNOWN,
                errors.SETTING_NEAR,
                key,
                sorted(Settings.model_fields, key=(_EMAILS | _URLS).__contains__),
                where=source,
                name=errors.nameable(key, _LONGEST_KEY) or "?",
            )
    where = {key: source for key, (source, _value) in given.items()}
    settings = _build({key: value for key, (_source, value) in given.items()}, where)
    if settings.template and not settings.template.is_absolute():  # another one in each folder
        raise _misfit("template", where)
    return settings


def _build(values: dict[str, Any], where: Mapping[str, str]) -> Settings:
    try:
        built = Settings(**values)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[0]
        limit = wrong.get("ctx", {}).get("max_length")
        expected = _("a text; characters at most: {limit}").format(limit=limit) if limit else ""
        raise _misfit(str(wrong["loc"][0]), where, expected) from None
    return Settings.model_construct(built.model_fields_set, **_checked(built, where))


def _misfit(name: str, where: Mapping[str, str], expected: str = "", code: str = "") -> OptoutError:
    place = where.get(name, "")
    expected = expected or _(_EXPECTED.get(name, N_("a short text")))
    if place.startswith("--"):
        return OptoutError(errors.OPTION_WRONG, option=place, expected=expected)
    typed = errors.nameable(code, errors.CODE)
    wrong = {"name": name, "where": place, "expected": expected, "typed": typed}
    return OptoutError(errors.SETTING_WRONG, **wrong)


def _checked(settings: Settings, where: Mapping[str, str]) -> dict[str, Any]:
    """The values with what must be looked up: country, addresses, languages, forms."""
    values = {key: getattr(settings, key) for key in type(settings).model_fields}
    if settings.country:
        values["country"] = check_country(settings.country, where.get("country", ""))
    for key in ("email", *_EMAILS):
        if values[key]:
            source = where.get(key, "")
            values[key] = check_email(
                values[key], source if key == "email" else f"{key} ({source})"
            )
    if not values["forms"]:
        raise _misfit("forms", where)
    for key in ("forms", "accounts"):
        if not set(values[key]) <= set(NAMES):
            raise lookup.unknown(values[key], where=f"{key} ({where.get(key, '')})")
    for key, form in _URLS.items():
        url, source = values[key], where.get(key, "")
        if url and not origin_of(url):
            raise OptoutError(errors.URL_MALFORMED, where=f"{key} ({source})")
        if url and not (lookup.load(form).allowed.permits(url) or is_loopback(url)):
            raise OptoutError(errors.URL_REFUSED, form=lookup.load(form).name, where=source)
    if settings.lang and not i18n.supported(settings.lang):
        raise _misfit("lang", where, ", ".join(i18n.languages()), settings.lang)
    return values


def check_country(text: str, where: str) -> str:
    """The ISO code (two capital letters) of the country that `text` names or codes.

    `where` it was written is told where it is wrong. Raises `OptoutError`, with the value where it
    is as short as a code.
    """
    from optout import countries  # takes its time, so only where there is something to check

    code = countries.iso_of(text)
    if code is not None:
        return code
    if near := countries.meant(text, i18n.language()):
        near = countries.name(near, i18n.language())
        raise OptoutError(errors.COUNTRY_NEAR, where=where, near=near)
    typed = errors.nameable(text, errors.CODE)
    raise OptoutError(errors.COUNTRY_UNKNOWN, where=where, typed=typed)


def check_email(text: str, where: str) -> str:
    """The address in its normal form. Nothing is looked up: no network is used."""
    from email_validator import EmailNotValidError, validate_email  # takes its time

    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise OptoutError(errors.EMAIL_MALFORMED, where=where) from None


def check_text(key: str, text: str, where: str) -> str:
    """The text, if the setting `key` takes it. Raises `OptoutError` otherwise, as `check_email`."""
    Settings().with_answers({key: text}, where)
    return text


def allowed_for(form: spec.Form, url: str | None) -> Allowed:
    """Where `form` may be filled: its own hosts, or exactly the origin of another address."""
    if url is None or form.allowed.permits(url):
        return form.allowed
    return Allowed(origin=origin_of(url))
