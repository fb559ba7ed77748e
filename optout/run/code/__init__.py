"""The mailed code: typed in, and what the page and the site make of it."""

__all__ = ["code_delivery", "enter_code", "pasted_code"]
