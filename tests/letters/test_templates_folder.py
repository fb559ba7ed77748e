"""The letters are found beside the package in a checkout and inside it once installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import optout
from optout.letters.templates import languages
from optout.system.templates import templates_folder

PACKAGE = Path(optout.__file__).parent
ASK = "import optout, optout.letters as o; print(optout.__file__, *o.languages())"


def test_in_a_checkout_they_are_beside_the_package() -> None:
    assert templates_folder() == PACKAGE.parent / "templates"


def test_installed_they_are_inside_the_package(tmp_path: Path) -> None:
    installed = tmp_path / "optout"
    shutil.copytree(PACKAGE, installed, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(templates_folder(), installed / "templates")
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    where, *known = answer.stdout.split()
    assert Path(where).parent == installed
    assert tuple(known) == languages()
