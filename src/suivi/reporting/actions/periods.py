"""How does a round begin and end?"""

from datetime import date, datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.actions.asking import ask_all, ask_missing
from suivi.reporting.notices.moves import tell_of_opening

__all__ = ["ask_missing", "close_period", "open_period"]


@transaction.atomic
def open_period(*, by: Person, at: datetime, period: Period, due_on: date | None = None) -> Period:
    """Opens a period: every responsible body gets a contribution to write on every line of its own.

    What was said last year is shown beside, for comparison; it is never an answer.
    """
    permissions.may_coordinate(standing(by, period.plan))
    policies.period_can_open(period)
    policies.due_day_is_sensible(period, due_on, at.date())
    period.opened_at = at
    period.due_on = due_on or period.due_on
    period.full_clean()
    period.save(update_fields=["opened_at", "due_on"])
    asked = ask_all(period, is_sample=by.is_sample)
    tell_of_opening(at, period)
    record(
        by=by,
        at=at,
        verb="open_period",
        object=_code(period),
        role="coordinator",
        contributions=asked,
    )
    return period


@transaction.atomic
def close_period(*, by: Person, at: datetime, period: Period) -> Period:
    """Closes a period; what is not delivered stays as it is, and the report says so."""
    permissions.may_coordinate(standing(by, period.plan))
    policies.period_is_open(period)
    period.closed_at = at
    period.save(update_fields=["closed_at"])
    record(by=by, at=at, verb="close_period", object=_code(period), role="coordinator")
    return period


def _code(period: Period) -> str:
    return f"period:{period.plan.slug}/{period.year}"
