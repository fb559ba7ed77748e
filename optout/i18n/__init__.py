"""The terminal's language, and how each language writes names and dates."""

from optout.i18n.catalogue import (
    LOCALE_DIR,
    N_,
    SOURCE_LANGUAGE,
    _,
    code_among,
    labelled,
    language,
    languages,
    ngettext,
    said_in,
    supported,
    system_language,
    system_territories,
    use,
)

__all__ = [
    "LOCALE_DIR",
    "N_",
    "SOURCE_LANGUAGE",
    "_",
    "cldr",
    "code_among",
    "labelled",
    "language",
    "languages",
    "ngettext",
    "said_in",
    "supported",
    "system_language",
    "system_territories",
    "use",
]
