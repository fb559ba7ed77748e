"""Says that this Python is too old. Must itself be read by Python 3.6."""

import sys

OLDEST = (3, 11)
# Without accents: any console shows it.
TOO_OLD = """\
optout needs Python 3.11 or newer, and this is Python {0}.{1}: install it from
https://www.python.org/downloads/ and run the command again.

optout demande Python 3.11 au moins, et ici c'est Python {0}.{1} : installez-le depuis
https://www.python.org/downloads/ puis relancez la commande.
"""


def stop_if_too_old() -> None:
    """Leave with that and exit code 2."""
    if sys.version_info[:2] < OLDEST:
        sys.stderr.write(TOO_OLD.format(*sys.version_info))
        sys.exit(2)
