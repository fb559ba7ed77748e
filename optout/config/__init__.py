"""Settings and places: who the person is, and where optout keeps things."""

__all__ = [
    "paths",
    "settings",
    "sources",
]
