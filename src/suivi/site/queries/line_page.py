"""What was done about a line, and where was it told?

Only what a reader may see of contributions is read; a figure or an activity is seen with the
contribution it came with, and never before. Members see their own drafts too, marked as such.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.activities.models import Activity
from suivi.errors import leave
from suivi.indicators.figure_tables import FigureTable, Words, caption_of, figure_tables
from suivi.indicators.frameworks.queries import pairs_of
from suivi.indicators.log_words import LogTable, LogYear, log_table
from suivi.indicators.logs import Log as Counted
from suivi.indicators.models import Crosswalk, MilestoneState, Value
from suivi.indicators.remarks import Background, background
from suivi.languages.wording import Said
from suivi.plans.models import Dimension, Measure, Period, Plan
from suivi.plans.queries.definitions import Defined, defined
from suivi.plans.queries.line import Promise, promise
from suivi.plans.standing import Standing, standing
from suivi.publications.models import Report
from suivi.reporting.models import Contribution
from suivi.reporting.permissions import may_restate
from suivi.reporting.progress import line_progress
from suivi.reporting.queries.promises.ledger import Tally, tally_of
from suivi.reporting.queries.promises.telling import PromiseRow, promises_of_line
from suivi.reporting.states import Status
from suivi.site.projects.page import counts_projects
from suivi.site.queries.foundations import Basis, InstrumentShown, bases, instruments_shown
from suivi.site.queries.plan_page import Above, above
from suivi.site.queries.progress import Progress, progress_of
from suivi.site.queries.seen import contributions_seen, values_seen
from suivi.ui.cells import Cell

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser


@dataclass(frozen=True)
class Answer:
    """What an instrument that is not counted got for an answer: a milestone or an account."""

    measure: Said
    word: str
    reached_on: date | None
    text: str
    language: str


@dataclass(frozen=True)
class Account:
    """What one body says about the line in a year."""

    contribution: Contribution
    activities: Sequence[Activity]
    answers: Sequence[Answer]
    status: str
    may_write: bool
    may_restate: bool = False

    @property
    def language_name(self) -> str:
        """In which language it is written, when that is not the page's own."""
        language = self.contribution.language
        is_own = language == (get_language() or "en")[:2]
        is_silent = not self.contribution.told_account
        return "" if is_own or is_silent else dict(settings.LANGUAGES)[language]

    @property
    def has_more(self) -> bool:
        """Whether it says more than what was done."""
        said = self.contribution
        return bool(said.progress_reason or said.obstacles or said.next_steps or self.answers)


@dataclass(frozen=True)
class Year:
    """A year of the line: how far it had come, and what each body says."""

    period: Period
    cell: Cell | None
    judged: int
    asked: int
    accounts: Sequence[Account]

    @property
    def name(self) -> str:
        """The year, marked when it is the baseline."""
        year = self.period.year
        return _("%(year)s (baseline)") % {"year": year} if self.period.is_baseline else str(year)


@dataclass(frozen=True)
class LinePage:
    """One line on its thread: promised, done, told."""

    plan: Plan
    promise: Promise
    above: Sequence[Above]
    instruments: Sequence[InstrumentShown]
    crosswalk: Sequence[Crosswalk]
    may_pair: bool
    legal_bases: Sequence[Basis]
    progress: Progress
    years: Sequence[Year]
    figures: Sequence[FigureTable]
    logs: Sequence[LogTable]
    defined: Mapping[int, Defined]
    may_define: bool
    reports: Sequence[Report]
    due: Sequence[Period]
    promises: Sequence[PromiseRow]

    @property
    def promises_tally(self) -> Tally:
        """How the promises for a day or a year stand."""
        return tally_of(self.promises)

    @property
    def counts_projects(self) -> bool:
        """Whether an instrument counts projects, which have a page of their own."""
        return counts_projects(self.promise.measures())

    @property
    def newest(self) -> Year | None:
        """The newest year of which something was published."""
        return next((year for year in self.years if year.cell is not None), None)

    @property
    def recent(self) -> Sequence[Year]:
        """The years that are read at once: the newest one told, and what is being written."""
        return [year for year in self.years if year is self.newest or year.cell is None]

    @property
    def earlier(self) -> Sequence[Year]:
        """The history: the years told before, down to the baseline."""
        return [year for year in self.years if year not in self.recent]

    def cells(self) -> Sequence[tuple[int, Cell]]:
        """Each year with its cell."""
        cells = self.progress.cells().of(self.promise.provision.pk)
        years = [period.year for period in self.progress.years]
        return list(zip(years, cells, strict=True))

    @property
    def newest_word(self) -> Said | str:
        """How far the line had come in the newest year told, in a word."""
        step = (
            self.progress.step(self.promise.provision.pk, self.newest.period)
            if self.newest
            else None
        )
        return step.said_name if step else _("No information")

    @property
    def anchor(self) -> str:
        """Where the line stands in a report."""
        return f"line-{self.promise.provision.code.replace('.', '-')}"

    def is_sample(self) -> bool:
        """Whether some of what is shown was made up."""
        accounts = [account for year in self.years for account in year.accounts]
        return self.plan.is_sample or any(each.contribution.is_sample for each in accounts)


def line_page(plan: Plan, code: str, reader: "Reader", on: date) -> LinePage:
    """Reads a line with all that the reader may see: a fixed number of queries. Http404 if none."""
    line = promise(plan, code)
    published = Contribution.objects.published().filter(provision=line.provision)
    progress = progress_of([plan], published)[plan.pk]
    seen = contributions_seen(line, progress.scale, reader)
    values = values_seen(line.measures(), seen)
    who = standing(reader, plan)
    dimensions = {each.code: each for each in Dimension.objects.filter(plan=plan)}
    years = list(_years(line, progress, seen, values, who))
    measures = line.measures()
    bodies = list(dict.fromkeys(each.body.code for each in line.responsibilities))
    known = background(measures, values, bodies)
    return LinePage(
        plan,
        line,
        [above(each, line.levels) for each in line.above],
        list(instruments_shown(line, dimensions)),
        pairs_of(line.provision),
        who.is_coordinator,
        list(bases(line)),
        progress,
        years,
        _figures(line, values, seen, dimensions, known),
        list(_logs(line, years, values)),
        {
            measure.pk: defined(measure, known.definitions.get(measure.pk, ()), dimensions)
            for measure in measures
        },
        who.is_coordinator,
        _reports(plan, years),
        _due(plan),
        promises_of_line(line.provision, reader, on),
    )


def _years(
    line: Promise,
    progress: Progress,
    seen: Sequence[Contribution],
    values: Sequence[Value],
    who: Standing,
) -> Iterator[Year]:
    cells = progress.cells()
    measures = {measure.pk: measure for measure in line.measures()}
    given: dict[tuple[int, int], list[Value]] = defaultdict(list)
    for value in values:
        given[value.body_id, value.period_id].append(value)
    named = len({each.body_id for each in line.responsibilities})
    asked = _asked(line)
    for period, together in groupby(seen, key=lambda each: each.period):
        contributions = list(together)
        told = [each.progress for each in contributions if each.status == Status.PUBLISHED]
        judged = line_progress(told)
        accounts = [
            _account(each, answers_of(measures, given[each.body_id, each.period_id]), who)
            for each in contributions
        ]
        cell = cells.at(period, judged.step) if told else None
        judgements = judged.bodies - judged.without_news
        yield Year(period, cell, judgements, asked.get(period.pk, named), accounts)


def _asked(line: Promise) -> dict[int, int]:
    """How many bodies were asked on the line in each period, whoever the plan names today."""
    asked = Contribution.objects.asked().filter(provision=line.provision).order_by()
    return dict(asked.values_list("period").annotate(Count("pk")))


def _account(contribution: Contribution, answers: Iterable[Answer], who: Standing) -> Account:
    is_told = contribution.status == Status.PUBLISHED
    return Account(
        contribution,
        list(contribution.activities.all()),
        list(answers),
        "" if is_told else contribution.get_status_display(),
        not is_told and contribution.period.is_open and who.writes_for(contribution.body_id),
        is_told and bool(leave(lambda: may_restate(who, contribution))),
    )


def answers_of(measures: Mapping[int, Measure], values: Sequence[Value]) -> Iterator[Answer]:
    """The milestones and accounts among the values, and reasons why such a one is absent."""
    for value in values:
        measure = measures[value.measure_id]
        if measure.kind in {Measure.Kind.MILESTONE, Measure.Kind.NARRATIVE}:
            state = str(MilestoneState(value.state).label) if value.state else ""
            word = state or (str(value.get_absence_display()) if value.absence else "")
            yield Answer(caption_of(measure), word, value.reached_on, value.text, value.language)


def _figures(
    line: Promise,
    values: Sequence[Value],
    seen: Sequence[Contribution],
    dimensions: Mapping[str, Dimension],
    known: Background,
) -> list[FigureTable]:
    periods = sorted({each.period for each in seen}, key=lambda period: period.year)
    bodies = {value.body.code: value.body for value in values}
    given = {value.period_id for value in values}
    told = [period for period in periods if period.pk in given]
    return figure_tables(line.measures(), values, told, Words(bodies, dimensions), known)


def _logs(line: Promise, years: Sequence[Year], values: Sequence[Value]) -> Iterator[LogTable]:
    """For each instrument that is a log of activities, how many each year counts, and who came."""
    for measure in line.measures():
        if measure.kind == Measure.Kind.LOG:
            counted = [
                _log_year(line, year, measure, values)
                for year in reversed(years)
                if year.cell is not None
            ]
            if counted:
                yield log_table(caption_of(measure), counted)


def _log_year(line: Promise, year: Year, measure: Measure, values: Sequence[Value]) -> LogYear:
    """The activities of a log in a year, each once however many bodies name it."""
    log = Counted(measure.activity_kinds)
    for account in year.accounts:
        for activity in account.activities:
            log.add(activity.pk, activity)
    own = [
        each for each in values if (each.measure_id, each.period_id) == (measure.pk, year.period.pk)
    ]
    asked = {each.body_id for each in line.responsibilities}
    heard = {account.contribution.body_id for account in year.accounts}
    reasons = [each.absence for each in own if each.absence]
    return LogYear(year.period.year, log, reasons, len(asked - heard), len(asked | heard))


def _reports(plan: Plan, years: Sequence[Year]) -> list[Report]:
    """The published reports that tell something of the line, newest first.

    A report tells of the line when something on it was published for that year: a line that came
    into the plan later stands in no report of before.
    """
    told = [year.period.pk for year in years if year.cell is not None]
    rows = Report.objects.published().filter(plan=plan, period__in=told).named_only()
    return list(rows.select_related("period").newest_first())


def _due(plan: Plan) -> list[Period]:
    """The years on which a report is being prepared."""
    told = Report.objects.published().filter(plan=plan).values("period")
    return list(plan.periods.open().exclude(is_baseline=True).exclude(pk__in=told).in_order())
