"""A local twin of Meta's forms with an inbox: for practising, and for the tests.

Belongs here: the site and its pages, and the person who is played. Nothing of the product but the
command `practice` knows of it, and its pages and words are its own.
"""

__all__ = [
    "play",
    "site",
]
