"""What did the body say and measure in the years before, on the line it is writing about?"""

from dataclasses import dataclass

from suivi.indicators.models import Value
from suivi.reporting.models import Contribution
from suivi.reporting.states import DELIVERED


@dataclass(frozen=True)
class Past:
    """The contribution of the year before, and the figures of all years before, by measure."""

    contribution: Contribution | None
    values: dict[int, list[Value]]


def past(contribution: Contribution) -> Past:
    """Reads what the same body delivered on the same line for earlier years: two queries."""
    before = (
        Contribution.objects.filter(
            provision_id=contribution.provision_id,
            body_id=contribution.body_id,
            period__year__lt=contribution.period.year,
            status__in=DELIVERED,
        )
        .select_related("period", "progress")
        .order_by("-period__year", "pk")
        .first()
    )
    values: dict[int, list[Value]] = {}
    figures = Value.objects.filter(
        measure__instrument__provision_id=contribution.provision_id,
        body_id=contribution.body_id,
        period__year__lt=contribution.period.year,
    )
    for value in figures.select_related("period", "measure").order_by(
        "period__year", "position", "pk"
    ):
        values.setdefault(value.measure_id, []).append(value)
    return Past(before, values)
