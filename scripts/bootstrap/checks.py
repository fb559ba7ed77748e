"""Everything that must pass before a change lands: style and types, then the tests."""
# ruff: noqa: T201 - it is read in a terminal

import contextlib
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

from bootstrap import apt, browser, environment, start
from bootstrap.words import ROOT, Stop, Talk

QUICK, THOROUGH = "--quick", "--thorough"
REPORT = ROOT / ".pytest_cache/tests.xml"
"""Where pytest's report of the last run stays: each test, its seconds, what it opened."""
_SHELL = "chromium-headless-shell"


def main(arguments: Sequence[str]) -> int:
    """Set up, run all checks, sum up. 0 only when all passed and at least one test ran."""

    def action(voice: Talk) -> int:
        voice.asks = False
        python = environment.ensure(environment.TESTS, voice)
        browser.ensure(python, voice)
        _ensure_packages(voice)
        REPORT.unlink(missing_ok=True)
        ended = {name: _run(python, name, command) for name, command in checks(arguments).items()}
        print("\n== summary")
        for name, code in ended.items():
            print(f"{name:15}" + ("passed" if code == 0 else f"FAILED, exit code {code}"))
        passed, failed, _left_out = counts(REPORT)
        good = passed > 0 and not any(ended.values())
        print("\nall passed" if good else "\nNOT passed")
        print(f"{passed} passed, {failed} failed")
        return 0 if good else 1

    return start.guarded(action, arguments)


def _ensure_packages(voice: Talk) -> None:
    """A virtual display for the headed tests, which they start themselves, and, where Debian has
    it, Chromium without a window of its own; else the tests take longer."""
    if sys.platform == "linux" and not os.environ.get("DISPLAY") and not shutil.which("Xvfb"):
        apt.install(["xvfb"], voice)
    if browser.has_own_chromium() and not shutil.which(_SHELL):
        with contextlib.suppress(Stop):
            apt.install([_SHELL], voice)


def checks(arguments: Sequence[str]) -> dict[str, list[str]]:
    """Modules of the environment with their arguments, by what they are called."""
    return {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        **{f"mypy on {system}": _types_on(system) for system in ("linux", "darwin", "win32")},
        "pytest": _tests(arguments),
    }


def _types_on(system: str) -> list[str]:
    """The types of package and scripts as on that system, with a cache of its own."""
    modules = [f"--module={path.stem}" for path in sorted((ROOT / "scripts").glob("*.py"))]
    modules.remove("--module=optout")  # that name is the package's
    cache = Path(os.environ.get("MYPY_CACHE_DIR", ".mypy_cache"), system)
    how = ["--strict", "--explicit-package-bases", f"--cache-dir={cache}", f"--platform={system}"]
    return ["mypy", *how, "--package=optout", "--package=bootstrap", *modules]


def _tests(arguments: Sequence[str]) -> list[str]:
    """With three workers a core, as tests wait for browsers and clocks; `-n0` after it is none."""
    chosen = [argument for argument in arguments if argument not in (QUICK, THOROUGH)]
    left_out = "not slow and not thorough" if QUICK in arguments else "not thorough"
    options = ["-m", "" if THOROUGH in arguments else left_out, "--timeout=900", "--durations=10"]
    options += [f"--numprocesses={3 * min(os.cpu_count() or 1, 4)}", "--dist=worksteal"]
    return ["pytest", *options, f"--junit-xml={REPORT}", *chosen]


def counts(report: Path) -> tuple[int, int, int]:
    """Tests that passed, that failed, and that were left out, from pytest's report."""
    try:
        suites = list(ET.parse(report).getroot().iter("testsuite"))
    except (OSError, ET.ParseError):
        return 0, 0, 0

    def total(name: str) -> int:
        return sum(int(suite.get(name, "0")) for suite in suites)

    failed = total("failures") + total("errors")
    left_out = total("skipped")
    return total("tests") - failed - left_out, failed, left_out


def _run(python: Path, name: str, command: Sequence[str]) -> int:
    """The exit code of a check over the checkout."""
    print(f"\n== {name}", flush=True)
    # scripts/optout.py has the package's name: the package is looked for in the checkout first.
    # What measures the locator reads the pages of its tests.
    path = os.pathsep.join([".", "scripts", "tests"])
    # What is compiled is kept, as it is unless Python is told not to.
    environ = start.child_environ(os.environ) | {"MYPYPATH": path, "PYTHONDONTWRITEBYTECODE": ""}
    line = [str(python), "-P", "-m", *command]
    return subprocess.run(line, cwd=ROOT, env=environ, check=False).returncode
