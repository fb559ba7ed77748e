"""Looks at many pages and reports what is recognised there; types nothing."""

__all__ = [
    "many_pages",
]
