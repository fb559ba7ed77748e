"""What becomes of a mailed code that was typed: a row an outcome, with all that follows from it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NamedTuple

from optout.domain.proofs import Proof
from optout.i18n import N_

CodeOutcome = Literal[
    "taken",  # the page went on, or a form that checks the code by itself does not complain
    "rejected",  # the page complains of it, or asks for a code once more
    "unknown",  # it does not answer, or what it shows does not tell if the code was taken
    "not_typed",  # no box took it, or none is there any more
    "theirs",  # it is typed, and the person confirms it
    "elsewhere",  # it would go to another site, or with a password
]
"""What became of one code that was to be typed."""


class CodeStage(StrEnum):
    """How far the objection's code is. Once asked for it is never unasked; accepted is its end."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    ENTERED = "entered"
    """It stands in the page; whether it was confirmed is not known."""
    LEFT = "left"
    """It has left the page, or its own button was pressed."""
    REJECTED = "rejected"
    """The page did not take it, or asks for it once more."""
    ACCEPTED = "accepted"


class Outcome(NamedTuple):
    """All that follows from an outcome."""

    stage: CodeStage | None
    """How far the code is. None: none was typed, and it is as far as it was before."""
    proof: Proof | None
    """What is noted in the dossier, where a code was typed."""
    sentence: str
    """What the person is told, with `{form}`, to be translated; empty where the page goes on, or
    what is told is not of the code alone."""


OUTCOMES: Mapping[CodeOutcome, Outcome] = {
    "taken": Outcome(CodeStage.LEFT, Proof.CODE_TAKEN, ""),
    "rejected": Outcome(
        CodeStage.REJECTED,
        Proof.CODE_REJECTED,
        N_(
            "{form}: the page did not take the code. Use the newest e-mail, or ask the page for a"
            " new code."
        ),
    ),
    "unknown": Outcome(
        CodeStage.LEFT,
        Proof.CODE_UNKNOWN,
        N_("{form}: the page does not show if it took the code. Please look at the window."),
    ),
    "not_typed": Outcome(None, None, N_("{form}: this code was not typed. Keep it.")),
    "theirs": Outcome(
        CodeStage.ENTERED,
        Proof.CODE_LEFT_TO_PERSON,
        N_("{form}: the code is typed. Please confirm it in the page yourself."),
    ),
    "elsewhere": Outcome(None, None, ""),
}
