"""The letter on the clipboard, where the system has one."""

import pyperclip

_BY_ARGUMENT = "copy_klipper"
"""How pyperclip calls the way by `qdbus`: everybody on the computer can read its arguments."""


def copy(text: str) -> bool:
    """Put `text` on the clipboard; whether that worked. It goes through a pipe, not an argument."""
    put, _take = pyperclip.determine_clipboard()
    if getattr(put, "__name__", "") == _BY_ARGUMENT:
        return False
    try:
        put(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True
