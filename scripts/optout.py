"""Set up optout if need be, and run it: python3 scripts/optout.py practice --hands-off"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120

from bootstrap.version import stop_if_too_old

stop_if_too_old()

from bootstrap.start import tool  # noqa: E402

if __name__ == "__main__":
    sys.exit(tool(sys.argv[1:]))
