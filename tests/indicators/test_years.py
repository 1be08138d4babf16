"""Do years make together what the measure says, and do figures move only where they may?"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from suivi.indicators.arithmetic import (
    Absent,
    Change,
    Count,
    Figure,
    Pair,
    Trend,
    over_years,
    trend,
)
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


def test_a_mission_that_is_not_named_in_a_year_is_no_part_of_that_year() -> None:
    found = rows(
        Given("defence", "mission=Kabul", 2012, Count(5)),
        Given("defence", "mission=Kabul", 2015, Count(6)),
        Given("defence", "mission=Kinshasa", 2015, Count(1)),
    )
    whole = found[-1]
    assert whole.figures == {2012: Count(5), 2015: Count(7)}
    assert all(total.is_complete for total in whole.totals.values())
    assert whole.since_baseline == Change(Fraction(2))


def test_a_mission_that_is_named_with_a_reason_is_missing_from_its_year() -> None:
    found = rows(
        Given("defence", "mission=Kabul", 2015, Absent("not_available")),
        Given("defence", "mission=Kinshasa", 2015, Count(1)),
    )
    assert found[-1].totals[2015].lacking == 1


def test_a_mission_that_is_named_lacks_the_fixed_categories_beside_it() -> None:
    found = rows(
        Given("defence", "mission=Kabul;sex=women", 2014, Count(2)),
        Given("defence", "mission=Kabul;sex=men", 2015, Count(6)),
        Given("defence", "mission=Kabul;sex=women", 2015, Count(3)),
        Given("defence", "mission=Kinshasa;sex=men", 2015, Count(1)),
        expected=Expected(categories=["sex=men", "sex=women"]),
    )
    by_key = {row.category_key: row for row in found}
    assert by_key[""].totals[2014].lacking == 1
    assert by_key[""].totals[2015].lacking == 1
    assert by_key["mission=Kabul"].totals[2015].is_complete
    assert by_key["mission=Kinshasa"].totals[2015].lacking == 1
    assert by_key["sex=men"].totals[2015].is_complete
    assert by_key["sex=women"].totals[2015].lacking == 1


def test_a_year_in_which_a_body_named_no_mission_at_all_is_missing() -> None:
    found = rows(
        Given("defence", "mission=Kabul", 2013, Count(5)),
        Given("defence", "mission=Kabul", 2015, Count(5)),
        Given("defence", "mission=Kinshasa", 2015, Count(1)),
    )
    kabul, kinshasa, whole = found
    assert (kabul.together and kabul.together.lacking) == 1
    assert (kinshasa.together and kinshasa.together.lacking) == 1
    assert (whole.together and whole.together.lacking) == 1


places = some.tuples(
    some.sampled_from(["defence", "justice"]),
    some.sampled_from(["Kabul", "Kinshasa", "Mali"]),
    some.sampled_from(["men", "women"]),
    some.sampled_from(ALL),
)
told = some.one_of(counts, some.just(Absent("not_available")), some.just(Absent("confidential")))


@given(some.dictionaries(places, told, min_size=1, max_size=30))
def test_a_total_over_an_open_list_lacks_what_was_named_and_nothing_else(
    figures: dict[tuple[str, str, str, int], Figure],
) -> None:
    found = rows(
        *(
            Given(body, f"mission={mission};sex={sex}", year, figure)
            for (body, mission, sex, year), figure in figures.items()
        ),
        expected=Expected(categories=["sex=men", "sex=women"]),
    )
    for row in [row for row in found if row.body and not row.category_key]:
        for year, total in row.totals.items():
            own = {
                (mission, sex): figure
                for (body, mission, sex, told_in), figure in figures.items()
                if (body, told_in) == (row.body, year)
            }
            numbers = [each.number for each in own.values() if isinstance(each, Count)]
            named = {mission for mission, _sex in own}
            assert total.parts == 2 * len(named)
            assert total.lacking == total.parts - len(numbers)
            assert total.figure == (Count(sum(numbers)) if numbers else None)
