"""Which indicators does a line answer, and what may be paired with what?"""

from collections.abc import Collection

from suivi.indicators.frameworks.models import Crosswalk, FrameworkIndicator
from suivi.plans.models import Instrument, Plan, Provision


def pairs_of(line: Provision) -> list[Crosswalk]:
    """The pairs of a line, framework by framework: one query."""
    rows = Crosswalk.objects.current().filter(instrument__provision=line)
    found = rows.select_related("instrument__provision__plan", "indicator__edition__framework")
    return list(
        found.order_by(
            "indicator__edition__framework__position",
            "-indicator__edition__year",
            "indicator__position",
            "instrument__position",
            "pk",
        )
    )


def pairs_for(indicator: FrameworkIndicator, plans: Collection[int]) -> list[Crosswalk]:
    """The pairs of an indicator with instruments of these plans: one query."""
    rows = Crosswalk.objects.current().filter(
        indicator=indicator, instrument__provision__plan__in=plans
    )
    return list(
        rows.select_related(
            "instrument__provision__plan", "indicator__edition__framework"
        ).in_order()
    )


def all_indicators() -> list[FrameworkIndicator]:
    """Every indicator of the library with its framework: one query."""
    return list(FrameworkIndicator.objects.select_related("edition__framework").in_order())


def indicators_of(editions: Collection[int]) -> list[FrameworkIndicator]:
    """Every indicator of these editions: one query."""
    rows = FrameworkIndicator.objects.filter(edition__in=editions)
    return list(rows.select_related("edition__framework").in_order())


def instruments_of(plans: Collection[int]) -> list[Instrument]:
    """Every instrument of these plans, as printed: one query."""
    rows = Instrument.objects.filter(provision__plan__in=plans).select_related("provision__plan")
    return list(rows.order_by("provision__plan__slug", "provision__position", "position", "pk"))


def instruments_on(line: Provision) -> list[Instrument]:
    """The instruments of one line: one query."""
    rows = line.instruments.select_related("provision__plan")
    return list(rows.order_by("position", "pk"))


def public_pairs(plan: Plan) -> list[Crosswalk]:
    """Every pair of a plan, for its report: one query."""
    rows = Crosswalk.objects.current().filter(instrument__provision__plan=plan)
    found = rows.select_related("instrument__provision", "indicator__edition__framework")
    return list(found.in_order())
