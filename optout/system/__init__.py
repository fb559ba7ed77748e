"""What is asked of the operating system: files, the lock, signals, timeouts, programs.

Also the templates that come with optout.
"""

__all__ = [
    "attempt",
    "clipboard",
    "desktop",
    "environment",
    "files",
    "lock",
    "own_pages",
    "signals",
    "templates",
    "timeouts",
]
