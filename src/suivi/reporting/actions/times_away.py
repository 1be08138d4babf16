"""How does somebody say that they are away, and back again?"""

from datetime import date, datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.models import Membership
from suivi.plans.permissions import care_of
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.actions.journeys import day_of
from suivi.reporting.models import TimeAway


@transaction.atomic
def say_away(
    *, by: Person, at: datetime, membership: Membership, from_on: date, until_on: date
) -> TimeAway:
    """Somebody is away from one day to another, both included; what was said before is replaced.

    Said by themselves, or by whoever looks after their role. Alternates are asked meanwhile.
    """
    permissions.may_say_away(care_of(standing(by, membership.plan)), membership)
    policies.days_away_are_sensible(from_on, until_on, day_of(at))
    _take_back(at, membership)
    said = TimeAway.objects.create(
        person=membership.person, from_on=from_on, until_on=until_on, said_by=by, said_at=at
    )
    _tell(by, at, membership, "say_away")
    return said


@transaction.atomic
def say_back(*, by: Person, at: datetime, membership: Membership) -> int:
    """Takes back what was said of days away that are not over; gives how many times."""
    permissions.may_say_away(care_of(standing(by, membership.plan)), membership)
    count = _take_back(at, membership)
    _tell(by, at, membership, "say_back")
    return count


def _take_back(at: datetime, membership: Membership) -> int:
    ahead = TimeAway.objects.filter(person=membership.person).ahead(day_of(at))
    return ahead.order_by().update(taken_back_at=at)


def _tell(by: Person, at: datetime, membership: Membership, verb: str) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"person:{membership.person_id}",
        body=membership.body.code,
        plan=membership.plan.slug,
    )
