"""Do years make together what the measure says, and do figures move only where they may?"""

from hypothesis import given
from hypothesis import strategies as some

from suivi.indicators.arithmetic import Absent, Count, Figure, Pair, Trend, over_years, trend
from suivi.indicators.tables import Expected, Given, Series, Years, table

ALL = [2012, 2013, 2014, 2015]
YEARS = Years(ALL, 2015, 2012)
counts = some.builds(Count, some.integers(0, 10**6))


def rows(*found: Given, years: Years = YEARS, expected: Expected | None = None) -> list[Series]:
    return table(list(found), years, rule="sum", is_share=False, expected=expected or Expected())


@given(some.lists(counts, min_size=4, max_size=4))
def test_years_are_added_up_or_the_newest_stands_as_the_rule_says(figures: list[Count]) -> None:
    by_year: dict[int, Figure] = dict(zip(ALL, figures, strict=True))
    assert over_years(by_year, ALL, "sum").figure == Count(sum(each.number for each in figures))
    assert over_years(by_year, ALL, "latest").figure == figures[-1]
    assert over_years(by_year, ALL, "none").figure is None


@given(some.sampled_from(ALL), some.lists(counts, min_size=4, max_size=4))
def test_a_year_that_is_missing_makes_the_sum_incomplete(gap: int, figures: list[Count]) -> None:
    by_year: dict[int, Figure] = dict(zip(ALL, figures, strict=True))
    del by_year[gap]
    assert not over_years(by_year, ALL, "sum").is_complete
    assert over_years(by_year, ALL, "latest").is_complete == (gap != ALL[-1])


def test_the_years_of_a_plan_are_added_up_without_its_baseline() -> None:
    found = rows(*(Given("defence", "", year, Count(10)) for year in ALL))
    together = found[0].together
    assert together is not None
    assert together.figure == Count(30)
    assert together.is_complete


def test_nothing_is_compared_or_added_up_across_a_break() -> None:
    given = [Given("defence", "", year, Count(year)) for year in ALL]
    (broken,) = rows(*given, years=Years(ALL, 2015, 2012, frozenset({2014})))
    assert broken.since_baseline is None
    assert broken.since_last_year is not None
    assert broken.trend is None
    assert broken.together is None


def test_a_body_that_is_silent_makes_the_total_of_all_incomplete() -> None:
    found = rows(
        Given("defence", "", 2015, Count(5)), expected=Expected(bodies=["defence", "justice"])
    )
    assert [(row.body, row.figures) for row in found] == [
        ("defence", {2015: Count(5)}),
        ("", {2015: Count(5)}),
    ]
    assert found[-1].totals[2015].lacking == 1


def test_a_category_that_nobody_filled_in_makes_the_total_incomplete() -> None:
    found = rows(
        Given("defence", "sex=men", 2015, Count(5)),
        expected=Expected(categories=["sex=men", "sex=women"]),
    )
    assert found[-1].totals[2015].lacking == 1
    assert found[-1].since_baseline is None


def test_a_total_of_incomplete_totals_is_incomplete() -> None:
    found = rows(
        Given("defence", "sex=men", 2015, Count(5)),
        Given("defence", "sex=women", 2015, Absent("not_available")),
        Given("justice", "", 2015, Count(2)),
    )
    assert found[-1].figures[2015] == Count(7)
    assert not found[-1].totals[2015].is_complete


def test_figures_by_two_dimensions_have_a_total_for_each_category_of_each() -> None:
    given = [
        Given("defence", f"sex={sex};status={status}", 2015, Count(number))
        for sex, status, number in (
            ("women", "a", 1),
            ("women", "b", 2),
            ("men", "a", 10),
            ("men", "b", 20),
        )
    ]
    totals = {row.category_key: row.figures[2015] for row in rows(*given) if row.is_computed}
    assert totals == {
        "sex=women": Count(3),
        "sex=men": Count(30),
        "status=a": Count(11),
        "status=b": Count(22),
        "": Count(33),
    }


def test_a_figure_rises_only_if_no_step_falls() -> None:
    assert trend([Count(1), Count(1), Count(3)]) == Trend.RISING
    assert trend([Count(3), None, Count(2), Count(2)]) == Trend.FALLING
    assert trend([Count(3), Count(3), Count(3)]) == Trend.STEADY
    assert trend([Pair(1, 2), Pair(1, 4), Pair(1, 3)]) == Trend.UNEVEN
    assert trend([Count(1), Count(2)]) is None
    assert trend([Pair(1, 0), Count(1), Count(2)]) is None


@given(some.lists(counts, min_size=3))
def test_a_trend_turns_round_with_its_figures(figures: list[Count]) -> None:
    turned = {
        Trend.RISING: Trend.FALLING,
        Trend.FALLING: Trend.RISING,
        Trend.STEADY: Trend.STEADY,
        Trend.UNEVEN: Trend.UNEVEN,
    }
    there, back = trend(figures), trend(list(reversed(figures)))
    assert there is not None
    assert back == turned[there]
