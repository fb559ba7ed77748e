"""What proves a state or explains it: what a page showed, what a run did.

Records and `--json` have it in English; on the screen and in a dossier's page it is in the
terminal's language. What the page itself says stays in the page's own words.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from optout.i18n import N_, _


class Proof(StrEnum):
    """Each thing that can be noted, as records hold it. After a colon there can be words."""

    # what a run notes
    READ_BACK = N_("read back from the fields")
    CODE_TYPED = N_("the code was typed")
    CODE_TAKEN = "the page: taken"
    CODE_REJECTED = "the page: refused"
    CODE_UNKNOWN = "the page: unclear"
    CODE_LEFT_TO_PERSON = "the page: person"
    PERSONS_WORD = N_("the person's word")
    LINKED = "linked to"
    RUN_STOPPED = N_("the run was stopped")
    RUN_BROKE_OFF = N_("the run broke off")
    WINDOW_CLOSED = N_("the window was closed")
    NOBODY_CAME = N_("nothing changed in the page, and nobody could answer")
    PAGE_CRASHED = N_("the page crashed")
    OTHER_FORM = N_("another form of this run is filled in there")
    COULD_NOT_GO_ON = N_("optout could not go on")
    # what the locator sees
    NOTHING_RECOGNISED = N_("nothing here is recognised")
    ASKS_WHO_YOU_ARE = N_("it asks for a code to confirm who you are")
    ASKS_CODE = "a code is asked for:"
    ASKS_PASSWORD = N_("it asks for a password")
    SIGN_IN_BEGINS = N_("the first step of a sign-in")
    ASKS_EXPLANATION = N_("it asks for an explanation")
    ASKS_OBJECTION = N_("it is about an objection and asks for its fields")
    ASKS_MATTER = N_("it asks what the request is about")
    REQUEST_STEP = N_("it is a step of a request")
    CHECKS_ROBOT = N_("it checks that one is no robot")
    ALERT = N_("an alert says:")
    DIALOG = N_("a dialog says:")
    HEADING = N_("a heading says:")
    PAGE = N_("the page says:")
    # why there is nothing to see
    NO_ANSWER = N_("the page does not answer")
    UNREADABLE = N_("the page could not be read")
    GONE = N_("the page closed or crashed")
    TOO_LATE = "no answer within"
    BROWSER_ENDED = N_("the browser ended")
    NOT_OPENED = "it could not be opened:"


MESSAGES: Mapping[str, str] = {proof: proof for proof in Proof} | {
    Proof.CODE_TAKEN: N_("the page went on after the code, or did not complain of it"),
    Proof.CODE_REJECTED: N_("the page did not take the code"),
    Proof.CODE_UNKNOWN: N_("after the code the page did not show if it was taken"),
    Proof.CODE_LEFT_TO_PERSON: N_("the code was typed, to be confirmed in the page"),
    Proof.LINKED: N_("linked to dossier {id}"),
    Proof.ASKS_CODE: N_("a code is asked for"),
    Proof.TOO_LATE: N_("the page took too long"),
    Proof.NOT_OPENED: N_("it could not be opened"),
}
"""How each is said; most as they are noted."""
NOTED_BEFORE: Mapping[str, Proof] = {
    "the page: moved": Proof.CODE_TAKEN,
    "the page: wrong": Proof.CODE_REJECTED,
    "the page: expired": Proof.CODE_REJECTED,
    "the page: again": Proof.CODE_REJECTED,
    "the page: silent": Proof.CODE_UNKNOWN,
}
"""What earlier releases told apart."""


class Why(NamedTuple):
    """A proof, and the words that go with it: the page's own, or a fact."""

    proof: Proof
    words: str = ""

    def __str__(self) -> str:
        """Both in English, on one line."""
        return f"{self.proof} {self.words}" if self.words else self.proof.rstrip(":")


def proof_words(proof: str, words: str = "") -> tuple[str, str]:
    """A proof in the terminal's language, and the page's own words to set after it, if any.

    What is no `Proof` is left as it stands.
    """
    if proof not in MESSAGES:
        return proof, words
    message = MESSAGES[proof]
    return _(message).format(id=words), words if message.endswith(":") else ""
