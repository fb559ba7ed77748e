"""The order in which the tests are run: as many pieces as there are workers."""

import os
from collections.abc import Iterator

import pytest

_BROWSERS = {"browser", "locating", "read", "shared_browser", "with_browser"}
_LONG = {*_BROWSERS, "home", "on_windows", "terminal"}
"""What opens a browser, a terminal, the program or Python: `--quick` leaves out its users."""


def opens_browser(item: pytest.Item) -> bool:
    """Whether a test has a browser, by its fixtures or its mark."""
    headed = item.get_closest_marker("headed") is not None
    return headed or not _BROWSERS.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what is slow by its fixtures, and put all that is chosen in an order."""
    for item in items:
        long = _LONG.intersection(getattr(item, "fixturenames", ()))
        if long or opens_browser(item):
            item.add_marker(pytest.mark.slow)
    yield
    items[:] = in_pieces(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def in_pieces(items: list[pytest.Item], count: int) -> list[pytest.Item]:
    """The tests in as many pieces as there are workers, which get as much each.

    What takes long begins in the first. Each has slow tests that are neighbours, as a worker keeps
    its browsers open, and some of what mostly waits: one worker before them, another after them, so
    that not all wait at once. The others, which any worker can take over, come last.
    """
    kinds: dict[str, list[pytest.Item]] = {"long": [], "waits": [], "slow": [], "others": []}
    for item in items:
        kinds[_kind(item)].append(item)
    ordered, others = kinds["long"], kinds["others"]
    for piece in range(count):
        slow, waits = (_share(kinds[kind], piece, count) for kind in ("slow", "waits"))
        before = len(slow) * piece // max(1, count - 1)
        ordered += [*slow[:before], *waits, *slow[before:]]
        room = max(0, len(items) * (piece + 1) // count - len(ordered))
        ordered += others[:room]
        others = others[room:]
    return ordered


def _share(items: list[pytest.Item], piece: int, count: int) -> list[pytest.Item]:
    return items[len(items) * piece // count : len(items) * (piece + 1) // count]


def _kind(item: pytest.Item) -> str:
    if item.get_closest_marker("minute"):
        return "long"
    if "shared_browser" in getattr(item, "fixturenames", ()):
        return "waits"
    return "slow" if item.get_closest_marker("slow") else "others"
