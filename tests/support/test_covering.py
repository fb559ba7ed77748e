"""What is left to the thorough run repeats what stays."""

from itertools import combinations, product

import pytest
from support.covering import covering, crossed, some

AXES = (("a", "b"), ("c", "d", "e"), (("f", 1), ("g", 2), ("h", 3)), ("i",))


def _everyday(params: list[object]) -> list[tuple[object, ...]]:
    return [param.values for param in params if not param.marks]  # type: ignore[attr-defined]


def test_each_pair_of_values_meets_and_most_combinations_are_left() -> None:
    params = crossed(*AXES)
    assert len(params) == 18
    everyday = _everyday(params)
    flat = [axis if not isinstance(axis[0], tuple) else [x for x, _n in axis] for axis in AXES]
    met = {pair for a, b, c, _n, d in everyday for pair in combinations((a, b, c, d), 2)}
    assert met == {pair for one, two in combinations(flat, 2) for pair in product(one, two)}
    assert 9 <= len(everyday) <= 11


def test_each_value_comes_once_and_a_spare_axis_repeats_the_rule() -> None:
    assert len(_everyday(crossed(*AXES, ways=1))) == 3
    spare = crossed(("a", "b"), ("c", "d", "e"), ways=1, spare=1)
    assert len(spare) == 6
    assert _everyday(spare) == [("a", "c"), ("b", "c")]


def test_what_only_one_has_is_never_left_out() -> None:
    assert covering(["ab", "bc", "cd", "b"], list) == ["ab", "cd"]


def test_some_are_named_and_have_to_be_there() -> None:
    assert _everyday(some("abc", "b")) == [("b",)]
    with pytest.raises(ValueError, match="z"):
        some("abc", "z")
