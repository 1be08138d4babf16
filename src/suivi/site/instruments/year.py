"""From which very rows does the figure of an instrument in a year come?

Each body's values with their counts, what it said instead of a figure, which bodies are missing;
the activities that a log counts, with their evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.activities.models import Activity
from suivi.indicators.arithmetic import Absent, Figure, Pair, total
from suivi.indicators.models import Value
from suivi.indicators.queries import figure_of
from suivi.indicators.saying import shown
from suivi.indicators.tables import Series
from suivi.people.models import Body
from suivi.plans.models import Measure, Period, Plan
from suivi.publications.models import Report
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from suivi.site.instruments.measured import is_counted, logged_rows, measured_rows
from suivi.site.instruments.page import AnswerOfYear, Known, answers, known
from suivi.ui.numbers_and_days import figure as written

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser


@dataclass(frozen=True)
class GivenRow:
    """One stored value: which part it is of, both its counts where it has two, what it says."""

    part: str
    above: str
    below: str
    text: str
    note: str
    is_total: bool = False


@dataclass(frozen=True)
class BodyGiven:
    """What one body gave for the year; no contribution means that none is there for the reader."""

    body: Body
    status: str
    has_contribution: bool
    rows: Sequence[GivenRow]


@dataclass(frozen=True)
class MeasureYear:
    """A measure in the year: its total, its rows, what is missing from it."""

    caption: object
    has_two_counts: bool
    above: object
    below: object
    currency: str
    total: GivenRow | None
    completeness: str
    bodies: Sequence[BodyGiven]
    activities: Sequence[Activity]
    is_log: bool
    answers: Sequence[AnswerOfYear]


@dataclass(frozen=True)
class YearPage:
    """An instrument in one year, opened to its rows."""

    known: Known
    period: Period
    measures: Sequence[MeasureYear]
    contributions: Sequence[Contribution]
    reports: Sequence[Report]
    others: Sequence[Period]


def year_page(plan: Plan, code: str, position: int, year: int, reader: "Reader") -> YearPage:
    """Reads the rows of a year. Http404 for a year of which the reader sees nothing."""
    found = known(plan, code, position, reader)
    period = next((each for each in found.periods if each.year == year), None)
    if period is None:
        raise Http404
    measures = [_measure(found, measure, period) for measure in found.measures]
    reports = [each for each in found.reports if each.period.year >= year]
    given = [each for each in found.contributions if each.period_id == period.pk]
    return YearPage(found, period, measures, given, reports, found.periods)


def _measure(found: Known, measure: Measure, period: Period) -> MeasureYear:
    own = [
        value
        for value in found.values
        if value.measure_id == measure.pk and value.period_id == period.pk
    ]
    is_log = measure.kind == Measure.Kind.LOG
    bodies = _bodies(found, measure, own, period) if is_counted(measure) else []
    rows = _series(found, measure, period) if own and is_counted(measure) else []
    logged = found.logged(measure) if is_log else {}
    if logged:
        rows = logged_rows(measure, logged, own, [period], found.answering()).series
    return MeasureYear(
        caption=measure.named("label"),
        has_two_counts=measure.has_two_counts,
        above=measure.named("numerator"),
        below=measure.named("denominator"),
        currency=measure.unit if measure.kind == Measure.Kind.AMOUNT else "",
        total=None if is_log else _total(measure, rows, period.year),
        completeness=_completeness(rows, bodies, period.year),
        bodies=bodies,
        activities=logged.get(period.year, []),
        is_log=is_log,
        answers=answers(measure, own),
    )


def _bodies(
    found: Known, measure: Measure, own: Sequence[Value], period: Period
) -> list[BodyGiven]:
    """Every body that answers for the line or gave a value, in the order of the plan."""
    contributions = {
        each.body_id: each for each in found.contributions if each.period_id == period.pk
    }
    expected = {each.body_id: each.body for each in found.promise.responsibilities}
    expected |= {value.body_id: value.body for value in own}
    return [
        _body(
            found,
            measure,
            body,
            contributions.get(body.pk),
            [value for value in own if value.body_id == body.pk],
        )
        for body in expected.values()
    ]


def _body(
    found: Known,
    measure: Measure,
    body: Body,
    contribution: Contribution | None,
    values: Sequence[Value],
) -> BodyGiven:
    is_told = contribution is None or contribution.status == Status.PUBLISHED
    status = "" if is_told or contribution is None else str(contribution.get_status_display())
    rows = [_row(found, measure, value) for value in values]
    return BodyGiven(body, status, contribution is not None, rows or [_silent(contribution)])


def _silent(contribution: Contribution | None) -> GivenRow:
    """A body that gave nothing: it has not reported, or reported without this figure."""
    text = _("not yet reported") if contribution is None else _("nothing given")
    return GivenRow("", "", "", "", text)


def _row(found: Known, measure: Measure, value: Value) -> GivenRow:
    return _figure_row(measure, found.words().category(value.category_key), figure_of(value))


def _figure_row(
    measure: Measure, part: str, figure: Figure | None, *, is_total: bool = False
) -> GivenRow:
    if isinstance(figure, Absent):
        return GivenRow(part, "", "", "", shown(figure, measure), is_total)
    pair = figure if isinstance(figure, Pair) else None
    return GivenRow(
        part,
        written(pair.numerator) if pair else "",
        written(pair.denominator) if pair else "",
        shown(figure, measure),
        "",
        is_total,
    )


def _series(found: Known, measure: Measure, period: Period) -> Sequence[Series]:
    """The rows of a measure as they stood in the year, totals and what these lack among them."""
    told = [each for each in found.periods if each.year <= period.year]
    own = [value for value in found.values if value.measure_id == measure.pk]
    return measured_rows(measure, own, told, found.words(), found.background).series


def _total(measure: Measure, rows: Sequence[Series], year: int) -> GivenRow | None:
    """The total of all bodies or categories, where the measure allows one and it was computed."""
    computed = [row for row in rows if not row.category_key and year in row.totals]
    everyone = next((row for row in computed if not row.body), None)
    row = everyone or (computed[0] if len({each.body for each in rows}) == 1 and computed else None)
    if row is None:
        return None
    label = _("All bodies") if not row.body else _("Total")
    return _figure_row(measure, label, row.figures.get(year), is_total=True)


def _completeness(rows: Sequence[Series], bodies: Sequence[BodyGiven], year: int) -> str:
    """ "Incomplete: 2 of 5 bodies have not reported." Nothing where the total lacks nothing."""
    if not any(year in row.totals for row in rows if not row.category_key):
        return ""
    silent = sum(not each.has_contribution for each in bodies)
    parts, lacking = _parts_of(rows, year)
    if not bodies:  # a log: its total knows how many bodies answer
        parts, lacking = rows[0].totals[year].parts, rows[0].totals[year].lacking
    found = []
    if silent:
        found.append(
            ngettext(
                "Incomplete: %(lacking)s of %(parts)s bodies has not reported.",
                "Incomplete: %(lacking)s of %(parts)s bodies have not reported.",
                silent,
            )
            % {"lacking": silent, "parts": len(bodies)}
        )
    if lacking:
        found.append(
            ngettext(
                "Incomplete: %(lacking)s of %(parts)s parts has no figure.",
                "Incomplete: %(lacking)s of %(parts)s parts have no figure.",
                lacking,
            )
            % {"lacking": lacking, "parts": parts}
        )
    return " ".join(found)


def _parts_of(rows: Sequence[Series], year: int) -> tuple[int, int]:
    """How many parts the bodies that gave something tell of in the year, and how many lack one."""
    wholes = [row for row in rows if row.body and not row.category_key]
    made_of = [
        row.totals[year] if year in row.totals else total([row.figures[year]], "sum")
        for row in wholes
        if year in row.figures or year in row.totals
    ]
    return sum(each.parts for each in made_of), sum(each.lacking for each in made_of)
