"""Is what follows from figures exact, and never more than was given?"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from suivi.indicators.arithmetic import (
    Absent,
    Change,
    Count,
    Figure,
    Pair,
    as_percent,
    change,
    gives_away,
    quotient,
    rounded,
    total,
)
from suivi.indicators.models import Absence

numbers = some.integers(min_value=0, max_value=10**9)
counts = some.builds(Count, numbers)
pairs = some.builds(Pair, numbers, numbers)
reasons = some.builds(Absent, some.sampled_from(Absence.values))
maybe_counts = some.lists(some.one_of(some.none(), counts, reasons), max_size=8)
fractions = some.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4)


def test_a_denominator_of_zero_gives_no_quotient() -> None:
    assert quotient(5, 0) is None
    assert quotient(0, 5) == 0


def test_five_women_and_forty_five_men_are_ten_percent_of_all() -> None:
    share = Pair(5, 50).quotient
    assert share is not None
    assert as_percent(share) == Decimal("10.0")


@given(numbers, some.integers(min_value=1, max_value=10**9))
def test_a_quotient_is_exact(numerator: int, denominator: int) -> None:
    exact = quotient(numerator, denominator)
    assert exact is not None
    assert exact * denominator == numerator


@given(fractions, some.integers(min_value=0, max_value=4))
def test_rounding_is_never_off_by_more_than_half_a_unit(exact: Fraction, places: int) -> None:
    shown = Fraction(rounded(exact, places))
    assert abs(shown - exact) <= Fraction(1, 2 * 10**places)
    assert rounded(-exact, places) == -rounded(exact, places)


def test_halves_are_rounded_away_from_zero() -> None:
    assert rounded(Fraction(1, 8), 2) == Decimal("0.13")
    assert rounded(Fraction(-1, 8), 2) == Decimal("-0.13")


@given(maybe_counts)
def test_a_total_says_how_many_parts_it_lacks(parts: list[Figure | None]) -> None:
    found = total(parts, "sum")
    given_numbers = [part.number for part in parts if isinstance(part, Count)]
    applicable = [part for part in parts if part != Absent("not_applicable")]
    assert found.lacking == len(applicable) - len(given_numbers)
    assert found.parts == len(applicable)
    assert found.figure == (Count(sum(given_numbers)) if given_numbers else None)
    assert found.is_complete == (bool(given_numbers) and found.lacking == 0)


@given(some.lists(pairs, min_size=1, max_size=6))
def test_shares_add_up_by_their_counts(parts: list[Pair]) -> None:
    found = total(list(parts), "sum").figure
    assert isinstance(found, Pair)
    assert found.numerator == sum(part.numerator for part in parts)
    assert found.denominator == sum(part.denominator for part in parts)


@given(maybe_counts)
def test_no_total_is_made_where_the_measure_forbids_it(parts: list[Figure | None]) -> None:
    assert total(parts, "none").figure is None


def test_the_latest_number_stands_for_all() -> None:
    found = total([Count(3), Count(5), Absent("not_yet_reported")], "latest")
    assert found.figure == Count(5)
    assert not found.is_complete
    assert total([Absent("not_available"), Count(0)], "latest").is_complete


def test_zero_is_a_number_and_a_blank_is_not() -> None:
    assert total([Count(0), Count(0)], "sum").figure == Count(0)
    assert total([None, None], "sum").figure is None
    assert total([Absent("confidential"), None], "sum").hidden == 1


def test_a_count_and_a_quotient_have_no_sum() -> None:
    with pytest.raises(ValueError, match="no sum"):
        total([Count(1), Pair(1, 2)], "sum")
    with pytest.raises(ValueError, match="mean"):
        total([Count(1)], "mean")


def test_a_share_moves_in_percentage_points() -> None:
    moved = change(Pair(79, 952), Pair(68, 1000), is_share=True)
    assert moved is not None
    assert moved.in_points
    assert rounded(moved.difference) == Decimal("1.5")


@given(counts, counts)
def test_a_change_there_and_back_is_none(first: Count, second: Count) -> None:
    there, back = change(first, second), change(second, first)
    assert there is not None
    assert back is not None
    assert there.difference == -back.difference
    assert change(first, first) == Change(Fraction(0))


@given(reasons, counts)
def test_nothing_is_compared_with_what_is_not_there(reason: Absent, count: Count) -> None:
    assert change(count, reason) is None
    assert change(reason, count) is None
    assert change(count, None) is None
    assert change(Pair(1, 0), Pair(1, 2)) is None


def test_the_whole_gives_away_the_one_part_that_is_hidden() -> None:
    hidden = Absent("confidential")
    assert gives_away(Count(10), [hidden, Count(7)])
    assert not gives_away(Count(10), [hidden, hidden, Count(7)])
    assert not gives_away(Count(10), [hidden, None])
    assert not gives_away(None, [hidden, Count(7)])
    assert not gives_away(Count(10), [Count(3), Count(7)])
