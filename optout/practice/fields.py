"""Which fields a practice form has, and under which names they are posted."""

import hashlib
from dataclasses import dataclass

from optout.practice.options import Options

REQUESTS = ("access", "delete", "object", "correct", "other")
HONEYPOTS = ("sneaky", "sneakyhidden")
TWIN = "_iso2_country_code"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `kind` says how it is built: `country email line box choice upload`."""

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


def fields_of(form: str, options: Options) -> tuple[Field, ...]:
    """The form's fields in the order in which the page shows them, the gate question aside."""
    third = form == "third-party"
    found: list[Field] = []

    def add(meaning: str, kind: str, *, required: bool = True, name: str = "") -> None:
        choices = REQUESTS if kind == "choice" else ()
        name = name or f"Field{number(f'{form} {meaning}')}"
        found.append(Field(meaning, kind, name, required, choices))

    if third:
        add("request", "choice")
    if options.country != "none":
        add("country", "country")
    if third and options.name == "split":
        add("first_name", "line")
        add("last_name", "line")
    elif third:
        add("full_name", "line", name="name")
    add("email", "email", name="email" if options.flow != "direct" else "")
    if options.flow != "email":
        add("explanation", "box", required=third or options.flow == "code")
    if options.flow == "code" and not third:
        add("additional", "box", required=False)
    if third:
        add("upload", "upload", required=False)
    return tuple(found)


def hidden_name(form: str) -> str:
    """A field of the older pages that no visitor sees, listed in `support_form_hidden_fields`."""
    return f"Field{number(f'{form} account email')}"


def baits(form: str) -> tuple[str, ...]:
    """What only a robot fills: the server takes no form in which one of these is not empty."""
    return (*HONEYPOTS, hidden_name(form))


def gate_answers(options: Options) -> tuple[str, ...]:
    """The answers to the gate question, the one that brings the form first; none, no question."""
    return {"0": (), "1": ("yes", "no"), "which": ("object", "third", "other")}[options.gate]


def gate_name(form: str) -> str:
    """The name under which the answer to the gate question is posted."""
    return f"Field{number(f'{form} gate')}"
