"""How do the figures of one measure stand together: bodies and categories down, years across?

Pure: the same table is made from the database for a page, and from the snapshot of a report.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from suivi.indicators.arithmetic import Change, Count, Figure, Pair, Total, change, total


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
    `totals` says, of a computed row, what each total is made of.
    """

    body: str
    category_key: str
    figures: Mapping[int, Figure]
    since_baseline: Change | None = None
    since_last_year: Change | None = None
    totals: Mapping[int, Total] = field(default_factory=dict)

    @property
    def is_computed(self) -> bool:
        """Whether this row was added up here, rather than given."""
        return bool(self.totals)


@dataclass(frozen=True)
class Years:
    """The years across: all of them, the baseline if there is one, and the year reported on."""

    all: Sequence[int]
    current: int
    baseline: int | None = None

    @property
    def last(self) -> int | None:
        """The year before the one reported on, if it has a column and is not the baseline."""
        earlier = [year for year in self.all if year < self.current]
        return earlier[-1] if earlier and earlier[-1] != self.baseline else None


def table(given: Iterable[Given], years: Years, *, rule: str, is_share: bool) -> list[Series]:
    """The rows of one measure: each body's categories, its total, and the total of all bodies.

    A total over categories is added only where the body gave none itself and the measure says
    "sum"; a total over bodies only where several gave figures for the whole.
    """
    rows: list[Series] = []
    wholes: list[Series] = []
    for body, figures in _by_body(given).items():
        own = [Series(body, key, found) for key, found in figures.items()]
        parts = [row for row in own if row.category_key]
        whole = _whole(own, parts, body, years, rule)
        rows += [*parts, whole] if whole else parts
        wholes += [whole] if whole else []
    if len(wholes) > 1 and rule == "sum":
        rows.append(added_up(wholes, years))
    return [with_changes(row, years, is_share=is_share) for row in rows]


def _by_body(given: Iterable[Given]) -> dict[str, dict[str, dict[int, Figure]]]:
    bodies: dict[str, dict[str, dict[int, Figure]]] = {}
    for one in given:
        bodies.setdefault(one.body, {}).setdefault(one.category_key, {})[one.year] = one.figure
    return bodies


def _whole(
    own: Sequence[Series], parts: Sequence[Series], body: str, years: Years, rule: str
) -> Series | None:
    """The row for the whole: as given, and added up for the years in which it was not."""
    given = next((row for row in own if not row.category_key), None)
    if rule != "sum" or not parts:
        return given
    added = added_up(parts, years, body)
    if given is None:
        return added
    totals = {year: sums for year, sums in added.totals.items() if year not in given.figures}
    return Series(body, "", {**added.figures, **given.figures}, totals=totals)


def added_up(rows: Sequence[Series], years: Years, body: str = "") -> Series:
    """The sum of rows, year by year; a year for which no row says anything stays blank."""
    totals = {
        year: total([row.figures.get(year) for row in rows], "sum")
        for year in years.all
        if any(year in row.figures for row in rows)
    }
    figures: dict[int, Figure] = {
        year: found.figure for year, found in totals.items() if found.figure is not None
    }
    return Series(body, "", figures, totals=totals)


def with_changes(row: Series, years: Years, *, is_share: bool) -> Series:
    """The row with what it moved by since the baseline and since the year before."""
    now = _sure(row, years.current)
    return Series(
        row.body,
        row.category_key,
        row.figures,
        change(now, _sure(row, years.baseline), is_share=is_share),
        change(now, _sure(row, years.last), is_share=is_share),
        row.totals,
    )


def _sure(row: Series, year: int | None) -> Count | Pair | None:
    """The figure of a year if it may be compared: an incomplete total may not."""
    if year is None:
        return None
    figure = row.figures.get(year)
    if year in row.totals and not row.totals[year].is_complete:
        return None
    return figure if isinstance(figure, Count | Pair) else None
