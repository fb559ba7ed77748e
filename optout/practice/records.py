"""What the practice site keeps of what happened: posts, mails, and acts in its pages."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

KEPT = 10_000
"""How many records of a kind are kept; the oldest go first, so that memory stays bounded."""


def _now() -> datetime:
    return datetime.now(UTC)


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
    """The three lists, safe to append to from the server's threads."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.mails: list[Mail] = []
        self.actions: list[Action] = []
        self._lock = threading.Lock()

    def add(self, record: Received | Mail | Action) -> None:
        """Keep `record` in the list of its kind."""
        with self._lock:
            if isinstance(record, Received):
                _append(self.received, record)
            elif isinstance(record, Mail):
                _append(self.mails, record)
            else:
                _append(self.actions, record)

    def mailbox(self) -> Sequence[Mail]:
        """The mails, newest first."""
        with self._lock:
            return self.mails[::-1]


def _append(kept: list[Any], record: Any) -> None:
    kept.append(record)
    if len(kept) > KEPT:
        del kept[0]
