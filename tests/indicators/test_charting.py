"""Is the right chart chosen for the figures of a measure, and nothing drawn that is not there?"""

from fractions import Fraction

from suivi.charts.definitions import BarChart, Lines, ShareBars, SmallMultiples
from suivi.indicators import charting
from suivi.indicators.arithmetic import Absent, Count, Figure, Pair
from suivi.indicators.sentences import Subject
from suivi.indicators.tables import Given, Series, Years, table

YEARS = Years([2012, 2013, 2014], 2014, 2012)
SEXES = {"women": "women", "men": "men", "unknown": "unknown"}
PEOPLE = Subject("p", "People", "count", "people")
SHARE = Subject("s", "Diplomats", "share", "people", "diplomats of that sex", "all diplomats")


def rows(
    *found: tuple[str, str, int, Figure], rule: str = "sum", is_share: bool = False
) -> list[Series]:
    """The table of these figures: body, category, year, figure."""
    return table([Given(*one) for one in found], YEARS, rule=rule, is_share=is_share)


def named(series: Series) -> str:
    """Body and category."""
    return f"{series.body} {series.category_key}".strip()


def test_the_total_is_drawn_with_its_baseline() -> None:
    series = rows(
        ("defence", "", 2012, Count(5)), ("defence", "", 2014, Count(8)),
        ("justice", "", 2012, Count(1)), ("justice", "", 2014, Count(2)),
    )  # fmt: skip
    chart = charting.main_chart(PEOPLE, series, YEARS, named, SEXES)
    assert isinstance(chart, BarChart)
    assert [point.value for point in chart.points] == [6, None, 10]
    assert chart.points[1].gap == charting.nothing_given()
    assert chart.reference is not None
    assert chart.reference.value == 6
    by_body = charting.body_chart(PEOPLE, series, YEARS, named)
    assert by_body is not None
    assert [panel.name for panel in by_body.panels] == ["defence", "justice"]


def test_an_incomplete_baseline_is_no_line_to_compare_with() -> None:
    series = rows(
        ("defence", "sex=men", 2012, Count(5)),
        ("defence", "sex=women", 2012, Absent("confidential")),
        ("defence", "sex=men", 2014, Count(6)),
        ("defence", "sex=women", 2014, Count(1)),
    )
    chart = charting.main_chart(PEOPLE, series, YEARS, named, SEXES)
    assert isinstance(chart, BarChart)
    assert chart.points[0].is_incomplete
    assert chart.reference is None
    assert chart.notes


def test_shares_of_one_whole_are_drawn_by_sex() -> None:
    series = rows(
        ("foreign", "sex=women", 2012, Pair(92, 400)),
        ("foreign", "sex=men", 2012, Pair(300, 400)),
        ("foreign", "sex=women", 2014, Pair(101, 405)),
        ("foreign", "sex=men", 2014, Pair(304, 405)),
        ("police", "", 2014, Absent("not_applicable")),
        rule="none",
        is_share=True,
    )
    chart = charting.main_chart(SHARE, series, YEARS, named, SEXES)
    assert isinstance(chart, ShareBars)
    assert chart.names == ("women", "men", "not stated")
    assert [point.value for point in chart.rows[0].parts] == [92, 300, 8]
    assert chart.rows[1].whole == "405"
    assert chart.summary == (
        "Diplomats, women: 24.9% in 2014 (101 of 405), 1.9 points more than in the baseline 2012."
    )


def test_shares_of_different_wholes_are_not_parts_of_one() -> None:
    series = rows(
        ("cgrs", "sex=women", 2014, Pair(20, 100)),
        ("cgrs", "sex=men", 2014, Pair(90, 300)),
        rule="none",
        is_share=True,
    )
    assert charting.sex_chart(SHARE, series, YEARS, SEXES) is None
    assert isinstance(charting.main_chart(SHARE, series, YEARS, named, SEXES), Lines)


def test_one_body_that_hides_its_women_hides_the_share_of_all() -> None:
    series = rows(
        ("a", "sex=women", 2014, Absent("confidential")), ("a", "sex=men", 2014, Count(10)),
        ("b", "sex=women", 2014, Count(3)), ("b", "sex=men", 2014, Count(4)),
        ("a", "sex=women", 2013, Count(3)), ("a", "sex=men", 2013, Count(4)),
    )  # fmt: skip
    chart = charting.sex_chart(PEOPLE, series, YEARS, SEXES)
    assert chart is not None
    newest = chart.rows[1]
    assert newest.parts[0].gap is not None
    assert newest.parts[0].gap.is_hidden
    assert newest.whole == ""


def test_many_rows_without_a_total_are_drawn_one_by_one() -> None:
    found = [(f"body-{n}", "", year, Count(n)) for n in range(30) for year in (2013, 2014)]
    series = rows(*found, rule="none")
    chart = charting.main_chart(PEOPLE, series, YEARS, named, SEXES)
    assert isinstance(chart, SmallMultiples)
    assert len(chart.panels) == charting.MOST_PANELS
    assert chart.notes == ("Drawn here: 24 of 30; the table has all.",)


def test_reasons_alone_are_not_drawn() -> None:
    series = rows(("defence", "", 2014, Absent("not_available")))
    assert charting.main_chart(PEOPLE, series, YEARS, named, SEXES) is None


def test_categories_of_one_dimension_stand_upon_each_other() -> None:
    series = rows(
        ("a", "status=new", 2014, Count(3)), ("a", "status=old", 2014, Count(4)),
        ("b", "status=new", 2014, Count(10)), ("b", "status=old", 2014, Count(0)),
    )  # fmt: skip
    names = {"status=new": "new", "status=old": "old"}
    chart = charting.parts_chart(PEOPLE, series, YEARS, names)
    assert chart is not None
    assert [part.points[2].value for part in chart.parts] == [13, 4]
    assert chart.totals[2].value == 17


def test_amounts_are_drawn_in_whole_units() -> None:
    money = Subject("m", "Grants", "amount", "EUR")
    chart = charting.bars(money, Series("", "", {2014: Count(4_000_050)}), YEARS)
    assert chart.points[2].value == Fraction(4_000_050, 100)


def test_every_reason_has_a_sign_of_its_own() -> None:
    signs = [*charting.SIGNS.values(), charting.nothing_given().sign]
    assert len(set(signs)) == len(signs)
