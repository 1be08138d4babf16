"""How does a body get another day to deliver, asked for or set by a coordinator?"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Body, Person
from suivi.plans.models import Period
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.models import DueDay, Extension


@transaction.atomic
def set_due_day(
    *, by: Person, at: datetime, period: Period, body: Body, due_on: date | None, reason: str = ""
) -> DueDay | None:
    """Gives a body a day of its own in a period; None takes it away, and the day of all counts.

    Raises Refused for others than coordinators, closed periods, days past, and bodies not asked.
    """
    permissions.may_coordinate(standing(by, period.plan))
    policies.period_is_not_closed(period)
    policies.body_is_asked(period, body)
    policies.due_day_is_sensible(period, due_on, at.date())
    day = None
    if due_on is None:
        DueDay.objects.filter(period=period, body=body).delete()
    else:
        facts = {"due_on": due_on, "reason": reason.strip(), "set_at": at, "set_by": by}
        day, _new = DueDay.objects.update_or_create(period=period, body=body, defaults=facts)
    _tell(by, at, period, body, "set_due_day", due_on=due_on.isoformat() if due_on else "")
    return day


@transaction.atomic
def ask_extension(
    *, by: Person, at: datetime, period: Period, body: Body, wished_on: date, reason: str
) -> Extension:
    """A focal point asks for more time for the body. Raises Refused: who, when, and why not."""
    permissions.may_speak_for(standing(by, period.plan), body.pk)
    policies.period_is_open(period)
    policies.body_is_asked(period, body)
    policies.no_extension_waits(period, body)
    policies.reason_is_given(reason)
    policies.day_is_later(period, body, wished_on, at.date())
    asked = Extension.objects.create(
        period=period,
        body=body,
        wished_on=wished_on,
        reason=reason.strip(),
        asked_at=at,
        asked_by=by,
    )
    _tell(by, at, period, body, "ask_extension", wished_on=wished_on.isoformat())
    return asked


@transaction.atomic
def grant_extension(
    *, by: Person, at: datetime, extension: Extension, granted_on: date, sentence: str = ""
) -> Extension:
    """Gives the body more time, until the day it wished or another; it becomes its day."""
    locked = _waiting(by, extension)
    policies.due_day_is_sensible(locked.period, granted_on, at.date())
    locked.granted_on = granted_on
    answered = _answered(by, at, locked, Extension.Answer.GRANTED, sentence)
    facts = {"due_on": granted_on, "reason": locked.reason, "set_at": at, "set_by": by}
    DueDay.objects.update_or_create(period=locked.period, body=locked.body, defaults=facts)
    _tell(
        by,
        at,
        locked.period,
        locked.body,
        "grant_extension",
        extension=locked.pk,
        granted_on=granted_on.isoformat(),
    )
    return answered


@transaction.atomic
def refuse_extension(*, by: Person, at: datetime, extension: Extension, sentence: str) -> Extension:
    """Leaves the day as it is, with a sentence that says why."""
    locked = _waiting(by, extension)
    policies.reason_is_given(sentence)
    answered = _answered(by, at, locked, Extension.Answer.REFUSED, sentence)
    _tell(by, at, locked.period, locked.body, "refuse_extension", extension=locked.pk)
    return answered


def _waiting(by: Person, extension: Extension) -> Extension:
    """The extension as it stands now, held until it is answered."""
    rows = Extension.objects.select_for_update(of=("self",)).select_related("period__plan", "body")
    locked = rows.get(pk=extension.pk)
    permissions.may_coordinate(standing(by, locked.period.plan))
    policies.extension_waits(locked)
    policies.period_is_open(locked.period)
    return locked


def _answered(
    by: Person, at: datetime, extension: Extension, answer: str, sentence: str
) -> Extension:
    extension.answer, extension.sentence = answer, sentence.strip()
    extension.answered_at, extension.answered_by = at, by
    extension.full_clean()
    extension.save()
    return extension


def _tell(by: Person, at: datetime, period: Period, body: Body, verb: str, **facts: Any) -> None:
    code = f"period:{period.plan.slug}/{period.year}"
    record(by=by, at=at, verb=verb, object=code, body=body.code, **facts)
