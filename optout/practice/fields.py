"""Which fields a practice form has, and under which names they are posted."""

import hashlib
from dataclasses import dataclass

from optout.practice.options import FORMS, Options

REQUESTS = ("access", "delete", "object", "correct", "other")
HONEYPOTS = ("sneaky", "sneakyhidden")
TWIN = "_iso2_country_code"
LIMIT, NAME_LIMIT, LINES, WORDS = 500, 100, 2, 150
"""The most that a letter and a name may have in characters, a letter in lines and in words; all but
the last seen in 2026."""


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """A question with radios. `text` and `says` (before an answer) are keys of the words."""

    meaning: str
    name: str
    text: str
    says: str
    answers: tuple[str, ...]
    right: str


@dataclass(frozen=True, slots=True)
class PracticeField:
    """One field. `kind` says how it is built: `country email line box choice tick upload`."""

    meaning: str
    kind: str
    name: str
    required: bool = True
    choices: tuple[str, ...] = ()


def number(text: str, digits: int = 15) -> str:
    """A number that stays the same for `text`, as the real forms' field numbers do."""
    return str(int(hashlib.sha256(text.encode()).hexdigest(), 16))[:digits]


def form_number(form: str) -> str:
    """The practice form's own number, posted as `support_form_id`."""
    return number(f"form {form}")


def fields_of(form: str, options: Options) -> tuple[PracticeField, ...]:
    """The form's fields in the order in which the page shows them, the gate question aside."""
    third = FORMS[form].third
    found: list[PracticeField] = []

    def add(meaning: str, kind: str, *, required: bool = True, name: str = "") -> None:
        choices = REQUESTS if kind == "choice" else ()
        name = name or f"Field{number(f'{form} {meaning}')}"
        found.append(PracticeField(meaning, kind, name, required, choices))

    if third:
        add("request", "choice")
    if options.country != "none":
        add("country", "country")
    if third and options.name == "split":
        add("first_name", "line")
        add("last_name", "line")
    elif third or options.flow == "tick" or (options.portal and options.flow == "code"):
        add("full_name", "line", name="name")
    add("email", "email", name="email" if options.flow != "direct" else "")
    if options.portal:
        add("confirm_email", "email")
    if options.flow == "tick":
        add("confirmed", "tick")
    elif options.flow != "email":
        add("explanation", "box", required=third or options.flow == "code")
    if options.flow == "code" and not third:
        add("additional", "box", required=False)
    if third:
        add("upload", "upload", required=False)
    return tuple(found)


_STEPS = {
    "one": ("choice country line email box upload",),
    "2": ("choice country line", "email box upload"),
    "wizard": ("choice country", "line box upload", "email"),
    "4": ("choice country", "line", "email", "box upload"),
}
"""The kinds of field in each step. With four the code comes before a Next, else before Submit."""


def steps_of(form: str, options: Options) -> tuple[tuple[PracticeField, ...], ...]:
    """The portal's steps with their fields, none of them empty."""
    asked = tuple(
        PracticeField(one.meaning, "choice", one.name, choices=one.answers)
        for one in questions(form, options)
    )
    every = (*asked, *fields_of(form, options))
    steps = (tuple(f for f in every if f.kind in kinds.split()) for kinds in _STEPS[options.steps])
    return tuple(step for step in steps if step)


def form_of_number(digits: str) -> str:
    """The form with that number; empty where there is none."""
    return next((form for form in FORMS if form_number(form) == digits), "")


def hidden_name(form: str) -> str:
    """A field of the older pages that no visitor sees, listed in `support_form_hidden_fields`."""
    return f"Field{number(f'{form} account email')}"


def baits(form: str) -> tuple[str, ...]:
    """What only a robot fills: the server takes no form in which one of these is not empty."""
    return (*HONEYPOTS, hidden_name(form))


_CHAIN: dict[str, tuple[tuple[str, ...], str]] = {
    "product": (("facebook", "instagram", "whatsapp"), ""),
    "matter": (("access", "manage", "report"), "manage"),
    "objection": (("delete", "marketing", "different"), "different"),
}
"""The general form's questions with their answers and the right one, empty for the form's own."""


def questions(form: str, options: Options) -> tuple[PracticeQuestion, ...]:
    """What is asked before the fields, in order; a question comes after the right answer."""
    if options.gates == "chained":
        return tuple(
            PracticeQuestion(
                f"gate_{of}",
                gate_name(f"{form} {of}"),
                f"chain_{of}",
                f"chain_{of}",
                answers,
                right or (form if form in answers else answers[0]),
            )
            for of, (answers, right) in _CHAIN.items()
        )
    if options.gate == "0":
        return ()
    text, answers = {
        "1": ("gate_question", ("yes", "no")),
        "which": ("gate_which_question", ("object", "third", "other")),
        "training": ("gate_which_question", ("training", "access", "delete")),
    }[options.gate]
    return (PracticeQuestion("gate", gate_name(form), text, "gate", answers, answers[0]),)


def gate_name(form: str) -> str:
    """The name under which the answer to the gate question is posted."""
    return f"Field{number(f'{form} gate')}"
