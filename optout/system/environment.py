"""What the libraries, the driver and the browser may not inherit: it would show somewhere else what
is typed.

Pure standard library, importing nothing else of optout: `scripts/` loads this file from the
checkout before the package is installed.
"""

import io
import os
import sys
import time
from collections.abc import Mapping
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
    "CHROME_EXTRA_FLAGS",
)
_NAMES = frozenset(
    {
        "DEBUG",
        "DEBUG_FILE",
        "DEBUGP",
        "DEBUG_DEPTH",
        "DEBUG_SHOW_HIDDEN",
        "OPENSSL_CONF",
        "SSLKEYLOGFILE",
        "CHROMIUM_FLAGS",
        "CHROMIUM_USER_FLAGS",
    }
)
_HARMLESS = frozenset(
    {
        "PLAYWRIGHT_BROWSERS_PATH",  # where a browser is
        "PLAYWRIGHT_NODEJS_PATH",  # what runs the driver
        "NODE_EXTRA_CA_CERTS",
    }
)

_nowhere: list[io.FileIO] = []
_TEMPORARY = ("TMPDIR", "TMP", "TEMP")
_LONGEST = 58
"""Bytes of such a folder's path: the browser adds 45, and a socket's path has at most 104."""


def cleaned(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables of `environ` without those that show what is typed, or load code.

    `DEBUG=pw:*` prints every letter and the code, `DEBUG_FILE` writes them to a file,
    `SELENIUM_REMOTE_URL` would drive a browser on another computer, and `NODE_OPTIONS` and
    `OPENSSL_CONF` (both in Node's `cli.md`) can load code into the driver. The browser writes the
    keys of its connections to `SSLKEYLOGFILE` (draft-ietf-tls-keylogfile). Arguments for it stand
    in `CHROME_EXTRA_FLAGS` and `CHROME_EXTRA_FLAGS_{CHANNEL}` (Chromium's `chrome_main_linux.h`),
    and in `CHROMIUM_FLAGS` and `CHROMIUM_USER_FLAGS` (Gentoo's script that starts it): they can
    load an extension, or switch off the sandbox.
    """

    def stays(name: str) -> bool:
        known = name.upper()  # Windows has all in capitals
        return known in _HARMLESS or not (known in _NAMES or known.startswith(_PREFIXES))

    return {name: value for name, value in environ.items() if stays(name)}


def clean() -> None:
    """Take these variables away from this process, and so from all that it starts.

    To be called before Playwright is imported, which reads `DEBUG` at once. Pydantic loads no
    plugins: whichever happen to be installed, some to send away what is validated, would be shown
    the settings.
    """
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    for name in os.environ.keys() - cleaned(os.environ).keys():
        del os.environ[name]


def fill_standard_numbers() -> None:
    """Let 0, 1 and 2 lead to nowhere where they are closed. Else a socket or a file gets such a
    number, and what a library writes to standard output goes into it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            nowhere = open(os.devnull, "r+b", buffering=0)  # noqa: SIM115, PTH123 - it stays open
            os.set_inheritable(nowhere.fileno(), True)
            _nowhere.append(nowhere)


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
