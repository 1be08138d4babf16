"""What is waiting for this person?"""

from dataclasses import dataclass, field

from django.db import models

from suivi.people.models import Person
from suivi.plans.models import Membership, Period, Plan, Role
from suivi.plans.permissions import OF_A_DEPARTMENT, SEE_PEOPLE
from suivi.plans.standing import WRITING_ROLES
from suivi.reporting.models import Contribution, ContributionQuerySet
from suivi.reporting.states import WRITABLE, Status


@dataclass
class Desk:
    """One plan as it lies on a person's desk."""

    plan: Plan
    roles: list[Membership]
    to_write: list[Contribution] = field(default_factory=list)
    to_clear: list[Contribution] = field(default_factory=list)
    to_review: int = 0
    delivered: int = 0
    periods: list[Period] = field(default_factory=list)

    @property
    def is_coordinator(self) -> bool:
        """Whether the person coordinates this plan."""
        return any(membership.role == Role.COORDINATOR for membership in self.roles)

    @property
    def sees_people(self) -> bool:
        """Whether the person sees who else works on the plan."""
        return any(membership.role in SEE_PEOPLE for membership in self.roles)

    @property
    def handovers(self) -> list[Membership]:
        """One membership for each body whose handover page concerns the person."""
        found = {each.body_id: each for each in self.roles if each.role in OF_A_DEPARTMENT}
        return list(found.values())

    @property
    def workbooks(self) -> list[Contribution]:
        """One contribution for each department and period in which there is something to write."""
        found = {(each.period_id, each.body_id): each for each in self.to_write}
        return list(found.values())

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits."""
        return not (self.to_write or self.to_clear or self.to_review)


def my_work(person: Person) -> list[Desk]:
    """One desk per plan in which the person has a role, the newest plan first."""
    memberships = (
        Membership.objects.held_by(person)
        .select_related("plan", "body")
        .order_by("-plan__starts_on", "plan__slug", "role", "pk")
    )
    desks: dict[int, Desk] = {}
    for membership in memberships:
        desks.setdefault(membership.plan_id, Desk(membership.plan, [])).roles.append(membership)
    for desk in desks.values():
        _lay_out(desk)
    return list(desks.values())


def _lay_out(desk: Desk) -> None:
    """Puts on the desk what waits there."""
    asked = Contribution.objects.filter(
        period__plan=desk.plan,
        period__opened_at__isnull=False,
        period__closed_at__isnull=True,
    )
    rows = asked.select_related("provision", "body").order_by(
        "period__due_on", "period__year", "provision__position", "pk"
    )
    writing = [each.body_id for each in desk.roles if each.role in WRITING_ROLES]
    clearing = [each.body_id for each in desk.roles if each.role == Role.CLEARING_OFFICER]
    if writing:
        desk.to_write = list(rows.filter(body__in=writing, status__in=WRITABLE))
        desk.delivered = asked.filter(body__in=writing).delivered().count()
    if clearing:
        desk.to_clear = list(rows.filter(body__in=clearing, status=Status.SUBMITTED))
    desk.periods = list(Period.objects.filter(plan=desk.plan).in_order())
    if desk.is_coordinator:
        desk.to_review = awaiting_review(asked).count()
    periods = {period.pk: period for period in desk.periods}
    for contribution in [*desk.to_write, *desk.to_clear]:
        contribution.provision.plan = desk.plan
        contribution.period = periods[contribution.period_id]


def awaiting_review(contributions: ContributionQuerySet) -> ContributionQuerySet:
    """Those that have left their department: cleared, or submitted where nobody clears."""
    officers = Membership.objects.current().filter(
        role=Role.CLEARING_OFFICER,
        plan=models.OuterRef("period__plan"),
        body=models.OuterRef("body"),
    )
    return contributions.filter(
        models.Q(status=Status.CLEARED)
        | models.Q(~models.Exists(officers), status=Status.SUBMITTED)
    )


def review_queue(period: Period) -> ContributionQuerySet:
    """What waits for the coordinators in a period, in the order of the plan."""
    rows = awaiting_review(Contribution.objects.of_period(period))
    return rows.select_related("provision", "body").in_order()
