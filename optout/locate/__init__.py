"""Finds form fields and page states by their meaning, in any language, and never guesses.

Pure: a snapshot in, fields and the page's kind out. Words are in `words/`, the evidence is the
table in `fields/signals.py`; `snapshot.js` and its like are what the page itself is asked.
"""

__all__ = [
    "claims",
    "context",
    "fields",
    "form",
    "kinds",
    "parsing",
    "roles",
    "snapshot",
    "stems",
    "words",
]
