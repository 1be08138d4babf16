"""How does a round begin, change its dates, end, and begin again?"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.actions.asking import ask_all, follow_plan
from suivi.reporting.actions.silence import count_silence_anew
from suivi.reporting.models import PeriodTurn
from suivi.reporting.notices.moves import tell_of_opening
from suivi.reporting.schedule import Schedule

__all__ = [
    "close_period",
    "follow_plan",
    "open_period",
    "reopen_period",
    "reschedule_period",
]
Verb = PeriodTurn.Verb


@transaction.atomic
def open_period(*, by: Person, at: datetime, period: Period, due_on: date | None = None) -> Period:
    """Opens a period: every responsible body gets a contribution to write on every line of its own.

    What was said last year is shown beside, for comparison; it is never an answer. A period that
    the plan does not have yet (`pk` is None) is made: it must follow the last one.
    """
    permissions.may_coordinate(standing(by, period.plan))
    policies.period_can_open(period)
    if period.pk is None:
        policies.follows_the_last(period, period.plan.periods.order_by("year").last())
    policies.due_day_is_sensible(period, due_on, at.date())
    policies.is_due_after_opening(period, due_on)
    period.opened_at = at
    period.due_on = due_on or period.due_on
    period.full_clean()
    period.save()
    asked = ask_all(period, is_sample=by.is_sample)
    tell_of_opening(at, period)
    _turn(by, at, period, Verb.OPENED, contributions=asked)
    _tell(by, at, period, "open_period", contributions=asked)
    return period


@transaction.atomic
def reschedule_period(
    *, by: Person, at: datetime, period: Period, schedule: Schedule, reason: str = ""
) -> Period:
    """Gives a period other dates; what is delivered keeps the day by which it was due.

    Days that bodies have of their own stay. Raises Refused for a period that is closed, for dates
    that do not follow each other, and for a new day of opening once it is open.
    """
    permissions.may_coordinate(standing(by, period.plan))
    locked = Period.objects.select_for_update(of=("self",)).select_related("plan").get(pk=period.pk)
    policies.period_is_not_closed(locked)
    changed = Schedule.of(locked).changes_to(schedule)
    policies.schedule_is_sensible(locked, schedule, at.date())
    locked.opens_on, locked.due_on = schedule.opens_on, schedule.due_on
    locked.closes_on = schedule.closes_on
    locked.full_clean()
    locked.save(update_fields=["opens_on", "due_on", "closes_on"])
    facts = {
        name: [day.isoformat() if day else "" for day in pair] for name, pair in changed.items()
    }
    _turn(by, at, locked, Verb.RESCHEDULED, reason, **facts)
    _tell(by, at, locked, "reschedule_period", **facts)
    return locked


@transaction.atomic
def expect_length(*, by: Person, at: datetime, period: Period, least: int, most: int) -> Period:
    """Says how many words an account of the period is expected to have; it limits nothing."""
    permissions.may_coordinate(standing(by, period.plan))
    policies.period_is_not_closed(period)
    policies.length_is_sensible(least, most)
    period.words_from, period.words_to = least, most
    period.save(update_fields=["words_from", "words_to"])
    _tell(by, at, period, "expect_length", least=least, most=most)
    return period


@transaction.atomic
def close_period(*, by: Person, at: datetime, period: Period) -> Period:
    """Closes a period; what is not delivered stays as it is, and the report says so."""
    permissions.may_coordinate(standing(by, period.plan))
    policies.period_is_open(period)
    period.closed_at = at
    period.save(update_fields=["closed_at"])
    missing = period.contributions.outstanding().count()
    _turn(by, at, period, Verb.CLOSED, missing=missing)
    _tell(by, at, period, "close_period", missing=missing)
    return period


@transaction.atomic
def reopen_period(*, by: Person, at: datetime, period: Period, reason: str) -> Period:
    """Opens a closed period again, with a reason that stays with it.

    What is published stays published, word for word; what was not delivered can be written again.
    """
    permissions.may_coordinate(standing(by, period.plan))
    policies.period_is_closed(period)
    policies.reason_is_given(reason)
    period.closed_at = None
    period.save(update_fields=["closed_at"])
    follow_plan(by=by, at=at, period=period)
    count_silence_anew(at, period)
    _turn(by, at, period, Verb.REOPENED, reason)
    _tell(by, at, period, "reopen_period")
    return period


def _turn(
    by: Person, at: datetime, period: Period, verb: str, reason: str = "", **facts: Any
) -> None:
    PeriodTurn.objects.create(
        period=period, verb=verb, reason=reason.strip(), facts=facts, at=at, by=by
    )


def _tell(by: Person, at: datetime, period: Period, verb: str, **facts: Any) -> None:
    code = f"period:{period.plan.slug}/{period.year}"
    record(by=by, at=at, verb=verb, object=code, role="coordinator", **facts)
