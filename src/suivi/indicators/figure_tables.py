"""How did the figures of a line move since the baseline?

Rows and totals are those of `indicators`; here they only get their words. A figure that is not
there says why; a blank stays blank and is never a zero.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.indicators.arithmetic import Change, Count, Pair, Total, Trend
from suivi.indicators.grouping import category_of
from suivi.indicators.models import Value
from suivi.indicators.queries import fixed_categories, measured, years
from suivi.indicators.remarks import NOTHING_KNOWN, Background, Place, Remark, remarks_of
from suivi.indicators.saying import STAR, both_counts, in_units, points, shown, target_text
from suivi.indicators.tables import Expected, Series
from suivi.languages.wording import Said, Wording
from suivi.people.models import Body
from suivi.plans.models import Dimension, Measure, Period
from suivi.plans.models.definition import breaks_of
from suivi.ui.numbers_and_days import figure as written

PAIRS: Final = frozenset({Measure.Kind.SHARE, Measure.Kind.RATIO})
NUMBERS: Final = PAIRS | {Measure.Kind.COUNT, Measure.Kind.AMOUNT}
MINUS: Final = "−"


@dataclass(frozen=True)
class FigureCell:
    """A figure of a year in words, blank when nothing was given; of a quotient also its two counts.

    `marks` are the numbers of remarks; `is_break` says that another definition begins here.
    """

    year: int
    text: str
    counts: str = ""
    marks: tuple[int, ...] = ()
    is_break: bool = False


@dataclass(frozen=True)
class FigureRow:
    """One row: what it counts, the figure of each year, and how it moved.

    `change` is since the baseline, `since_last` since the year before; `together` is what the years
    after the baseline make. A row that `is_crossed` is of several dimensions at once.
    """

    label: str
    cells: Sequence[FigureCell]
    change: str = ""
    since_last: str = ""
    trend: str = ""
    together: str = ""
    is_computed: bool = False
    is_crossed: bool = False


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
    remarks: Sequence[Remark] = ()
    target: str = ""
    breaks: Sequence[int] = ()
    last: int | None = None
    key: str = ""

    @property
    def instrument(self) -> int:
        """Which instrument of its line it belongs to."""
        return int(self.key.partition(".")[0])

    @property
    def currency(self) -> str:
        """The currency of amounts, "EUR"; nothing for what is counted."""
        return self.unit if self.unit.isupper() else ""

    @property
    def has_changes(self) -> bool:
        """Whether some row moved since the baseline."""
        return any(row.change for row in self.rows)

    @property
    def has_last_changes(self) -> bool:
        """Whether some row moved since the year before."""
        return any(row.since_last for row in self.rows)

    @property
    def first_rows(self) -> Sequence[FigureRow]:
        """The rows that one reads first: totals, and categories of one dimension."""
        return [row for row in self.rows if not row.is_crossed] or self.rows

    @property
    def crossed_rows(self) -> Sequence[FigureRow]:
        """The rows of several dimensions at once, where their totals stand above them."""
        found = [row for row in self.rows if row.is_crossed]
        return found if len(found) < len(self.rows) else ()

    @property
    def has_sums(self) -> bool:
        """Whether the years of some row are added up."""
        return any(row.together for row in self.rows)


@dataclass(frozen=True)
class Words:
    """What bodies and categories are called in the reader's language."""

    bodies: Mapping[str, Body]
    dimensions: Mapping[str, Dimension]

    def category(self, key: str) -> str:
        """ "sex=women;status=refugee" → "women, refugee status"; open categories as written."""
        return ", ".join(self._named(*pair) for pair in category_of(key).items())

    def _named(self, dimension: str, code: str) -> str:
        known = self.dimensions.get(dimension)
        names = {each["code"]: each["name"] for each in known.categories} if known else {}
        texts = names.get(code)
        return Wording(texts).for_reader((get_language() or "en")[:2]).text if texts else code

    def row(self, series: Series, several_bodies: bool) -> str:
        """What a row is called: the body where there are several, then the category."""
        body = str(self.bodies[series.body].said_short_name) if series.body else _("All together")
        category = self.category(series.category_key)
        if category and series.is_computed:
            category = _("%(category)s (total)") % {"category": category}
        names = [body if several_bodies else "", category]
        return ", ".join(filter(None, names)) or _("Total")


def figure_tables(
    measures: Iterable[Measure],
    values: Sequence[Value],
    periods: Sequence[Period],
    words: Words,
    known: Background = NOTHING_KNOWN,
) -> list[FigureTable]:
    """One table per measure that has numbers; `periods` are those the reader may see, in order."""
    found = []
    for measure in measures:
        own = [value for value in values if value.measure_id == measure.pk]
        if measure.kind in NUMBERS and own and periods:
            found.append(_table(measure, own, periods, words, known))
    return found


def _table(
    measure: Measure,
    values: Sequence[Value],
    periods: Sequence[Period],
    words: Words,
    known: Background,
) -> FigureTable:
    breaks = breaks_of(known.definitions.get(measure.pk, ()))
    across = years(periods, periods[-1], breaks)
    categories = fixed_categories(measure.dimension_codes(), words.dimensions)
    series = measured(measure, values, across, Expected(known.bodies, categories))
    several = len({one.body for one in series}) > 1
    remarks = _remarks(values, words, several, known)
    marks = _Marks(remarks, frozenset(breaks & set(across.all[1:])))
    if measure.kind in PAIRS and len(series) == 1:
        rows = list(_counts_and_quotient(measure, series[0], periods, marks))
    else:
        rows = _joined(
            [_row(measure, one, periods, words.row(one, several), marks) for one in series],
            [not one.has_numbers for one in series],
        )
    return FigureTable(
        caption_of(measure),
        measure.unit,
        periods,
        across.baseline,
        rows,
        _explanation(measure) if len(series) > 1 else "",
        any(_lacks_something(row) for row in rows),
        [remark for found in remarks.values() for remark in found],
        target_text(measure),
        sorted(marks.breaks),
        across.last,
        measure.key,
    )


def _lacks_something(row: FigureRow) -> bool:
    """Whether a total of the row is marked as incomplete."""
    return any(text.endswith(STAR) for text in (row.together, *(cell.text for cell in row.cells)))


@dataclass(frozen=True)
class _Marks:
    """Which cells bear the number of a remark, and with which years another definition begins."""

    remarks: Mapping[Place, Sequence[Remark]]
    breaks: frozenset[int]

    def cell(self, series: Series, year: int, text: str, counts: str = "") -> FigureCell:
        found = self.remarks.get((series.body, series.category_key, year), ())
        numbers = tuple(remark.number for remark in found)
        return FigureCell(year, text, counts, numbers, year in self.breaks)


def _remarks(
    values: Sequence[Value], words: Words, several: bool, known: Background
) -> dict[Place, list[Remark]]:
    """The remarks on the figures of a measure, numbered in the order of the table."""
    found: dict[Place, list[Remark]] = {}
    number = 0
    for value in values:
        category = words.category(value.category_key)
        body = str(value.body.said_short_name) if several else ""
        about = ", ".join(filter(None, (str(value.period.year), body, category)))
        for said, text, quoted in remarks_of(value, about, known):
            number += 1
            place = (value.body.code, value.category_key, value.period.year)
            found.setdefault(place, []).append(Remark(number, said, text, quoted))
    return found


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
    measure: Measure,
    series: Series,
    periods: Sequence[Period],
    label: str,
    marks: _Marks,
    plain: bool = False,
) -> FigureRow:
    """A row of its own; the cells of a quotient hold their counts, unless these stand above."""
    cells = [
        marks.cell(
            series,
            period.year,
            cell_text(series, period, measure),
            "" if plain else counts_of(series, period, measure),
        )
        for period in periods
    ]
    return FigureRow(
        label,
        cells,
        moved(series.since_baseline, measure),
        moved(series.since_last_year, measure),
        trend_word(series.trend),
        _together(series.together, measure),
        series.is_computed,
        len(category_of(series.category_key)) > 1,
    )


def _joined(rows: Sequence[FigureRow], silent: Sequence[bool]) -> list[FigureRow]:
    """Rows that give the same reasons and no figure at all become one, with all their names."""
    found: list[FigureRow] = []
    places: dict[tuple[object, ...], int] = {}
    for row, is_silent in zip(rows, silent, strict=True):
        key = (row.is_crossed, *row.cells)
        if is_silent and key in places:
            first = found[places[key]]
            found[places[key]] = replace(first, label=f"{first.label}; {row.label}")
            continue
        if is_silent:
            places[key] = len(found)
        found.append(row)
    return found


def counts_of(series: Series, period: Period, measure: Measure) -> str:
    """The two counts of a share or ratio: "24 of 410"."""
    figure = series.figures.get(period.year)
    return both_counts(figure, measure) if isinstance(figure, Pair) else ""


def _counts_and_quotient(
    measure: Measure, series: Series, periods: Sequence[Period], marks: _Marks
) -> Iterator[FigureRow]:
    """Three rows where a table has room for them: the two counts, then their quotient."""
    for part, fallback in (("numerator", _("Part")), ("denominator", _("All"))):
        found = [(period, series.figures.get(period.year)) for period in periods]
        cells = [
            FigureCell(
                period.year,
                written(getattr(each, part)) if isinstance(each, Pair) else "",
                is_break=period.year in marks.breaks,
            )
            for period, each in found
        ]
        yield FigureRow(measure.named(part).text or fallback, cells)
    quotient = _("Share") if measure.kind == Measure.Kind.SHARE else _("Ratio")
    yield _row(measure, series, periods, quotient, marks, plain=True)


def cell_text(series: Series, period: Period, measure: Measure) -> str:
    """The figure of a year as written, marked where parts of a total are missing."""
    total, figure = series.totals.get(period.year), series.figures.get(period.year)
    is_number = isinstance(figure, Count | Pair)
    mark = STAR if is_number and total is not None and not total.is_complete else ""
    return shown(figure, measure) + mark


def _together(total: Total | None, measure: Measure) -> str:
    """What the years make; a share over several years says little and stays away."""
    if total is None or measure.kind in PAIRS:
        return ""
    return shown(total.figure, measure) + ("" if total.is_complete else STAR)


def moved(change: Change | None, measure: Measure) -> str:
    """By how much, with its sign: "+2.2 points"."""
    if change is None:
        return ""
    size = abs(change.difference)
    sign = "+" if change.difference > 0 else MINUS if change.difference < 0 else "±"
    if change.in_points:
        return points(size, sign)
    return f"{sign}{in_units(size, measure)}"


def trend_word(trend: Trend | None) -> str:
    """How a figure moves, in a word."""
    words = {
        Trend.RISING: _("rising"),
        Trend.FALLING: _("falling"),
        Trend.STEADY: _("steady"),
        Trend.UNEVEN: _("uneven"),
    }
    return words[trend] if trend else ""
