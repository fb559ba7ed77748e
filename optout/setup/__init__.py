"""The guided start: asks what is needed, checks each answer at once, leads to a reason.

Belongs here: questions about the person and the letter, asked before a browser opens.
"""

__all__ = [
    "country",
    "reason",
    "wizard",
]
