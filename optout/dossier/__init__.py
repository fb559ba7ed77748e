"""The dossier: what is kept on disk of each objection, to be proved and followed up.

Belongs here: the record and its evidence, what is due, and how it is shown, packed and checked.
"""

__all__ = [
    "answers",
    "calendar",
    "due",
    "export",
    "file",
    "forget",
    "look_again",
    "received_mail",
    "record",
    "status",
    "store",
    "table",
    "words",
]
