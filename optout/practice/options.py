"""What a practice address can ask for: every state of a form is determined by its query string."""

from collections.abc import Callable, Container, Mapping
from typing import Annotated, Literal, NamedTuple
from urllib.parse import parse_qsl

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

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


Flag = Literal["0", "1"]
State = Literal[
    "form", "sign_in", "checkpoint", "code", "acknowledged", "already", "refused",
    "unavailable_country", "gone", "blocked", "unknown", "menu", "setting",
]  # fmt: skip
Milliseconds = Annotated[int, Field(ge=0, le=60_000)]


def _listed(known: Callable[[], Container[str]]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in known():
            raise ValueError("not known here")
        return value

    return AfterValidator(check)


class OptionError(ValueError):
    """An option that the practice site does not know, or a value that does not fit it."""


class Options(BaseModel):
    """One address' wishes, checked. Empty strings and zeros mean "not asked for".

    `after` says what follows the submitted form and `at` whether it follows at once or only after
    the right code. `resume` is what a visit finds while a code is pending: the form again, or the
    question for the code. Milliseconds for `late`, `rerender` and `jump_after`.

    `flow=tick` has a box to tick instead of a letter. `state=setting` is no form, but a setting.

    `markup` is the generation of the page: `portal` is the request portal. An option that means
    nothing to a generation is kept for the page that it leads to. `gates=chained` asks three
    questions in a row; `radios=unpicked` takes the answers back once while other fields are filled.
    `jump` leads from the old form to the portal, `jump_after` its country was chosen or at once. Of
    the portal: `steps` is how many pages its form is cut into (`wizard` is three), `captcha`
    whether a security check follows Submit or the request for a code. `kept` leaves the form as it
    is behind the dialog by which it was taken, which else empties it. `codeform=layer` asks for the
    old page's code in a form of its own. `limit` is how long the letter may be, in characters (in
    the box, in words, or told only after sending), in lines or in words (`150words`; `150told`
    only after sending).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    flow: Literal["code", "direct", "email", "tick"] = "code"
    markup: Literal["classic", "react", "portal"] = "classic"
    lang: Annotated[str, _listed(languages)] = "en"
    country: Literal["select", "typeahead", "combobox", "none"] = "typeahead"
    email: str = Field(default="", pattern=r"^[^@\s]{1,64}@[^@\s]{1,189}$")
    gate: Literal["0", "1", "which", "training"] = "0"
    gates: Literal["none", "chained"] = "none"
    radios: Literal["kept", "unpicked"] = "kept"
    jump: Literal["none", "country", "open"] = "none"
    jump_after: Milliseconds = 0
    steps: Literal["one", "2", "wizard", "4"] = "one"
    captcha: Literal["0", "1", "code"] = "0"
    limit: Literal["none", "500", "words", "told", "2lines", "150words", "150told"] = "none"
    signin: Flag = "0"
    checkpoint: Flag = "0"
    cookies: Flag = "0"
    late: Milliseconds = 0
    rerender: Milliseconds = 0
    maxlength: int = Field(default=0, ge=1, le=100_000)
    missing_country: Annotated[str, _listed(lambda: countries("en"))] = ""
    name: Literal["full", "split"] = "full"
    after: Literal[
        "ok", "field_error", "minlength", "refused", "unavailable", "already", "blocked", "unknown"
    ] = "ok"
    at: Literal["submit", "code"] = "submit"
    state: State | None = None
    code: Literal["ok", "expired", "wrong_first"] = "ok"
    code_boxes: Literal["1", "6"] = "1"
    codeform: Literal["page", "layer"] = "page"
    dialog: Flag = "1"
    kept: Flag = "0"
    resume: Literal["form", "code"] = "form"
    session: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{1,64}$")

    @property
    def react(self) -> bool:
        return self.markup in ("react", "portal")

    @property
    def portal(self) -> bool:
        return self.markup == "portal"


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
    values = {"lang": language, **given}
    third = FORMS[form].third
    values.setdefault("flow", "direct" if third else "code")
    _add_defaults(values, third)
    try:
        return Options.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise OptionError(f"{first['loc'][0]}: {first['msg']}") from None


def _add_defaults(values: dict[str, str], third: bool) -> None:
    markup = values.get("markup")
    if "country" not in values:
        asked = values["flow"] == "code" or third
        usual = {"react": "combobox", "portal": "combobox"}
        values["country"] = usual.get(markup or "", "typeahead") if asked else "none"
    if markup == "portal":
        values.setdefault("limit", "500")
    asks = third or values.get("gates") == "chained"
    if values.get("radios") == "unpicked" and not asks:
        values.setdefault("gate", "which")
    if values.get("codeform") == "layer":
        values["dialog"] = "1"
