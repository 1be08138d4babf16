"""Is a figure asked about when it is likely a slip, and left alone when it is not?"""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from suivi.indicators.arithmetic import Absent, Count, Figure, Pair
from suivi.indicators.plausibility import FACTOR, is_far

figures = some.one_of(
    some.builds(Count, some.integers(0, 10**6)),
    some.builds(Pair, some.integers(0, 10**4), some.integers(0, 10**4)),
    some.builds(Absent, some.just("confidential")),
)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (Count(520), Count(52)),
        (Count(5), Count(52)),
        (Count(30), Count(10)),
        (Count(0), Count(10)),
        (Count(10), Count(0)),
        (Pair(30, 100), Pair(10, 100)),
        (Pair(10, 100), Pair(10, 1000)),
        (Pair(0, 100), Pair(24, 100)),
    ],
)
def test_three_times_as_much_or_as_little_is_far(now: Figure, before: Figure) -> None:
    assert is_far(now, before)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (Count(29), Count(10)),
        (Count(9), Count(2)),
        (Count(0), Count(9)),
        (Count(0), Count(0)),
        (Pair(5, 60), Pair(2, 60)),
        (Pair(24, 0), Pair(24, 0)),
        (Count(10), Absent("not_available")),
        (Absent("confidential"), Count(500)),
        (Count(500), None),
        (Count(500), Pair(5, 10)),
    ],
)
def test_small_numbers_and_what_cannot_be_compared_are_left_alone(
    now: Figure, before: Figure
) -> None:
    assert not is_far(now, before)


@given(figures, figures)
def test_far_is_far_from_both_sides(one: Figure, other: Figure) -> None:
    assert is_far(one, other) == is_far(other, one)


@given(some.integers(10, 10**6))
def test_the_same_figure_is_never_far_and_its_multiple_always(number: int) -> None:
    assert not is_far(Count(number), Count(number))
    assert is_far(Count(number * FACTOR), Count(number))
