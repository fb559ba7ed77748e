"""What the practice site keeps: mails, and how each visitor stands."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial

from optout.practice.options import Options

KEPT = 10_000
"""How many mails are kept; the oldest go first, so that memory stays bounded."""
TRIES = 3
"""The third wrong code expires the code that was mailed."""
_VISITS = 2_000

now = partial(datetime.now, UTC)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail in the practice inbox. `code` is empty where the mail carries none."""

    form: str
    to: str
    subject: str
    text: str
    code: str = ""
    at: datetime = field(default_factory=now)


@dataclass(slots=True)
class PendingCode:
    """A code that was mailed to `to` and not yet typed in rightly."""

    to: str
    digits: str = field(default_factory=lambda: f"{secrets.randbelow(1_000_000):06}")
    wrong: int = 0
    expired: bool = False


@dataclass
class Visit:
    """One session's standing with one form."""

    objected: bool = False
    code: PendingCode | None = None
    verified: str = ""
    """The address whose code was typed in rightly before the form is sent, as the portal asks."""
    values: dict[str, str] = field(default_factory=dict)
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

    def __init__(self, visit: type[Visit] = Visit) -> None:
        self.get = lru_cache(maxsize=_VISITS)(lambda _session, _form: visit())
        """The visit of a session at a form, a new one where there is none."""
