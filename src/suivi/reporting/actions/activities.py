"""How does a department tell of activities while it writes its contribution?

The register keeps them (activities.actions); here they are tied to the contribution that tells of
them, and only while it can be written.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from suivi.activities import actions as register
from suivi.activities.actions import ActivityFacts, NewEvidence
from suivi.activities.models import Activity, Evidence
from suivi.people.models import Person
from suivi.plans.standing import Standing, standing
from suivi.reporting import permissions, policies
from suivi.reporting.models import Contribution


@transaction.atomic
def add_activity(
    *,
    by: Person,
    at: datetime,
    contribution: Contribution,
    facts: ActivityFacts,
    evidence: Sequence[NewEvidence] = (),
) -> Activity:
    """Enters an activity of the body on this line, and tells of it in this contribution."""
    who = _writer(by, contribution)
    activity = register.record_activity(
        by=by,
        at=at,
        who=who,
        body=contribution.body,
        provisions=[contribution.provision],
        facts=facts,
        evidence=evidence,
    )
    contribution.activities.add(activity)
    return activity


@transaction.atomic
def change_activity(
    *,
    by: Person,
    at: datetime,
    contribution: Contribution,
    activity: Activity,
    facts: ActivityFacts,
    evidence: Sequence[NewEvidence] = (),
    dropped: Sequence[Evidence] = (),
) -> Activity:
    """Changes an activity of which this contribution tells."""
    return register.change_activity(
        by=by,
        at=at,
        who=_writer(by, contribution),
        activity=activity,
        facts=facts,
        evidence=evidence,
        dropped=dropped,
    )


@transaction.atomic
def remove_activity(
    *, by: Person, at: datetime, contribution: Contribution, activity: Activity
) -> None:
    """Takes an activity out; one that another contribution tells of is only untied from here."""
    who = _writer(by, contribution)
    contribution.activities.remove(activity)
    if not activity.contributions.exists():
        register.remove_activity(by=by, at=at, who=who, activity=activity)


def _writer(by: Person, contribution: Contribution) -> Standing:
    who = standing(by, contribution.plan)
    permissions.may_write(who, contribution)
    policies.can_be_written(contribution)
    return who
