"""The names of things: what a field is for, what a control is, what a page is."""

from enum import StrEnum


class Role(StrEnum):
    """What a control is for.

    `SUBMIT` and `REQUEST_CODE` are named to the person, and never pressed. Nor is `NEXT`, but on a
    page with nothing but the code, where it confirms that. `CONFIRM_CODE` is pressed.
    """

    EMAIL = "email"
    EMAIL_AGAIN = "email_again"
    COUNTRY = "country"
    EXPLANATION = "explanation"
    CODE = "code"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    CONFIRM_CODE = "confirm_code"
    SUBMIT = "submit"
    NEXT = "next"
    REQUEST_CODE = "request_code"


class ControlKind(StrEnum):
    """What a control is, by how it is operated."""

    TEXT = "text"
    TEXTAREA = "textarea"
    SELECT = "select"
    TYPEAHEAD = "typeahead"
    COMBOBOX = "combobox"
    LISTBOX = "listbox"
    CONTENTEDITABLE = "contenteditable"
    DIGITS = "digits"
    BUTTON = "button"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    HIDDEN = "hidden"


class PageKind(StrEnum):
    """Which page this is. `UNKNOWN` is an honest answer and often the right one.

    `SIGN_IN` asks who somebody is: for a password, or a second factor. What leads on to a form, or
    checks that one is no robot, is unknown: the person does what it asks.
    """

    FORM = "form"
    SIGN_IN = "sign_in"
    CODE = "code"
    ACKNOWLEDGED = "acknowledged"
    ALREADY_OBJECTED = "already_objected"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    UNKNOWN = "unknown"


WRITABLE = frozenset(
    {
        ControlKind.TEXT,
        ControlKind.TEXTAREA,
        ControlKind.TYPEAHEAD,
        ControlKind.CONTENTEDITABLE,
        ControlKind.DIGITS,
    }
)
"""Kinds that text is typed into."""

TEXT_BOXES = frozenset({ControlKind.TEXTAREA, ControlKind.CONTENTEDITABLE})
"""Kinds that take a text of several lines."""

CHOICES = frozenset(
    {ControlKind.SELECT, ControlKind.TYPEAHEAD, ControlKind.COMBOBOX, ControlKind.LISTBOX}
)
"""Kinds in which one of several values is chosen."""

BUTTONS = frozenset({Role.CONFIRM_CODE, Role.SUBMIT, Role.NEXT, Role.REQUEST_CODE})
"""Roles of what is pressed, and not filled."""
