"""An older Python reads the scripts far enough to say that it is too old."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from bootstrap.version import TOO_OLD, stop_if_too_old
from support.checkouts import ROOT

SCRIPTS = ROOT / "scripts"
READ_BY_OLD = ["optout.py", "test.py", "bootstrap/__init__.py", "bootstrap/version.py"]


def test_new_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ((3, 11, 0), (3, 14, 1), (4, 0, 0)):
        monkeypatch.setattr("sys.version_info", version)
        stop_if_too_old()


def test_read_by_python_3_6() -> None:
    for name in READ_BY_OLD:
        ast.parse((SCRIPTS / name).read_text("utf-8"), name, feature_version=(3, 6))


@pytest.mark.parametrize("script", ["optout.py", "test.py"])
def test_nothing_newer_is_imported_before_the_check(script: str) -> None:
    body = ast.parse((SCRIPTS / script).read_text("utf-8")).body
    check = next(n for n, node in enumerate(body) if ast.unparse(node) == "stop_if_too_old()")
    imports = [n for n in body[:check] if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(n) for n in imports] == [
        "import os",
        "import sys",
        "from bootstrap.version import stop_if_too_old",
    ]


@pytest.mark.parametrize("script", ["optout.py", "test.py"])
@pytest.mark.parametrize("version", [(3, 6, 9), (3, 10, 99)])
def test_the_script_stops_and_says_it_in_two_languages(
    script: str, version: tuple[int, ...], home: dict[str, str]
) -> None:
    path = str(SCRIPTS / script)
    code = (
        f"import sys, runpy; sys.version_info = {(*version, 'final', 0)};"
        f"runpy.run_path({path!r}, run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], env=home, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (2, TOO_OLD.format(*version))
    assert f"and this is Python 3.{version[1]}: install it" in ended.stderr
    assert f"et ici c'est Python 3.{version[1]} : installez-le" in ended.stderr
    assert ended.stderr.isascii()
    assert list(Path(home["HOME"]).iterdir()) == []
