"""What is done in a page is tried on pages in a real browser."""

from support.locating import locating, site

__all__ = ["locating", "site"]
