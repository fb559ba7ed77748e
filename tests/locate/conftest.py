"""The locator's own tests look at pages in a real browser."""

from support.locating import locating, site

__all__ = ["locating", "site"]
