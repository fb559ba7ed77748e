"""scripts/test.py: everything in order, an honest sum, and no success without a test."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bootstrap import checks
from support.checkouts import ROOT

Run = Callable[..., "subprocess.CompletedProcess[str]"]
QUICKLY = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
"""What else is installed takes its time to load."""
PLUGINS = ("-p", "xdist", "-p", "pytest_timeout", "-n0")
WITHOUT_TYPES = 'case "$*" in *" mypy "*) exit 0; esac'
TESTS_ALONE = 'case "$*" in *" mypy "*|*" ruff "*) exit 0; esac'
"""Lines of shell: what the environment's Python leaves out."""


def make_project(ready: Path, before: str = "") -> Path:
    """A checkout with tests, whose environment holds the tools of this one."""
    python = ready / ".venv/bin/python"
    python.unlink()
    python.write_text(f'#!/bin/sh\n{before}\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    (ready / "optout/__main__.py").unlink()
    (ready / "tests").mkdir()
    write(ready, "def test_it() -> None:\n    pass\n")
    return ready


def write(project: Path, test: str) -> None:
    (project / "tests/test_it.py").write_text(test)


def test_all_good_and_then_a_fault_of_each_kind(
    ready: Path, run: Run, home: dict[str, str]
) -> None:
    """But of types: mypy takes longer than all others together."""
    home |= QUICKLY
    project = make_project(ready, WITHOUT_TYPES)
    ended = run(project, *PLUGINS, script="test.py")
    assert ended.stdout.partition("== summary\n")[2].splitlines() == [
        "ruff check     passed",
        "ruff format    passed",
        "mypy on linux  passed",
        "mypy on darwin passed",
        "mypy on win32  passed",
        "pytest         passed",
        "",
        "all passed",
        "1 passed, 0 failed",
    ], ended.stdout
    assert ended.returncode == 0
    assert re.findall(r"(?m)^== (.+)$", ended.stdout) == [*checks.checks([]), "summary"]
    unused, forbidden = "import os\n", 'import os\n\nos.open("x", os.O_RDONLY)\n'
    for name, text in (("one", unused), ("two", "x  =  1\n"), ("three", forbidden)):
        (project / f"optout/{name}.py").write_text(text)
    write(project, "def test_it() -> None:\n    assert 1 == 2\n")
    ended = run(project, *PLUGINS, script="test.py")
    assert ended.returncode == 1
    said = dict(re.findall(r"(?ms)^== (.+?)\n(.*?)(?=^== |\Z)", ended.stdout))
    assert said["summary"].splitlines()[-3:] == ["", "NOT passed", "0 passed, 1 failed"]
    assert said["summary"].count("FAILED, exit code 1") == 3
    assert {*re.findall(r"optout/(\w+)\.py", said["ruff check"])} == {"one", "three"}
    assert {*re.findall(r"optout/(\w+)\.py", said["ruff format"])} == {"two"}
    assert "assert 1 == 2" in said["pytest"]


FAULTS_OF_TYPES = [
    ("optout/one.py", 'x: int = "one"\n', True),
    ("optout/two.py", "import os\n\nACT = os.startfile\n", False),
    ("optout/three.py", "import os\n\nACT = os.sysconf\n", True),
    ("scripts/four.py", "from optout.browser.find import NAMES\n\nword: str = NAMES\n", True),
]
"""A file with a fault in its last line, and whether it is one on Windows."""


@pytest.mark.slow
def test_faults_of_types_are_found_as_on_another_system(
    ready: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    project = make_project(ready)
    for path, text, _there in FAULTS_OF_TYPES:
        (project / path).write_text(text)
    monkeypatch.setattr(checks, "ROOT", project)
    commands = checks.checks([])
    types = {name.split()[-1]: command for name, command in commands.items() if "mypy" in name}
    assert checks._run(project / ".venv/bin/python", "mypy", types["win32"]) == 1
    assert set(re.findall(r"(?m)^(.*?:\d+): error", capfd.readouterr().out)) == {
        f"{path}:{len(text.splitlines())}" for path, text, there in FAULTS_OF_TYPES if there
    }
    for system, command in types.items():
        assert command == [word.replace("win32", system) for word in types["win32"]], system


@pytest.fixture
def tested(ready: Path, run: Run, home: dict[str, str]) -> Callable[..., tuple[int, str]]:
    """Run the tests of a checkout alone: `tested("--quick")`; exit code and last line."""
    home |= QUICKLY
    project = make_project(ready, TESTS_ALONE)

    def tests(*arguments: str) -> tuple[int, str]:
        ended = run(project, *PLUGINS, *arguments, script="test.py")
        return ended.returncode, ended.stdout.splitlines()[-1]

    return tests


@pytest.mark.parametrize(
    ("test", "count"),
    [
        ("", "0 passed, 0 failed"),
        ("import pytest\n\n\n@pytest.mark.skip\ndef test_it() -> None:\n    pass\n",
         "0 passed, 0 failed"),
        ("import nothing_of_that_name  # noqa: F401\n", "0 passed, 1 failed"),
    ],
    ids=["none", "skipped", "broken"],
)  # fmt: skip
def test_no_test_is_no_success(
    ready: Path, tested: Callable[..., tuple[int, str]], test: str, count: str
) -> None:
    write(ready, test)
    assert tested() == (1, count)


def test_what_is_left_out_and_arguments_go_to_pytest(
    ready: Path, tested: Callable[..., tuple[int, str]]
) -> None:
    mark = "import pytest\n\n\n@pytest.mark.slow\n"
    write(ready, f"{mark}def test_a() -> None:\n    assert False\n\n\n"
          "def test_b() -> None:\n    pass\n\n\ndef test_c() -> None:\n    pass\n\n\n"
          "@pytest.mark.thorough\ndef test_d() -> None:\n    assert False\n")  # fmt: skip
    assert tested("--quick") == (0, "2 passed, 0 failed")
    assert tested("-k", "test_c") == (0, "1 passed, 0 failed")
    assert tested() == (1, "2 passed, 1 failed")
    assert tested("--thorough") == (1, "2 passed, 2 failed")


def test_ci_runs_this_command_and_nothing_less() -> None:
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    commands = [line for line in lines if not line.startswith("#")]
    assert commands == ['cd "$(dirname "$0")/.." && exec python3 scripts/test.py']
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_the_readme_s_commands_are_tried_on_three_systems_and_two_pythons() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    workflow = (ROOT / ".github/workflows/tests.yml").read_text("utf-8")
    for command in ("scripts/optout.py practice --hands-off", "scripts/test.py"):
        assert re.search(rf"[`\n]python3 {re.escape(command)}[`\n]", readme)
        assert f"run: python {command}\n" in workflow
    assert "system: [ubuntu-latest, macos-latest, windows-latest]" in workflow
    oldest = re.search(r'requires-python = ">=(.*)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    assert oldest
    assert f'python: ["{oldest[1]}", "3.x"]' in workflow


_PINNED = re.compile(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def movable(workflow: str) -> list[str]:
    """The actions of a workflow that somebody else can change, and the steps that check the code
    out and leave the token in it."""
    actions = [one for one in re.findall(r"uses: (.*)", workflow) if not _PINNED.fullmatch(one)]
    checkouts = (step for step in re.split(r"\n +- ", workflow) if "actions/checkout@" in step)
    return actions + ["token" for step in checkouts if "persist-credentials: false" not in step]


def test_a_workflow_runs_nothing_that_somebody_else_can_change() -> None:
    workflow = (ROOT / ".github/workflows/tests.yml").read_text("utf-8")
    assert movable(workflow) == []
    loose = re.sub(r"(setup-python)@\w+ # (v\d+).*", r"\1@\2", workflow)
    assert movable(loose) == ["actions/setup-python@v5"] * 2
    assert movable(workflow.replace("persist-credentials: false", "")) == ["token"] * 2


def test_what_was_left_out_is_neither_passed_nor_failed(tmp_path: Path) -> None:
    report = tmp_path / "tests.xml"
    suite = '<testsuite tests="9" failures="1" errors="2" skipped="3"/>'
    report.write_text(f"<testsuites>{suite}</testsuites>", "utf-8")
    assert checks.counts(report) == (3, 3, 3)
    assert checks.counts(tmp_path / "none.xml") == (0, 0, 0)
