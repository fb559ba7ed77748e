"""Everything that must pass before a change lands: style, types and tests, in this order."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bootstrap import apt, browser, start
from bootstrap.places import Places
from bootstrap.words import Talk

QUICK, THOROUGH = "--quick", "--thorough"
SYSTEMS = ("linux", "darwin", "win32")
_TEST_SECONDS = 900


class Result(NamedTuple):
    """How one check ended. `note` says more in a few words."""

    name: str
    good: bool
    seconds: float
    note: str = ""


def main(arguments: Sequence[str]) -> int:
    """Set up, run all checks, sum up. 0 only when all passed and at least one test ran."""

    def action(voice: Talk) -> int:
        voice.asks = False
        where = start.ready(("run", "test"), voice)
        browser.ensure(where, voice)
        _ensure_display(voice)
        results = [
            _tool(where, "ruff check", "ruff", "check", "."),
            _tool(where, "ruff format", "ruff", "format", "--check", "."),
            _tool(where, "mypy optout", "mypy", "--strict", "--package=optout"),
            _script_types(where),
            *(_types_on(where, system) for system in SYSTEMS if system != sys.platform),
        ]
        tests, passed, failed = _tests(where, arguments)
        return _summary([*results, tests], passed, failed)

    return start.guarded(action, arguments)


def _ensure_display(voice: Talk) -> None:
    """A virtual display for the headed tests, which they start themselves."""
    needs = sys.platform.startswith("linux") and not os.environ.get("DISPLAY")
    if needs and shutil.which("Xvfb") is None:
        apt.install(["xvfb"], voice)


def _tool(where: Places, name: str, *command: str, mypy_path: str = "") -> Result:
    """Run a module of the environment over the checkout."""
    _heading(name)
    environ = start.child_environ(os.environ) | {"MYPYPATH": mypy_path}
    began = time.monotonic()
    line = [str(where.python), "-P", "-m", *command]
    code = subprocess.run(line, cwd=where.root, env=environ, check=False).returncode
    # A check that was killed says nothing itself.
    note = f"ended by signal {-code}" if code < 0 else ""
    return Result(name, code == 0, time.monotonic() - began, note)


def _script_types(where: Places) -> Result:
    # scripts/optout.py has the package's name: the package is looked for in the checkout first.
    # What measures the locator reads the pages of its tests.
    path = os.pathsep.join([".", "scripts", "tests"])
    strict = ("mypy", "--strict", "--explicit-package-bases", "scripts")
    return _tool(where, "mypy scripts", *strict, mypy_path=path)


def _types_on(where: Places, system: str) -> Result:
    """The types of package and scripts as on another system, with a cache of its own."""
    modules = [f"--module={path.stem}" for path in sorted((where.root / "scripts").glob("*.py"))]
    modules.remove("--module=optout")  # that name is the package's
    cache = Path(os.environ.get("MYPY_CACHE_DIR", ".mypy_cache"), system)
    how = ("--strict", "--explicit-package-bases", f"--cache-dir={cache}")
    what = ("--package=optout", "--package=bootstrap", *modules)
    name = f"mypy on {system}"
    path = os.pathsep.join([".", "scripts", "tests"])
    return _tool(where, name, "mypy", *how, f"--platform={system}", *what, mypy_path=path)


def _tests(where: Places, arguments: Sequence[str]) -> tuple[Result, int, int]:
    chosen = [argument for argument in arguments if argument not in (QUICK, THOROUGH)]
    options = [f"--timeout={_TEST_SECONDS}", "--durations=10", *workers(chosen)]
    left_out = "not slow and not thorough" if QUICK in arguments else "not thorough"
    options += ["-m", "" if THOROUGH in arguments else left_out]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "tests.xml")
        result = _tool(where, "pytest", "pytest", *options, f"--junit-xml={report}", *chosen)
        passed, failed = _counts(report)
    if not passed and not failed:
        return result._replace(good=False, note=result.note or "no test ran"), 0, 0
    return result._replace(note=f"{passed} passed, {failed} failed"), passed, failed


def workers(chosen: Sequence[str]) -> list[str]:
    """Options for a worker a core and two more, as tests wait for browsers and clocks; none where
    a person watches or debugs."""
    own = ("-n", "--numprocesses", "--pdb", "-s", "--capture", "--co", "--collect-only", "--dist")
    cores = os.cpu_count() or 1
    if cores < 2 or any(argument.startswith(own) for argument in chosen):
        return []
    return [f"--numprocesses={min(cores, 4) + 2}", "--dist=worksteal"]


def _counts(report: Path) -> tuple[int, int]:
    """Tests that passed and that failed, from pytest's report."""
    try:
        suites = list(ET.parse(report).getroot().iter("testsuite"))
    except (OSError, ET.ParseError):
        return 0, 0

    def total(name: str) -> int:
        return sum(int(suite.get(name, "0")) for suite in suites)

    failed = total("failures") + total("errors")
    return total("tests") - failed - total("skipped"), failed


def _heading(name: str) -> None:
    sys.stdout.write(f"\n== {name}\n")
    sys.stdout.flush()


def _summary(results: Sequence[Result], passed: int, failed: int) -> int:
    """Print what passed and what did not; the last line is the count of tests."""
    lines = ["", "== summary"]
    width = max(len(result.name) for result in results)
    for result in results:
        word = "passed" if result.good else "FAILED"
        line = f"{result.name:{width}} {word}  {result.seconds:6.1f} s  {result.note}"
        lines.append(line.rstrip())
    good = all(result.good for result in results)
    lines += ["", "all passed" if good else "NOT passed", f"{passed} passed, {failed} failed"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if good else 1
