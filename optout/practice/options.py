"""What a practice address can ask for: every state of a form is determined by its query string."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple
from urllib.parse import parse_qsl

from optout.practice.words import countries, languages


class PracticeForm(NamedTuple):
    """One form of the site: how its pages call the service, and whether it is the third party's."""

    called: str
    third: bool = False


FORMS = {
    "facebook": PracticeForm("Facebook"),
    "instagram": PracticeForm("Instagram"),
    "threads": PracticeForm("Threads"),
    "third-party": PracticeForm("Meta", third=True),
}
"""The forms that the site shows, by their names in its addresses."""


def show_too(forms: Mapping[str, PracticeForm]) -> None:
    """Show these forms as well, or those of the same name in this way, in every site."""
    FORMS.update(forms)


CHOICES: dict[str, tuple[str, ...]] = {
    "flow": ("code", "direct", "email", "tick"),
    "markup": ("classic", "react", "portal", "mobile"),
    "country": ("select", "typeahead", "combobox", "none"),
    "gate": ("0", "1", "which", "training"),
    "gates": ("none", "chained"),
    "radios": ("kept", "unpicked"),
    "jump": ("none", "country", "open"),
    "steps": ("one", "2", "wizard", "4"),
    "captcha": ("0", "1", "code"),
    "email_check": ("0", "1"),
    "limit": ("none", "500", "words", "told", "2lines"),
    "signin": ("0", "1", "lost"),
    "checkpoint": ("0", "1", "app"),
    "cookies": ("0", "1"),
    "name": ("full", "split"),
    "after": (
        "ok",
        "field_error",
        "minlength",
        "refused",
        "unavailable",
        "already",
        "blocked",
        "unknown",
    ),
    "at": ("submit", "code"),
    "state": (
        "form",
        "sign_in",
        "checkpoint",
        "code",
        "acknowledged",
        "already",
        "refused",
        "unavailable_country",
        "gone",
        "blocked",
        "unknown",
        "menu",
        "setting",
    ),
    "code": ("ok", "expired", "wrong_first"),
    "code_boxes": ("1", "6"),
    "codeform": ("page", "layer"),
    "codelabel": ("label", "placeholder"),
    "dialog": ("0", "1"),
    "resume": ("form", "code"),
}
NUMBERS = {"late": (0, 60_000), "rerender": (0, 60_000), "maxlength": (1, 100_000)}
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")


class OptionError(ValueError):
    """An option that the practice site does not know, or a value that does not fit it."""


@dataclass(frozen=True, slots=True)
class Options:
    """One address' wishes, checked. Empty strings and zeros mean "not asked for".

    `signin=lost` forgets the form after signing in, as links from mails do; `checkpoint=app` asks
    for the code of an authenticator app. `after` says what follows the submitted form and `at`
    whether it follows at once or only after the right code. `resume` is what a visit finds while
    a code is pending: the form again, or the question for the code. Milliseconds for `late` and
    `rerender`.

    `flow=tick` has a box to tick instead of a letter. `state=setting` is no form, but a setting.

    `markup` is the generation of the page: `portal` is the request portal, `mobile` the page
    without labels that is posted as a whole. An option that means nothing to a generation is kept
    for the page that it leads to. `gates=chained` asks three questions in a row; `radios=unpicked`
    takes the answers back once while other fields are filled. `jump` leads from the old form to
    the portal, when its country is chosen or at once. Of the portal: `steps` is how many pages its
    form is cut into (`wizard` is three), `captcha` whether a security check follows Submit or the
    request for a code, `email_check` whether the address is posted while it is typed, `codelabel`
    what names the box for the code. `codeform=layer` asks for the
    old page's code in a form of its own. `limit` is how long the letter may be, in characters (in
    the box, in words, or told only after sending) or in lines.
    """

    flow: str = ""
    markup: str = "classic"
    lang: str = "en"
    country: str = ""
    email: str = ""
    gate: str = "0"
    gates: str = "none"
    radios: str = "kept"
    jump: str = "none"
    steps: str = "one"
    captcha: str = "0"
    email_check: str = "0"
    limit: str = "none"
    signin: str = "0"
    checkpoint: str = "0"
    cookies: str = "0"
    late: int = 0
    rerender: int = 0
    maxlength: int = 0
    missing_country: str = ""
    name: str = "full"
    after: str = "ok"
    at: str = "submit"
    state: str = ""
    code: str = "ok"
    code_boxes: str = "1"
    codeform: str = "page"
    codelabel: str = "label"
    dialog: str = "1"
    resume: str = "form"
    session: str = ""

    @property
    def react(self) -> bool:
        return self.markup in ("react", "portal")

    @property
    def portal(self) -> bool:
        return self.markup == "portal"

    @property
    def mobile(self) -> bool:
        return self.markup == "mobile"


KNOWN = tuple(f.name for f in fields(Options))


def split_query(query: str) -> dict[str, str]:
    """The options of a query string, not yet checked. Raises `OptionError` for a repeated one."""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=50)
    given = dict(pairs)
    if len(given) < len(pairs):
        raise OptionError("An option is given twice.")
    return given


def checked(given: dict[str, str], form: str, language: str) -> Options:
    """The options with the form's own defaults.

    Raises `OptionError` for an unknown form or option, or a value that does not fit.
    """
    if form not in FORMS:
        raise OptionError(f"Not a form: {form}. Known: {', '.join(FORMS)}.")
    values: dict[str, str | int] = {"lang": language}
    for name, value in given.items():
        values[name] = _value(name, value)
    third = FORMS[form].third
    values.setdefault("flow", "direct" if third else "code")
    _add_defaults(values, third)
    return Options(**values)  # type: ignore[arg-type]  # each value was checked by name


def _add_defaults(values: dict[str, str | int], third: bool) -> None:
    markup = values.get("markup")
    if "country" not in values:
        asked = values["flow"] == "code" or third
        usual = {"react": "combobox", "portal": "combobox", "mobile": "select"}
        values["country"] = usual.get(str(markup), "typeahead") if asked else "none"
    if markup == "mobile" and values["country"] not in ("select", "none"):
        raise OptionError("The mobile page has a country of the kind select, or none.")
    if markup == "portal":
        values.setdefault("limit", "500")
    asks = third or values.get("gates") == "chained"
    if values.get("radios") == "unpicked" and not asks:
        values.setdefault("gate", "which")
    if values.get("codeform") == "layer":
        values["dialog"] = "1"


def _value(name: str, value: str) -> str | int:
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise OptionError(f"{name} is one of: {', '.join(CHOICES[name])}.")
        return value
    if name in NUMBERS:
        low, high = NUMBERS[name]
        if not re.fullmatch(r"[0-9]{1,6}", value) or not low <= int(value) <= high:
            raise OptionError(f"{name} is a whole number from {low} to {high}.")
        return int(value)
    if name not in KNOWN:
        raise OptionError(f"Unknown option: {name}. Known: {', '.join(KNOWN)}.")
    return _text(name, value)


def _text(name: str, value: str) -> str:
    if name == "lang":
        fits = value in languages()
    elif name == "missing_country":
        fits = value in countries("en")
    else:
        fits = bool((_EMAIL if name == "email" else _SESSION).fullmatch(value))
    if not fits:
        raise OptionError(f"The value of {name} does not fit.")
    return value
