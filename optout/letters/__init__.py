"""The objection itself: a letter from a template, in the person's language, without holes."""

from optout.letters.law import Variant, variant_for
from optout.letters.objection import (
    LENGTHS,
    SHORT,
    Letter,
    LetterInput,
    languages_for,
    longest_that_fits,
    reason_text,
    reasons,
    render,
    utf16_length,
)
from optout.letters.questions import DEFAULT as DEFAULT_REASON
from optout.letters.sensitive import sensitive_words
from optout.letters.templates import languages, templates_folder

__all__ = [
    "DEFAULT_REASON",
    "LENGTHS",
    "SHORT",
    "Letter",
    "Variant",
    "LetterInput",
    "languages",
    "languages_for",
    "longest_that_fits",
    "reason_text",
    "reasons",
    "render",
    "sensitive_words",
    "templates_folder",
    "utf16_length",
    "variant_for",
]
