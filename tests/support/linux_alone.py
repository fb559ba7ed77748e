"""Which tests are for Linux alone: on another system they are left out, each with its reason."""

import sys

import pytest
from support.pieces import opens_browser

_FIXTURES = {
    "checkout": "an environment as Linux has it",
    "desktop": "a shell script stands in for a program",
    "ordinary_user": "an account made for it",
    "on_windows": "emulates Windows",
    "program": "a shell script stands in for a program",
    "terminal": "a Unix terminal",
}
"""What a fixture has that is not to be had there."""


def reason(item: pytest.Item) -> str:
    """Why it is for Linux alone: by the mark `linux`, a browser, a fixture; empty where it is not.

    Browsers are not tried there: `practice --hands-off` has one.
    """
    mark = item.get_closest_marker("linux")
    if mark is not None:
        return str(mark.args[0])
    if opens_browser(item):
        return "a browser"
    used = getattr(item, "fixturenames", ())
    return next((why for name, why in _FIXTURES.items() if name in used), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave them out elsewhere. The report names the reason of each."""
    for item in items if sys.platform != "linux" else ():
        if why := reason(item):
            item.add_marker(pytest.mark.skip(reason=f"for Linux alone: {why}"))
