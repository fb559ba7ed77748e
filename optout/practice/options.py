"""What a practice address can ask for: every state of a form is determined by its query string."""

from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self
from urllib.parse import parse_qsl

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from optout.practice.fields import (
    LIMIT,
    NAME_LIMIT,
    REQUESTS,
    PracticeField,
    PracticeQuestion,
    form_number,
    gate_name,
    number,
)
from optout.practice.words import PACKAGE, countries, languages, words


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


def form_of_number(digits: str) -> str:
    """The form with that number; empty where there is none."""
    return next((form for form in FORMS if form_number(form) == digits), "")


def listed(known: Callable[[], Container[str]]) -> AfterValidator:
    """Takes what `known` holds."""

    def check(value: str) -> str:
        if value not in known():
            raise ValueError("not known here")
        return value

    return AfterValidator(check)


class OptionError(ValueError):
    """An option that the practice site does not know, or a value that does not fit it."""


class Options(BaseModel):
    """One address' wishes, checked, and the form that they make.

    `flow=tick` has a box to tick instead of a letter. `state=setting` is no form, but a setting.
    `markup` is the generation of the page: `portal` is the request portal.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    folders: ClassVar[tuple[Path, ...]] = (PACKAGE,)
    """Where `pages`, `static` and `words` are looked for, in this order."""

    flow: Literal["code", "direct", "email", "tick"] = "code"
    markup: Literal["classic", "react", "portal"] = "classic"
    lang: Annotated[str, listed(languages)] = "en"
    country: Literal["typeahead", "combobox", "none"] = "typeahead"
    gate: Literal["0", "training"] = "0"
    state: Literal["setting"] | None = None
    session: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{1,64}$")

    @classmethod
    def checked(cls, given: Mapping[str, str], form: str, language: str) -> Self:
        """The options with the form's own defaults.

        Raises `OptionError` for an unknown form or option, or a value that does not fit.
        """
        if form not in FORMS:
            raise OptionError(f"Not a form: {form}. Known: {', '.join(FORMS)}.")
        try:
            return cls.model_validate({"lang": language, **cls.usual(form, given), **given})
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise OptionError(f"{first['loc'][0]}: {first['msg']}") from None

    @classmethod
    def usual(cls, form: str, given: Mapping[str, str]) -> dict[str, Any]:
        """What goes without saying for this form."""
        third = FORMS[form].third
        flow = given.get("flow", "direct" if third else "code")
        kind = "combobox" if given.get("markup") in ("react", "portal") else "typeahead"
        return {"flow": flow, "country": kind if third or flow == "code" else "none"}

    @property
    def react(self) -> bool:
        return self.markup in ("react", "portal")

    @property
    def portal(self) -> bool:
        return self.markup == "portal"

    def words(self) -> Mapping[str, str]:
        """What the pages say."""
        return words(self.lang, self.folders)

    def countries(self) -> Mapping[str, str]:
        """The countries that can be picked, by their codes."""
        return countries(self.lang)

    def fields(self, form: str) -> tuple[PracticeField, ...]:
        """The form's fields in the order in which the page shows them, the gate question aside."""
        third = FORMS[form].third
        most = {"box": LIMIT, "line": NAME_LIMIT} if self.portal else {}
        found: list[PracticeField] = []

        def add(meaning: str, kind: str, *, required: bool = True, name: str = "") -> None:
            choices = REQUESTS if kind == "choice" else ()
            name = name or f"Field{number(f'{form} {meaning}')}"
            field = PracticeField(meaning, kind, name, required, choices, most.get(kind, 0))
            found.append(field)

        if third:
            add("request", "choice")
        if self.country != "none":
            add("country", "country")
        if third or self.flow == "tick" or (self.portal and self.flow == "code"):
            add("full_name", "line", name="name")
        add("email", "email", name="email" if self.flow != "direct" else "")
        if self.portal:
            add("confirm_email", "email")
        if self.flow == "tick":
            add("confirmed", "tick")
        elif self.flow != "email":
            add("explanation", "box", required=third or self.flow == "code")
        if self.flow == "code" and not third:
            add("additional", "box", required=False)
        if third:
            add("upload", "upload", required=False)
        return tuple(found)

    def questions(self, form: str) -> tuple[PracticeQuestion, ...]:
        """What is asked before the fields, in order; a question comes after the right answer."""
        if self.gate == "0":
            return ()
        answers = ("training", "access", "delete")
        text = "gate_which_question"
        return (PracticeQuestion("gate", gate_name(form), text, "gate_", answers, answers[0]),)


def split_query(query: str) -> dict[str, str]:
    """The options of a query string, not yet checked. Raises `OptionError` for a repeated one."""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=50)
    given = dict(pairs)
    if len(given) < len(pairs):
        raise OptionError("An option is given twice.")
    return given
