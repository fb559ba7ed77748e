"""The list of evidence that goes with a letter."""

from dataclasses import dataclass

from optout.dossier.file import Dossier

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


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of evidence; `kind` is the key of its description in a template's head."""

    name: str
    kind: str
    sha256: str


def evidence_list(dossier: Dossier) -> list[Piece]:
    """The evidence by name; a complaint is none of itself."""
    return [
        Piece(name, _kind(name), entry.sha256)
        for name, entry in dossier.pieces().items()
        if not name.startswith("complaint-")
    ]


def _kind(name: str) -> str:
    return next((kind for start, kind in _KINDS if name.startswith(start)), "other")
