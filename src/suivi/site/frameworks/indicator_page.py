"""What do we hold for one indicator: lines, instruments, figures, what was done, what is missing?

Visibility is that of a line's page: a figure or an activity is seen with the contribution it came
with. "The last two years" are the two newest years, baselines aside, of which the reader sees
anything in the plan at all; a year in which these lines are silent is a gap, not left out.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from suivi.activities.models import Activity, Evidence
from suivi.indicators.figure_tables import FigureTable, Words, caption_of, figure_tables
from suivi.indicators.log_words import LogTable, LogYear, log_table
from suivi.indicators.logs import Log as Counted
from suivi.indicators.models import Crosswalk, FrameworkIndicator, Value
from suivi.indicators.remarks import Background, background
from suivi.plans.models import Dimension, Instrument, Measure, Period, Plan, Provision
from suivi.plans.standing import coordinated_plans
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from suivi.site.queries.line_page import Account, answers_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser

RECENT: Final = 2


@dataclass(frozen=True)
class InstrumentHeld:
    """An instrument that answers the indicator, with its figures over the years."""

    pair: Crosswalk
    figures: Sequence[FigureTable]
    logs: Sequence[LogTable]
    recent: Mapping[int, str]
    has_answers: bool

    @property
    def instrument(self) -> Instrument:
        """The monitoring instrument."""
        return self.pair.instrument

    @property
    def is_gap(self) -> bool:
        """Whether there is neither figure nor activity nor statement for it."""
        return not (
            self.figures
            or self.has_answers
            or any(any(n for _y, n in log.counts) for log in self.logs)
        )


@dataclass(frozen=True)
class YearHeld:
    """What was said of a line in one of the last two years; no account is a gap."""

    year: int
    accounts: Sequence[Account]


@dataclass(frozen=True)
class LineHeld:
    """A line with the instruments paired, and what was done in the last two years."""

    line: Provision
    instruments: Sequence[InstrumentHeld]
    years: Sequence[YearHeld]


@dataclass(frozen=True)
class PlanHeld:
    """A plan with the lines that answer the indicator."""

    plan: Plan
    lines: Sequence[LineHeld]


@dataclass(frozen=True)
class IndicatorPage:
    """Everything that is held for one indicator."""

    indicator: FrameworkIndicator
    plans: Sequence[PlanHeld]

    @property
    def instruments(self) -> Sequence[InstrumentHeld]:
        """Every instrument paired, of all plans."""
        return [one for plan in self.plans for line in plan.lines for one in line.instruments]

    @property
    def gaps(self) -> int:
        """For how many instruments nothing is there."""
        return sum(one.is_gap for one in self.instruments)

    def years(self) -> list[int]:
        """The years that have a column in an export."""
        return sorted({year for one in self.instruments for year in one.recent})

    def is_sample(self) -> bool:
        """Whether some of what is shown was made up."""
        accounts = [
            account
            for plan in self.plans
            for line in plan.lines
            for year in line.years
            for account in year.accounts
        ]
        return any(plan.plan.is_sample for plan in self.plans) or any(
            account.contribution.is_sample for account in accounts
        )


@dataclass(frozen=True)
class _Seen:
    """All that was read, by its place."""

    contributions: Mapping[int, Sequence[Contribution]]
    values: Mapping[int, Sequence[Value]]
    recent: Mapping[int, Sequence[Period]]
    dimensions: Mapping[int, Mapping[str, Dimension]]
    known: Background


def indicator_page(indicator: FrameworkIndicator, reader: "Reader") -> IndicatorPage:
    """Reads all that the reader may see of an indicator: a fixed number of queries."""
    pairs = _pairs(indicator, reader)
    lines = {pair.instrument.provision_id for pair in pairs}
    seen = _seen(pairs, lines, reader)
    plans = []
    for plan, of_plan in groupby(pairs, key=lambda pair: pair.instrument.provision.plan):
        held = [
            _line(line, list(found), seen)
            for line, found in groupby(of_plan, key=lambda pair: pair.instrument.provision)
        ]
        plans.append(PlanHeld(plan, held))
    return IndicatorPage(indicator, plans)


def may_keep(reader: "Reader") -> bool:
    """Whether the reader coordinates some plan, and so keeps the library."""
    return bool(coordinated_plans(reader))


def _pairs(indicator: FrameworkIndicator, reader: "Reader") -> list[Crosswalk]:
    rows = Crosswalk.objects.current().visible_to(reader).filter(indicator=indicator)
    measures = Prefetch("instrument__measures", Measure.objects.order_by("position", "pk"))
    found = rows.select_related("instrument__provision__plan").prefetch_related(measures)
    return list(found.in_order())


def _seen(pairs: Sequence[Crosswalk], lines: set[int], reader: "Reader") -> _Seen:
    plans = {pair.instrument.provision.plan_id for pair in pairs}
    visible = Contribution.objects.visible_to(reader)
    contributions = _contributions(visible.filter(provision__in=lines))
    places = {(each.provision_id, each.body_id, each.period_id) for each in contributions}
    values: dict[int, list[Value]] = defaultdict(list)
    rows = Value.objects.filter(measure__instrument__in=[pair.instrument_id for pair in pairs])
    for value in rows.select_related("body", "period", "measure__instrument").in_order():
        instrument = value.measure.instrument
        if (instrument.provision_id, value.body_id, value.period_id) in places:
            values[instrument.pk].append(value)
    by_line: dict[int, list[Contribution]] = defaultdict(list)
    for each in contributions:
        by_line[each.provision_id].append(each)
    dimensions: dict[int, dict[str, Dimension]] = defaultdict(dict)
    for dimension in Dimension.objects.filter(plan__in=plans).order_by("pk"):
        dimensions[dimension.plan_id][dimension.code] = dimension
    measures = [measure for pair in pairs for measure in pair.instrument.measures.all()]
    return _Seen(
        by_line,
        values,
        _recent(visible.filter(provision__plan__in=plans)),
        dimensions,
        background(measures, [value for found in values.values() for value in found]),
    )


def _contributions(rows: "QuerySet[Contribution]") -> list[Contribution]:
    """Newest year first, with the activities that are open to all."""
    seen = list(
        rows.select_related("body", "period", "progress").order_by(
            "-period__year", "position", "pk"
        )
    )
    evidence = Prefetch("evidence", Evidence.objects.order_by("pk"))
    activities = Activity.objects.public().in_order().prefetch_related(evidence, "partners")
    prefetch_related_objects(seen, Prefetch("activities", activities), "body__former_names")
    return seen


def _recent(visible: "QuerySet[Contribution]") -> dict[int, list[Period]]:
    """The last two years of each plan of which the reader sees anything, newest first."""
    numbers = visible.order_by().values("period")
    found: dict[int, list[Period]] = defaultdict(list)
    periods = Period.objects.filter(pk__in=numbers, is_baseline=False)
    for period in periods.order_by("-year", "pk"):
        if len(found[period.plan_id]) < RECENT:
            found[period.plan_id].append(period)
    return found


def _line(line: Provision, pairs: Sequence[Crosswalk], seen: _Seen) -> LineHeld:
    contributions = seen.contributions.get(line.pk, [])
    recent = seen.recent.get(line.plan_id, [])
    held = [_instrument(pair, contributions, seen) for pair in pairs]
    years = [
        YearHeld(
            period.year,
            [_account(each, pairs, seen) for each in contributions if each.period_id == period.pk],
        )
        for period in recent
    ]
    return LineHeld(line, held, years)


def _account(contribution: Contribution, pairs: Sequence[Crosswalk], seen: _Seen) -> Account:
    """As on the page of the line, with the answers to the instruments paired."""
    measures = {measure.pk: measure for pair in pairs for measure in pair.instrument.measures.all()}
    own = [
        value
        for pair in pairs
        for value in seen.values.get(pair.instrument_id, [])
        if (value.body_id, value.period_id) == (contribution.body_id, contribution.period_id)
    ]
    is_told = contribution.status == Status.PUBLISHED
    status = "" if is_told else str(contribution.get_status_display())
    activities = list(contribution.activities.all())
    return Account(contribution, activities, list(answers_of(measures, own)), status, False)


def _instrument(
    pair: Crosswalk, contributions: Sequence[Contribution], seen: _Seen
) -> InstrumentHeld:
    measures = list(pair.instrument.measures.all())
    values = seen.values.get(pair.instrument_id, [])
    plan = pair.instrument.provision.plan_id
    given = {value.period_id for value in values}
    told = {each.period.pk: each.period for each in contributions if each.period_id in given}
    periods = sorted(told.values(), key=lambda period: period.year)
    words = Words({value.body.code: value.body for value in values}, seen.dimensions[plan])
    figures = figure_tables(measures, values, periods, words, seen.known)
    logs = [_log(measure, contributions, values) for measure in measures if measure.kind == "log"]
    stated = any(value.text or value.state for value in values)
    shown = {
        period.year: _in_words(figures, logs, values, period)
        for period in seen.recent.get(plan, [])
    }
    return InstrumentHeld(pair, figures, [log for log in logs if log.counts], shown, stated)


def _log(
    measure: Measure, contributions: Sequence[Contribution], values: Sequence[Value]
) -> LogTable:
    """How many activities each year counts, each once however many bodies name it."""
    counted: dict[int, Counted] = {}
    for each in contributions:
        log = counted.setdefault(each.period.year, Counted(measure.activity_kinds))
        for activity in each.activities.all():
            log.add(activity.pk, activity)
    reasons: dict[int, list[str]] = defaultdict(list)
    for value in values:
        if value.measure_id == measure.pk and value.absence:
            reasons[value.period.year].append(value.absence)
    years = [LogYear(year, log, reasons[year]) for year, log in sorted(counted.items())]
    return log_table(caption_of(measure), years)


def _in_words(
    figures: Sequence[FigureTable],
    logs: Sequence[LogTable],
    values: Sequence[Value],
    period: Period,
) -> str:
    """What an instrument has for one year, in one cell: "women: 52 (10.8 %); activities: 3"."""
    found = []
    for table in figures:
        name = f"{table.caption}: " if len(figures) > 1 else ""
        at = next((n for n, each in enumerate(table.periods) if each.pk == period.pk), None)
        for row in table.rows if at is not None else ():
            cell = row.cells[at or 0]
            if cell.text:
                counts = f" ({cell.counts})" if cell.counts else ""
                marks = "".join(f" [{mark}]" for mark in cell.marks)
                found.append(f"{name}{row.label}: {cell.text}{counts}{marks}")
        found += _remarks_in_words(table, period)
    for log in logs:
        found += _log_in_words(log, period.year)
    for value in values:
        if value.period_id == period.pk and (value.state or value.text):
            found.append(value.text or str(value.get_state_display()))
    return "; ".join(found)


def _log_in_words(log: LogTable, year: int) -> list[str]:
    """What a log has for one year: its number, and who took part where that is told."""
    if year not in log.years:
        return []
    at = list(log.years).index(year)
    rows = [f"{row.label}: {row.cells[at]}" for row in log.rows[1:] if row.cells[at]]
    return [f"{log.caption}: {log.rows[0].cells[at]}", *rows]


def _remarks_in_words(table: FigureTable, period: Period) -> list[str]:
    """The remarks on the figures of a year, by their numbers."""
    return [
        f"[{remark.number}] {remark.text} {remark.quoted}".replace("  ", " ")
        for remark in table.remarks
        if remark.about.startswith(str(period.year))
    ]
