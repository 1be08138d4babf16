"""Which department of a demo clears in steps? One: a head of unit, then a cabinet by silence.

Set up two weeks before the demo is filled, so that it shows everything: a contribution that silence
cleared, one that lies at the cabinet with its day, and others that wait at the first step.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from suivi.demo.acts import Act
from suivi.demo.people import Staff
from suivi.languages.wording import Wording
from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Plan
from suivi.reporting import actions
from suivi.reporting.models import ClearanceStep, Contribution
from suivi.reporting.states import Status

BODY: Final = "foreign-affairs"
ALTERNATE: Final = "deputy.foreign-affairs@example.org"
CABINET: Final = "cabinet.foreign-affairs@example.org"
SILENT_DAYS: Final = 10
HEAD_OF_UNIT: Final = Wording(
    {
        "en": "head of unit (sample)",
        "fr": "chef d’unité (exemple)",
        "nl": "eenheidshoofd (voorbeeld)",
        "de": "Referatsleitung (Beispiel)",
    }
)
OFFICE: Final = Wording(
    {
        "en": "cabinet (sample)",
        "fr": "cabinet (exemple)",
        "nl": "kabinet (voorbeeld)",
        "de": "Kabinett (Beispiel)",
    }
)
DAY: Final = timedelta(days=1)


def chain(plan: Plan, staff: Staff, today: datetime) -> list[Act]:
    """Switching the steps on and what follows, once: one contribution passes by silence, one lies
    at the cabinet since yesterday, the others have not moved.
    """
    body = Body.objects.get(code=BODY)
    officer = staff.clearing_officer(BODY)
    if officer is None or ClearanceStep.objects.exists():
        return []
    first = today - 14 * DAY
    told = first + SILENT_DAYS * DAY
    waiting = Contribution.objects.filter(
        period__in=plan.periods.open(), body=body, status=Status.SUBMITTED
    )
    to_clear = list(waiting.select_related("period__plan", "provision", "body").in_order()[:2])
    return [
        (first, partial(_switch_on, plan, body, officer, staff.coordinator("equality"), first)),
        *(
            (at, partial(actions.clear_contribution, by=officer, at=at, contribution=each))
            for each, at in zip(to_clear, (first + DAY, first + 13 * DAY), strict=False)
        ),
        (told, partial(actions.tell_those_asked, at=told)),
        (told + DAY, partial(actions.clear_by_silence, at=told + DAY)),
    ]


def _switch_on(plan: Plan, body: Body, officer: Person, by: Person, at: datetime) -> None:
    facts: dict[str, Any] = {"by": by, "at": at, "plan": plan, "body": body}
    seats = {_role(plan, officer): False, _role(plan, _named(ALTERNATE)): True}
    actions.add_step(**facts, facts=actions.StepFacts(HEAD_OF_UNIT, None, seats))
    seats = {_role(plan, _named(CABINET)): False}
    actions.add_step(**facts, facts=actions.StepFacts(OFFICE, SILENT_DAYS, seats))
    ClearanceStep.objects.filter(body=body).update(is_sample=True)


def _named(email: str) -> Person:
    return Person.objects.get(email=email)


def _role(plan: Plan, person: Person) -> int:
    return Membership.objects.current().get(plan=plan, person=person).pk
