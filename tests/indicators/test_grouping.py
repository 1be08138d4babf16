"""Do parts make their totals along every way of looking at them, and never more or less?"""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from suivi.indicators.arithmetic import Absent, Count, Figure, Number, Pair
from suivi.indicators.grouping import BODY, YEAR, Part, category_of, grouped, key_of
from suivi.indicators.tables import Expected, Given, Years, table

AXES = {
    BODY: ("defence", "justice"),
    YEAR: ("2013", "2014"),
    "sex": ("women", "men", "unknown"),
    "status": ("refugee", "subsidiary"),
}
KEPT = [keep for size in range(len(AXES) + 1) for keep in combinations(AXES, size)]
PLACES = [
    {BODY: body, YEAR: year, "sex": sex, "status": status}
    for body in AXES[BODY]
    for year in AXES[YEAR]
    for sex in AXES["sex"]
    for status in AXES["status"]
]
numbers = some.integers(0, 10**9)


def every(of: Any) -> "some.SearchStrategy[list[Part]]":
    """A figure in every place."""
    figures = some.lists(of, min_size=len(PLACES), max_size=len(PLACES))
    return figures.map(
        lambda found: [Part(place, figure) for place, figure in zip(PLACES, found, strict=True)]
    )


def added(parts: list[Figure]) -> tuple[int, int]:
    """The sums of numerators and denominators, a count being its own numerator."""
    tops = [each.numerator if isinstance(each, Pair) else each.number for each in numbers_in(parts)]
    bases = [each.denominator if isinstance(each, Pair) else 0 for each in numbers_in(parts)]
    return sum(tops), sum(bases)


def numbers_in(parts: list[Figure]) -> list[Number]:
    return [part for part in parts if isinstance(part, Count | Pair)]


@pytest.mark.parametrize("keep", KEPT, ids=lambda keep: "+".join(keep) or "all")
@pytest.mark.parametrize("kind", [some.builds(Count, numbers), some.builds(Pair, numbers, numbers)])
def test_parts_add_up_to_their_totals_under_every_grouping(
    keep: tuple[str, ...], kind: Any
) -> None:
    @given(every(kind))
    def holds(parts: list[Part]) -> None:
        found = grouped(parts, keep, AXES, "sum")
        for key, total in found.items():
            own = [part.figure for part in parts if tuple(part.place[axis] for axis in keep) == key]
            assert total.is_complete
            assert added([total.figure] if total.figure else []) == added(own)
        whole = added([part.figure for part in parts])
        totals = [total.figure for total in found.values() if total.figure is not None]
        assert added(list(totals)) == whole

    holds()


@given(
    every(some.one_of(some.builds(Count, numbers), some.just(Absent("not_available")))),
    some.sampled_from(KEPT),
    some.integers(0, len(PLACES) - 1),
)
def test_a_missing_part_makes_every_total_that_it_belongs_to_incomplete(
    parts: list[Part], keep: tuple[str, ...], at: int
) -> None:
    missing = parts[at].place
    without = [part for part in parts if part.place != missing]
    found = grouped(without, keep, AXES, "sum")
    key = tuple(missing[axis] for axis in keep)
    assert not found[key].is_complete
    for other, total in found.items():
        own = [part for part in without if tuple(part.place[axis] for axis in keep) == other]
        silent = [part for part in own if isinstance(part.figure, Absent)]
        assert total.lacking == len(silent) + (other == key)


@given(every(some.builds(Pair, numbers, numbers)), some.sampled_from(KEPT))
def test_a_share_of_a_group_is_the_quotient_of_its_sums_and_no_average(
    parts: list[Part], keep: tuple[str, ...]
) -> None:
    for key, total in grouped(parts, keep, AXES, "sum").items():
        own = [p.figure for p in parts if tuple(p.place[axis] for axis in keep) == key]
        top, base = added(own)
        assert isinstance(total.figure, Pair)
        assert total.figure.quotient == Pair(top, base).quotient


@given(
    every(some.builds(Count, numbers)), some.sampled_from([keep for keep in KEPT if YEAR in keep])
)
def test_latest_adds_nothing_up(parts: list[Part], keep: tuple[str, ...]) -> None:
    for total in grouped(parts, keep, AXES, "latest").values():
        assert (total.figure is None) == (len(keep) < len(AXES))


@given(every(some.builds(Count, numbers)))
def test_latest_takes_the_newest_year_of_each_place(parts: list[Part]) -> None:
    keep = (BODY, "sex", "status")
    newest = {
        tuple(part.place[axis] for axis in keep): part.figure
        for part in parts
        if part.place[YEAR] == "2014"
    }
    found = grouped(parts, keep, AXES, "latest")
    assert {key: total.figure for key, total in found.items()} == newest


@given(every(some.builds(Count, numbers)), some.sampled_from(KEPT[:-1]))
def test_what_may_not_be_added_up_is_not(parts: list[Part], keep: tuple[str, ...]) -> None:
    assert all(total.figure is None for total in grouped(parts, keep, AXES, "none").values())


def test_a_category_is_its_text_and_back() -> None:
    category = {"status": "refugee", "sex": "women"}
    assert key_of(category) == "sex=women;status=refugee"
    assert category_of(key_of(category)) == category
    assert category_of("") == {}


@given(
    some.lists(
        some.one_of(some.none(), some.builds(Count, numbers), some.just(Absent("not_available"))),
        min_size=len(PLACES),
        max_size=len(PLACES),
    )
)
def test_the_table_of_a_measure_makes_the_same_totals(figures: list[Figure | None]) -> None:
    parts = [
        Part(place, figure)
        for place, figure in zip(PLACES, figures, strict=True)
        if figure is not None
    ]
    keys = [
        key_of({"sex": sex, "status": status}) for sex in AXES["sex"] for status in AXES["status"]
    ]
    given_figures = [
        Given(place[BODY], key_of(_category(place)), int(place[YEAR]), figure)
        for place, figure in ((part.place, part.figure) for part in parts)
    ]
    rows = table(
        given_figures,
        Years([2013, 2014], 2014),
        rule="sum",
        is_share=False,
        expected=Expected(AXES[BODY], keys),
    )
    for row in rows:
        for year, total in row.totals.items():
            category = category_of(row.category_key)
            keep = [YEAR, *([BODY] if row.body else []), *category]
            place = (str(year), *([row.body] if row.body else []), *category.values())
            wanted = grouped(parts, keep, AXES, "sum")[place]
            assert row.figures.get(year) == wanted.figure
            assert total.is_complete == wanted.is_complete


def _category(place: Mapping[str, str]) -> dict[str, str]:
    return {axis: place[axis] for axis in ("sex", "status")}
