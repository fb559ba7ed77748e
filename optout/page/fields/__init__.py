"""Fills one field of a page and reads back what the page then holds."""

from optout.page.fields.choice import AtFront, choose_country, pick, shown_as_chosen
from optout.page.fields.guard import Forbidden, guard
from optout.page.fields.held import (
    FieldWatch,
    Held,
    connected,
    field_now,
    held_by,
    highlight,
    watch_field,
)
from optout.page.fields.inspect_field import FieldInfo, inspect_field
from optout.page.fields.point import focused
from optout.page.fields.text import fill_code, put_text, same_code, same_text, same_words

__all__ = [
    "AtFront",
    "FieldInfo",
    "FieldWatch",
    "Forbidden",
    "Held",
    "choose_country",
    "connected",
    "field_now",
    "fill_code",
    "focused",
    "guard",
    "held_by",
    "highlight",
    "inspect_field",
    "pick",
    "put_text",
    "same_code",
    "same_text",
    "same_words",
    "shown_as_chosen",
    "watch_field",
]
