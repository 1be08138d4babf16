"""Which department of a demo clears in steps? One: a head of unit, then a cabinet by silence.

Set up two weeks before the demo is filled, so that it shows everything: a contribution that silence
cleared, one that lies at the cabinet with its day, and others that wait at the first step.
"""

from datetime import datetime, timedelta
from typing import Any, Final

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


def set_up_chain(*, plan: Plan, staff: Staff, at: datetime) -> bool:
    """Switches the steps on and lets some weeks pass; gives whether anything was done."""
    body = Body.objects.get(code=BODY)
    officer = staff.clearing_officer(BODY)
    if officer is None or ClearanceStep.objects.exists():
        return False
    first = at - 14 * DAY
    facts: dict[str, Any] = {"by": staff.coordinator("equality"), "at": first}
    facts |= {"plan": plan, "body": body}
    seats = {_role(plan, officer): False, _role(plan, _named(ALTERNATE)): True}
    actions.add_step(**facts, facts=actions.StepFacts(HEAD_OF_UNIT, None, seats))
    seats = {_role(plan, _named(CABINET)): False}
    actions.add_step(**facts, facts=actions.StepFacts(OFFICE, SILENT_DAYS, seats))
    ClearanceStep.objects.filter(body=body).update(is_sample=True)
    _let_weeks_pass(plan, body, officer, first)
    return True


def _let_weeks_pass(plan: Plan, body: Body, officer: Person, first: datetime) -> None:
    """One passes by silence, one lies at the cabinet since yesterday, the others have not moved."""
    rows = Contribution.objects.filter(
        period__in=plan.periods.open(), body=body, status=Status.SUBMITTED
    )
    waiting = list(rows.select_related("period__plan", "provision", "body").in_order())
    for each, days in zip(waiting, (1, 13), strict=False):
        at = first + days * DAY
        actions.clear_contribution(by=officer, at=at, contribution=each)
        if days == 1:
            told = at + (SILENT_DAYS - 1) * DAY
            actions.tell_those_asked(at=told)
            actions.clear_by_silence(at=told + DAY)


def _named(email: str) -> Person:
    return Person.objects.get(email=email)


def _role(plan: Plan, person: Person) -> int:
    return Membership.objects.current().get(plan=plan, person=person).pk
