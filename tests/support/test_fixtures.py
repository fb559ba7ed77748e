"""What no other test would miss: the developer's own home, processes left, loops that meet."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
LEAVES = """import subprocess
def test_it():
    process = subprocess.Popen(['sleep', '600'], start_new_session=True)
    while not open(f'/proc/{process.pid}/environ').read():
        pass  # it has one only some moments after it is said to run
"""


def test_home_is_empty_and_holds_nothing_of_the_developer(home: dict[str, str]) -> None:
    assert list(Path(home["HOME"]).iterdir()) == []
    assert not [name for name in home if name.startswith("OPTOUT_")]
    assert Path.home().name.startswith("optout-tests-")


@pytest.mark.linux("/proc")
def test_a_run_that_leaves_a_process_fails(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        f"import sys; sys.path.insert(0, {str(TESTS)!r})\n"
        "from support import leftovers\nleftovers._SECONDS = 0.2\n"
        "pytest_plugins = ['support.leftovers']\n"
    )
    (tmp_path / "test_it.py").write_text(LEAVES)
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1, ended.stdout
    assert "LEFT RUNNING" in ended.stdout and "sleep 600" in ended.stdout


def _begins_a_loop(source: str) -> bool:
    """Whether a test calls `asyncio.run` itself; in a text it is another program's."""
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "asyncio.run"
        for node in ast.walk(ast.parse(source))
    )


def test_whoever_begins_a_loop_does_so_whatever_test_has_run_before() -> None:
    sources = {path: path.read_text("utf-8") for path in TESTS.rglob("*.py")}
    begin = [p for p, text in sources.items() if "asyncio.run(" in text and _begins_a_loop(text)]
    assert begin
    assert [path.name for path in begin if "no_loop_runs" not in sources[path]] == []
