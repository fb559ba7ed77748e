"""Templates into letters: the objection, what follows it, on paper and as a mail draft.

Belongs here: everything that is written in the person's name. The texts are in `templates/`.
"""

from optout.letters.objection import (
    LEFT_OUT,
    LENGTHS,
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
    utf16_length,
    variant_for,
)
from optout.letters.questions import DEFAULT as DEFAULT_REASON
from optout.letters.templates import languages

__all__ = [
    "DEFAULT_REASON",
    "LEFT_OUT",
    "LENGTHS",
    "SHORT",
    "Letter",
    "LetterInput",
    "Variant",
    "authorities",
    "data_words",
    "files",
    "follow_up",
    "grounds",
    "languages",
    "languages_for",
    "longest_that_fits",
    "postal",
    "questions",
    "reason",
    "reason_text",
    "reasons",
    "render",
    "utf16_length",
    "variant_for",
]
