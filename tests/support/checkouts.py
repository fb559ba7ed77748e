"""Small checkouts to set up: the real scripts and locks, and a stand-in for the tool itself."""

import os
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# At the end: scripts/optout.py has the package's name.
sys.path.append(str(ROOT / "scripts"))

from bootstrap import environment  # noqa: E402

TOOL = """import json
import os
import signal
import sys

print(json.dumps({"args": sys.argv[1:], "cwd": os.getcwd(), "path": sys.path}), flush=True)
if sys.argv[1:2] == ["read"]:
    print(sys.stdin.read())
if sys.argv[1:2] == ["wait"]:
    try:
        print("waiting", flush=True)
        signal.pause()
    except KeyboardInterrupt:
        sys.exit(33)
sys.exit(int(sys.argv[2]) if sys.argv[1:2] == ["exit"] else 0)
"""
PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "optout"
version = "0"
[tool.hatch.build.targets.wheel]
packages = ["optout"]
[tool.pytest.ini_options]
markers = ["slow: slow"]
"""
BUILD = {
    "editables",
    "filelock",
    "hatchling",
    "packaging",
    "pathspec",
    "pluggy",
    "tomlkit",
    "trove-classifiers",
}


def few_pins(lock: str) -> str:
    """The real lock, cut down to what installing the checkout itself needs."""
    blocks = re.split(r"(?m)^(?=\S)", lock)
    return "".join(block for block in blocks if block.split("==")[0] in BUILD)


def make_checkout(root: Path) -> Path:
    """A checkout in `root` that installs in seconds."""
    scripts, ignored = root / "scripts", shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "scripts/bootstrap", scripts / "bootstrap", ignore=ignored)
    for name in ("optout.py", "test.py"):
        shutil.copy(ROOT / "scripts" / name, scripts)
    for name in (environment.RUN, environment.TESTS):
        (root / name).write_text(few_pins((ROOT / name).read_text("utf-8")), "utf-8")
    package = root / "optout"
    package.mkdir()
    for name in ("browser/find.py", "system/environment.py", "i18n/catalogue.py"):
        copy = package / name
        copy.parent.mkdir()
        (copy.parent / "__init__.py").touch()
        shutil.copy(ROOT / "optout" / name, copy)
    for catalogue in (ROOT / "optout/locale").glob("*/optout.po"):
        spoken = package / "locale" / catalogue.parent.name
        spoken.mkdir(parents=True)
        (spoken / "optout.po").touch()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(TOOL)
    real = (ROOT / "pyproject.toml").read_text("utf-8")
    rules = re.findall(r"(?ms)^\[tool\.(?:ruff|mypy).*?(?=^\[|\Z)", real)
    (root / "pyproject.toml").write_text(PYPROJECT + "".join(rules))
    return root


def make_ready(root: Path) -> Path:
    """Give a checkout an environment that counts as set up: files that look like one."""
    venv = root / ".venv"
    packages = venv / "lib" / "python{}.{}".format(*sys.version_info) / "site-packages"
    packages.mkdir(parents=True)
    (packages / "checkout.pth").write_text(str(root))
    base = Path(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))
    (venv / "pyvenv.cfg").write_text(f"home = {base.parent}\n")
    (venv / "bin").mkdir()
    (venv / "bin/python").symlink_to(base)
    stamp = environment.made_from(root, environment.TESTS)
    (venv / environment.STAMP).write_text(stamp, "ascii")
    return root


def site_packages(root: Path) -> Path:
    """Where the packages of the checkout's environment are."""
    return next(root.glob(".venv/lib/python*/site-packages"))


def package_copy(root: Path) -> Path:
    """Below `root`, a copy of all that is installed, to be changed; it is `root` again.

    With what is compiled, less the parts of files that another test writes just then.
    """
    for folder in ("optout", "templates"):
        ignored = shutil.ignore_patterns("*.pyc.*", "*.data.*")
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    return root
