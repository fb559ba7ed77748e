"""No test is lost between the workers, and each gets its share of what takes time."""

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


def test_what_takes_time_is_shared_and_the_others_come_last() -> None:
    ordered = in_pieces(ITEMS, 5)
    pieces = [[item.kind for item in ordered[n * 40 : n * 40 + 40]] for n in range(5)]
    assert [piece.count("slow") for piece in pieces] == [8] * 5
    assert [piece.count("waits") for piece in pieces] == [2, 2, 2, 2, 3]
    assert pieces[0][:3] == ["minute"] * 3
    assert [piece.index("waits") for piece in pieces] == [3, 2, 4, 6, 8]
    assert all(piece[piece.index("") :] == [""] * piece.count("") for piece in pieces)
