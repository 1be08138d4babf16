"""How did the figures of a line move since the baseline?

Rows and totals are those of `indicators`; here they only get their words. A figure that is not
there says why; a blank stays blank and is never a zero.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import Absent, Change, Count, Figure, Pair, as_percent, rounded
from suivi.indicators.models import Absence, Value
from suivi.indicators.queries import measured, years
from suivi.indicators.tables import Series
from suivi.languages.wording import Said, Wording
from suivi.people.models import Body
from suivi.plans.models import Dimension, Measure, Period
from suivi.ui.numbers_and_days import figure as written
from suivi.ui.numbers_and_days import percent

CENTS: Final = 100
PAIRS: Final = frozenset({Measure.Kind.SHARE, Measure.Kind.RATIO})
NUMBERS: Final = PAIRS | {Measure.Kind.COUNT, Measure.Kind.AMOUNT}
MINUS: Final = "−"


@dataclass(frozen=True)
class FigureCell:
    """A figure in words, blank when nothing was given; of a quotient also its two counts."""

    text: str
    counts: str = ""


@dataclass(frozen=True)
class FigureRow:
    """One row: what it counts, the figure of each year, and how it moved since the baseline."""

    label: str
    cells: Sequence[FigureCell]
    change: str = ""


@dataclass(frozen=True)
class FigureTable:
    """The figures of one measure, years across."""

    caption: Said
    unit: str
    periods: Sequence[Period]
    baseline: int | None
    rows: Sequence[FigureRow]
    explanation: str
    is_incomplete: bool

    @property
    def currency(self) -> str:
        """The currency of amounts, "EUR"; nothing for what is counted."""
        return self.unit if self.unit.isupper() else ""

    @property
    def has_changes(self) -> bool:
        """Whether some row moved since the baseline."""
        return any(row.change for row in self.rows)


@dataclass(frozen=True)
class Words:
    """What bodies and categories are called in the reader's language."""

    bodies: Mapping[str, Body]
    dimensions: Mapping[str, Dimension]

    def category(self, key: str) -> str:
        """ "sex=women;status=refugee" → "women, refugee status"; open categories as written."""
        pairs = [part.partition("=") for part in key.replace(",", ";").split(";") if part]
        return ", ".join(self._named(dimension, code) for dimension, _sign, code in pairs)

    def _named(self, dimension: str, code: str) -> str:
        known = self.dimensions.get(dimension)
        names = {each["code"]: each["name"] for each in known.categories} if known else {}
        texts = names.get(code)
        return Wording(texts).for_reader((get_language() or "en")[:2]).text if texts else code

    def row(self, series: Series, several_bodies: bool) -> str:
        """What a row is called: the body where there are several, then the category."""
        body = str(self.bodies[series.body].said_short_name) if series.body else _("All together")
        category = self.category(series.category_key)
        names = [body if several_bodies else "", category]
        return ", ".join(filter(None, names)) or _("Total")


def figure_tables(
    measures: Iterable[Measure], values: Sequence[Value], periods: Sequence[Period], words: Words
) -> list[FigureTable]:
    """One table per measure that has numbers; `periods` are those the reader may see, in order."""
    found = []
    for measure in measures:
        own = [value for value in values if value.measure_id == measure.pk]
        if measure.kind in NUMBERS and own and periods:
            found.append(_table(measure, own, periods, words))
    return found


def _table(
    measure: Measure, values: Sequence[Value], periods: Sequence[Period], words: Words
) -> FigureTable:
    across = years(periods, periods[-1])
    series = measured(measure, values, across)
    if measure.kind in PAIRS and len(series) == 1:
        rows = list(_counts_and_quotient(measure, series[0], periods))
    else:
        several = len({one.body for one in series}) > 1
        rows = [_row(measure, one, periods, words.row(one, several)) for one in series]
    return FigureTable(
        caption_of(measure),
        measure.unit,
        periods,
        across.baseline,
        rows,
        _explanation(measure) if len(series) > 1 else "",
        any(not total.is_complete for one in series for total in one.totals.values()),
    )


def caption_of(measure: Measure) -> Said:
    """What the measure is called; the printed instrument where it has no name of its own."""
    label = measure.named("label")
    return label if label.text else measure.instrument.said_text


def _explanation(measure: Measure) -> str:
    """What is set against what, where the cells of quotients hold both counts."""
    parts = {"above": measure.named("numerator"), "below": measure.named("denominator")}
    if measure.kind not in PAIRS or not all(part.text for part in parts.values()):
        return ""
    return _("%(above)s, out of %(below)s") % parts


def _row(
    measure: Measure, series: Series, periods: Sequence[Period], label: str, plain: bool = False
) -> FigureRow:
    """A row of its own; the cells of a quotient hold their counts, unless these stand above."""
    cells = [
        FigureCell(cell_text(series, period, measure), "" if plain else both_counts(series, period))
        for period in periods
    ]
    return FigureRow(label, cells, moved(series.since_baseline, measure))


def both_counts(series: Series, period: Period) -> str:
    """The two counts of a share or ratio: "24 of 410"."""
    figure = series.figures.get(period.year)
    if not isinstance(figure, Pair):
        return ""
    counts = {"above": written(figure.numerator), "below": written(figure.denominator)}
    return (_("%(above)s of %(below)s") % counts).replace(" ", "\u00a0")


def _counts_and_quotient(
    measure: Measure, series: Series, periods: Sequence[Period]
) -> Iterator[FigureRow]:
    """Three rows where a table has room for them: the two counts, then their quotient."""
    for part, fallback in (("numerator", _("Part")), ("denominator", _("All"))):
        found = [series.figures.get(period.year) for period in periods]
        cells = [
            FigureCell(written(getattr(each, part)) if isinstance(each, Pair) else "")
            for each in found
        ]
        yield FigureRow(measure.named(part).text or fallback, cells)
    quotient = _("Share") if measure.kind == Measure.Kind.SHARE else _("Ratio")
    yield _row(measure, series, periods, quotient, plain=True)


def cell_text(series: Series, period: Period, measure: Measure) -> str:
    """The figure of a year as written, marked where parts of a total are missing."""
    total = series.totals.get(period.year)
    mark = "*" if total is not None and not total.is_complete else ""
    return shown(series.figures.get(period.year), measure) + mark


def shown(figure: Figure | None, measure: Measure) -> str:
    """A figure in words: number, percentage, reason for its absence; blank when nothing is said."""
    match figure:
        case None:
            return ""
        case Absent(reason):
            return str(Absence(reason).label)
        case Count(number):
            return _units(Fraction(number), measure)
        case Pair():
            return _quotient(figure, measure)


def _quotient(pair: Pair, measure: Measure) -> str:
    exact = pair.quotient
    if exact is None:
        return _("not defined")
    if measure.kind == Measure.Kind.SHARE:
        return percent(as_percent(exact).scaleb(-2))
    return f"{written(rounded(exact, 2))}\u00a0:\u00a01"


def _units(number: Fraction, measure: Measure) -> str:
    """A count in its units; an amount, kept in hundredths, in whole ones."""
    if measure.kind == Measure.Kind.AMOUNT:
        number = number / CENTS
    return written(int(number) if number.denominator == 1 else rounded(number, 2))


def moved(change: Change | None, measure: Measure) -> str:
    """By how much, with its sign: "+2.2 points"."""
    if change is None:
        return ""
    size = abs(change.difference)
    sign = "+" if change.difference > 0 else MINUS if change.difference < 0 else "±"
    if change.in_points:
        return _("%(change)s points") % {"change": f"{sign}{written(rounded(size))}"}
    return f"{sign}{_units(size, measure)}"
