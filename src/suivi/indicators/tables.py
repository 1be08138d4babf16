"""How do the figures of one measure stand together: bodies and categories down, years across?

Pure: the same table is made from the database for a page, and from the snapshot of a report.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from suivi.indicators.arithmetic import (
    Change,
    Count,
    Figure,
    Pair,
    Total,
    Trend,
    change,
    over_years,
    parts_of_year,
    total,
    trend,
)
from suivi.indicators.grouping import category_of, key_of, line_of


@dataclass(frozen=True)
class Given:
    """One figure as given: by which body, for which category ("" is the whole), for which year."""

    body: str
    category_key: str
    year: int
    figure: Figure


@dataclass(frozen=True)
class Series:
    """One row of the table: figures by year, and how they moved.

    `body` is "" when the row adds several bodies, `category_key` is "" when it is the whole.
    `totals` says, of a computed row, what each total is made of. `together` is what all years but
    the baseline make, where the measure adds them up. `unnamed` are the years in which its body
    named other lines of an open list and not this one: in these it is no part of any total.
    """

    body: str
    category_key: str
    figures: Mapping[int, Figure]
    since_baseline: Change | None = None
    since_last_year: Change | None = None
    totals: Mapping[int, Total] = field(default_factory=dict)
    trend: Trend | None = None
    together: Total | None = None
    unnamed: frozenset[int] = frozenset()

    @property
    def is_computed(self) -> bool:
        """Whether this row was added up here, rather than given."""
        return bool(self.totals)

    @property
    def has_numbers(self) -> bool:
        """Whether there is a number in any year, not only reasons for absence."""
        return any(isinstance(figure, Count | Pair) for figure in self.figures.values())

    def sure(self, year: int | None) -> Count | Pair | None:
        """The figure of a year if it may be compared: an incomplete total may not."""
        if year is None or (year in self.totals and not self.totals[year].is_complete):
            return None
        figure = self.figures.get(year)
        return figure if isinstance(figure, Count | Pair) else None


@dataclass(frozen=True)
class Years:
    """The years across: all of them, the baseline if there is one, and the year reported on.

    `breaks` are the years from which the measure was defined anew: nothing is compared or added up
    across them.
    """

    all: Sequence[int]
    current: int
    baseline: int | None = None
    breaks: frozenset[int] = frozenset()

    @property
    def last(self) -> int | None:
        """The year before the one reported on, if it has a column and is not the baseline."""
        earlier = [year for year in self.all if year < self.current]
        return earlier[-1] if earlier and earlier[-1] != self.baseline else None

    def are_comparable(self, earlier: int | None, later: int) -> bool:
        """Whether figures of the two years were given under one definition."""
        return earlier is not None and not any(earlier < year <= later for year in self.breaks)


@dataclass(frozen=True)
class Expected:
    """Who and what ought to be there: a part that is not makes its total incomplete.

    `categories` are those of the closed lists; the lines of open lists beside them are those named.
    """

    bodies: Sequence[str] = ()
    categories: Sequence[str] = ()


NOTHING_EXPECTED: Final = Expected()


def table(
    given: Iterable[Given],
    years: Years,
    *,
    rule: str,
    is_share: bool,
    expected: Expected = NOTHING_EXPECTED,
) -> list[Series]:
    """The rows of one measure: each body's categories, its total, and the total of all bodies.

    A total over categories is added only where the body gave none itself and the measure says
    "sum"; a total over bodies only where several answer, and it lacks those that are silent.
    """
    rows: list[Series] = []
    wholes: list[Series] = []
    for body, figures in _by_body(given).items():
        own = {key: found for key, found in figures.items() if key}
        parts = _parts(own, body, years, expected) if own else []
        typed = Series(body, "", figures[""]) if "" in figures else None
        whole = _whole(typed, parts, years, rule)
        shown = [row for row in parts if row.figures]
        rows += [*shown, *_margins(parts, body, years, rule), *([whole] if whole else [])]
        wholes += [whole] if whole else []
    silent = [Series(body, "", {}) for body in _silent(wholes, expected)]
    if wholes and len(wholes) + len(silent) > 1 and rule == "sum":
        rows.append(added_up([*wholes, *silent], years))
    return [with_changes(row, years, rule=rule, is_share=is_share) for row in rows]


def _by_body(given: Iterable[Given]) -> dict[str, dict[str, dict[int, Figure]]]:
    bodies: dict[str, dict[str, dict[int, Figure]]] = {}
    for one in given:
        bodies.setdefault(one.body, {}).setdefault(one.category_key, {})[one.year] = one.figure
    return bodies


def _silent(wholes: Sequence[Series], expected: Expected) -> list[str]:
    heard = {row.body for row in wholes}
    return [body for body in expected.bodies if body not in heard]


def _parts(
    own: Mapping[str, Mapping[int, Figure]], body: str, years: Years, expected: Expected
) -> list[Series]:
    """The categories of a body, with a blank row for each that ought to be there and is not.

    Each knows in which years it is a part of the whole (see `arithmetic.parts_of_year`).
    """
    closed = {code for key in expected.categories for code in category_of(key)}
    lines = {key: line_of(key, closed) for key in own}
    for line in dict.fromkeys(lines.values()):
        for key in expected.categories:
            whole = key_of({**category_of(line or ""), **category_of(key)})
            lines.setdefault(whole, line)
    named = {year: [key for key, found in own.items() if year in found] for year in years.all}
    parts = {year: set(parts_of_year(lines, keys)) for year, keys in named.items() if keys}
    return [
        Series(
            body,
            key,
            own.get(key, {}),
            unnamed=frozenset(year for year, keys in parts.items() if key not in keys),
        )
        for key in lines
    ]


def _whole(given: Series | None, parts: Sequence[Series], years: Years, rule: str) -> Series | None:
    """The row for the whole: as given, and added up for the years in which it was not."""
    if rule != "sum" or not parts:
        return given
    added = added_up(parts, years, parts[0].body)
    if given is None:
        return added
    totals = {year: sums for year, sums in added.totals.items() if year not in given.figures}
    return Series(given.body, "", {**added.figures, **given.figures}, totals=totals)


def _margins(parts: Sequence[Series], body: str, years: Years, rule: str) -> list[Series]:
    """Of figures by two dimensions or more: what each category of each makes by itself."""
    categories = [category_of(row.category_key) for row in parts]
    if rule != "sum" or not any(len(category) > 1 for category in categories):
        return []
    single = dict.fromkeys(
        key_of({dimension: code}) for category in categories for dimension, code in category.items()
    )
    order = sorted(single, key=lambda key: key.partition("=")[0])
    margins = [
        added_up([row for row in parts if key in row.category_key.split(";")], years, body, key)
        for key in order
    ]
    return [margin for margin in margins if margin.figures]


def added_up(
    rows: Sequence[Series], years: Years, body: str = "", category_key: str = ""
) -> Series:
    """The sum of rows, year by year; a year for which no row says anything stays blank.

    What is itself incomplete makes the sum incomplete.
    """
    totals = {
        year: _sum(rows, year) for year in years.all if any(year in row.figures for row in rows)
    }
    figures: dict[int, Figure] = {
        year: found.figure for year, found in totals.items() if found.figure is not None
    }
    unnamed = frozenset.intersection(*(row.unnamed for row in rows))
    return Series(body, category_key, figures, totals=totals, unnamed=unnamed)


def _sum(rows: Sequence[Series], year: int) -> Total:
    found = total([row.figures.get(year) for row in rows if year not in row.unnamed], "sum")
    lacking_inside = sum(
        year in row.totals and not row.totals[year].is_complete and year in row.figures
        for row in rows
    )
    return replace(found, lacking=found.lacking + lacking_inside)


def with_changes(row: Series, years: Years, *, rule: str, is_share: bool) -> Series:
    """The row with what it moved by since the baseline and since the year before, and its trend."""

    def since(year: int | None) -> Change | None:
        if not years.are_comparable(year, years.current):
            return None
        return change(row.sure(years.current), row.sure(year), is_share=is_share)

    alike = [year for year in years.all if years.are_comparable(year, years.current)]
    return replace(
        row,
        since_baseline=since(years.baseline),
        since_last_year=since(years.last),
        trend=trend([row.sure(year) for year in alike]),
        together=_together(row, years, rule),
    )


def _together(row: Series, years: Years, rule: str) -> Total | None:
    """What the years since the baseline make; None where they may not be added up."""
    counted = [year for year in years.all if year != years.baseline and year <= years.current]
    if rule != "sum" or len(counted) < 2 or not years.are_comparable(counted[0], counted[-1]):
        return None
    found = over_years(row.figures, [year for year in counted if year not in row.unnamed], rule)
    inside = sum(year in row.totals and not row.totals[year].is_complete for year in counted)
    return None if found.figure is None else replace(found, lacking=found.lacking + inside)
