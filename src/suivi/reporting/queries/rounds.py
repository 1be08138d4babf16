"""What do the coordinators see of a period: dates, bodies, what is missing, its history?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from suivi.people.models import Body
from suivi.plans.models import Period, Plan
from suivi.reporting.deadlines import Deadlines
from suivi.reporting.models import Contribution, DueDay, Extension, PeriodTurn
from suivi.reporting.states import DELIVERED, WRITABLE, Status


@dataclass(frozen=True)
class BodyInPeriod:
    """A body that is asked something: by when, how much, and how much of it is delivered."""

    body: Body
    due_on: date | None
    own: DueDay | None
    asked: int
    delivered: int
    is_late: bool

    @property
    def owed(self) -> int:
        """What is still to be delivered."""
        return self.asked - self.delivered


@dataclass(frozen=True)
class MissingOfBody:
    """What one body has not delivered, or what nobody has accepted of it."""

    body: Body
    due_on: date | None
    contributions: Sequence[Contribution]


@dataclass(frozen=True)
class PeriodPage:
    """A period as its coordinators see it."""

    period: Period
    bodies: Sequence[BodyInPeriod]
    waiting: Sequence[Extension]
    answered: Sequence[Extension]
    turns: Sequence[PeriodTurn]

    @property
    def owed(self) -> int:
        """What all bodies together still owe."""
        return sum(each.owed for each in self.bodies)


@dataclass(frozen=True)
class Missing:
    """What a period would close without: not delivered, and delivered but not accepted."""

    undelivered: Sequence[MissingOfBody]
    unaccepted: Sequence[MissingOfBody]

    @property
    def undelivered_count(self) -> int:
        """How many contributions were not delivered."""
        return sum(len(each.contributions) for each in self.undelivered)

    @property
    def unaccepted_count(self) -> int:
        """How many were delivered and wait for somebody."""
        return sum(len(each.contributions) for each in self.unaccepted)

    def __bool__(self) -> bool:
        return bool(self.undelivered or self.unaccepted)


def period_page(period: Period, on: date) -> PeriodPage:
    """Reads the page: five queries, however many bodies."""
    extensions = period.extensions.newest_first().select_related("body", "asked_by", "answered_by")
    known = list(extensions)
    waits = Extension.Answer.WAITING
    return PeriodPage(
        period,
        bodies_in(period, on),
        [each for each in known if each.answer == waits],
        [each for each in known if each.answer != waits],
        list(period.turns.select_related("by").order_by("-at", "-pk")),
    )


def bodies_in(period: Period, on: date) -> list[BodyInPeriod]:
    """The bodies that are asked something in a period, in their order: three queries."""
    rows = Contribution.objects.of_period(period).asked().order_by().values("body")
    counted = rows.annotate(
        asked=Count("pk"), delivered=Count("pk", filter=Q(status__in=DELIVERED))
    ).values_list("body", "asked", "delivered")
    counts = {body: (asked, delivered) for body, asked, delivered in counted}
    own = {each.body_id: each for each in period.due_days.select_related("set_by")}
    days = Deadlines(period, {body: each.due_on for body, each in own.items()})
    return [
        BodyInPeriod(
            body,
            days.of(body.pk),
            own.get(body.pk),
            *counts[body.pk],
            is_late=days.is_late(body.pk, on) and counts[body.pk][0] > counts[body.pk][1],
        )
        for body in Body.objects.filter(pk__in=list(counts)).in_order()
    ]


def missing(period: Period) -> Missing:
    """Exactly what a period would close without, by body and line: three queries."""
    rows = (
        Contribution.objects.of_period(period)
        .asked()
        .exclude(status__in=[Status.ACCEPTED, Status.PUBLISHED])
    )
    listed = list(rows.with_due_day().select_related("provision__plan", "body").in_order())
    undelivered = [each for each in listed if each.status in WRITABLE]
    unaccepted = [each for each in listed if each.status not in WRITABLE]
    return Missing(_by_body(undelivered), _by_body(unaccepted))


def _by_body(contributions: Sequence[Contribution]) -> list[MissingOfBody]:
    bodies = {each.body_id: each.body for each in contributions}
    found: Mapping[int, list[Contribution]] = defaultdict(list)
    for each in contributions:
        found[each.body_id].append(each)
    in_order = sorted(bodies.values(), key=lambda body: (body.position, body.code))
    return [MissingOfBody(body, found[body.pk][0].due_day, found[body.pk]) for body in in_order]


def last_period(plan: Plan) -> Period | None:
    """The last year that a plan has; the next to be opened follows it."""
    return plan.periods.order_by("year").last()
