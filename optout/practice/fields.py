"""What a field of a practice form is, and under which name it is posted."""

import hashlib
from dataclasses import dataclass

REQUESTS = ("access", "delete", "object", "correct", "other")
TWIN = "_iso2_country_code"
LIMIT, NAME_LIMIT = 500, 100
"""The most that the portal's boxes and its lines take, in characters; both seen in 2026."""


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
    most: int = 0
    """The characters that it takes, where it has a limit."""


def number(text: str, digits: int = 15) -> str:
    """A number that stays the same for `text`, as the real forms' field numbers do."""
    return str(int(hashlib.sha256(text.encode()).hexdigest(), 16))[:digits]


def form_number(form: str) -> str:
    """The practice form's own number, posted as `support_form_id`."""
    return number(f"form {form}")


def gate_name(form: str) -> str:
    """The name under which the answer to the gate question is posted."""
    return f"Field{number(f'{form} gate')}"
