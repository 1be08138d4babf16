"""What do all instruments of a plan say at a glance, in the order of the plan?

A row per measure: most instruments have one. A fixed number of queries, whatever the plan's size.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.activities.models import Activity
from suivi.charts.definitions import Spark
from suivi.indicators import charting
from suivi.indicators.figure_tables import Words, cell_text, counts_of, moved
from suivi.indicators.models import Value
from suivi.indicators.remarks import Background
from suivi.indicators.sentences import is_number
from suivi.indicators.tables import Series
from suivi.languages.wording import CODES, Said
from suivi.people.models import Body
from suivi.plans.models import Dimension, Instrument, Measure, Period, Plan
from suivi.plans.queries import bodies as directory
from suivi.plans.queries.definitions import definitions_of
from suivi.plans.queries.outline import Line, Outline, outline
from suivi.plans.words import answers, folded
from suivi.reporting.models import Contribution
from suivi.site.instruments.measured import (
    Answering,
    Measured,
    is_counted,
    logged_rows,
    measured_rows,
)
from suivi.site.instruments.page import counts
from suivi.site.queries.plan_page import named

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from suivi.people.models import Person

    Reader = Person | AnonymousUser

WITH_FIGURES: Final = "with"
WITHOUT_FIGURES: Final = "without"


@dataclass(frozen=True)
class Question:
    """What is asked of the instruments; blanks ask for nothing."""

    top: str = ""
    body: str = ""
    kind: str = ""
    figures: str = ""
    words: Sequence[str] = ()


@dataclass(frozen=True)
class Newest:
    """The newest figure in words: of which year, its counts, how it moved, and the bars."""

    year: int | None = None
    label: str = ""
    text: str = ""
    counts: str = ""
    change: str = ""
    spark: Spark | None = None


@dataclass(frozen=True)
class Listed:
    """A measure in the list."""

    line: Line
    instrument: Instrument
    measure: Measure
    href: str
    who: str
    everyone: str
    newest: Newest
    by_year: Mapping[int, str]

    @property
    def has_figures(self) -> bool:
        """Whether anything is there for it."""
        return self.newest.year is not None

    @property
    def label(self) -> Said:
        """What is measured, where the instrument's own text does not say it."""
        return self.measure.named("label")


@dataclass(frozen=True)
class Listing:
    """All measures of a plan, and what the filters offer."""

    outline: Outline
    rows: Sequence[Listed]
    bodies: Sequence[Body]
    parents: directory.Parents
    years: Sequence[int]
    is_sample: bool

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.outline.plan

    def instruments(self) -> int:
        """How many instruments the plan has."""
        return len({row.instrument.pk for row in self.rows})


def listing(plan: Plan, reader: "Reader") -> Listing:
    """Reads all instruments of a plan with what the reader may see of their figures."""
    structure, parents = outline(plan), directory.parents()
    facts = _Facts(plan, structure, reader)
    rows = [
        facts.row(line, instrument, measure)
        for line in structure.lines
        for instrument in line.instruments
        for measure in facts.measures.get(instrument.pk, ())
    ]
    years = sorted({year for row in rows for year in row.by_year})
    bodies = directory.with_holders(structure.bodies(), parents)
    is_sample = plan.is_sample or facts.is_sample
    return Listing(structure, rows, bodies, parents, years, is_sample)


def rows_for(found: Listing, asked: Question) -> list[Listed]:
    """The measures that answer to all of the question, in the order of the plan."""
    bodies = frozenset[int]().union(
        *(
            directory.with_own_bodies(body.pk, found.parents)
            for body in found.bodies
            if body.code == asked.body
        )
    )
    wanted = {WITH_FIGURES: (True,), WITHOUT_FIGURES: (False,)}.get(asked.figures, (True, False))
    return [
        row
        for row in found.rows
        if asked.top in {"", row.line.top.code if row.line.top else ""}
        and (not asked.body or any(body.pk in bodies for body in row.line.bodies))
        and asked.kind in {"", row.measure.kind}
        and row.has_figures in wanted
        and (not asked.words or answers(folded(_texts(row)), asked.words))
    ]


def _texts(row: Listed) -> str:
    """The line, the instrument and the measure, in every language: not their neighbours."""
    fields: list[tuple[models.Model, str]] = [
        *((row.line.provision, "title"), (row.line.provision, "text")),
        *((row.instrument, "text"), (row.measure, "label")),
    ]
    texts = [getattr(each, f"{name}_{code}") for each, name in fields for code in CODES]
    return "\n".join([row.line.provision.code, *filter(None, texts)])


class _Facts:
    """Everything that was given on a plan, by line and measure, as far as the reader sees it."""

    def __init__(self, plan: Plan, structure: Outline, reader: "Reader") -> None:
        self.plan = plan
        periods = list(Period.objects.filter(plan=plan).in_order())
        self.period = {period.pk: period for period in periods}
        seen = Contribution.objects.visible_to(reader).filter(provision__plan=plan).order_by()
        rows = list(seen.values_list("provision", "body", "period", "is_sample"))
        self.places = {row[:3] for row in rows}
        self.is_sample = any(row[3] for row in rows)
        self.told: dict[int, set[int]] = defaultdict(set)
        self.heard: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for provision, body, period in self.places:
            self.told[provision].add(period)
            self.heard[provision][period].add(body)
        self.measures = _measures(plan, structure)
        self.definitions = definitions_of(
            measure for measures in self.measures.values() for measure in measures
        )
        self.values = self._values()
        self.logged = self._logged(reader)
        self.dimensions = {each.code: each for each in Dimension.objects.filter(plan=plan)}
        self.names = {body.pk: str(body.said_short_name) for body in structure.bodies()}

    def _values(self) -> dict[int, list[Value]]:
        provisions = {
            measure.pk: measure.instrument.provision_id
            for measures in self.measures.values()
            for measure in measures
        }
        found: dict[int, list[Value]] = defaultdict(list)
        for value in Value.objects.of_plan(self.plan).select_related("body").in_order():
            place = (provisions[value.measure_id], value.body_id, value.period_id)
            if place in self.places:
                value.period = self.period[value.period_id]
                found[value.measure_id].append(value)
        return found

    def _logged(self, reader: "Reader") -> dict[tuple[int, int], dict[int, Activity]]:
        """Number and kind of the activities of each line and year."""
        visible = Contribution.objects.visible_to(reader).filter(pk=OuterRef("contribution"))
        rows = Contribution.activities.through.objects.filter(
            Exists(visible),
            contribution__provision__plan=self.plan,
            activity__is_public=True,
            activity__removed_at__isnull=True,
        )
        found: dict[tuple[int, int], dict[int, Activity]] = defaultdict(dict)
        fields = ("contribution__provision", "contribution__period", "activity", "activity__kind")
        for provision, period, number, kind in rows.order_by().values_list(*fields):
            found[provision, period][number] = Activity(pk=number, kind=kind)
        return found

    def row(self, line: Line, instrument: Instrument, measure: Measure) -> Listed:
        """The row of a measure."""
        bodies = [self.names[body.pk] for body in line.bodies]
        place = [self.plan.slug, line.provision.code, instrument.position]
        shown = self._measured(line, measure)
        by_year = _by_year(shown) if shown else self._answers(measure)
        return Listed(
            line,
            instrument,
            measure,
            reverse("instrument", args=place),
            named(bodies),
            ", ".join(bodies),
            _newest(shown, by_year) if by_year else Newest(),
            by_year,
        )

    def _measured(self, line: Line, measure: Measure) -> Measured | None:
        told = self.told[line.provision.pk]
        periods = [period for period in self.period.values() if period.pk in told]
        values = self.values.get(measure.pk, [])
        if measure.kind == Measure.Kind.LOG:
            logged = {
                period.year: [
                    activity
                    for activity in self.logged.get((line.provision.pk, period.pk), {}).values()
                    if counts(measure, activity)
                ]
                for period in periods
            }
            if not any(logged.values()):
                return None
            return logged_rows(measure, logged, values, periods, self._answering(line))
        if not is_counted(measure) or not values:
            return None
        words = Words({value.body.code: value.body for value in values}, self.dimensions)
        known = Background(self.definitions, bodies=[body.code for body in line.bodies])
        return measured_rows(measure, values, periods, words, known)

    def _answering(self, line: Line) -> Answering:
        asked = frozenset(body.pk for body in line.bodies)
        return Answering(asked, self.heard[line.provision.pk])

    def _answers(self, measure: Measure) -> dict[int, str]:
        """Of what is not counted: states, accounts and reasons, and how many bodies gave each."""
        given: dict[int, Counter[str]] = defaultdict(Counter)
        for value in self.values.get(measure.pk, []):
            said = value.get_absence_display() if value.absence else _("account")
            given[value.period.year][str(value.get_state_display() if value.state else said)] += 1
        return {
            year: ", ".join(f"{text} ({n})" if n > 1 else text for text, n in found.items())
            for year, found in given.items()
        }


def _measures(plan: Plan, structure: Outline) -> dict[int, list[Measure]]:
    """The measures of each instrument; each knows its instrument without asking again."""
    known = {each.pk: each for line in structure.lines for each in line.instruments}
    found: dict[int, list[Measure]] = defaultdict(list)
    rows = Measure.objects.filter(instrument__provision__plan=plan)
    for measure in rows.order_by("instrument_id", "position", "pk"):
        measure.instrument = known[measure.instrument_id]
        found[measure.instrument_id].append(measure)
    return found


def _headline(shown: Measured) -> Series | None:
    """The row that stands for a measure in a list: the whole, or women where there is no whole."""
    whole = charting.headline(shown.series)
    if whole is not None or len({row.body for row in shown.series}) > 1:
        return whole
    first = next(iter(shown.sexes()), "")
    return next((row for row in shown.series if row.category_key == f"sex={first}"), None)


def _by_year(shown: Measured) -> dict[int, str]:
    """The figure of each year as text; of several rows how many there are."""
    row = _headline(shown)
    if row is None:
        return {
            year: _figures(sum(year in each.figures for each in shown.series))
            for year in shown.across.all
            if any(year in each.figures for each in shown.series)
        }
    found = {}
    for year in shown.across.all:
        period = Period(year=year)
        text = cell_text(row, period, shown.measure)
        both = counts_of(row, period, shown.measure)
        if text:
            found[year] = f"{text} ({both})" if both else text
    return found


def _figures(number: int) -> str:
    return ngettext("%(number)s figure", "%(number)s figures", number) % {"number": number}


def _newest(shown: Measured | None, by_year: Mapping[int, str]) -> Newest:
    year = max(by_year)
    row = _headline(shown) if shown else None
    if shown is None or row is None:
        return Newest(year, text=by_year[year])
    period = Period(year=year)
    has_bars = sum(is_number(figure) for figure in row.figures.values()) > 1
    return Newest(
        year,
        shown.named(row) if row.category_key else "",
        cell_text(row, period, shown.measure),
        counts_of(row, period, shown.measure),
        moved(row.since_baseline, shown.measure),
        charting.spark(shown.subject, row, shown.across) if has_bars else None,
    )
