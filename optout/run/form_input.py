"""What one form is to be filled with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from optout.forms.hosts import Allowed
from optout.forms.spec import Form
from optout.letters import Letter

EmailPolicy = Literal["", "keep", "replace"]


@dataclass(frozen=True, slots=True)
class FormInput:
    """Everything checked and known before a window opens.

    `letter` gives the longest letter of at most so many UTF-16 units (None: no limit).
    `languages` are those in which the page may name countries, after the page's own.
    """

    form: Form
    url: str
    allowed: Allowed
    country: str
    email: str
    name: str
    letter: Callable[[int | None], Letter]
    known_as: str = ""
    languages: tuple[str, ...] = ("en",)
    email_policy: EmailPolicy = ""
