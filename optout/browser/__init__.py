"""The browser on this computer: found, opened with a private profile, and made to print."""

__all__ = [
    "clean_exit",
    "launch",
    "pdf",
]
