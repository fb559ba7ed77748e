"""Which page it is: a form, a code, a sign-in, a robot's check, or what it says unasked."""

__all__ = ["codes", "page_state"]
