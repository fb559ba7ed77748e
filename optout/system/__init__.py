"""What is asked of the operating system: files, the lock, signals, timeouts, programs."""

__all__ = [
    "attempt",
    "clipboard",
    "desktop",
    "environment",
    "files",
    "lock",
    "signals",
    "timeouts",
]
