"""What did the body say and measure over the years, on the line it is writing about?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suivi.indicators.figure_tables import FigureTable, Words, caption_of, figure_tables
from suivi.indicators.models import Value
from suivi.indicators.remarks import background
from suivi.indicators.saying import value_text
from suivi.languages.wording import Said
from suivi.plans.models import Dimension, Measure, Period
from suivi.plans.queries.definitions import Defined, defined
from suivi.reporting.models import Contribution
from suivi.reporting.states import DELIVERED


@dataclass(frozen=True)
class Statement:
    """An answer that is no number: how far a milestone is, an account."""

    caption: Said
    year: int
    text: str
    language: str


@dataclass(frozen=True)
class Past:
    """The contribution of the year before; figures and statements over the years.

    `figures` and `statements` go up to this year, the ones named `earlier` stop before it.
    """

    contribution: Contribution | None
    figures: list[FigureTable]
    statements: list[Statement]
    earlier_figures: list[FigureTable]
    earlier_statements: list[Statement]
    defined: Mapping[int, Defined]


def past(contribution: Contribution) -> Past:
    """Reads what the body delivered on the line up to this year: seven queries."""
    year = contribution.period.year
    measures = _measures(contribution)
    values = _values(contribution)
    periods = list(Period.objects.filter(plan=contribution.plan, year__lte=year).in_order())
    words = Words(
        {contribution.body.code: contribution.body},
        {each.code: each for each in Dimension.objects.filter(plan=contribution.plan)},
    )
    statements = _statements(values)
    known = background(measures, values)
    earlier = [value for value in values if value.period.year < year]
    return Past(
        before(contribution),
        figure_tables(measures, values, periods, words, known),
        [each for each in statements if each.year == year],
        figure_tables(
            measures, earlier, [each for each in periods if each.year < year], words, known
        ),
        [each for each in statements if each.year < year],
        {
            measure.pk: defined(measure, known.definitions.get(measure.pk, ()), words.dimensions)
            for measure in measures
        },
    )


def _measures(contribution: Contribution) -> list[Measure]:
    rows = Measure.objects.filter(instrument__provision_id=contribution.provision_id)
    found = rows.select_related("instrument__provision__plan")
    return list(found.order_by("instrument__position", "position", "pk"))


def _values(contribution: Contribution) -> list[Value]:
    rows = Value.objects.filter(
        measure__instrument__provision_id=contribution.provision_id,
        body_id=contribution.body_id,
        period__year__lte=contribution.period.year,
        period__plan_id=contribution.period.plan_id,
    )
    related = rows.select_related("period", "body", "measure__instrument__provision__plan")
    return list(related.in_order())


def _statements(values: Sequence[Value]) -> list[Statement]:
    """The answers to milestones and accounts, newest year first."""
    worded = {Measure.Kind.MILESTONE, Measure.Kind.NARRATIVE}
    found = [
        Statement(
            caption_of(value.measure),
            value.period.year,
            value_text(value),
            value.language if value.text else "",
        )
        for value in values
        if value.measure.kind in worded
    ]
    return sorted(found, key=lambda each: -each.year)


def before(contribution: Contribution) -> Contribution | None:
    """What the body delivered last on the line before this year."""
    earlier = Contribution.objects.filter(
        provision_id=contribution.provision_id,
        body_id=contribution.body_id,
        period__year__lt=contribution.period.year,
        status__in=DELIVERED,
    )
    related = earlier.select_related("period", "progress")
    return related.order_by("-period__year", "pk").first()
