"""Is what is drawn exactly what was given, and nothing else?"""

import re
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from suivi.charts.definitions import (
    Axis,
    BarChart,
    Breaks,
    Chart,
    Column,
    Gap,
    Lines,
    Point,
    Reference,
    Series,
    ShareBars,
    ShareRow,
    SmallMultiples,
    Spark,
    StackedBars,
)
from suivi.charts.drawing import NARROW, WIDE, drawn, for_page, for_paper
from suivi.charts.letters import width, wrapped
from suivi.charts.scale import ticks
from suivi.charts.tabling import table_of
from suivi.ui.gallery_charts import charts
from tests.charts.reading import lengths, of_role, parsed, texts

TENTH = Fraction(1, 10)
MISSING = Gap(":", "not available")
HIDDEN = Gap("c", "cannot be disclosed", is_hidden=True)


def point(number: int) -> Point:
    """A whole number, labelled with its digits."""
    return Point(Fraction(number), str(number))


def points(*numbers: int | Gap) -> tuple[Point, ...]:
    """Numbers and gaps as points."""
    return tuple(Point(gap=each) if isinstance(each, Gap) else point(each) for each in numbers)


def years(number: int) -> tuple[Column, ...]:
    """So many years from 2012."""
    return tuple(Column(str(2012 + place)) for place in range(number))


AXIS = Axis(str, "people", is_whole=True)
NAMED = {"key": "some", "title": "People <trained>", "summary": "12 & more."}


def bars(*numbers: int | Gap, is_lying: bool = False) -> BarChart:
    """A bar for each."""
    return BarChart(
        key="some",
        title=NAMED["title"],
        summary=NAMED["summary"],
        columns=years(len(numbers)),
        points=points(*numbers),
        axis=AXIS,
        is_lying=is_lying,
    )


@given(some.lists(some.integers(0, 10**12), min_size=1, max_size=6))
def test_bars_are_as_high_as_their_numbers(numbers: list[int]) -> None:
    heights = lengths(drawn(bars(*numbers)), "bar") or lengths(
        drawn(bars(*numbers)), "bar", "width"
    )
    unit = max(heights) / max(numbers) if any(numbers) else Fraction(0)
    for number, height in zip(numbers, heights, strict=True):
        # Rounded to a tenth when written, as is the one that they are measured by.
        assert abs(height - number * unit) <= 2 * TENTH


def test_lying_bars_are_as_long_as_their_numbers_to_both_sides() -> None:
    svg = drawn(bars(10, 5, 0, is_lying=True))
    assert lengths(svg, "bar", "width")[0] == 2 * lengths(svg, "bar", "width")[1]
    assert lengths(svg, "bar", "width")[2] == 0
    below = drawn(bars(10, -10, is_lying=True))
    left, right = (of_role(below, "bar")[place] for place in (1, 0))
    assert left.get("width") == right.get("width")
    assert Fraction(str(left.get("x"))) + Fraction(str(left.get("width"))) == Fraction(
        str(right.get("x"))
    )


def test_bars_stand_on_zero() -> None:
    for numbers in ((901, 902), (-3, 5), (-3, -9)):
        assert Fraction(0) in ticks(map(Fraction, numbers))


@given(some.lists(some.fractions(-(10**9), 10**9), max_size=5), some.booleans())
def test_ticks_are_few_and_hold_every_value(values: list[Fraction], is_whole: bool) -> None:
    found = ticks(values, is_whole=is_whole)
    assert 2 <= len(found) <= 6
    assert found[0] <= min([*values, Fraction(0)])
    assert found[-1] >= max([*values, Fraction(0)])
    assert len({after - before for before, after in pairwise(found)}) == 1
    assert not is_whole or all(tick.denominator == 1 for tick in found)


def test_ticks_are_round_numbers() -> None:
    assert ticks([Fraction(1234)]) == [0, 250, 500, 750, 1000, 1250]
    assert ticks([Fraction(7)], is_whole=True) == [0, 2, 4, 6, 8]
    assert ticks([Fraction(83, 1000)])[-1] == Fraction(1, 10)
    assert ticks([Fraction(95, 100)])[-1] == 1


def test_nothing_is_not_zero_and_hidden_is_not_nothing() -> None:
    svg = drawn(bars(0, MISSING, HIDDEN, 4))
    assert lengths(svg, "bar") == [0, max(lengths(svg, "bar"))]
    assert len(of_role(svg, "hidden")) == 2  # in its column, and beside what it means
    assert texts(svg, "soft") == [":", "c"]
    assert [text for text in texts(svg, "small") if "\u2002" in text] == [
        ":\u2002not available",
        "c\u2002cannot be disclosed",
    ]
    assert texts(svg, "value") == ["0", "4"]


def test_a_total_that_lacks_a_part_is_hatched() -> None:
    whole = bars(4, 5)
    hatched = BarChart(
        **{
            **whole.__dict__,
            "points": (point(4), Point(Fraction(5), "5*", is_incomplete=True)),
            "notes": ("* One part is missing.",),
        }
    )
    assert "url(#" not in drawn(whole)
    assert drawn(hatched).count('fill="url(#some-hatch)"') == 1
    assert "* One part is missing." in texts(drawn(hatched))


def test_the_baseline_is_a_dashed_line_with_its_year() -> None:
    reference = Reference(0, Fraction(4), "2012", "4")
    svg = drawn(BarChart(**{**bars(4, 8).__dict__, "reference": reference}))
    (line,) = of_role(svg, "reference", "line")
    tops = [Fraction(str(one.get("y"))) for one in of_role(svg, "bar")]
    assert Fraction(str(line.get("y1"))) == tops[0]
    assert texts(svg, "strong") == ["4"]
    assert "2012" in texts(svg, "small")


def lines(*series: tuple[int | Gap, ...], before: frozenset[int] = frozenset()) -> Lines:
    """A line for each."""
    return Lines(
        key="some",
        title="Lines",
        summary="Lines.",
        columns=years(len(series[0])),
        series=tuple(Series(f"Body {n}", points(*each)) for n, each in enumerate(series)),
        axis=AXIS,
        breaks=Breaks(before, "new definition"),
    )


def test_no_line_is_drawn_across_a_gap_or_a_new_definition() -> None:
    assert len(of_role(drawn(lines((1, 2, 3, 4))), "line1", "path")) == 1
    assert len(of_role(drawn(lines((1, 2, MISSING, 4, 5))), "line1", "path")) == 2
    broken = drawn(lines((1, 2, 3, 4), before=frozenset({2})))
    assert len(of_role(broken, "line1", "path")) == 2
    assert len(of_role(broken, "break", "line")) == 1
    assert "new definition" in texts(broken, "small")


def test_each_line_is_named_with_its_last_value() -> None:
    svg = drawn(lines((1, 2), (7, 9)))
    assert {"Body 0 2", "Body 1 9"} <= set(texts(svg, "small"))
    assert {"Body 0 2", "Body 1 9"} <= set(texts(drawn(lines((1, 2), (7, 9)), NARROW)))


def test_parts_stand_upon_each_other() -> None:
    chart = StackedBars(
        key="some",
        title="Parts",
        summary="Parts.",
        columns=years(1),
        parts=(Series("women", points(10)), Series("men", points(30))),
        totals=points(40),
        axis=AXIS,
    )
    svg = drawn(chart)
    # The second of each role is its swatch in the key.
    women, men = of_role(svg, "part1")[0], of_role(svg, "part2")[0]
    top = Fraction(str(women.get("y")))
    assert Fraction(str(men.get("y"))) + Fraction(str(men.get("height"))) == top
    high = [Fraction(str(one.get("height"))) for one in (women, men)]
    assert abs(high[1] - 3 * high[0]) <= 4 * TENTH
    assert "40" in texts(svg, "value")


def shares(*rows: tuple[int | Gap, ...]) -> ShareBars:
    """Women, men, unknown."""
    return ShareBars(
        key="some",
        title="By sex",
        summary="By sex.",
        names=("women", "men", "unknown"),
        rows=tuple(ShareRow(str(2012 + n), points(*row), "all") for n, row in enumerate(rows)),
        percent=lambda share: f"{float(share):.1%}",
        tick=str,
    )


def test_shares_fill_the_bar_and_the_unknown_is_drawn() -> None:
    svg = drawn(shares((100, 250, 50)))
    wide = [
        Fraction(str(of_role(svg, role)[1].get("width"))) for role in ("part1", "part2", "part3")
    ]
    whole = sum(wide)
    for part, number in zip(wide, (100, 250, 50), strict=True):
        assert abs(part - whole * Fraction(number, 400)) <= 2 * TENTH
    assert "unknown" in texts(svg)
    assert "25.0%" in texts(svg, "over")


def test_no_share_is_shown_when_one_part_is_hidden() -> None:
    chart = shares((100, HIDDEN, 50))
    assert len(of_role(drawn(chart), "part1")) == 1  # the key alone
    assert not [text for text in texts(drawn(chart), "over") if "%" in text]
    assert table_of(chart).rows == (("2012", "100", "cannot be disclosed", "50", "all"),)


def test_small_charts_share_one_scale() -> None:
    chart = SmallMultiples(
        key="some",
        title="Bodies",
        summary="Bodies.",
        columns=years(1),
        panels=(Series("Defence", points(10)), Series("Justice", points(40))),
        axis=AXIS,
    )
    low, high = lengths(drawn(chart), "bar")
    assert high == 4 * low


def test_a_small_bar_beside_a_number_says_no_words() -> None:
    svg = drawn(Spark(key="some", title="", summary="", points=points(1, MISSING, 2)))
    assert texts(svg) == []
    assert "id=" not in svg
    assert lengths(svg, "bar")[1] == 2 * lengths(svg, "bar")[0]


@pytest.mark.parametrize("chart", charts(), ids=lambda chart: chart.key)
def test_every_drawing_is_named_and_told_and_well_formed(chart: Chart) -> None:
    for svg in (*for_page(chart), for_paper(chart)):
        root = parsed(svg)
        assert root.get("role") == "img"
        named = str(root.get("aria-labelledby")).split()
        told = {one.get("id"): one.text for one in root if one.get("id")}
        assert [told[each] for each in named] == [chart.title, chart.summary]
        assert "style=" not in svg
        places = re.sub(r'transform="[^"]+"', "", svg)
        assert not re.search(r"\d\.\d\d", places), "More than one decimal."


def test_no_two_drawings_on_a_page_share_an_id() -> None:
    ids = [
        one
        for chart in charts()
        for svg in for_page(chart)
        for one in re.findall(r'\bid="([^"]+)"', svg)
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("chart", charts(), ids=lambda chart: chart.key)
@pytest.mark.parametrize("wide", [WIDE, NARROW])
def test_no_text_is_wider_than_its_sheet(chart: Chart, wide: int) -> None:
    for text in texts(drawn(chart, wide)):
        assert width(text, 13) <= wide


def test_words_without_end_are_broken_and_nothing_is_lost() -> None:
    word = "Gleichstellungsbeauftragtenkoordinierungsausschussgeschäftsstelle"
    lines = wrapped(f"Die {word} tagt", Fraction(120), 13)
    assert all(width(line, 13) <= 120 for line in lines)
    assert "".join(line.removesuffix("-") for line in lines).replace(" ", "") == f"Die{word}tagt"


def test_markup_in_a_text_stays_text() -> None:
    assert "&lt;trained&gt;" in drawn(bars(1))
    assert "12 &amp; more." in drawn(bars(1))


def test_on_paper_every_shape_brings_its_colour() -> None:
    for chart in charts():
        assert "class=" not in for_paper(chart)
        assert "font-family=\"'Source Sans 3'\"" in for_paper(chart)


def test_a_table_says_what_is_drawn() -> None:
    assert table_of(bars(0, MISSING, 3)).rows == (
        ("2012", "0"),
        ("2013", "not available"),
        ("2014", "3"),
    )
    assert table_of(lines((1, 2), (3, HIDDEN))).rows[1] == ("Body 1", "3", "cannot be disclosed")
