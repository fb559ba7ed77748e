"""Fills one field of a page and reads back what the page then holds."""

from optout.page.fields.choice import choose_country, still_chosen
from optout.page.fields.guard import Forbidden, guard
from optout.page.fields.point import focused
from optout.page.fields.text import fill_code, fill_text, highlight, same_text, value_of

__all__ = [
    "Forbidden",
    "choose_country",
    "fill_code",
    "fill_text",
    "focused",
    "guard",
    "highlight",
    "same_text",
    "still_chosen",
    "value_of",
]
