"""What is for Linux alone has its reason; all else is run on every system."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from support.linux_alone import reason


@dataclass(frozen=True)
class Item:
    """As much of a test as the answer hangs on."""

    fixturenames: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def get_closest_marker(self, name: str) -> Any:
        return SimpleNamespace(args=("a pipe",)) if name in self.marks else None


def test_what_is_left_out_elsewhere_and_why() -> None:
    for item, why in (
        (Item(), ""),
        (Item(("tmp_path", "home"), ("slow",)), ""),
        (Item(("terminal", "home")), "a Unix terminal"),
        (Item(("site", "locating")), "a browser"),
        (Item(marks=("headed",)), "a browser"),
        (Item(("terminal",), ("linux",)), "a pipe"),
    ):
        told: Any = item
        assert reason(told) == why, item
