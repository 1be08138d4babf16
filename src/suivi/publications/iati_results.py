"""What does a plan report as results in IATI: each instrument with baseline, actual, breakdowns?

The plan is one activity, a line one result, a measure one indicator. Only figures that stand with a
published contribution leave. Shares are computed from their two counts and say them in a comment; a
ratio is two indicators; a figure that is absent says why; milestones and accounts are qualitative.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import override

from suivi.activities.iati.recorded import Publisher
from suivi.activities.iati.records import (
    ACTUAL,
    BASELINE,
    DESCRIPTION,
    TITLE,
    Dates,
    Indicator,
    Organisation,
    Record,
    Reporter,
    ResultValue,
    Text,
    Texts,
)
from suivi.activities.iati.writing import amount
from suivi.activities.models import Activity
from suivi.errors import Refused
from suivi.indicators.arithmetic import Absent, Count, Figure, Pair, as_percent
from suivi.indicators.models import Absence, MilestoneState, Value
from suivi.indicators.queries import measured, years
from suivi.languages.wording import Wording
from suivi.plans.models import Instrument, Measure, Period, Plan, Provision
from suivi.reporting.models import Contribution

GOVERNMENT, ACCOUNTABLE = "10", "2"
UNDER_WAY, CLOSED = "2", "4"
OTHER_RESULT: Final = "9"  # the plan does not say whether a line is output, outcome or impact
UNIT, PERCENTAGE, QUALITATIVE = "1", "2", "5"


@dataclass(frozen=True)
class _Told:
    """What was published on a plan: periods, values by measure, activities by line and period."""

    periods: Sequence[Period]
    values: Mapping[int, Sequence[Value]]
    activities: Mapping[tuple[int, int], set[tuple[int, str]]]

    def period(self, year: int) -> Period:
        """The period of a year."""
        return next(each for each in self.periods if each.year == year)


def results_of(plan: Plan, *, publisher: Publisher, on: date) -> Record:
    """The plan as one activity with its results. Raises Refused where nobody publishes."""
    if not publisher.ref:
        raise Refused(
            _(
                "The results of a plan leave under the identifier of a publisher. Ask the "
                "administrator of this installation to set SUIVI_IATI_PUBLISHER."
            )
        )
    with override("en"):  # what is said beside figures is marked as English
        indicators = tuple(_indicators(plan, _told(plan)))
    names = (("en", publisher.name),)
    titles = plan.title.texts.items()
    descriptions = plan.description.texts.items() or titles
    return Record(
        identifier=f"{publisher.ref}-{plan.slug}",
        titles=tuple(Text(TITLE, "", *each) for each in titles),
        descriptions=tuple(Text(DESCRIPTION, "1", *each) for each in descriptions),
        reporter=Reporter(publisher.ref, GOVERNMENT, None, names),
        organisations=(Organisation(ACCOUNTABLE, publisher.ref, GOVERNMENT, "", names),),
        status=UNDER_WAY if plan.ends_on >= on else CLOSED,
        dates=_dates(plan, on),
        indicators=indicators,
    )


def _dates(plan: Plan, on: date) -> Dates:
    first, last = str(plan.starts_on), str(plan.ends_on)
    if plan.ends_on > on:
        return Dates(actual_start=first, planned_end=last)
    return Dates(actual_start=first, actual_end=last)


def _told(plan: Plan) -> _Told:
    """Reads it in a fixed number of queries."""
    known = Prefetch("activities", Activity.objects.public())
    published = Contribution.objects.published().filter(provision__plan=plan)
    contributions = list(published.prefetch_related(known).order_by("pk"))
    stand = {(each.provision_id, each.body_id, each.period_id) for each in contributions}
    values: dict[int, list[Value]] = defaultdict(list)
    rows = Value.objects.of_plan(plan).select_related("measure__instrument", "body", "period")
    for value in rows.in_order():
        line = value.measure.instrument.provision_id
        if (line, value.body_id, value.period_id) in stand:
            values[value.measure_id].append(value)
    activities: dict[tuple[int, int], set[tuple[int, str]]] = defaultdict(set)
    for each in contributions:
        done = {(one.pk, str(one.kind)) for one in each.activities.all()}
        activities[each.provision_id, each.period_id] |= done
    periods = list(plan.periods.in_order())
    return _Told(periods, values, activities)


def _indicators(plan: Plan, told: _Told) -> Iterator[Indicator]:
    """The indicators of every line that has one, line by line."""
    measures = Prefetch("instruments__measures", Measure.objects.order_by("position", "pk"))
    instruments = Prefetch("instruments", Instrument.objects.order_by("position", "pk"))
    lines = plan.provisions.anchors().in_order().prefetch_related(instruments, measures)
    for number, line in enumerate(lines, start=1):
        for instrument in line.instruments.all():
            for measure in instrument.measures.all():
                for more in _of_measure(measure, told):
                    yield _indicator(number, line, measure, more)


@dataclass(frozen=True)
class _Series:
    """One indicator of a measure: how it is measured, a name beside the measure's, its values."""

    how: str
    name: Wording
    values: Sequence[ResultValue]


def _indicator(number: int, line: Provision, measure: Measure, series: _Series) -> Indicator:
    text = (line.text if line.text else line.title).texts
    return Indicator(
        result=number,
        result_type=OTHER_RESULT,
        result_titles=tuple((code, f"{line.code} {said}") for code, said in text.items()),
        result_descriptions=(),
        measure=series.how,
        ascending=None,
        titles=_joined(measure.instrument.text, measure.label, series.name),
        descriptions=(("en", measure.unit),) if measure.unit else (),
        references=(),
        values=tuple(sorted(series.values, key=_place)),
    )


def _place(value: ResultValue) -> tuple[bool, str]:
    return value.kind != BASELINE, value.starts_on


def _joined(*wordings: Wording) -> Texts:
    """The texts of several wordings in each language of the first, with dashes between."""
    first, *others = wordings
    return tuple(
        (code, " – ".join([text, *filter(None, (each.texts.get(code) for each in others))]))
        for code, text in first.texts.items()
    )


def _of_measure(measure: Measure, told: _Told) -> Iterator[_Series]:
    """The indicators of a measure: two for a ratio, else one."""
    if measure.kind == Measure.Kind.LOG:
        yield _Series(UNIT, Wording(), list(_logged(measure, told)))
    elif measure.kind in {Measure.Kind.MILESTONE, Measure.Kind.NARRATIVE}:
        yield _Series(QUALITATIVE, Wording(), list(_qualitative(measure, told)))
    elif measure.kind == Measure.Kind.RATIO:
        for part in ("numerator", "denominator"):
            name = getattr(measure, part)
            yield _Series(UNIT, name, list(_figures(measure, told, part)))
    else:
        how = PERCENTAGE if measure.kind == Measure.Kind.SHARE else UNIT
        yield _Series(how, Wording(), list(_figures(measure, told)))


def _logged(measure: Measure, told: _Told) -> Iterator[ResultValue]:
    """How many activities of its kinds each published year counts, each once."""
    line = measure.instrument.provision_id
    for period in told.periods:
        found = told.activities.get((line, period.pk))
        if found is not None:
            kinds = list(measure.activity_kinds)
            count = len({pk for pk, kind in found if kind in kinds})
            yield _value(period, str(count))


def _qualitative(measure: Measure, told: _Told) -> Iterator[ResultValue]:
    """States of milestones and accounts, as comments of the body that gave them."""
    for value in told.values.get(measure.pk, ()):
        state = str(MilestoneState(value.state).label) if value.state else ""
        reason = str(Absence(value.absence).label) if value.absence else ""
        reached = str(value.reached_on) if value.reached_on else ""
        said = ", ".join(filter(None, (state, reached, value.text, reason)))
        language = value.language or "en"
        yield _value(value.period, "", [("body", value.body.code)], ((language, said),))


def _figures(measure: Measure, told: _Told, part: str = "") -> Iterator[ResultValue]:
    """Every figure given, and the totals that the measure allows, by year."""
    values = told.values.get(measure.pk, ())
    if not values:
        return
    for row in measured(measure, values, years(told.periods, told.periods[-1])):
        dimensions = [("body", row.body)] if row.body else []
        dimensions += [pair for pair in map(_pair, row.category_key.split(",")) if pair[1]]
        for year, figure in row.figures.items():
            number, comment = _number(measure, figure, part)
            comments = [comment] if comment else []
            if year in row.totals and not row.totals[year].is_complete:
                comments.append(_("incomplete total"))
            said: Texts = (("en", "; ".join(comments)),) if comments else ()
            yield _value(told.period(year), number, dimensions, said)


def _pair(written: str) -> tuple[str, str]:
    dimension, _sign, category = written.partition("=")
    return dimension, category


def _number(measure: Measure, figure: Figure, part: str) -> tuple[str, str]:
    """A figure as IATI writes it, and what has to be said beside it."""
    if isinstance(figure, Absent):
        return "", str(Absence(figure.reason).label)
    if isinstance(figure, Count):
        is_money = measure.kind == Measure.Kind.AMOUNT
        return amount(figure.number) if is_money else str(figure.number), ""
    if part:
        return str(getattr(figure, part)), ""
    return _share(figure)


def _share(figure: Pair) -> tuple[str, str]:
    said = f"{figure.numerator} / {figure.denominator}"
    exact = figure.quotient
    return ("", said) if exact is None else (str(as_percent(exact)), said)


def _value(
    period: Period,
    number: str,
    dimensions: Iterable[tuple[str, str]] = (),
    comments: Texts = (),
) -> ResultValue:
    """The value of a period: a baseline where it is one."""
    year = period.year
    first, last = f"{year}-01-01", f"{year}-12-31"
    if period.is_baseline:
        return ResultValue(BASELINE, first, "", str(year), number, tuple(dimensions), comments)
    return ResultValue(ACTUAL, first, last, "", number, tuple(dimensions), comments)
