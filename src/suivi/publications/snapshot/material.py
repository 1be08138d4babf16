"""Which contributions, figures and activities may this report tell, and which not?

Accepted and published contributions, with the figures of the same body, line and year, and the
public activities that stand in them. One report tells a year and those before it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Prefetch, Q

from suivi.activities.models import Activity
from suivi.indicators.models import Restatement, Value
from suivi.indicators.remarks import restatements_of_plan
from suivi.plans.models import Membership, Period, Plan, Role
from suivi.reporting.models import CommonText, Contribution, DatedPromise, PromiseAnswer
from suivi.reporting.states import Status

TOLD: Final = frozenset({Status.ACCEPTED, Status.PUBLISHED})

# Line, body and year by their numbers in the database.
Place = tuple[int, int, int]


@dataclass(frozen=True)
class Material:
    """Everything entered on a plan up to a year, parted into what is told and what is not."""

    periods: list[Period]
    contributions: list[Contribution]
    unaccepted: list[Contribution]
    values: list[Value]
    unaccepted_values: list[Value]
    activities: dict[int, Activity]
    unaccepted_activities: list[Activity]
    closed_activities: list[Activity]
    judging_bodies: dict[int, set[str]] = field(default_factory=dict)
    restatements: dict[int, list[Restatement]] = field(default_factory=dict)
    asked: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    common_texts: list[CommonText] = field(default_factory=list)
    common_drafts: list[CommonText] = field(default_factory=list)
    promises: list[DatedPromise] = field(default_factory=list)


def material(plan: Plan, current: Period) -> Material:
    """What was entered for `current` and the periods before it."""
    periods = list(plan.periods.filter(year__lte=current.year).in_order())
    entered = _contributions(periods)
    told = [one for one in entered if one.status in TOLD]
    places = {_place(one) for one in told}
    values = _values(plan, periods)
    activities = _activities(plan, periods, current)
    common = _common_texts(periods)
    # A common text is told with contributions: it is made from them.
    lines = {(line, period) for line, _body, period in places}
    in_told = {activity.pk for one in told for activity in one.activities.all()}
    return Material(
        periods=periods,
        contributions=told,
        unaccepted=[one for one in entered if one.status not in TOLD and one.version],
        values=[value for value in values if _value_place(value) in places],
        unaccepted_values=[value for value in values if _value_place(value) not in places],
        activities={one.pk: one for one in activities if one.pk in in_told and one.is_public},
        unaccepted_activities=[
            one for one in activities if one.pk not in in_told and one.is_public
        ],
        closed_activities=[one for one in activities if not one.is_public],
        judging_bodies=_judging_bodies(plan),
        restatements=restatements_of_plan(plan),
        asked=_asked(entered),
        common_texts=[text for text in common if text.is_ready and _on(text) in lines],
        common_drafts=[text for text in common if not text.is_ready or _on(text) not in lines],
        promises=_promises(periods),
    )


def _common_texts(periods: Iterable[Period]) -> list[CommonText]:
    """Those in which something is written, line by line, year by year."""
    rows = CommonText.objects.filter(period__in=list(periods)).exclude(text="")
    found = rows.select_related("provision", "period")
    return list(found.order_by("provision__position", "period__year", "pk"))


def _on(text: CommonText) -> tuple[int, int]:
    return (text.provision_id, text.period_id)


def _contributions(periods: Iterable[Period]) -> list[Contribution]:
    found = Contribution.objects.filter(period__in=list(periods)).in_order()
    found = found.select_related("provision", "body", "period", "progress")
    return sorted(found.prefetch_related("activities"), key=_in_plan_order)


def _asked(entered: Iterable[Contribution]) -> dict[tuple[int, int], list[str]]:
    """The bodies that were asked, by line and period: the plan may name others since."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one in entered:
        if one.is_asked:
            found[one.provision_id, one.period_id].append(one.body.code)
    return found


def _promises(periods: Iterable[Period]) -> list[DatedPromise]:
    """The promises that were submitted, with the answers given up to the year."""
    answers = PromiseAnswer.objects.filter(
        withdrawn_at__isnull=True, contribution__period__in=list(periods)
    )
    found = DatedPromise.objects.filter(
        withdrawn_at__isnull=True, contribution__period__in=list(periods)
    )
    return list(found.in_order().prefetch_related(Prefetch("answers", answers.order_by("pk"))))


def _in_plan_order(contribution: Contribution) -> tuple[int, int, str, int]:
    """Line by line, body by body, year by year."""
    return (
        contribution.provision.position,
        contribution.position,
        contribution.body.code,
        contribution.period.year,
    )


def _values(plan: Plan, periods: Iterable[Period]) -> list[Value]:
    found = Value.objects.of_plan(plan).filter(period__in=list(periods)).in_order()
    related = ("body", "period", "measure__instrument__provision", "definition")
    return list(found.select_related(*related))


def _activities(plan: Plan, periods: Iterable[Period], current: Period) -> list[Activity]:
    """Those that serve a line of the plan, begun by the year's end, and all that were told of.

    What a contribution tells of belongs to it, whatever its date.
    """
    on_lines = Q(provisions__plan=plan, started_on__year__lte=current.year)
    reported = Q(contributions__period__in=list(periods))
    found = Activity.objects.filter(on_lines | reported).distinct()
    return list(
        found.in_order()
        .select_related("body")
        .prefetch_related("provisions", "evidence__file", "partners")
    )


def _place(contribution: Contribution) -> Place:
    return (contribution.provision_id, contribution.body_id, contribution.period_id)


def _value_place(value: Value) -> Place:
    return (value.measure.instrument.provision_id, value.body_id, value.period_id)


def _judging_bodies(plan: Plan) -> dict[int, set[str]]:
    """The bodies for which each person works or worked in the plan, by the person's number."""
    bodies: dict[int, set[str]] = defaultdict(set)
    roles = [Role.COORDINATOR, Role.FOCAL_POINT, Role.CONTRIBUTOR, Role.CLEARING_OFFICER]
    found = Membership.objects.filter(plan=plan, role__in=roles).select_related("body")
    for membership in found.order_by("pk"):
        bodies[membership.person_id].add(membership.body.code)
    return bodies
