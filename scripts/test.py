"""Set up what the tests need, and pass them all:

python3 scripts/test.py [--quick | --thorough] [pytest arguments]
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120

from bootstrap.version import stop_if_too_old

stop_if_too_old()

from bootstrap.checks import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
