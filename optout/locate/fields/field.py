"""The answer for one role on one page."""

from dataclasses import dataclass
from typing import Literal

from optout.locate.roles import Role
from optout.locate.snapshot import Control

FieldStatus = Literal["found", "missing", "ambiguous"]


@dataclass(frozen=True, slots=True)
class Field:
    """The answer for one role."""

    role: Role
    status: FieldStatus
    how: str
    score: float = 0.0
    control: Control | None = None
    candidates: tuple[Control, ...] = ()
