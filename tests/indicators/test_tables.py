"""Do the figures of a measure stand together as its rule says?"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from suivi.indicators.arithmetic import Absent, Change, Count, Figure, Pair
from suivi.indicators.tables import Given, Series, Years, table

YEARS = Years([2012, 2013, 2014], 2014, 2012)


def rows(*found: tuple[str, str, int, Figure], rule: str = "sum") -> list[Series]:
    """The table of these figures: body, category, year, figure."""
    return table([Given(*one) for one in found], YEARS, rule=rule, is_share=False)


def test_categories_add_up_to_the_body_and_bodies_to_all() -> None:
    found = rows(
        ("defence", "sex=men", 2014, Count(5)),
        ("defence", "sex=women", 2014, Count(2)),
        ("justice", "", 2014, Count(10)),
    )
    assert [(row.body, row.category_key, row.figures[2014]) for row in found] == [
        ("defence", "sex=men", Count(5)),
        ("defence", "sex=women", Count(2)),
        ("defence", "", Count(7)),
        ("justice", "", Count(10)),
        ("", "", Count(17)),
    ]
    assert [row.is_computed for row in found] == [False, False, True, False, True]


def test_a_total_that_was_given_is_not_replaced() -> None:
    found = rows(
        ("defence", "", 2013, Count(9)),
        ("defence", "sex=men", 2013, Count(5)),
        ("defence", "sex=men", 2014, Count(6)),
    )
    whole = found[-1]
    assert whole.figures == {2013: Count(9), 2014: Count(6)}
    assert set(whole.totals) == {2014}


def test_nothing_is_added_up_where_the_measure_forbids_it() -> None:
    found = rows(
        ("defence", "sex=men", 2014, Count(5)),
        ("defence", "sex=women", 2014, Count(2)),
        rule="none",
    )
    assert [row.category_key for row in found] == ["sex=men", "sex=women"]


def test_an_incomplete_total_is_not_compared_with_other_years() -> None:
    found = rows(
        ("defence", "sex=men", 2012, Count(5)),
        ("defence", "sex=women", 2012, Absent("confidential")),
        ("defence", "sex=men", 2014, Count(6)),
        ("defence", "sex=women", 2014, Count(1)),
    )
    whole = found[-1]
    assert whole.figures[2012] == Count(5)
    assert whole.totals[2012].lacking == 1
    assert whole.since_baseline is None
    assert found[0].since_baseline == Change(Fraction(1))


def test_the_year_before_is_not_the_baseline_twice() -> None:
    assert Years([2012, 2013], 2013, 2012).last is None
    assert YEARS.last == 2013


def test_a_year_without_a_word_stays_blank() -> None:
    found = rows(("defence", "sex=men", 2014, Count(5)), ("defence", "sex=women", 2014, Count(0)))
    assert 2013 not in found[-1].figures


@given(
    some.lists(
        some.tuples(
            some.sampled_from(["a", "b"]),
            some.sampled_from(["sex=men", "sex=women"]),
            some.sampled_from([2012, 2013, 2014]),
            some.one_of(
                some.builds(Pair, some.integers(0, 50), some.integers(0, 99)),
                some.just(Absent("not_available")),
            ),
        ),
        unique_by=lambda one: one[:3],
    )
)
def test_every_figure_given_stands_in_the_table_once(
    found: list[tuple[str, str, int, Pair | Absent]],
) -> None:
    shown = [
        (row.body, row.category_key, year, figure)
        for row in rows(*found)
        if not row.is_computed
        for year, figure in row.figures.items()
    ]
    assert sorted(shown, key=str) == sorted(found, key=str)
