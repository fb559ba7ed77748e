"""An older Python reads the scripts far enough to say in one sentence that it is too old."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from bootstrap.version import too_old
from support.checkouts import ROOT

SCRIPTS = ROOT / "scripts"
READ_BY_OLD = ["optout.py", "test.py", "bootstrap/__init__.py", "bootstrap/version.py"]


def test_new_enough() -> None:
    assert [too_old(version, {}) for version in ((3, 11, 0), (3, 14, 1), (4, 0, 0))] == [""] * 3


@pytest.mark.parametrize("version", [(3, 6, 9), (3, 10, 99)])
def test_too_old(version: tuple[int, ...]) -> None:
    assert too_old(version, {}) == (
        f"optout needs Python 3.11 or newer, and this is Python 3.{version[1]}: install it from "
        "https://www.python.org/downloads/ and run the command again."
    )
    french = too_old(version, {"LANG": "fr_BE.UTF-8"})
    assert french.startswith("optout demande Python 3.11 au moins")
    assert "https://www.python.org/downloads/" in french
    assert too_old(version, {"LC_ALL": "C", "LANG": "fr_BE.UTF-8"}).startswith("optout needs")


def test_read_by_python_3_6() -> None:
    for name in READ_BY_OLD:
        ast.parse((SCRIPTS / name).read_text("utf-8"), name, feature_version=(3, 6))


@pytest.mark.parametrize("script", ["optout.py", "test.py"])
def test_nothing_newer_is_imported_before_the_check(script: str) -> None:
    body = ast.parse((SCRIPTS / script).read_text("utf-8")).body
    check = next(
        place
        for place, node in enumerate(body)
        if ast.unparse(node) == "stop_if_too_old(sys.version_info)"
    )
    imports = [n for n in body[:check] if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(n) for n in imports] == [
        "import os",
        "import sys",
        "from bootstrap.version import stop_if_too_old",
    ]


@pytest.mark.parametrize("script", ["optout.py", "test.py"])
def test_the_script_stops_with_that_sentence(script: str, home: dict[str, str]) -> None:
    path = str(SCRIPTS / script)
    code = (
        "import sys, runpy; sys.version_info = (3, 9, 1, 'final', 0);"
        f"runpy.run_path({path!r}, run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], env=home, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith("optout needs Python 3.11 or newer, and this is Python 3.9:")
    assert list(Path(home["HOME"]).iterdir()) == []
