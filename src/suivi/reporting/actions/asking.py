"""Who is asked in a period that is open? Every responsible body, on every line of its own."""

from datetime import datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.models import Period, Responsibility
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.models import Contribution


@transaction.atomic
def ask_missing(*, by: Person | None, at: datetime, period: Period) -> int:
    """Asks the bodies that the plan named after the period was opened; gives how many accounts.

    `by` is None when a command does it. Raises Refused for others than coordinators, and for a
    period that is not open. Nothing is asked twice, and no event is written when nothing is asked.
    """
    if by is not None:
        permissions.may_coordinate(standing(by, period.plan))
    policies.period_is_open(period)
    asked = ask_all(period, is_sample=by is not None and by.is_sample)
    if asked:
        record(
            by=by,
            at=at,
            verb="ask_missing",
            object=f"period:{period.plan.slug}/{period.year}",
            role="coordinator" if by else "",
            contributions=asked,
        )
    return asked


def ask_all(period: Period, *, is_sample: bool) -> int:
    """Makes the contributions that are not there yet, in the order of the plan; gives how many.

    Part of an action, inside its transaction.
    """
    there = {(each.provision_id, each.body_id): each for each in period.contributions.all()}
    missing, moved = [], []
    for place, responsibility in enumerate(Responsibility.objects.of_plan(period.plan), start=1):
        contribution = there.get((responsibility.provision_id, responsibility.body_id))
        if contribution is None:
            missing.append(
                Contribution(
                    provision_id=responsibility.provision_id,
                    body_id=responsibility.body_id,
                    period=period,
                    position=place,
                    is_sample=period.plan.is_sample or is_sample,
                )
            )
        elif contribution.position != place:
            contribution.position = place
            moved.append(contribution)
    Contribution.objects.bulk_update(moved, ["position"], batch_size=500)
    return len(Contribution.objects.bulk_create(missing))
