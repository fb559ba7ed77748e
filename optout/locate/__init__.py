"""Finds form fields and page states by their meaning, in any language, and never guesses.

Pure: a snapshot in, fields and the page's kind out. Words are in `words/`, what speaks for a role
is in `roles.toml`; `snapshot.js` and its like are what the page itself is asked.
"""

__all__ = [
    "codes",
    "context",
    "ends",
    "field",
    "find",
    "fingerprint",
    "gates",
    "left",
    "limits",
    "menu",
    "news",
    "page_state",
    "parse",
    "roles",
    "snapshot",
    "steps",
    "words",
]
