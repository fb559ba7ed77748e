"""What the practice site keeps of what happened: posts, mails, and acts in its pages."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T", "Received", "Mail", "Action")

KEPT = 10_000
"""How many records of a kind are kept; the oldest go first, so that memory stays bounded."""

_now = partial(datetime.now, UTC)


@dataclass(frozen=True, slots=True)
class Received:
    """One POST of a form's page.

    `kind` is `objection`, `code_request`, `code`, `send_again`, `email_check`, `sign_in`,
    `checkpoint` or `cookies`. `fields` are named by meaning (`country`, `country_name`, `email`,
    `confirm_email`, `explanation`, `additional`, `request`, `first_name`, `last_name`,
    `full_name`, `upload`, `gate`, `gate_product`, `gate_matter`, `gate_objection`, `code`); `raw`
    is the post as it came, under the names of the page.
    """

    form: str
    kind: str
    fields: dict[str, str]
    at: datetime = field(default_factory=_now)
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail in the practice inbox. `code` is empty where the mail carries none."""

    form: str
    to: str
    subject: str
    text: str
    code: str = ""
    at: datetime = field(default_factory=_now)


@dataclass(frozen=True, slots=True)
class Action:
    """One act in a page, told by the page itself: `click`, `enter` or `submit`.

    `target` describes what it met, as `role "name"`; `trusted` is true where the browser says
    that it came from an input device, false where a script dispatched it.
    """

    form: str
    kind: str
    target: str
    trusted: bool
    at: datetime = field(default_factory=_now)


class Log:
    """What is kept of each kind. Appending and copying a `deque` are safe between threads."""

    def __init__(self) -> None:
        self._kept = {kind: deque[Any](maxlen=KEPT) for kind in (Received, Mail, Action)}

    def add(self, record: Received | Mail | Action) -> None:
        """Keep `record` among those of its kind."""
        self._kept[type(record)].append(record)

    def of(self, kind: type[T]) -> list[T]:
        """All of one kind so far, in the order in which they came."""
        return list(self._kept[kind])
