"""Says in one sentence that this Python is too old. Must itself be read by Python 3.6."""

import os

OLDEST = (3, 11)


def too_old(version: tuple, environ: dict) -> str:  # type: ignore[type-arg]  # for Python 3.6
    """The sentence to show, empty when `version` will do. Without accents: any console shows it."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    this = str(version[0]) + "." + str(version[1])
    language = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    if language.startswith("fr"):
        return (
            "optout demande Python 3.11 au moins, et ici c'est Python " + this + " : installez-le "
            "depuis https://www.python.org/downloads/ puis relancez la commande."
        )
    return (
        "optout needs Python 3.11 or newer, and this is Python " + this + ": install it from "
        "https://www.python.org/downloads/ and run the command again."
    )


def stop_if_too_old(version: tuple) -> None:  # type: ignore[type-arg]  # for Python 3.6
    """Leave with that sentence and exit code 2."""
    sentence = too_old(version, dict(os.environ))
    if sentence:
        os.write(2, (sentence + "\n").encode("ascii"))
        raise SystemExit(2)
