"""What is asked of the operating system: files, the lock, signals, timeouts, programs.

Also where what comes with optout lies on the disk.
"""

__all__ = [
    "attempt",
    "clipboard",
    "desktop",
    "environment",
    "files",
    "lock",
    "signals",
    "templates",
    "timeouts",
]
