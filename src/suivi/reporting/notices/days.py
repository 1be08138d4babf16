"""Which days of the round stand in a person's calendar?"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.notices.addresses import absolute
from suivi.notices.calendar import Day
from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Period, Role
from suivi.plans.standing import DEPARTMENT_ROLES
from suivi.reporting.deadlines import Deadlines, deadlines
from suivi.reporting.models import Contribution

ALARMS: Final = (7, 1)


def days(person: Person, on: date) -> list[Day]:
    """When the person's bodies are due, and for coordinators when all are; in open periods."""
    rows = Membership.objects.current().filter(person=person).select_related("body")
    memberships = list(rows.order_by("body__position", "pk"))
    plans = {each.plan_id for each in memberships}
    periods = Period.objects.open().filter(plan__in=plans)
    waiting = _waiting(plans)
    found: dict[str, Day] = {}
    for period in periods.select_related("plan").order_by("due_on", "pk"):
        known = deadlines(period)
        for membership in memberships:
            if membership.plan_id == period.plan_id:
                found |= {each.key: each for each in _days(known, membership, waiting)}
    return list(found.values())


def _waiting(plans: set[int]) -> dict[tuple[int, int], int]:
    """How many contributions are not delivered, by period and body."""
    rows = Contribution.objects.filter(period__plan__in=plans).outstanding().order_by()
    counts: dict[tuple[int, int], int] = {}
    for place in rows.values_list("period_id", "body_id"):
        counts[place] = counts.get(place, 0) + 1
    return counts


def _days(
    known: Deadlines, membership: Membership, waiting: dict[tuple[int, int], int]
) -> Iterator[Day]:
    period = known.period
    own = known.of(membership.body_id)
    if membership.role in DEPARTMENT_ROLES and own is not None:
        number = waiting.get((period.pk, membership.body_id), 0)
        yield _of_a_body(period, membership.body, own, number)
    if membership.role == Role.COORDINATOR and period.due_on is not None:
        number = sum(count for (pk, _body), count in waiting.items() if pk == period.pk)
        yield _of_all(period, period.due_on, number)


def _of_a_body(period: Period, body: Body, due_on: date, number: int) -> Day:
    title = _("Contributions due: %(body)s, %(year)d")
    return _day(
        f"due-{period.plan.slug}-{period.year}-{body.code}",
        period,
        due_on,
        title % {"body": body.said_short_name, "year": period.year},
        number,
        reverse("my-work"),
    )


def _of_all(period: Period, due_on: date, number: int) -> Day:
    return _day(
        f"due-{period.plan.slug}-{period.year}",
        period,
        due_on,
        _("Contributions of all departments due, %(year)d") % {"year": period.year},
        number,
        reverse("board", args=[period.plan.slug, period.year]),
    )


def _day(key: str, period: Period, due_on: date, title: str, number: int, path: str) -> Day:
    left = ngettext(
        "%(number)d contribution is not delivered yet.",
        "%(number)d contributions are not delivered yet.",
        number,
    )
    text = left % {"number": number} if number else _("Everything is delivered.")
    plan = period.plan.said_short_title
    address = absolute(path)
    return Day(
        key=key,
        on=due_on,
        title=title,
        text=f"{plan}\n{text}\n{address}",
        address=address,
        alarms=ALARMS if number else (),
    )
