"""The guided start: asks what is needed, checks each answer at once, leads to a reason.

Belongs here: questions about the person and the letter, asked before a browser opens; the
entry in the menu of programs.
"""

__all__ = [
    "country",
    "menu_entry",
    "reason",
    "wizard",
]
