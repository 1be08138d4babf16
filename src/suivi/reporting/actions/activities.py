"""How does a department tell of activities while it writes its contribution?

The register keeps them (activities.actions); here they are tied to the contribution that tells of
them, and only while it can be written.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from django.db import transaction

from suivi.activities import actions as register
from suivi.activities.actions import ToChange, ToEnter
from suivi.activities.models import Activity
from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.models import Provision
from suivi.plans.standing import Standing, standing
from suivi.reporting import permissions, policies
from suivi.reporting.models import Contribution


@transaction.atomic
def add_activity(
    *,
    by: Person,
    at: datetime,
    contribution: Contribution,
    **told: Unpack[ToEnter],
) -> Activity:
    """Enters an activity of the body on this line and others, and tells of it here."""
    who = _writer(by, contribution)
    told["provisions"] = _lines(contribution, told.get("provisions", ()))
    activity = register.record_activity(by=by, at=at, who=who, body=contribution.body, **told)
    contribution.activities.add(activity)
    return activity


@transaction.atomic
def change_activity(
    *,
    by: Person,
    at: datetime,
    contribution: Contribution,
    activity: Activity,
    **told: Unpack[ToChange],
) -> Activity:
    """Changes an activity of which this contribution tells."""
    who = _writer(by, contribution)
    return register.change_activity(by=by, at=at, who=who, activity=activity, **told)


@transaction.atomic
def tell_of_activity(
    *, by: Person, at: datetime, contribution: Contribution, activity: Activity
) -> None:
    """Tells here of an activity that is in the register already: it is entered once."""
    _writer(by, contribution)
    contribution.activities.add(activity)
    activity.provisions.add(contribution.provision)
    register.keep_version(by=by, at=at, activity=activity)
    record(
        by=by,
        at=at,
        verb="tell_of_activity",
        object=f"activity:{activity.pk}",
        body=contribution.body.code,
        contribution=contribution.pk,
    )


@transaction.atomic
def remove_activity(
    *, by: Person, at: datetime, contribution: Contribution, activity: Activity
) -> None:
    """Takes an activity out; one that another contribution tells of, or that another body
    entered, is only untied from here."""
    who = _writer(by, contribution)
    elsewhere = activity.contributions.exclude(pk=contribution.pk)
    if elsewhere.exists() or activity.body_id != contribution.body_id:
        contribution.activities.remove(activity)
    else:
        # It stays tied, so that it comes back to its place when it is brought back.
        register.remove_activity(by=by, at=at, who=who, activity=activity)


def _lines(contribution: Contribution, others: Sequence[Provision]) -> list[Provision]:
    """The line of the contribution, then the others, each once."""
    return list(dict.fromkeys([contribution.provision, *others]))


def _writer(by: Person, contribution: Contribution) -> Standing:
    who = standing(by, contribution.plan)
    permissions.may_write(who, contribution)
    policies.can_be_written(contribution)
    return who
