"""No test is lost between the workers, and each gets its share of what takes time."""

from dataclasses import dataclass
from typing import Any

import pytest
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


@pytest.mark.parametrize("count", range(1, 12))
@pytest.mark.parametrize("items", [ITEMS, ITEMS[:54], ITEMS[54:], ITEMS[:2], []])
def test_each_test_is_run_once(items: list[Any], count: int) -> None:
    ordered = in_pieces(items, count)
    assert len(ordered) == len(items)
    assert set(ordered) == set(items)


def test_what_takes_time_is_shared_and_the_others_come_last() -> None:
    ordered = in_pieces(ITEMS, 5)
    pieces = [[item.kind for item in ordered[n * 40 : n * 40 + 40]] for n in range(5)]
    assert [piece.count("slow") for piece in pieces] == [8] * 5
    assert [piece.count("waits") for piece in pieces] == [2, 2, 2, 2, 3]
    assert pieces[0][:3] == ["minute"] * 3
    assert [piece.index("waits") for piece in pieces] == [3, 2, 4, 6, 8]
    assert all(piece[piece.index("") :] == [""] * piece.count("") for piece in pieces)
