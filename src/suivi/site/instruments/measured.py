"""How do the figures of one measure stand on a page: rows by year, charts, words of definition?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from suivi.activities.models import Activity
from suivi.charts.definitions import Chart
from suivi.indicators import charting
from suivi.indicators.arithmetic import Figure, Total
from suivi.indicators.figure_tables import (
    NUMBERS,
    Words,
    caption_of,
    cell_text,
    counts_of,
    moved,
)
from suivi.indicators.grouping import category_of
from suivi.indicators.logs import of_year
from suivi.indicators.models import Value
from suivi.indicators.queries import fixed_categories, measured, years
from suivi.indicators.remarks import Background
from suivi.indicators.sentences import Subject
from suivi.indicators.tables import Expected, Series, Years, with_changes
from suivi.indicators.units import unit_name
from suivi.languages.wording import Said
from suivi.plans.models import Dimension, Measure, Period
from suivi.plans.models.definition import breaks_of
from suivi.plans.queries.outline import within_sentence

Kind = Measure.Kind


@dataclass(frozen=True)
class Cell:
    """The figure of a year, and the year it leads to."""

    year: int
    text: str
    counts: str


@dataclass(frozen=True)
class Row:
    """One row of the table: whose figures, and how they moved."""

    label: str
    is_computed: bool
    cells: Sequence[Cell]
    since_baseline: str
    since_last_year: str


@dataclass(frozen=True)
class Definition:
    """How a measure gets its value, in words: term and text."""

    kind: str
    parts: Sequence[tuple[str, str | Said]]


@dataclass(frozen=True)
class Measured:
    """The figures of one measure over the years that the reader sees."""

    measure: Measure
    subject: Subject
    across: Years
    series: Sequence[Series]
    words: Words

    @property
    def caption(self) -> Said:
        """What is measured."""
        return caption_of(self.measure)

    @property
    def currency(self) -> str:
        """The currency of amounts."""
        return self.measure.unit if self.measure.kind == Kind.AMOUNT else ""

    def named(self, series: Series) -> str:
        """What a row is called."""
        several = len({one.body for one in self.series}) > 1
        return self.words.row(series, several)

    def sexes(self) -> dict[str, str]:
        """The categories of the dimension of sex, in their order."""
        known = self.words.dimensions.get(charting.SEX)
        codes = [each["code"] for each in known.categories] if known else []
        return {code: self.words.category(f"{charting.SEX}={code}") for code in codes}

    def charts(self) -> list[tuple[str, Chart]]:
        """The main chart, then the parts, each with its heading."""
        about = (self.subject, self.series, self.across)
        main = charting.main_chart(*about, self.named, self.sexes())
        if main is None:
            return []
        parts = [
            (_("By sex"), charting.sex_chart(*about, self.sexes())),
            *self._by_dimension(),
            (_("By body"), charting.body_chart(*about, self.named)),
        ]
        shown = [(head, part) for head, part in parts if part is not None and part.key != main.key]
        return [("", main), *shown]

    def _by_dimension(self) -> Iterator[tuple[str, Chart | None]]:
        """The parts of each dimension but that of sex, where they add up."""
        if self.measure.total != Measure.Total.SUM:
            return
        keys = dict.fromkeys(row.category_key for row in self.series)
        for code in self.measure.dimension_codes():
            single = [key for key in keys if list(category_of(key)) == [code]]
            own = {key: self.words.category(key) for key in single}
            if code != charting.SEX and own and code in self.words.dimensions:
                name = within_sentence(self.words.dimensions[code].said_name).text
                about = (self.subject, self.series, self.across)
                heading = _("By %(dimension)s") % {"dimension": name}
                yield heading, charting.parts_chart(*about, own)

    def rows(self, periods: Sequence[Period]) -> list[Row]:
        """The table of the measure; `periods` are the years across."""
        return [self._row(one, periods) for one in self.series]

    def _row(self, one: Series, periods: Sequence[Period]) -> Row:
        cells = [
            Cell(
                period.year,
                cell_text(one, period, self.measure),
                counts_of(one, period, self.measure),
            )
            for period in periods
        ]
        changes = (one.since_baseline, one.since_last_year)
        return Row(
            self.named(one),
            one.is_computed,
            cells,
            *(moved(change, self.measure) for change in changes),
        )


def measured_rows(
    measure: Measure,
    values: Sequence[Value],
    periods: Sequence[Period],
    words: Words,
    known: Background,
) -> Measured:
    """The rows of a measure that has numbers, from the values that the reader sees."""
    across = years(periods, periods[-1], breaks_of(known.definitions.get(measure.pk, ())))
    own = [value for value in values if value.measure_id == measure.pk]
    categories = fixed_categories(measure.dimension_codes(), words.dimensions)
    series = measured(measure, own, across, Expected(known.bodies, categories))
    return Measured(measure, subject_of(measure), across, series, words)


@dataclass(frozen=True)
class Answering:
    """The bodies that answer for a line, and those that were heard in each period, by number."""

    asked: frozenset[int]
    heard: Mapping[int, set[int]]


def logged_rows(
    measure: Measure,
    logged: Mapping[int, Sequence[Activity]],
    values: Sequence[Value],
    periods: Sequence[Period],
    answering: Answering,
) -> Measured:
    """The rows of a log: how many activities each year has.

    A year without any has the reason that was given, else zero: its contributions name none.
    """
    across = years(periods, periods[-1])
    figures: dict[int, Figure] = {}
    totals: dict[int, Total] = {}
    for period in periods:
        own = [value.absence for value in values if value.period_id == period.pk and value.absence]
        counted, heard = len(logged.get(period.year, ())), answering.heard.get(period.pk, set())
        silent, bodies = len(answering.asked - heard), len(answering.asked | heard)
        figures[period.year], totals[period.year] = of_year(counted, own, silent, bodies)
    # What lasts over several years counts in each: the years make no sum.
    series = with_changes(
        Series("", "", figures, totals=totals), across, rule="none", is_share=False
    )
    return Measured(measure, subject_of(measure), across, [series], Words({}, {}))


def is_counted(measure: Measure) -> bool:
    """Whether its figures are numbers that were given."""
    return measure.kind in NUMBERS


def subject_of(measure: Measure) -> Subject:
    """What the figures of a measure are of, in the reader's language."""
    place = f"measure-{measure.instrument.position}-{measure.position}"
    is_log = measure.kind == Kind.LOG
    return Subject(
        key=place,
        name=caption_of(measure).text,
        kind=Kind.COUNT if is_log else measure.kind,
        unit=_("activities") if is_log else unit_name(measure.unit),
        above=measure.named("numerator").text,
        below=measure.named("denominator").text,
    )


def definition(measure: Measure, dimensions: Mapping[str, Dimension]) -> Definition:
    """Everything that says how the value comes about."""
    names = [
        within_sentence(dimensions[code].said_name).text
        for code in measure.dimension_codes()
        if code in dimensions
    ]
    kinds = [str(Activity.Kind(kind).label) for kind in measure.activity_kinds]
    parts: list[tuple[str, str | Said]] = [
        (_("Numerator"), measure.named("numerator")),
        (_("Denominator"), measure.named("denominator")),
        (_("Unit"), unit_name(measure.unit)),
        (_("Broken down by"), ", ".join(names)),
        (_("Counts activities of these kinds"), ", ".join(kinds)),
        (_("Totals"), _total_rule(measure)),
    ]
    return Definition(str(measure.get_kind_display()), [each for each in parts if str(each[1])])


def _total_rule(measure: Measure) -> str:
    """How figures of several bodies or categories become one, said in words."""
    if measure.kind == Kind.LOG:
        return _("Each activity counts once a year, however many bodies name it.")
    if not is_counted(measure):
        return ""
    if measure.total == Measure.Total.SUM and measure.kind in {Kind.SHARE, Kind.RATIO}:
        return _("Both counts are added up over bodies and categories; then the quotient is taken.")
    rules = {
        Measure.Total.SUM: _("Figures are added up over bodies and categories."),
        Measure.Total.LATEST: _("The latest figure stands for all."),
        Measure.Total.NONE: _("Figures of several bodies or categories are not added up."),
    }
    return rules[Measure.Total(measure.total)]
