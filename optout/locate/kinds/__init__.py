"""Which page it is: a form, a code, a sign-in, a menu, or what it says unasked."""

__all__ = ["codes", "menu", "page_state"]
