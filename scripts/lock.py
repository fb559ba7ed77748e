"""For maintainers: renew scripts/requirements*.txt from pyproject.toml (needs `uv` on the PATH).

    python3 scripts/lock.py [--upgrade] [--upgrade-package NAME]

Without arguments the pins stay as they are, as far as pyproject.toml allows.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ("hatchling", "editables")
"""What puts the checkout itself into the environment, without pip's own unpinned download."""
TEST = ("pytest-xdist>=3.8", "pytest-timeout>=2.4")
"""What scripts/test.py uses to run the tests, besides what the tests themselves need."""


def renew(lock: str, extra: tuple[str, ...], also: tuple[str, ...], options: list[str]) -> None:
    """Write one lock for every system and Python that pyproject.toml allows."""
    command = ["uv", "pip", "compile", "pyproject.toml", "-", *extra, "-o", f"scripts/{lock}"]
    command += ["--universal", "--python-version=3.11", "--generate-hashes", "--no-build"]
    command += ["--no-annotate", "--quiet", "--custom-compile-command=python3 scripts/lock.py"]
    command += options
    subprocess.run(command, cwd=ROOT, input="\n".join(also), text=True, check=True)


if __name__ == "__main__":
    renew("requirements.txt", (), BUILD, sys.argv[1:])
    test = ("--extra=test", "--constraint=scripts/requirements.txt")
    renew("requirements-test.txt", test, BUILD + TEST, sys.argv[1:])
