"""What becomes of a mailed code that was typed: a row a verdict, with all that follows from it."""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from typing import Literal, NamedTuple

from optout.domain.proofs import Proof
from optout.i18n import N_

CodeVerdict = Literal[
    "moved",  # the page went on, to what follows a code that is taken
    "taken",  # a form checks the code by itself, and does not complain
    "not_asked",  # the page asked for none any more before one was typed
    "wrong",
    "expired",
    "refused",  # the page complains, in words that are not known
    "again",  # the page came anew and asks for it once more, without a word why
    "silent",  # it does not answer
    "unclear",  # what came after it does not tell if it was taken
    "not_typed",  # no box took it
    "typed",  # it stands in the page; what comes of it is not known yet
    "person",  # it is typed, and the person confirms it
    "elsewhere",  # it would go to another site, or with a password
]
"""How the page answered one code that was to be typed."""


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


class Next(Enum):
    """What is done once the verdict was said."""

    LOOK = auto()
    """What shows now decides: where the page asks for a code, the person is asked for one again;
    where the box of a rejected code is gone, another is requested."""
    OFFER = auto()
    """As `LOOK`, once it was said that the code may be of another e-mail, and the person asked if
    it is that of another form, where one waits."""
    HAND_ON = auto()
    """The form is the person's, to be sent, unless it asks for a code only to go on."""
    WAIT = auto()
    """Nothing before the page changes: the person acts in it."""


class Verdict(NamedTuple):
    """All that follows from a verdict.

    For example `wrong`: the code is rejected, the dossier has "the page says that the code is
    wrong", the person hears the same and is asked to try again.
    """

    stage: CodeStage | None
    """How far the code is. None: none was typed, and it is as far as it was before."""
    proof: Proof | None
    """What is noted in the dossier, where a code was typed."""
    sentence: str
    """What the person is told, with `{form}`, to be translated; empty where the page goes on, or
    what is told is not of the code alone."""
    next: Next


VERDICTS: Mapping[CodeVerdict, Verdict] = {
    "moved": Verdict(CodeStage.LEFT, Proof.CODE_MOVED, "", Next.LOOK),
    "taken": Verdict(CodeStage.LEFT, Proof.CODE_TAKEN, "", Next.HAND_ON),
    "not_asked": Verdict(None, None, N_("{form}: this code was not typed. Keep it."), Next.LOOK),
    "wrong": Verdict(
        CodeStage.REJECTED,
        Proof.CODE_WRONG,
        N_("{form}: the page says that the code is wrong. Please try again."),
        Next.OFFER,
    ),
    "expired": Verdict(
        CodeStage.REJECTED,
        Proof.CODE_EXPIRED,
        N_("{form}: the page says that the code is too old. Ask the page for a new one."),
        Next.LOOK,
    ),
    "refused": Verdict(
        CodeStage.REJECTED,
        Proof.CODE_REFUSED,
        N_("{form}: the page did not take the code. Please try again."),
        Next.OFFER,
    ),
    "again": Verdict(
        CodeStage.REJECTED,
        Proof.CODE_AGAIN,
        N_("{form}: the page asks for the code once more, and does not say why."),
        Next.LOOK,
    ),
    "silent": Verdict(
        CodeStage.LEFT,
        Proof.CODE_SILENT,
        N_("{form}: the page has not answered the code yet. Please look at the window."),
        Next.LOOK,
    ),
    "unclear": Verdict(CodeStage.LEFT, Proof.CODE_UNCLEAR, "", Next.LOOK),
    "not_typed": Verdict(
        None,
        None,
        N_("{form}: the code could not be typed. Please type it in the page yourself."),
        Next.LOOK,
    ),
    "typed": Verdict(CodeStage.ENTERED, Proof.CODE_TYPED, "", Next.LOOK),
    "person": Verdict(
        CodeStage.ENTERED,
        Proof.CODE_LEFT_TO_PERSON,
        N_("{form}: the code is typed. Please confirm it in the page yourself."),
        Next.WAIT,
    ),
    "elsewhere": Verdict(None, None, "", Next.WAIT),
}
