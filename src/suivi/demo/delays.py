"""What do departments say in the demonstration about what they have not delivered?

More time asked for, granted, refused and waiting; days promised, one of them past; lines that are
blocked; one that is written anew; activities in the register that are told of nowhere yet. By the
real actions, on days counted from today, so that the board of a demonstration always shows some
that are still to come.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from suivi.activities.actions import ActivityFacts, record_activity
from suivi.demo import content
from suivi.demo.acts import Act
from suivi.demo.people import Staff
from suivi.people.models import Body
from suivi.plans.models import Period, Plan
from suivi.plans.standing import standing
from suivi.reporting import actions
from suivi.reporting.actions.drafts import answers_at
from suivi.reporting.models import Extension

Bodies = Mapping[str, Body]


def delays(plan: Plan, staff: Staff, today: datetime) -> list[Act]:
    """What the departments say, once: a period in which somebody asked is left as it is."""
    told = content.delays()
    period = Period.objects.select_related("plan").get(plan=plan, year=told["year"])
    if period.extensions.exists():
        return []
    bodies = {body.code: body for body in Body.objects.in_order()}
    return [
        *(act for one in told["extensions"] for act in _extend(one, period, bodies, staff, today)),
        *(_say(one, period, bodies, staff, today) for one in told["outlooks"]),
        *(_write_on(one, period, staff, today) for one in told["rewritten"]),
        *(_enter(one, plan, bodies, staff, today) for one in told["unreported"]),
    ]


def _extend(
    one: dict[str, Any], period: Period, bodies: Bodies, staff: Staff, today: datetime
) -> Iterator[Act]:
    at, body = _morning(today, one["asked"]), bodies[one["body"]]
    wish = {"wished_on": _morning(today, one["wished"]).date(), "reason": one["reason"]}
    by = staff.focal_point(body.code)
    yield at, partial(actions.ask_extension, by=by, at=at, period=period, body=body, **wish)
    if one["answer"] != Extension.Answer.WAITING:
        later = at + timedelta(days=1)
        yield later, partial(_answer, one, period, body, staff, later)


def _answer(one: dict[str, Any], period: Period, body: Body, staff: Staff, at: datetime) -> None:
    facts: dict[str, Any] = {
        "by": staff.coordinator("equality"),
        "at": at,
        "extension": period.extensions.waiting().get(body=body),
        "sentence": one["sentence"],
    }
    if one["answer"] == Extension.Answer.GRANTED:
        granted_on = _morning(at, one["granted"] - one["asked"] - 1).date()
        actions.grant_extension(**facts, granted_on=granted_on)
    else:
        actions.refuse_extension(**facts)


def _say(one: dict[str, Any], period: Period, bodies: Bodies, staff: Staff, today: datetime) -> Act:
    at, body, expected = _morning(today, one["told"]), bodies[one["body"]], one.get("expected")
    expected_on = None if expected is None else _morning(today, expected).date()
    facts: dict[str, Any] = {
        "lines": one["lines"],
        "outlook": actions.Outlook(expected_on, one.get("blocked", "")),
    }
    by = staff.focal_point(body.code)
    return at, partial(actions.tell_outlook, by=by, at=at, period=period, body=body, **facts)


def _write_on(one: dict[str, Any], period: Period, staff: Staff, today: datetime) -> Act:
    """What was sent back is written anew, and not submitted yet."""
    at, by = _morning(today, one["told"]), staff.writer(one["body"])
    contribution = period.contributions.get(provision__code=one["line"], body__code=one["body"])
    answers = {**answers_at(contribution, contribution.version), "account": one["account"]}
    typed = actions.Typed(answers, contribution.version)
    return at, partial(actions.save_draft, by=by, at=at, contribution=contribution, typed=typed)


def _enter(one: dict[str, Any], plan: Plan, bodies: Bodies, staff: Staff, today: datetime) -> Act:
    """An activity that somebody entered in the register, not in a contribution."""
    at, by = _morning(today, one["entered"]), staff.writer(one["body"])
    facts = ActivityFacts(
        kind=one["kind"],
        title=one["title"],
        started_on=date.fromisoformat(one["on"]),
        language=one["language"],
    )
    told: dict[str, Any] = {
        "who": standing(by, plan),
        "body": bodies[one["body"]],
        "facts": facts,
        "provisions": list(plan.provisions.filter(code=one["line"])),
    }
    return at, partial(record_activity, by=by, at=at, **told)


def _morning(today: datetime, days: int) -> datetime:
    """Nine o'clock on the day so many days from today."""
    day = timezone.localtime(today).date() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(9)))
