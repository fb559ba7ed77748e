"""Small words that all may use: states, proofs, errors, the mailed code, legal time limits.

Belongs here: what has a meaning of its own, and needs no page, no terminal and no disk.
"""

__all__ = [
    "code_outcomes",
    "deadlines",
    "errors",
    "folding",
    "mailed_code",
    "proofs",
    "result",
    "states",
    "text",
]
