"""Which of many combinations are tried each day; the others, that repeat a rule, are `thorough`."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations, product
from typing import Any, TypeVar

import pytest

One = TypeVar("One")


def covering(items: Iterable[One], has: Callable[[One], Iterable[Hashable]]) -> list[One]:
    """As few of `items` as a greedy choice finds, in their order, that have all that any has."""
    ordered = list(items)
    left = {fact for one in ordered for fact in has(one)}
    chosen: set[int] = set()
    while left:
        best = max(range(len(ordered)), key=lambda at: len(left.intersection(has(ordered[at]))))
        chosen.add(best)
        left.difference_update(has(ordered[best]))
    return [one for at, one in enumerate(ordered) if at in chosen]


def crossed(*axes: Sequence[Any], ways: int = 2, spare: int = 0) -> list[Any]:
    """Every combination of the axes' values, for `parametrize`, where an axis of tuples gives
    several parameters. Not `thorough` are enough of them for each `ways` values of different
    axes to meet: with 2 each pair, with 1 each value once. The last `spare` axes only repeat the
    rule, each with whatever value comes first."""

    def has(combination: tuple[Any, ...]) -> list[Hashable]:
        return [tuple(some) for some in combinations(list(enumerate(combination[:counted])), ways)]

    counted = len(axes) - spare
    everything = list(product(*axes))
    chosen = covering(everything, has)
    return [
        pytest.param(*_flat(one), marks=[] if one in chosen else pytest.mark.thorough)
        for one in everything
    ]


def some(values: Sequence[Any], chosen: Iterable[Any]) -> list[Any]:
    """All values of one parameter; those that are not `chosen` are `thorough`.

    Raises `ValueError` for a chosen one that is not among them.
    """
    wanted = list(chosen)
    if strange := [value for value in wanted if value not in values]:
        raise ValueError(f"not among the values: {strange}")
    return [
        pytest.param(value, marks=[] if value in wanted else pytest.mark.thorough)
        for value in values
    ]


def _flat(combination: tuple[Any, ...]) -> list[Any]:
    return [
        value for part in combination for value in (part if isinstance(part, tuple) else (part,))
    ]
