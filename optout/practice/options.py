"""What a practice address can ask for: every state of a form is determined by its query string."""

import re
from dataclasses import dataclass, fields
from urllib.parse import parse_qsl, urlencode

from optout.practice.words import countries, languages

FORMS = ("facebook", "instagram", "threads", "third-party")

CHOICES: dict[str, tuple[str, ...]] = {
    "flow": ("code", "direct", "email"),
    "markup": ("classic", "react"),
    "country": ("select", "typeahead", "combobox", "none"),
    "gate": ("0", "1", "which"),
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
    ),
    "code": ("ok", "expired", "wrong_first"),
    "code_boxes": ("1", "6"),
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
    """

    flow: str = ""
    markup: str = "classic"
    lang: str = "en"
    country: str = ""
    email: str = ""
    gate: str = "0"
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
    dialog: str = "1"
    resume: str = "form"
    session: str = ""

    @property
    def react(self) -> bool:
        return self.markup == "react"


KNOWN = tuple(f.name for f in fields(Options))


def split_query(query: str) -> dict[str, str]:
    """The options of a query string, not yet checked. Raises `OptionError` for a repeated one."""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=50)
    given = dict(pairs)
    if len(given) < len(pairs):
        raise OptionError("An option is given twice.")
    return given


def compose(form: str, given: dict[str, str]) -> str:
    """A query string of these options, checked first. Raises `OptionError`."""
    checked(given, form, "en")
    return urlencode(given)


def checked(given: dict[str, str], form: str, language: str) -> Options:
    """The options with the form's own defaults.

    Raises `OptionError` for an unknown form or option, or a value that does not fit.
    """
    if form not in FORMS:
        raise OptionError(f"Not a form: {form}. Known: {', '.join(FORMS)}.")
    values: dict[str, str | int] = {"lang": language}
    for name, value in given.items():
        values[name] = _value(name, value)
    flow = str(values.setdefault("flow", "direct" if form == "third-party" else "code"))
    if "country" not in values:
        asked = flow == "code" or form == "third-party"
        usual = "combobox" if values.get("markup") == "react" else "typeahead"
        values["country"] = usual if asked else "none"
    return Options(**values)  # type: ignore[arg-type]  # each value was checked by name


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
