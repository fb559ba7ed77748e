"""A form that shows what it asks once its country is chosen is one; a list alone makes none."""

from optout.locate.roles import PageKind

FORM, UNKNOWN = PageKind.FORM, PageKind.UNKNOWN
