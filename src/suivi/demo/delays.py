"""What do departments say in the demonstration about what they have not delivered?

More time asked for, granted, refused and waiting; days promised, one of them past; lines that are
blocked. By the real actions, on days counted from today, so that the board of a demonstration
always shows some that are still to come.
"""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from suivi.demo import content
from suivi.demo.people import Staff
from suivi.people.models import Body
from suivi.plans.models import Period, Plan
from suivi.reporting import actions
from suivi.reporting.models import Extension


@transaction.atomic
def tell_delays(plan: Plan, staff: Staff, today: datetime) -> None:
    """Lets the departments speak, once: a period in which somebody asked is left as it is."""
    told = content.delays()
    period = Period.objects.select_related("plan").get(plan=plan, year=told["year"])
    if period.extensions.exists():
        return
    bodies = {body.code: body for body in Body.objects.in_order()}
    for one in told["extensions"]:
        _extend(one, period, bodies[one["body"]], staff, today)
    for one in told["outlooks"]:
        _say(one, period, bodies[one["body"]], staff, today)


def _extend(one: dict[str, Any], period: Period, body: Body, staff: Staff, today: datetime) -> None:
    at = _morning(today, one["asked"])
    extension = actions.ask_extension(
        by=staff.focal_point(body.code),
        at=at,
        period=period,
        body=body,
        wished_on=_morning(today, one["wished"]).date(),
        reason=one["reason"],
    )
    answer: dict[str, Any] = {
        "by": staff.coordinator("equality"),
        "at": at + timedelta(days=1),
        "extension": extension,
        "sentence": one.get("sentence", ""),
    }
    if one["answer"] == Extension.Answer.GRANTED:
        granted_on = _morning(today, one["granted"]).date()
        actions.grant_extension(**answer, granted_on=granted_on)
    elif one["answer"] == Extension.Answer.REFUSED:
        actions.refuse_extension(**answer)


def _say(one: dict[str, Any], period: Period, body: Body, staff: Staff, today: datetime) -> None:
    expected = one.get("expected")
    actions.tell_outlook(
        by=staff.focal_point(body.code),
        at=_morning(today, one["told"]),
        period=period,
        body=body,
        lines=one["lines"],
        outlook=actions.Outlook(
            None if expected is None else _morning(today, expected).date(),
            one.get("blocked", ""),
        ),
    )


def _morning(today: datetime, days: int) -> datetime:
    """Nine o'clock on the day so many days from today."""
    day = timezone.localtime(today).date() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(9)))
