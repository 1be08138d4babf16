"""Where on its way through the department is a contribution, and who said what on the way?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suivi.people.models import Body
from suivi.plans.models import Membership, Plan
from suivi.plans.standing import DEPARTMENT_ROLES
from suivi.reporting.clearance import StepDesk, desks, lying
from suivi.reporting.models import Clearance, ClearanceStep, Contribution, TimeAway, Turn
from suivi.reporting.states import Status


@dataclass(frozen=True)
class Station:
    """A step of the chain as one contribution meets it.

    `answer` is what was answered on this journey, `before` an earlier clearing of the same text.
    """

    step: ClearanceStep
    desk: StepDesk
    answer: Clearance | None = None
    before: Clearance | None = None

    @property
    def is_here(self) -> bool:
        """Whether the contribution lies here."""
        return self.answer is not None and self.answer.outcome == Clearance.Outcome.WAITING


@dataclass(frozen=True)
class Chain:
    """The steps of a department beside one contribution, and what was answered before."""

    stations: Sequence[Station]
    here: Station | None
    past: Sequence[Clearance]


def chain_of(contribution: Contribution, turns: Sequence[Turn], on: date) -> Chain | None:
    """Reads it, for those who see the turns: three queries. None where there never were steps."""
    if not turns and lying(contribution) is None:
        return None
    rows = contribution.clearances.select_related("step", "by", "on_behalf_of")
    records = list(rows.order_by("journey", "since", "pk"))
    steps = ClearanceStep.objects.current().of(contribution.plan.pk, contribution.body_id)
    current = list(steps.in_order())
    if not records and not current:
        return None
    journey = records[-1].journey if records else 0
    is_under_way = contribution.status not in {Status.DRAFT, Status.SENT_BACK}
    now = {each.step_id: each for each in records if each.journey == journey and is_under_way}
    people = desks([each.pk for each in current], on)
    stations = [
        Station(step, people[step.pk], now.get(step.pk), _before(records, step, contribution))
        for step in current
    ]
    here = next((each for each in stations if each.is_here), None)
    return Chain(stations, here, _past(records, current, now))


def _before(
    records: Sequence[Clearance], step: ClearanceStep, contribution: Contribution
) -> Clearance | None:
    """When this step cleared the very text that was submitted now, on an earlier journey."""
    version = contribution.submitted_version
    same = (e for e in records if e.step_id == step.pk and e.version == version and e.has_cleared)
    last = records[-1].journey if records else 0
    return next((each for each in same if each.journey < last), None)


def _past(
    records: Sequence[Clearance], current: Sequence[ClearanceStep], now: dict[int, Clearance]
) -> list[Clearance]:
    """What the stations do not say: earlier journeys, and steps that were ended; newest first."""
    steps = {each.pk for each in current}
    said = {each.pk for each in now.values() if each.step_id in steps}
    return [each for each in reversed(records) if each.pk not in said]


@dataclass(frozen=True)
class StepRow:
    """A step as those see it who set it up: its people, and how many contributions lie there."""

    step: ClearanceStep
    desk: StepDesk
    lies: int
    is_first: bool
    is_last: bool


def chain_rows(plan: Plan, body: Body, on: date) -> list[StepRow]:
    """The steps of a body in their order: three queries."""
    steps = list(ClearanceStep.objects.current().of(plan.pk, body.pk).in_order())
    people = desks([each.pk for each in steps], on)
    lies: dict[int, int] = {}
    numbers = Clearance.objects.at_steps(each.pk for each in steps).values_list("step", flat=True)
    for step in numbers:
        lies[step] = lies.get(step, 0) + 1
    last = len(steps) - 1
    return [
        StepRow(step, people[step.pk], lies.get(step.pk, 0), place == 0, place == last)
        for place, step in enumerate(steps)
    ]


def ended_steps(plan: Plan, body: Body) -> list[ClearanceStep]:
    """The steps that were ended, the last ended first."""
    steps = ClearanceStep.objects.of(plan.pk, body.pk).filter(ended_at__isnull=False)
    return list(steps.order_by("-ended_at", "-pk"))


def submitted_now(plan: Plan, body: Body) -> int:
    """How many contributions of a body are submitted and not cleared: a first step gets them."""
    rows = Contribution.objects.filter(period__plan=plan, body=body, status=Status.SUBMITTED)
    return rows.count()


def candidates(plan: Plan, body: Body) -> list[Membership]:
    """Those of a department who can answer at a step: one membership for each person, by name."""
    rows = Membership.objects.current().filter(
        plan=plan, body=body, role__in=DEPARTMENT_ROLES, person__is_active=True
    )
    found: dict[int, Membership] = {}
    for each in rows.select_related("person", "body").order_by("person__name", "role", "pk"):
        found.setdefault(each.person_id, each)
    return list(found.values())


def times_away(memberships: Sequence[Membership], on: date) -> dict[int, TimeAway]:
    """The next time at which each is away or the present one, by number of the person."""
    people = [each.person_id for each in memberships]
    found: dict[int, TimeAway] = {}
    for each in TimeAway.objects.filter(person__in=people).ahead(on):
        found.setdefault(each.person_id, each)
    return found


def stands_in(membership: Membership, on: date) -> list[tuple[ClearanceStep, StepDesk]]:
    """The steps at which somebody answers for the body, with who else does: two queries."""
    steps = ClearanceStep.objects.current().of(membership.plan_id, membership.body_id)
    held = steps.filter(
        seats__membership__person=membership.person_id, seats__ended_at__isnull=True
    )
    found = list(held.distinct().in_order())
    people = desks([each.pk for each in found], on)
    return [(each, people[each.pk]) for each in found]
