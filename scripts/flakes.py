"""Run again and again, beside busy loops, the tests that are likeliest to be flaky.

    python3 scripts/test.py
    .venv/bin/python scripts/flakes.py [--times 10]

By the report of that run: the ten that took longest, and of the others with a browser the ten that
took longest.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bootstrap.checks import REPORT

ROOT = Path(__file__).resolve().parents[1]
EACH = 10


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--report", type=Path, default=ROOT / REPORT, help="of another run")
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args(arguments)
    chosen = likeliest(given.report)
    failed: Counter[str] = Counter()
    with busy(os.cpu_count() or 1), TemporaryDirectory() as folder:
        for number in range(given.times):
            report = Path(folder, f"{number}.xml")
            workers = str(2 * (os.cpu_count() or 1))
            command = [sys.executable, "-P", "-m", "pytest", "-q", "-n", workers]
            command += [f"--junit-xml={report}", *chosen]
            subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
            failed.update(name for name, case in cases(report) if not passed(case))
            sys.stdout.write(f"{number + 1} of {given.times} times: {failed.total()} failed\n")
            sys.stdout.flush()
    for name in chosen:
        sys.stdout.write(f"{failed[name]:3} of {given.times} failed: {name}\n")


def likeliest(report: Path) -> list[str]:
    """The names of the tests to repeat, from pytest's report of all."""
    seconds = {name: float(case.get("time", "0")) for name, case in cases(report)}
    slowest = sorted(seconds, key=lambda name: -seconds[name])
    browse = {name for name, case in cases(report) if case.find(BROWSED) is not None}
    return slowest[:EACH] + [name for name in slowest[EACH:] if name in browse][:EACH]


BROWSED = "properties/property[@name='opened'][@value='browser']"


def cases(report: Path) -> Iterator[tuple[str, ET.Element]]:
    """Each test of a report with the name by which pytest runs it."""
    for case in ET.parse(report).getroot().iter("testcase"):
        file = case.get("classname", "").replace(".", "/")
        yield f"{file}.py::{case.get('name')}", case


def passed(case: ET.Element) -> bool:
    return case.find("failure") is None and case.find("error") is None


@contextlib.contextmanager
def busy(processes: int) -> Iterator[None]:
    """As many processes that only count, as long as the block lasts."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


if __name__ == "__main__":
    main()
