"""No test is lost between the workers."""

from dataclasses import dataclass
from typing import Any

from support.pieces import in_pieces


@dataclass(frozen=True)
class Item:
    """As much of a test as its place hangs on."""

    number: int
    kind: str

    @property
    def fixturenames(self) -> list[str]:
        return ["shared_browser"] * (self.kind == "waits")

    def get_closest_marker(self, name: str) -> bool:
        return name == self.kind


KINDS = {"minute": 3, "waits": 11, "slow": 40, "": 146}
ITEMS: list[Any] = [Item(n, kind) for kind, most in KINDS.items() for n in range(most)]


def test_each_test_is_run_once() -> None:
    for items in (ITEMS, ITEMS[:54], ITEMS[54:], ITEMS[:2], []):
        for count in range(1, 12):
            ordered = in_pieces(items, count)
            assert len(ordered) == len(items)
            assert set(ordered) == set(items)
