"""Which table says the same as a chart? Every chart has one, made from the same definition."""

from dataclasses import dataclass

from suivi.charts.definitions import (
    BarChart,
    Chart,
    CountryMap,
    Lines,
    Point,
    Series,
    ShareBars,
    ShareRow,
    SmallMultiples,
    StackedBars,
)
from suivi.charts.stacks import whole_of


@dataclass(frozen=True)
class Table:
    """Headings without that of the first column, and rows that begin with their name."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_of(chart: Chart) -> Table:
    """The table of a chart; values as they are labelled, gaps in words."""
    if isinstance(chart, BarChart):
        return Table((), tuple(zip(_names(chart), map(told, chart.points), strict=True)))
    if isinstance(chart, ShareBars):
        return Table((*chart.names, ""), tuple(_share_row(chart, row) for row in chart.rows))
    if isinstance(chart, CountryMap):
        return Table((), tuple((place.name, place.label) for place in chart.places))
    return _across(chart)


def told(point: Point) -> str:
    """A value as labelled; a gap in words."""
    return point.gap.word if point.gap is not None else point.label


def _names(chart: BarChart | StackedBars | Lines | SmallMultiples) -> list[str]:
    return [f"{each.label} ({each.note})" if each.note else each.label for each in chart.columns]


def _across(chart: Chart) -> Table:
    """Columns across, a row for each series; of stacked bars the totals below."""
    if isinstance(chart, StackedBars):
        series = (*chart.parts, Series("", chart.totals))
    elif isinstance(chart, Lines):
        series = chart.series
    elif isinstance(chart, SmallMultiples):
        series = chart.panels
    else:
        return Table((), ())
    rows = tuple((each.name, *map(told, each.points)) for each in series)
    return Table(tuple(_names(chart)), rows)


def _share_row(chart: ShareBars, row: ShareRow) -> tuple[str, ...]:
    """Each part as number and share; when one is not known, no share is."""
    whole = whole_of(row.parts)
    is_known = whole and all(point.gap is None for point in row.parts)
    cells = [
        f"{point.label} ({chart.percent(point.value / whole)})"
        if is_known and point.value is not None
        else told(point)
        for point in row.parts
    ]
    return (row.label, *cells, row.whole)
