"""What only the tests ask of a practice page."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from optout.practice.fields import LIMIT, PracticeField, PracticeQuestion, gate_name, number
from optout.practice.options import Options, listed
from optout.practice.words import PACKAGE, countries

WORDS = 150
"""The most that a letter may have in words."""
HONEYPOTS = ("sneaky", "sneakyhidden")

Flag = Literal["0", "1"]
Milliseconds = Annotated[int, Field(ge=0, le=60_000)]
State = Literal[
    "form", "sign_in", "checkpoint", "code", "acknowledged", "already", "refused",
    "unavailable_country", "gone", "blocked", "unknown", "menu", "setting",
]  # fmt: skip

_CHAIN: dict[str, tuple[tuple[str, ...], str]] = {
    "product": (("facebook", "instagram", "whatsapp"), ""),
    "matter": (("access", "manage", "report"), "manage"),
    "objection": (("delete", "marketing", "different"), "different"),
}
"""The general form's questions with their answers and the right one, empty for the form's own."""
_GATES = {
    "1": ("gate_question", ("yes", "no")),
    "which": ("gate_which_question", ("object", "third", "other")),
}
_WIZARD = ("choice country", "line box upload", "email")
"""The kinds of field in each step."""


def hidden_name(form: str) -> str:
    """A field of the older pages that no visitor sees."""
    return f"Field{number(f'{form} account email')}"


def baits(form: str) -> tuple[str, ...]:
    """What only a robot fills: the server takes no form in which one of these is not empty."""
    return (*HONEYPOTS, hidden_name(form))


class TwinOptions(Options):
    """One address' wishes, checked. Empty strings and zeros mean "not asked for".

    `after` says what follows the submitted form and `at` whether it follows at once or only after
    the right code. `resume` is what a visit finds while a code is pending: the form again, or the
    question for the code. Milliseconds for `late`, `rerender` and `jump_after`.

    An option that means nothing to a generation of pages is kept for the page that it leads to.
    `gates=chained` asks three questions in a row. `jump` leads from the old form to the portal,
    `jump_after` its country was chosen or at once. Of the portal: `steps=wizard` cuts its form
    into three, `captcha` has a security check follow Submit, and `radios=unpicked` takes answers
    back once while other fields are filled. `kept` leaves the form as it is behind the dialog by
    which it was taken, which else empties it. `codeform=layer` asks for the old page's code in a
    form of its own. `limit` is how long the letter may be, in characters (in the box, or told only
    after sending) or in words (`150told`, after sending).
    """

    folders: ClassVar[tuple[Path, ...]] = (Path(__file__).parent, PACKAGE)

    country: Literal["select", "typeahead", "combobox", "none"] = "typeahead"
    email: str = Field(default="", pattern=r"^[^@\s]{1,64}@[^@\s]{1,189}$")
    gate: Literal["0", "1", "which", "training"] = "0"
    gates: Literal["none", "chained"] = "none"
    radios: Literal["kept", "unpicked"] = "kept"
    jump: Literal["none", "country", "open"] = "none"
    jump_after: Milliseconds = 0
    steps: Literal["one", "wizard"] = "one"
    captcha: Flag = "0"
    limit: Literal["none", "500", "told", "150told"] = "none"
    signin: Flag = "0"
    checkpoint: Flag = "0"
    cookies: Flag = "0"
    late: Milliseconds = 0
    rerender: Milliseconds = 0
    maxlength: int = Field(default=0, ge=1, le=100_000)
    missing_country: Annotated[str, listed(lambda: countries("en"))] = ""
    after: Literal["ok", "field_error", "refused", "unavailable", "already", "unknown"] = "ok"
    at: Literal["submit", "code"] = "submit"
    state: State | None = None
    code: Literal["ok", "expired"] = "ok"
    code_boxes: Literal["1", "6"] = "1"
    codeform: Literal["page", "layer"] = "page"
    kept: Flag = "0"
    resume: Literal["form", "code"] = "form"

    @classmethod
    def usual(cls, form: str, given: Mapping[str, str]) -> dict[str, Any]:
        found = super().usual(form, given)
        if given.get("markup") == "portal":
            found["limit"] = "500"
        if given.get("radios") == "unpicked":
            found["gate"] = "which"
        return found

    def countries(self) -> Mapping[str, str]:
        every = super().countries()
        return {code: name for code, name in every.items() if code != self.missing_country}

    def fields(self, form: str) -> tuple[PracticeField, ...]:
        return tuple(replace(one, most=self._most(one)) for one in super().fields(form))

    def _most(self, one: PracticeField) -> int:
        if one.meaning == "explanation" and self.maxlength:
            return self.maxlength
        if self.limit != "500":
            return 0
        return LIMIT if one.meaning == "explanation" else one.most

    def questions(self, form: str) -> tuple[PracticeQuestion, ...]:
        if self.gates == "chained":
            return tuple(
                PracticeQuestion(
                    f"gate_{of}",
                    gate_name(f"{form} {of}"),
                    f"chain_{of}",
                    f"chain_{of}_",
                    answers,
                    right or (form if form in answers else answers[0]),
                )
                for of, (answers, right) in _CHAIN.items()
            )
        if self.gate in _GATES:
            text, answers = _GATES[self.gate]
            return (PracticeQuestion("gate", gate_name(form), text, "gate_", answers, answers[0]),)
        return super().questions(form)

    def form_steps(self, form: str) -> tuple[tuple[PracticeField, ...], ...]:
        """The portal's steps with their fields, none of them empty."""
        asked = tuple(
            PracticeField(one.meaning, "choice", one.name, choices=one.answers)
            for one in self.questions(form)
        )
        every = (*asked, *self.fields(form))
        if self.steps == "one":
            return (every,)
        steps = (tuple(f for f in every if f.kind in kinds.split()) for kinds in _WIZARD)
        return tuple(step for step in steps if step)
