"""What the site remembers of one visitor at one form: signed in, objected, the code it mailed."""

import secrets
from dataclasses import dataclass, field
from functools import lru_cache

from optout.practice.options import Options

TRIES = 3
"""The third wrong code expires the code that was mailed."""

_KEPT = 2_000


@dataclass(slots=True)
class PendingCode:
    """A code that was mailed to `to` and not yet typed in rightly."""

    to: str
    digits: str = field(default_factory=lambda: f"{secrets.randbelow(1_000_000):06}")
    wrong: int = 0
    expired: bool = False


@dataclass(slots=True)
class Visit:
    """One session's standing with one form."""

    signed_in: bool = False
    checked: bool = False
    cookies_chosen: bool = False
    objected: bool = False
    submissions: int = 0
    codes_mailed: int = 0
    codes_typed: int = 0
    code: PendingCode | None = None
    verified: str = ""
    """The address whose code was typed in rightly before the form is sent, as the portal asks."""
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(9))


@dataclass(frozen=True, slots=True)
class AtForm:
    """A visitor at a form: the options as the address gives them, and checked."""

    form: str
    given: dict[str, str]
    options: Options
    visit: Visit


class Visits:
    """All visits, bounded: the one longest unused is forgotten first."""

    def __init__(self) -> None:
        self.get = lru_cache(maxsize=_KEPT)(lambda _session, _form: Visit())
        """The visit of a session at a form, a new one where there is none."""
