"""scripts/test.py: everything in order, an honest sum, and no success without a test."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from bootstrap import checks
from support.checkouts import ROOT

Run = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.slow


@pytest.fixture
def typed_project(ready: Path) -> Path:
    """A checkout with tests, whose environment holds the tools of this one."""
    return make_project(ready)


@pytest.fixture
def project(ready: Path) -> Path:
    """The same, where mypy finds nothing at all: it takes longer than all others together."""
    return make_project(ready, 'case "$*" in *" mypy "*) exit 0; esac')


def make_project(ready: Path, before: str = "") -> Path:
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


@pytest.fixture
def check(run: Run, project: Path) -> Run:
    """Run the checks of `project` without workers: `check("--quick")`."""
    return lambda *arguments: run(project, "-n0", *arguments, script="test.py")


def summary(ended: "subprocess.CompletedProcess[str]") -> list[str]:
    """The summary's lines, without the seconds."""
    _, _, text = ended.stdout.partition("== summary\n")
    return re.sub(r" +\d+\.\d s *", " ", text).splitlines()


def failed(ended: "subprocess.CompletedProcess[str]") -> list[str]:
    """The checks that did."""
    lines = [line for line in summary(ended) if "FAILED" in line]
    return [line.partition("FAILED")[0].strip() for line in lines]


EVERYWHERE = {"mypy on linux", "mypy on darwin", "mypy on win32"}
FAULTS_OF_TYPES = [
    ("optout/one.py", 'x: int = "one"\n', EVERYWHERE),
    ("optout/two.py", "import os\n\nACT = os.startfile\n", {"mypy on linux", "mypy on darwin"}),
    ("optout/three.py", "import os\n\nACT = os.sysconf\n", {"mypy on win32"}),
    (
        "scripts/four.py",
        "from optout.browser.find import NAMES\n\nword: str = NAMES\n",
        EVERYWHERE,
    ),
]
"""A file with a fault in its last line, and the checks that find it."""


def test_all_good_and_then_faults_of_types(typed_project: Path, run: Run) -> None:
    ended = run(typed_project, script="test.py")
    assert summary(ended) == [
        "ruff check     passed ",
        "ruff format    passed ",
        "mypy on linux  passed ",
        "mypy on darwin passed ",
        "mypy on win32  passed ",
        "pytest         passed 1 passed, 0 failed",
        "",
        "all passed",
        "1 passed, 0 failed",
    ], ended.stdout
    assert ended.returncode == 0
    headings = re.findall(r"(?m)^== (.+)$", ended.stdout)
    assert headings == [
        "ruff check",
        "ruff format",
        "mypy on linux",
        "mypy on darwin",
        "mypy on win32",
        "pytest",
        "summary",
    ]
    for path, text, _names in FAULTS_OF_TYPES:
        (typed_project / path).write_text(text)
    ended = run(typed_project, "-n0", script="test.py")
    assert set(failed(ended)) == EVERYWHERE
    assert ended.returncode == 1
    said = dict(re.findall(r"(?ms)^== (.+?)\n(.*?)(?=^== |\Z)", ended.stdout))
    for path, text, names in FAULTS_OF_TYPES:
        line = f"{path}:{len(text.splitlines())}: error"
        assert {name for name in said if line in said[name]} == names, ended.stdout


def test_a_failing_test_fails(project: Path, check: Run) -> None:
    write(project, "def test_it() -> None:\n    assert 1 == 2\n")
    ended = check()
    assert ended.returncode == 1
    assert summary(ended)[-3:] == ["", "NOT passed", "0 passed, 1 failed"]
    assert "assert 1 == 2" in ended.stdout


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("import os\n", "ruff check"),
        ("x  =  1\n", "ruff format"),
        ('import os\n\nos.open("x", os.O_RDONLY)\n', "ruff check"),
    ],
)
def test_a_fault_of_style_fails(project: Path, check: Run, text: str, name: str) -> None:
    (project / "optout/other.py").write_text(text)
    ended = check()
    assert ended.returncode == 1
    assert failed(ended) == [name]
    assert summary(ended)[-2:] == ["NOT passed", "1 passed, 0 failed"]


@pytest.mark.parametrize(
    "test",
    [
        "",
        "import pytest\n\n\n@pytest.mark.skip(reason='told')\ndef test_it() -> None:\n    pass\n",
        "import nothing_of_that_name  # noqa: F401\n",
    ],
    ids=["none", "skipped", "broken"],
)
def test_no_test_is_no_success(project: Path, check: Run, test: str) -> None:
    write(project, test)
    ended = check()
    assert ended.returncode == 1
    assert "all passed" not in ended.stdout


def test_what_is_left_out_and_arguments_go_to_pytest(project: Path, check: Run) -> None:
    mark = "import pytest\n\n\n@pytest.mark.slow\n"
    write(project, f"{mark}def test_a() -> None:\n    assert False\n\n\n"
          "def test_b() -> None:\n    pass\n\n\ndef test_c() -> None:\n    pass\n\n\n"
          "@pytest.mark.thorough\ndef test_d() -> None:\n    assert False\n")  # fmt: skip
    assert summary(check("--quick"))[-1] == "2 passed, 0 failed"
    assert summary(check("-k", "test_c"))[-1] == "1 passed, 0 failed"
    assert summary(check())[-1] == "2 passed, 1 failed"
    ended = check("--thorough")
    assert summary(ended)[-1] == "2 passed, 2 failed"
    assert "slowest 10 durations" in ended.stdout


@pytest.mark.parametrize(
    ("chosen", "parallel"),
    [
        ([], True),
        (["-k", "word"], True),
        (["-n", "1"], False),
        (["-n0"], False),
        (["--pdb"], False),
        (["-s"], False),
        (["--co"], False),
    ],
)
def test_three_workers_a_core_unless_a_person_watches(
    chosen: list[str], parallel: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert ("--numprocesses=6" in checks.workers(chosen)) is parallel
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert checks.workers(chosen) == []


@pytest.mark.parametrize(
    ("system", "free", "flags", "taken"),
    [
        ("linux", 9 << 30, 0, True),
        ("linux", 64 << 20, 0, False),
        ("linux", 9 << 30, 8, False),
        ("darwin", 9 << 30, 0, False),
    ],
    ids=["room", "no_room", "no_programs", "elsewhere"],
)
def test_what_tests_write_is_kept_in_memory_where_it_fits(
    system: str,
    free: int,
    flags: int,
    taken: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = SimpleNamespace(f_bavail=free // 4096, f_frsize=4096, f_flag=flags)
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("os.ST_NOEXEC", 8, raising=False)
    monkeypatch.setattr("os.statvfs", lambda _folder: told, raising=False)
    assert checks.in_memory(tmp_path) == (tmp_path if taken else None)
    assert checks.in_memory(tmp_path / "none") is None


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
    named = re.findall(r"tests/[\w/.]+", workflow.partition("run: >-")[2])
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []


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
