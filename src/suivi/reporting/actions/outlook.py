"""What does a department say about what it has not delivered: on which day it comes, or why not?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Body, Person
from suivi.plans.models import Period
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.models import Contribution


@dataclass(frozen=True)
class Outlook:
    """The department's word: a day, or what is in the way; neither takes back what was said."""

    expected_on: date | None = None
    blocked_because: str = ""


@transaction.atomic
def tell_outlook(
    *, by: Person, at: datetime, period: Period, body: Body, lines: Sequence[str], outlook: Outlook
) -> int:
    """Says of undelivered contributions of a body, by code of their line, when they will come.

    Gives how many. Raises Refused when somebody else than a focal point says it, when nothing is
    chosen that is still to be delivered, and for a day that is past.
    """
    permissions.may_speak_for(standing(by, period.plan), body.pk)
    policies.period_is_open(period)
    policies.outlook_is_sensible(outlook.expected_on, outlook.blocked_because, at.date())
    owed = Contribution.objects.of_period(period).filter(body=body).outstanding()
    chosen = owed.filter(provision__code__in=list(lines))
    is_told = outlook.expected_on is not None or bool(outlook.blocked_because.strip())
    told = chosen.update(
        expected_on=outlook.expected_on,
        blocked_because=outlook.blocked_because.strip(),
        told_at=at if is_told else None,
    )
    policies.something_was_chosen(told)
    record(
        by=by,
        at=at,
        verb="tell_outlook",
        object=f"period:{period.plan.slug}/{period.year}",
        body=body.code,
        lines=sorted(lines),
        expected_on=outlook.expected_on.isoformat() if outlook.expected_on else "",
        blocked=bool(outlook.blocked_because.strip()),
    )
    return told
