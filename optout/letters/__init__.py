"""Templates into letters: the objection, what follows it, on paper and as a mail draft.

Belongs here: everything that is written in the person's name. The texts are in `templates/`.
"""

from optout.domain.lengths import LENGTHS, utf16_length
from optout.letters.objection import (
    SHORT,
    Letter,
    LetterInput,
    Variant,
    data_words,
    languages_for,
    longest_that_fits,
    reason_text,
    reasons,
    render,
    variant_for,
)
from optout.letters.questions import DEFAULT as DEFAULT_REASON
from optout.letters.templates import languages

__all__ = [
    "DEFAULT_REASON",
    "LENGTHS",
    "SHORT",
    "Letter",
    "LetterInput",
    "Variant",
    "authorities",
    "data_words",
    "email_draft",
    "files",
    "follow_up",
    "grounds",
    "languages",
    "languages_for",
    "longest_that_fits",
    "points",
    "postal",
    "questions",
    "reason",
    "reason_text",
    "reasons",
    "render",
    "utf16_length",
    "variant_for",
]
