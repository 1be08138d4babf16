"""What is known of one monitoring instrument over the years, as far as the reader may see it?"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import Http404

from suivi.activities.charting import country_map
from suivi.activities.models import Activity
from suivi.charts.definitions import Chart, CountryMap
from suivi.indicators.figure_tables import FigureTable, Words, figure_tables
from suivi.indicators.frameworks.queries import pairs_of
from suivi.indicators.models import Crosswalk, Value
from suivi.indicators.remarks import Background, background
from suivi.people.models import Body
from suivi.plans.models import Dimension, Instrument, Measure, Period, Plan, ScaleStep
from suivi.plans.queries.definitions import Defined, defined
from suivi.plans.queries.line import Promise, promise
from suivi.publications.models import Report
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from suivi.site.instruments.measured import (
    Answering,
    Definition,
    Measured,
    Row,
    definition,
    is_counted,
    logged_rows,
    measured_rows,
)
from suivi.site.queries.line_page import Answer, answers_of
from suivi.site.queries.seen import contributions_seen, values_seen

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser


@dataclass(frozen=True)
class Known:
    """All that was read of an instrument."""

    plan: Plan
    promise: Promise
    instrument: Instrument
    measures: Sequence[Measure]
    contributions: Sequence[Contribution]
    values: Sequence[Value]
    dimensions: Mapping[str, Dimension]
    reports: Sequence[Report]
    crosswalk: Sequence[Crosswalk]
    background: Background

    @property
    def periods(self) -> list[Period]:
        """The years of which the reader sees anything on the line, in order."""
        found = {each.period_id: each.period for each in self.contributions}
        return sorted(found.values(), key=lambda period: period.year)

    def words(self) -> Words:
        """What bodies and categories are called."""
        return Words({each.body.code: each.body for each in self.contributions}, self.dimensions)

    def logged(self, measure: Measure) -> dict[int, list[Activity]]:
        """The activities that a log counts, by year, each once however many bodies name it."""
        found: dict[int, dict[int, Activity]] = defaultdict(dict)
        for each in self.contributions:
            for activity in each.activities.all():
                if counts(measure, activity):
                    found[each.period.year].setdefault(activity.pk, activity)
        return {year: list(activities.values()) for year, activities in found.items()}

    def answering(self) -> Answering:
        """Who answers for the line, and who was heard in each period."""
        heard: dict[int, set[int]] = defaultdict(set)
        for each in self.contributions:
            heard[each.period_id].add(each.body_id)
        return Answering(frozenset(each.body_id for each in self.promise.responsibilities), heard)

    def is_sample(self) -> bool:
        """Whether some of what is shown was made up."""
        return self.plan.is_sample or any(each.is_sample for each in self.contributions)


def counts(measure: Measure, activity: Activity) -> bool:
    """Whether a log counts this activity."""
    return not measure.activity_kinds or activity.kind in measure.activity_kinds


def known(plan: Plan, code: str, position: int, reader: "Reader") -> Known:
    """Reads an instrument: a fixed number of queries. Http404 when there is none."""
    line = promise(plan, code)
    instrument = next((each for each in line.instruments if each.position == position), None)
    if instrument is None:
        raise Http404
    measures = list(instrument.measures.all())
    seen = contributions_seen(line, ScaleStep.objects.filter(plan=plan), reader)
    told = {each.period_id for each in seen if each.status == Status.PUBLISHED}
    reports = Report.objects.published().filter(plan=plan, period__in=told).named_only()
    pairs = [pair for pair in pairs_of(line.provision) if pair.instrument_id == instrument.pk]
    values = values_seen(measures, seen)
    bodies = list(dict.fromkeys(each.body.code for each in line.responsibilities))
    return Known(
        plan,
        line,
        instrument,
        measures,
        seen,
        values,
        {each.code: each for each in Dimension.objects.filter(plan=plan)},
        list(reports.select_related("period").newest_first()),
        pairs,
        background(measures, values, bodies),
    )


@dataclass(frozen=True)
class AnswerOfYear:
    """A milestone or an account: from whom, for which year."""

    body: Body
    year: int
    answer: Answer


@dataclass(frozen=True)
class LoggedYear:
    """The activities that a log counts in a year."""

    year: int
    activities: Sequence[Activity]


@dataclass(frozen=True)
class MeasurePart:
    """One measure of the instrument with all that is shown of it."""

    measured: Measured | None
    table: FigureTable | None
    defined: Defined
    caption: object
    definition: Definition
    charts: Sequence[tuple[str, Chart]]
    rows: Sequence[Row]
    logged: Sequence[LoggedYear]
    countries: CountryMap | None
    answers: Sequence[AnswerOfYear]

    @property
    def has_changes(self) -> bool:
        """Whether some row moved since the baseline."""
        return any(row.since_baseline for row in self.rows)

    @property
    def has_yearly_changes(self) -> bool:
        """Whether some row moved since the year before."""
        return any(row.since_last_year for row in self.rows)


@dataclass(frozen=True)
class Source:
    """A body and the years for which it gave something."""

    body: Body
    years: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class InstrumentPage:
    """An instrument: its measures, and where what is shown comes from."""

    known: Known
    measures: Sequence[MeasurePart]
    periods: Sequence[Period]
    sources: Sequence[Source]

    @property
    def baseline(self) -> int | None:
        """The year of the baseline, if it is among the years shown."""
        return next((each.year for each in self.periods if each.is_baseline), None)


def instrument_page(plan: Plan, code: str, position: int, reader: "Reader") -> InstrumentPage:
    """An instrument with all that the reader may see of it."""
    found = known(plan, code, position, reader)
    parts = [measure_part(found, measure) for measure in found.measures]
    return InstrumentPage(found, parts, found.periods, _sources(found))


def measure_part(found: Known, measure: Measure) -> MeasurePart:
    """The figures, activities or answers of a measure."""
    own = [value for value in found.values if value.measure_id == measure.pk]
    is_log = measure.kind == Measure.Kind.LOG
    logged = found.logged(measure) if is_log else {}
    periods, shown = found.periods, None
    if is_counted(measure) and own:
        shown = measured_rows(measure, own, periods, found.words(), found.background)
    elif is_log and logged:
        shown = logged_rows(measure, logged, own, periods, found.answering())
    versions = found.background.definitions.get(measure.pk, ())
    tables = figure_tables([measure], own, periods, found.words(), found.background)
    return MeasurePart(
        shown,
        next(iter(tables), None),
        defined(measure, versions, found.dimensions),
        measure.named("label"),
        definition(measure, found.dimensions),
        shown.charts() if shown else (),
        shown.rows(periods) if shown and is_log else (),
        [LoggedYear(year, logged[year]) for year in sorted(logged, reverse=True)],
        _countries(measure, logged),
        answers(measure, own),
    )


def _countries(measure: Measure, logged: Mapping[int, Sequence[Activity]]) -> CountryMap | None:
    """Where the activities of a log took place, each once, over all years."""
    every = {activity.pk: activity for found in logged.values() for activity in found}
    told = Counter(code for activity in every.values() for code in activity.countries)
    drawn = country_map(sorted(told.items(), key=lambda each: (-each[1], each[0])))
    key = f"countries-{measure.instrument.position}-{measure.position}"
    return replace(drawn, key=key) if drawn else None


def answers(measure: Measure, values: Sequence[Value]) -> list[AnswerOfYear]:
    """Milestones and accounts, the newest first; of a log, why there was nothing."""
    found = []
    for value in sorted(values, key=lambda each: -each.period.year):
        for answer in answers_of({measure.pk: measure}, [value]):
            found.append(AnswerOfYear(value.body, value.period.year, answer))
    return found


def _sources(found: Known) -> list[Source]:
    """Who gave something for the measures, and for which years; drafts say that they are."""
    kinds = [measure for measure in found.measures if measure.kind == Measure.Kind.LOG]
    given = {(value.body_id, value.period_id) for value in found.values}
    years: dict[int, dict[int, str]] = defaultdict(dict)
    bodies: dict[int, Body] = {}
    for each in reversed(found.contributions):
        logs = any(counts(log, activity) for log in kinds for activity in each.activities.all())
        if logs or (each.body_id, each.period_id) in given:
            is_told = each.status == Status.PUBLISHED
            bodies[each.body_id] = each.body
            status = "" if is_told else str(each.get_status_display())
            years[each.body_id][each.period.year] = status
    return [Source(bodies[pk], sorted(told.items())) for pk, told in years.items()]
