"""Everything that must pass before a change lands: style and types, then the tests."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bootstrap import apt, browser, start
from bootstrap.places import Places
from bootstrap.words import Stop, Talk

QUICK, THOROUGH = "--quick", "--thorough"
SYSTEMS = ("linux", "darwin", "win32")
REPORT = Path(".pytest_cache", "tests.xml")
"""Where pytest's report of the last run stays: each test, its seconds, what it opened."""
_TEST_SECONDS = 900
_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Lets Python keep what it has compiled, as it does unless it is told not to."""
_SHELL = "chromium-headless-shell"


class Check(NamedTuple):
    """A module of the environment, with its arguments, to run over the checkout."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str] = {}


class Result(NamedTuple):
    """How one check ended. `note` says more in a few words, `said` is what it printed itself."""

    name: str
    good: bool
    seconds: float
    note: str = ""
    said: bytes = b""


def main(arguments: Sequence[str]) -> int:
    """Set up, run all checks, sum up. 0 only when all passed and at least one test ran."""

    def action(voice: Talk) -> int:
        voice.asks = False
        where = start.ready(("run", "test"), voice)
        browser.ensure(where.python, voice)
        _ensure_display(voice)
        _ensure_shell(voice)
        results = _side_by_side(where)
        tests, passed, failed = _tests(where, arguments)
        return _summary([*results, tests], passed, failed)

    return start.guarded(action, arguments)


def _ensure_display(voice: Talk) -> None:
    """A virtual display for the headed tests, which they start themselves."""
    needs = sys.platform.startswith("linux") and not os.environ.get("DISPLAY")
    if needs and shutil.which("Xvfb") is None:
        apt.install(["xvfb"], voice)


def _ensure_shell(voice: Talk) -> None:
    """Chromium without a window of its own, where Debian has it; else the tests take longer."""
    if browser.has_own_chromium() and shutil.which(_SHELL) is None:
        with contextlib.suppress(Stop):
            apt.install([_SHELL], voice)


def _side_by_side(where: Places) -> list[Result]:
    """Style and types, a check a core; what each says is printed in one piece."""
    checks = [
        Check("ruff check", ("ruff", "check", ".")),
        Check("ruff format", ("ruff", "format", "--check", ".")),
        *(_types_on(where, system) for system in SYSTEMS),
    ]
    # What pytest finds is compiled by that once. Else each worker would, all at the same time.
    compiled = Check("collect", ("pytest", "--collect-only", "--quiet"), _COMPILED)
    results = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        pool.submit(_run, where, compiled, subprocess.PIPE)
        for result in pool.map(lambda check: _run(where, check, subprocess.PIPE), checks):
            _heading(result.name)
            sys.stdout.buffer.write(result.said)
            results.append(result)
    return results


def _run(where: Places, check: Check, output: int | None = None) -> Result:
    """Run a check; what it prints is shown, or kept where `output` is a pipe."""
    environ = start.child_environ(os.environ) | dict(check.environ)
    began = time.monotonic()
    line = [str(where.python), "-P", "-m", *check.command]
    ended = subprocess.run(
        line,
        cwd=where.root,
        env=environ,
        stdout=output,
        stderr=output and subprocess.STDOUT,
        check=False,
    )
    # A check that was killed says nothing itself.
    note = f"ended by signal {-ended.returncode}" if ended.returncode < 0 else ""
    seconds = time.monotonic() - began
    return Result(check.name, ended.returncode == 0, seconds, note, ended.stdout or b"")


def _types_on(where: Places, system: str) -> Check:
    """The types of package and scripts as on that system, with a cache of its own."""
    modules = [f"--module={path.stem}" for path in sorted((where.root / "scripts").glob("*.py"))]
    modules.remove("--module=optout")  # that name is the package's
    cache = Path(os.environ.get("MYPY_CACHE_DIR", ".mypy_cache"), system)
    how = ("--strict", "--explicit-package-bases", f"--cache-dir={cache}")
    what = ("--package=optout", "--package=bootstrap", *modules)
    # scripts/optout.py has the package's name: the package is looked for in the checkout first.
    # What measures the locator reads the pages of its tests.
    path = os.pathsep.join([".", "scripts", "tests"])
    return Check(
        f"mypy on {system}", ("mypy", *how, f"--platform={system}", *what), {"MYPYPATH": path}
    )


def _tests(where: Places, arguments: Sequence[str]) -> tuple[Result, int, int]:
    chosen = [argument for argument in arguments if argument not in (QUICK, THOROUGH)]
    options = [
        f"--timeout={_TEST_SECONDS}",
        "--durations=10",
        *workers(chosen),
    ]
    left_out = "not slow and not thorough" if QUICK in arguments else "not thorough"
    options += ["-m", "" if THOROUGH in arguments else left_out]
    report = where.root / REPORT
    report.unlink(missing_ok=True)
    _heading("pytest")
    command = ("pytest", *options, f"--junit-xml={report}", *chosen)
    result = _run(where, Check("pytest", command, _COMPILED))
    passed, failed, _ = counts(report)
    if not passed and not failed:
        return result._replace(good=False, note=result.note or "no test ran"), 0, 0
    return result._replace(note=f"{passed} passed, {failed} failed"), passed, failed


def workers(chosen: Sequence[str]) -> list[str]:
    """Options for three workers a core, as tests wait for browsers and clocks; none
    where a person watches or debugs."""
    own = ("-n", "--numprocesses", "--pdb", "-s", "--capture", "--co", "--collect-only", "--dist")
    cores = os.cpu_count() or 1
    if cores < 2 or any(argument.startswith(own) for argument in chosen):
        return []
    return [f"--numprocesses={3 * min(cores, 4)}", "--dist=worksteal"]


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
