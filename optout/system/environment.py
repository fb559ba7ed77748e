"""What the libraries and the driver may not inherit: it would show somewhere else what is typed."""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

_PREFIXES = (
    "PW_",
    "PWTEST_",
    "PWDEBUG",
    "PLAYWRIGHT_",
    "SELENIUM_",
    "NODE_",
    "LOG_",
    "NPM_CONFIG_",
)
_NAMES = frozenset({"DEBUG", "DEBUG_FILE", "DEBUGP", "DEBUG_DEPTH", "DEBUG_SHOW_HIDDEN"})
_HARMLESS = frozenset(
    {
        "PLAYWRIGHT_BROWSERS_PATH",  # where a browser is
        "PLAYWRIGHT_NODEJS_PATH",  # what runs the driver
        "NODE_EXTRA_CA_CERTS",
    }
)

_TEMPORARY = ("TMPDIR", "TMP", "TEMP")
_LONGEST = 58
"""Bytes of such a folder's path: the browser adds 45, and a socket's path has at most 104."""


def clean() -> None:
    """Take the variables for debugging away from this process, and so from all that it starts.

    To be called before Playwright is imported, which reads `DEBUG` at once: `pw:*` prints every
    letter and the code, `DEBUG_FILE` writes them to a file,
    `SELENIUM_REMOTE_URL` would drive a browser on another computer, and `NODE_OPTIONS` can load
    code into the driver. Pydantic loads no plugins: whichever happen to be installed, some to send
    away what is validated, would be shown the settings.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    for name in list(os.environ):
        known = name.upper()  # Windows has all in capitals
        if known in _NAMES or (known.startswith(_PREFIXES) and known not in _HARMLESS):
            del os.environ[name]


def settle_temporary_folder() -> None:
    """Forget a folder for temporary files that cannot be used: no browser would start.

    Python then looks for another one by itself; the driver takes the first that is named.
    """
    for name in _TEMPORARY:
        folder = os.environ.get(name, ".")
        usable = Path(folder).is_dir() and os.access(folder, os.W_OK | os.X_OK)
        too_long = sys.platform != "win32" and len(os.fsencode(folder)) > _LONGEST
        if not usable or too_long:
            os.environ.pop(name, None)


def settle_time_zone() -> None:
    """Go by UTC where `TZ` says what no clock can be set to: no date could be told otherwise."""
    try:
        datetime.now(UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        os.environ["TZ"] = "UTC"
        if sys.platform != "win32":
            time.tzset()


def forbid_core_dumps() -> None:
    """Have no image of the memory left behind: it would hold the letter, the address, the code.

    Browser and driver inherit that; the upper limit stays, so who wants one can have it.
    """
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
