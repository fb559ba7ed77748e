"""The closed ladder of states that an objection can be in, and their exit codes.

A rung is only reached by proof from the page; what the person merely says is `unconfirmed`.
"""

from collections.abc import Iterable
from enum import IntEnum, StrEnum


class State(StrEnum):
    """Where one objection stands. The first six are rungs, in order; the others are ends."""

    PREPARED = "prepared"
    PREFILLED = "prefilled"
    SUBMITTED = "submitted"
    CODE_ASKED = "code_asked"
    CODE_ENTERED = "code_entered"
    ACKNOWLEDGED = "acknowledged"
    ALREADY_OBJECTED = "already_objected"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    CHANGED = "changed"
    ABANDONED = "abandoned"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"
    COVERED = "covered"


RUNGS: tuple[State, ...] = (
    State.PREPARED,
    State.PREFILLED,
    State.SUBMITTED,
    State.CODE_ASKED,
    State.CODE_ENTERED,
    State.ACKNOWLEDGED,
)

SENT: frozenset[State] = frozenset(
    {State.SUBMITTED, State.CODE_ASKED, State.CODE_ENTERED, State.ACKNOWLEDGED}
)
"""The rungs on which the page has proved that something left the person's machine."""

GOOD: frozenset[State] = frozenset({State.ACKNOWLEDGED, State.ALREADY_OBJECTED, State.COVERED})
"""The states in which the person has nothing more to do."""


class Exit(IntEnum):
    """What the process tells its caller."""

    DONE = 0
    NOT_FINISHED = 1
    USAGE = 2
    NO_BROWSER = 3
    NOT_USABLE = 4
    INTERRUPTED = 130


_SEVERITY = (
    Exit.INTERRUPTED,
    Exit.USAGE,
    Exit.NO_BROWSER,
    Exit.NOT_FINISHED,
    Exit.NOT_USABLE,
    Exit.DONE,
)


def exit_for(state: State) -> Exit:
    """The exit code of one form's state."""
    if state in GOOD:
        return Exit.DONE
    if state in (State.UNAVAILABLE, State.CHANGED):
        return Exit.NOT_USABLE
    return Exit.NOT_FINISHED


def combine(exits: Iterable[Exit]) -> Exit:
    """The exit code of a run over several forms: the gravest one; no form at all is `DONE`."""
    return min(exits, key=_SEVERITY.index, default=Exit.DONE)
