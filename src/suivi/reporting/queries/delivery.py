"""What does a department owe in a period, by when, and what has it said about it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suivi.errors import Leave, leave
from suivi.people.models import Body, Person
from suivi.plans.models import Period
from suivi.plans.standing import member_standing
from suivi.reporting import permissions, policies
from suivi.reporting.deadlines import deadlines
from suivi.reporting.models import Contribution, Extension


@dataclass(frozen=True)
class Delivery:
    """The delivery of a body: its day, what it owes, what it asked and was answered."""

    period: Period
    body: Body
    due_on: date | None
    is_late: bool
    owed: Sequence[Contribution]
    extensions: Sequence[Extension]
    may_tell: Leave
    may_ask: Leave


def delivery(by: Person, period: Period, body: Body, on: date) -> Delivery:
    """Reads it: seven queries, however many lines."""
    who = member_standing(by, period.plan)
    days = deadlines(period)
    owed = Contribution.objects.of_period(period).filter(body=body).outstanding()
    asked = period.extensions.filter(body=body).newest_first()
    may_tell = leave(
        lambda: permissions.may_speak_for(who, body.pk),
        lambda: policies.period_is_open(period),
        lambda: policies.body_is_asked(period, body),
    )
    return Delivery(
        period,
        body,
        days.of(body.pk),
        days.is_late(body.pk, on),
        list(owed.select_related("provision__plan").in_order()),
        list(asked.select_related("asked_by", "answered_by")),
        may_tell,
        may_tell and leave(lambda: policies.no_extension_waits(period, body)),
    )
