"""Which measure of a report has a chart, and how is it drawn, on a page and on paper?

From the snapshot alone. A chart needs two years with numbers: one bar says less than its figure.
"""

from collections.abc import Sequence
from typing import Final

from suivi.charts.definitions import Chart
from suivi.charts.drawing import for_paper
from suivi.indicators import charting
from suivi.indicators.figure_tables import NUMBERS
from suivi.indicators.grouping import category_of
from suivi.indicators.sentences import Subject, is_number
from suivi.indicators.tables import Series
from suivi.indicators.units import unit_name
from suivi.publications.reading.context import Context
from suivi.publications.reading.parts import ChartPart
from suivi.publications.reading.words import words
from suivi.publications.snapshot.shape import Measure, Worded
from suivi.ui.chart_html import chart_html

# As wide as it is printed, 125 mm, in units that make its letters a little smaller than the text's.
PAPER: Final = 560


def chart_part(
    measure: Measure,
    instrument: Worded,
    series: Sequence[Series],
    anchor: str,
    known: Context,
) -> ChartPart | None:
    """The chart of a measure; None where there is nothing to compare."""
    drawn = _chart(measure, instrument, series, anchor, known)
    return as_part(drawn, with_table=False) if drawn else None


def as_part(drawn: Chart, *, with_table: bool) -> ChartPart:
    """A chart for page and paper; on the page with its table where none stands beside it."""
    html = chart_html(drawn, with_table=with_table)
    return ChartPart(drawn.summary, html, for_paper(drawn, PAPER))


def _chart(
    measure: Measure,
    instrument: Worded,
    series: Sequence[Series],
    anchor: str,
    known: Context,
) -> Chart | None:
    given = {year for row in series for year, figure in row.figures.items() if is_number(figure)}
    if measure["kind"] not in NUMBERS or len(given) < 2:
        return None
    several = len({row.body for row in series}) > 1

    def named(row: Series) -> str:
        body = [known.body(row.body).text] if row.body and several else []
        parts = [each.text for each in known.category(category_of(row.category_key))]
        return ", ".join([*body, *parts])

    subject = _subject(measure, instrument, anchor, known)
    return charting.main_chart(subject, series, known.years, named, _sexes(known))


def _subject(measure: Measure, instrument: Worded, anchor: str, known: Context) -> Subject:
    label = words(measure["label"], known.own_language).text
    return Subject(
        key=f"{anchor}-chart",
        name=label or words(instrument, known.own_language).text,
        kind=measure["kind"],
        unit=unit_name(measure["unit"]),
        above=words(measure["numerator"], known.own_language).text,
        below=words(measure["denominator"], known.own_language).text,
    )


def _sexes(known: Context) -> dict[str, str]:
    found = known.dimensions.get(charting.SEX)
    return {one["code"]: words(one["name"]).text for one in found["categories"]} if found else {}
