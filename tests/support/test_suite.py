"""The suite's table counts what a test opens, and every second once."""

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

from support.suite import Starts, Table


def test_what_a_test_starts_is_noted_and_no_more() -> None:
    starts, items = Starts(), [_item(), _item(), _item(marks={"headed"})]
    for item, starting in zip(items, (True, False, True), strict=True):
        starts.pytest_runtest_setup(item)
        if starting:
            subprocess.run([sys.executable, "-c", ""], check=True)
        starts.pytest_runtest_teardown(item)
    kinds = [item.user_properties for item in items]
    assert kinds == [[("opened", kind)] for kind in ("program", "nothing", "browser")]


def test_every_second_and_every_test_is_counted_once() -> None:
    table = Table()
    for name, kind in (("run/test_a.py::one", "browser"), ("page/test_b.py::two", "nothing")):
        for when, seconds in (("setup", 2.0), ("call", 5.0), ("teardown", 1.0)):
            table.pytest_runtest_logreport(_report(name, when, seconds, kind))
    table.pytest_runtest_logreport(_report("run/test_a.py::three", "teardown", 4.0, "terminal"))
    rows = [line.split() for line in table.lines()]
    assert rows[1] == ["run", "2", "12", "7", "1", "8", "1", "4", "0", "0", "0", "0"]
    assert rows[2] == ["page", "1", "8", "3", "0", "0", "0", "0", "0", "0", "1", "8"]
    assert rows[3] == ["all", "3", "20", "10", "1", "8", "1", "4", "0", "0", "1", "8"]


def _item(marks: set[str] | None = None) -> Any:
    marked = marks or set()
    return SimpleNamespace(
        fixturenames=[], user_properties=[], get_closest_marker=lambda name: name in marked or None
    )


def _report(test: str, when: str, seconds: float, kind: str) -> Any:
    told = [("opened", kind)] if when == "teardown" else []
    return SimpleNamespace(
        nodeid=f"tests/{test}", when=when, duration=seconds, user_properties=told
    )
