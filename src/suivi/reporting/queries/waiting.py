"""What is waiting for this person?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import models

from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Period, Plan, Role
from suivi.plans.permissions import OF_A_DEPARTMENT, SEE_PEOPLE
from suivi.plans.standing import DEPARTMENT_ROLES, WRITING_ROLES
from suivi.reporting.clearance import steps_asking
from suivi.reporting.models import (
    Clearance,
    ClearanceSeat,
    ClearanceStep,
    Contribution,
    ContributionQuerySet,
    Extension,
    TimeAway,
)
from suivi.reporting.queries.promises.awaiting import awaiting_places
from suivi.reporting.states import WRITABLE, Status
from suivi.reporting.tasks import EVERYTHING, TaskFilter


@dataclass(frozen=True)
class Department:
    """What waits of one body in one period, by when, and what became of a wish for more time."""

    period: Period
    body: Body
    due_on: date | None
    is_late: bool
    tasks: Sequence[Contribution]
    extension: Extension | None = None


@dataclass
class Desk:
    """One plan as it lies on a person's desk."""

    plan: Plan
    roles: list[Membership]
    to_write: list[Contribution] = field(default_factory=list)
    to_clear: list[Contribution] = field(default_factory=list)
    writing: list[Department] = field(default_factory=list)
    clearing: list[Department] = field(default_factory=list)
    to_review: int = 0
    delivered: int = 0
    periods: list[Period] = field(default_factory=list)
    wishes: int = 0
    promised: Mapping[int, int] = field(default_factory=dict)
    steps: Collection[int] = ()
    away: TimeAway | None = None
    answers_at_steps: bool = False

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
    def own(self) -> Membership:
        """A membership in a department, by which the person says that they are away."""
        return next(each for each in self.roles if each.role in DEPARTMENT_ROLES)

    @property
    def next_year(self) -> int | None:
        """The year to open after the last, while the plan lasts; None before that one is opened."""
        last = self.periods[-1] if self.periods else None
        if last is None or last.opened_at is None or last.year >= self.plan.ends_on.year:
            return None
        return last.year + 1

    @property
    def shown(self) -> int:
        """How many of the tasks are shown."""
        return sum(len(each.tasks) for each in (*self.writing, *self.clearing))

    @property
    def is_clear(self) -> bool:
        """Whether nothing waits."""
        return not (self.to_write or self.to_clear or self.to_review)


def my_work(person: Person, on: date, wanted: TaskFilter = EVERYTHING) -> list[Desk]:
    """One desk per plan in which the person has a role, the newest plan first.

    `wanted` narrows and orders the tasks that are shown; the counts stay those of all.
    """
    desks: dict[int, Desk] = {}
    for membership in _memberships(person):
        desks.setdefault(membership.plan_id, Desk(membership.plan, [])).roles.append(membership)
    steps = steps_asking([person], on).get(person.pk, set())
    held = ClearanceSeat.objects.current().filter(membership__person=person)
    plans = set(held.values_list("step__plan", flat=True))
    away = TimeAway.objects.filter(person=person).ahead(on).first() if plans else None
    for desk in desks.values():
        desk.steps, desk.answers_at_steps = steps, desk.plan.pk in plans
        desk.away = away if desk.answers_at_steps else None
        _lay_out(desk, on, wanted)
    return list(desks.values())


def waiting_in(person: Person, period: Period, on: date) -> list[Contribution]:
    """What waits on the desk of a member in one period, in the order of the plan: four queries."""
    desk = Desk(period.plan, list(_memberships(person).filter(plan=period.plan)))
    desk.steps = steps_asking([person], on).get(person.pk, set())
    asked = Contribution.objects.of_period(period).asked()
    mine = _to_clear(desk, asked) | _to_write(desk, asked)
    return list(mine.select_related("provision", "body").in_order())


def _memberships(person: Person) -> models.QuerySet[Membership]:
    mine = Membership.objects.held_by(person).select_related("plan", "body")
    return mine.order_by("-plan__starts_on", "plan__slug", "role", "pk")


def _to_write(desk: Desk, asked: ContributionQuerySet) -> ContributionQuerySet:
    bodies = [each.body_id for each in desk.roles if each.role in WRITING_ROLES]
    return asked.filter(body__in=bodies, status__in=WRITABLE)


def _to_clear(desk: Desk, asked: ContributionQuerySet) -> ContributionQuerySet:
    """What lies at steps where the person is asked; without steps, what waits for the officer."""
    bodies = [each.body_id for each in desk.roles if each.role == Role.CLEARING_OFFICER]
    at_steps = Clearance.objects.at_steps(desk.steps).values("contribution")
    at_once = models.Q(~models.Exists(_steps()), body__in=bodies)
    return asked.filter(models.Q(pk__in=at_steps) | at_once, status=Status.SUBMITTED)


def _steps() -> models.QuerySet[ClearanceStep]:
    """The steps of the department of a contribution."""
    plan, body = models.OuterRef("period__plan"), models.OuterRef("body")
    return ClearanceStep.objects.current().filter(plan=plan, body=body)


def _lay_out(desk: Desk, on: date, wanted: TaskFilter) -> None:
    """Puts on the desk what waits there."""
    asked = Contribution.objects.filter(
        period__plan=desk.plan,
        period__opened_at__isnull=False,
        period__closed_at__isnull=True,
    ).asked()
    rows = asked.with_due_day().select_related("provision", "body")
    due_first = models.F("due_on").asc(nulls_last=True)
    rows = rows.order_by(due_first, "period__year", "body__position", "provision__position", "pk")
    desk.to_write, desk.to_clear = list(_to_write(desk, rows)), list(_to_clear(desk, rows))
    writing = [each.body_id for each in desk.roles if each.role in WRITING_ROLES]
    desk.delivered = asked.filter(body__in=writing).delivered().count()
    desk.periods = list(Period.objects.filter(plan=desk.plan).in_order())
    waiting = Extension.objects.filter(period__plan=desk.plan, period__closed_at__isnull=True)
    if desk.is_coordinator:
        desk.to_review = awaiting_review(asked).count()
        desk.wishes = waiting.waiting().count()
    _say_where_they_lie(desk.to_clear)
    periods = {period.pk: period for period in desk.periods}
    for contribution in [*desk.to_write, *desk.to_clear]:
        contribution.provision.plan = desk.plan
        contribution.period = periods[contribution.period_id]
    wished = waiting.filter(body__in=writing).order_by("asked_at", "pk")
    newest = {(each.period_id, each.body_id): each for each in wished}
    desk.promised = _promised(desk.to_write)
    desk.writing = _by_department(wanted.among(desk.to_write, on), newest, on)
    desk.clearing = _by_department(wanted.among(desk.to_clear, on), {}, on)


def _promised(tasks: Sequence[Contribution]) -> dict[int, int]:
    """How many promises of before await an answer, by number of the contribution."""
    found = awaiting_places({each.period_id: each.period for each in tasks}.values())
    return {
        each.pk: found[each.period_id, each.provision_id, each.body_id] for each in tasks if found
    }


def _say_where_they_lie(to_clear: Sequence[Contribution]) -> None:
    """Each with the step at which it lies: one query, none where nothing waits."""
    rows = Clearance.objects.waiting().filter(contribution__in=[each.pk for each in to_clear])
    found = {each.contribution_id: each for each in rows.select_related("step")} if to_clear else {}
    for each in to_clear:
        each.__dict__["lying"] = found.get(each.pk)


def _by_department(
    tasks: Sequence[Contribution], wished: Mapping[tuple[int, int], Extension], on: date
) -> list[Department]:
    """The tasks of each department and period together, in the order in which they are due."""
    together: dict[tuple[int, int], list[Contribution]] = {}
    for each in tasks:
        together.setdefault((each.period_id, each.body_id), []).append(each)
    return [
        Department(
            listed[0].period,
            listed[0].body,
            listed[0].due_day,
            listed[0].is_overdue(on),
            listed,
            wished.get(place),
        )
        for place, listed in together.items()
    ]


def awaiting_review(contributions: ContributionQuerySet) -> ContributionQuerySet:
    """Those that have left their department: cleared, or submitted where nobody clears."""
    officers = Membership.objects.current().filter(
        role=Role.CLEARING_OFFICER,
        plan=models.OuterRef("period__plan"),
        body=models.OuterRef("body"),
    )
    nobody_clears = models.Q(~models.Exists(officers), ~models.Exists(_steps()))
    return contributions.filter(
        models.Q(status=Status.CLEARED) | models.Q(nobody_clears, status=Status.SUBMITTED)
    )


def review_queue(period: Period) -> ContributionQuerySet:
    """What waits for the coordinators in a period, in the order of the plan."""
    rows = awaiting_review(Contribution.objects.of_period(period))
    return rows.select_related("provision", "body").in_order()
