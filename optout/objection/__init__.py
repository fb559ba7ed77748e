"""The objection itself: a letter from a template, in the person's language, without holes."""

from optout.objection.law import Variant, variant_for
from optout.objection.letter import (
    DEFAULT_REASON,
    LENGTHS,
    Letter,
    Wishes,
    longest_that_fits,
    reasons,
    render,
    utf16_length,
)
from optout.objection.sensitive import sensitive_words
from optout.objection.source import Reason, languages, templates_folder

__all__ = [
    "DEFAULT_REASON",
    "LENGTHS",
    "Letter",
    "Reason",
    "Variant",
    "Wishes",
    "languages",
    "longest_that_fits",
    "reasons",
    "render",
    "sensitive_words",
    "templates_folder",
    "utf16_length",
    "variant_for",
]
