"""Days and answers that the tests of the letters share."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from optout.dossier.file import Dossier
from optout.dossier.record import ReceivedAnswer

SENT = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
DUE = date(2026, 12, 28)
LATER = date(2026, 12, 29)

Make = Callable[..., Dossier]


def refusal(ground: str, on: str = "2026-12-10") -> list[ReceivedAnswer]:
    """Meta's refusal, within the month unless told otherwise."""
    return [ReceivedAnswer("refused", on, ground)]  # type: ignore[arg-type]


def partial(*silent: str, on: str = "2026-12-10") -> list[ReceivedAnswer]:
    """Meta's acceptance that says nothing of some of what was asked."""
    return [ReceivedAnswer("accepted", on, silent=list(silent))]  # type: ignore[arg-type]


def extension(on: str = "2026-12-20") -> list[ReceivedAnswer]:
    """Meta's extension, within the month."""
    return [ReceivedAnswer("extended", on)]
