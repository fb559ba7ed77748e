"""The letter on the clipboard, where the system has one."""

import pyperclip


def copy(text: str) -> bool:
    """Put `text` on the clipboard; whether that worked. It goes through a pipe, not an argument."""
    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True
