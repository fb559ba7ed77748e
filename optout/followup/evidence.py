"""The list of evidence that goes with a letter."""

from dataclasses import dataclass

from optout.dossier.file import Dossier
from optout.dossier.page import NAME as PAGE

_KINDS = (
    ("filled.", "filled"),
    ("code.", "code"),
    ("result.png", "result"),
    ("result.txt", "text"),
    ("result-tree.", "tree"),
    ("letter.", "letter"),
    ("reply-", "reply"),
    ("follow-up-", "follow_up"),
)
_OWN = (PAGE, "complaint-")


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of evidence; `kind` is the key of its description in a template's head."""

    name: str
    kind: str
    sha256: str


def evidence_list(dossier: Dossier) -> list[Piece]:
    """The evidence by name, without what optout makes from it.

    A follow-up letter is evidence once the person has sent it, in the text that was kept.
    """
    sent = bool(dossier.record.followed_up_on)
    return [
        Piece(name, _kind(name), entry.sha256)
        for name, entry in sorted(dossier.evidence().items())
        if not name.startswith(_OWN) and (sent or not name.startswith("follow-up-"))
    ]


def _kind(name: str) -> str:
    return next((kind for start, kind in _KINDS if name.startswith(start)), "other")
