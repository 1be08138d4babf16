"""What lies on many people's desks at once?

For mails: what `waiting` reads for one person who looks at a page, this reads for hundreds, in as
many queries as for one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import models

from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Period, Plan, Role
from suivi.plans.standing import WRITING_ROLES
from suivi.reporting.clearance import steps_asking
from suivi.reporting.models import (
    Clearance,
    ClearanceStep,
    Contribution,
    ContributionQuerySet,
)
from suivi.reporting.queries.promises.awaiting import awaiting_places
from suivi.reporting.states import WRITABLE, Status


@dataclass(frozen=True)
class Item:
    """A contribution that waits, without its texts."""

    pk: int
    status: str
    period: Period
    body: Body
    code: str
    due_on: date | None
    promises: int = 0
    step: int | None = None
    silent_on: date | None = None

    def is_late(self, on: date) -> bool:
        """Whether it should have been delivered before that day."""
        return self.due_on is not None and self.due_on < on


@dataclass
class PlanDesk:
    """One plan on one person's desk, with what became known of it since."""

    plan: Plan
    to_write: list[Item] = field(default_factory=list)
    to_clear: list[Item] = field(default_factory=list)
    to_review: list[Item] = field(default_factory=list)
    overdue: list[Item] = field(default_factory=list)
    accepted: list[Item] = field(default_factory=list)
    published: list[Period] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Whether there is nothing to say."""
        return not (
            self.to_write
            or self.to_clear
            or self.to_review
            or self.overdue
            or self.accepted
            or self.published
        )


@dataclass(frozen=True)
class Open:
    """What waits in the open periods of some plans, and where departments clear."""

    items: Sequence[Item]
    clears: Collection[tuple[int, int]]
    on: date
    asking: Mapping[int, Collection[int]]

    def of(self, membership: Membership) -> Iterator[tuple[str, Item]]:
        """What waits for somebody in this role: the name of the pile, and the contribution."""
        for item in self.items:
            if item.period.plan_id == membership.plan_id:
                yield from ((pile, item) for pile in self._piles(membership, item))

    def _piles(self, membership: Membership, item: Item) -> Iterator[str]:
        cleared_first = (item.period.plan_id, item.body.pk) in self.clears
        own = membership.body_id == item.body.pk
        if own and membership.role in WRITING_ROLES and item.status in WRITABLE:
            yield "to_write"
        if item.status == Status.SUBMITTED and self._is_to_clear(membership, item):
            yield "to_clear"
        if membership.role == Role.COORDINATOR:
            if item.status in WRITABLE and item.is_late(self.on):
                yield "overdue"
            if item.status == Status.CLEARED:
                yield "to_review"
            if item.status == Status.SUBMITTED and not cleared_first:
                yield "to_review"

    def _is_to_clear(self, membership: Membership, item: Item) -> bool:
        """At a step: those who are asked there; without steps: the clearing officers."""
        if item.step is not None:
            return item.step in self.asking.get(membership.person_id, ())
        own = membership.body_id == item.body.pk
        return own and membership.role == Role.CLEARING_OFFICER


def desks_of(people: Sequence[Person], on: date) -> dict[int, dict[int, PlanDesk]]:
    """What waits for each, by number of the person and of the plan: nine queries in all."""
    memberships = list(
        Membership.objects.current()
        .filter(person__in=people)
        .select_related("plan")
        .order_by("-plan__starts_on", "plan__slug", "pk")
    )
    asking = steps_asking(people, on)
    found = _open({each.plan_id for each in memberships}, on, asking)
    desks: dict[int, dict[int, PlanDesk]] = {}
    seen: set[tuple[int, str, int]] = set()
    for membership in memberships:
        mine = desks.setdefault(membership.person_id, {})
        desk = mine.setdefault(membership.plan_id, PlanDesk(membership.plan))
        for pile, item in found.of(membership):
            place = (membership.person_id, pile, item.pk)
            if place not in seen:  # who has two roles for a body has one desk
                seen.add(place)
                getattr(desk, pile).append(item)
    return desks


def _open(plans: Collection[int], on: date, asking: Mapping[int, Collection[int]]) -> Open:
    periods = {
        period.pk: period
        for period in Period.objects.open().filter(plan__in=plans).select_related("plan")
    }
    officers = Membership.objects.current().filter(role=Role.CLEARING_OFFICER, plan__in=plans)
    waiting = Contribution.objects.asked().filter(
        period__in=periods, status__in=[*WRITABLE, Status.SUBMITTED, Status.CLEARED]
    )
    steps = ClearanceStep.objects.current().filter(plan__in=plans)
    clears = {row for rows in (officers, steps) for row in rows.values_list("plan_id", "body_id")}
    return Open(_items(waiting, periods), clears, on, asking)


def _items(waiting: ContributionQuerySet, periods: dict[int, Period]) -> list[Item]:
    """The contributions in the order of their due days and of the plan: six queries at most."""
    due_first = models.F("due_on").asc(nulls_last=True)
    rows = waiting.with_due_day().order_by(
        due_first, "period__year", "period", "provision__position", "pk"
    )
    bodies = Body.objects.in_bulk()
    promised = awaiting_places(periods.values())
    lying = Clearance.objects.under_way().filter(contribution__period__in=periods)
    at = {pk: where for pk, *where in lying.values_list("contribution", "step", "silent_on")}
    return [
        Item(
            *(pk, status, periods[period], bodies[body], code, due_on),
            promised[period, line, body],
            *at.get(pk, ()),
        )
        for pk, status, period, line, body, code, due_on in rows.values_list(  # type: ignore[misc]
            "pk", "status", "period_id", "provision_id", "body_id", "provision__code", "due_on"
        )
    ]


def accepted_items(numbers: Collection[int]) -> dict[int, Item]:
    """Contributions that are accepted still, by number: four queries at most."""
    if not numbers:
        return {}
    rows = Contribution.objects.filter(pk__in=numbers, status=Status.ACCEPTED)
    wanted = set(rows.values_list("period_id", flat=True))
    found = Period.objects.filter(pk__in=wanted).select_related("plan")
    periods = {each.pk: each for each in found}
    return {item.pk: item for item in _items(rows, periods)}
