"""How are several activities of the register told of in one go, and taken back together?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from suivi.activities import actions as register
from suivi.activities.models import Activity
from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.actions.activities import tell_of_activity
from suivi.reporting.models import Contribution


@dataclass(frozen=True)
class Added:
    """What adding did, by number: the activities told of, and those that the line was new to."""

    told: tuple[int, ...]
    tied: tuple[int, ...]


@transaction.atomic
def tell_of_activities(
    *, by: Person, at: datetime, contribution: Contribution, activities: Sequence[Activity]
) -> Added:
    """Tells here of activities that are in the register already. Refused when none was chosen."""
    policies.an_activity_was_chosen(len(activities))
    there = set(
        contribution.provision.activities.filter(
            pk__in=[each.pk for each in activities]
        ).values_list("pk", flat=True)
    )
    for activity in activities:
        tell_of_activity(by=by, at=at, contribution=contribution, activity=activity)
    told = tuple(each.pk for each in activities)
    return Added(told, tuple(pk for pk in told if pk not in there))


@transaction.atomic
def take_back_activities(
    *, by: Person, at: datetime, contribution: Contribution, added: Added
) -> int:
    """Undoes the adding: gives how many activities are no longer told of here.

    They stay in the register; those that were not of this line before leave it again.
    """
    permissions.may_write(standing(by, contribution.plan), contribution)
    policies.can_be_written(contribution)
    found = list(contribution.activities.filter(pk__in=added.told).in_order())
    for activity in found:
        contribution.activities.remove(activity)
        if activity.pk in added.tied:
            activity.provisions.remove(contribution.provision)
        register.keep_version(by=by, at=at, activity=activity)
        _tell(by, at, contribution, activity)
    return len(found)


def _tell(by: Person, at: datetime, contribution: Contribution, activity: Activity) -> None:
    facts: dict[str, Any] = {
        "body": contribution.body.code,
        "contribution": contribution.pk,
    }
    record(by=by, at=at, verb="take_back_activity", object=f"activity:{activity.pk}", **facts)
