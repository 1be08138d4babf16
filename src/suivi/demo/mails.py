"""Which mails does a demo write by itself, so that its outbox shows some?

A coordinator reminds a department today; two people read their digest every day. All of it happens
when the demo is filled: the years before are over, and nobody is told of them any more.
"""

from datetime import datetime
from typing import Final

from suivi.demo.people import Staff
from suivi.notices.actions import choose_mails
from suivi.notices.models import DigestDay
from suivi.people.models import Person
from suivi.plans.models import Plan
from suivi.reporting import actions
from suivi.reporting.models import Contribution, Reminder
from suivi.reporting.states import Status

BODY: Final = "defence"
# In the language of its reader, as a coordinator would write it.
NOTE: Final = (
    "Voorbeeld van een eigen woordje: het parlement vraagt het verslag dit jaar vroeger. "
    "Lukt het tegen vrijdag?"
)


def write_mails(*, plan: Plan, staff: Staff, at: datetime) -> bool:
    """Reminds a department and lets two people read daily; gives whether anything was done."""
    waiting = Contribution.objects.filter(
        period__in=plan.periods.open(), body__code=BODY, status=Status.DRAFT
    ).select_related("period__plan", "provision", "body")
    first = waiting.in_order().first()
    if first is None or Reminder.objects.exists():
        return False
    for person in (staff.coordinator("equality"), staff.focal_point(BODY)):
        _reads_daily(person, at)
    actions.send_reminder(
        by=staff.coordinator("equality"), at=at, contribution=first, note=NOTE, of_all=True
    )
    return True


def _reads_daily(person: Person, at: datetime) -> None:
    choose_mails(by=person, at=at, digest=DigestDay.DAILY, language=person.language, declined=[])
