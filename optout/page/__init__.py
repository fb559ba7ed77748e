"""All input and output on a page: it is read, waited for, filled in and read back.

Belongs here: what calls Playwright for one page. What a page means is `locate`'s; what is to be
done in it is `run`'s. `fields` fills one field.
"""

__all__ = [
    "close_tab",
    "fields",
    "open_form",
    "reading",
    "request_payload",
    "tab",
    "unreported",
]
