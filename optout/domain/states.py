"""The closed list of states that an objection can be in, and their exit codes.

A state is the last thing proved, in the order in which it happened; whether the objection was sent
is a fact of its own. What the person merely says is `unconfirmed`.
"""

from collections.abc import Iterable
from enum import IntEnum, StrEnum


class State(StrEnum):
    """Where one objection stands. The first six are rungs; the others are ends."""

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
    SWITCHED_OFF = "switched_off"
    """A setting, by the person's word."""
    LETTER_WRITTEN = "letter_written"
    """Written, and sent by the person's word."""


class Sent(StrEnum):
    """Whether the objection left, and whether it arrived. In this order; it never goes back."""

    NO = "no"
    LEFT = "left"
    """A request that can be the objection left; nothing shows that it arrived."""
    PROVED = "proved"
    """A page has shown that the site took it."""


BY_WORD: frozenset[State] = frozenset({State.UNCONFIRMED, State.LETTER_WRITTEN})
"""The states in which only the person says that the objection was sent."""

GOOD: frozenset[State] = frozenset(
    {
        State.ACKNOWLEDGED,
        State.ALREADY_OBJECTED,
        State.COVERED,
        State.SWITCHED_OFF,
        State.LETTER_WRITTEN,
    }
)
"""The states in which the person has nothing more to do."""
OBJECTED: frozenset[State] = GOOD | BY_WORD
"""Those in which it is done, as far as anyone knows, be it by the person's word."""
TURNED_AWAY: frozenset[State] = frozenset({State.REFUSED, State.UNAVAILABLE})
"""Those in which the site refuses, or has no form for the person."""
HELPLESS: frozenset[State] = frozenset({*TURNED_AWAY, State.CHANGED, State.FAILED})
"""The ends after which the person may still do it by hand, and say so."""


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
