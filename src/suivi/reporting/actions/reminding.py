"""How does a coordinator remind those on whom contributions wait?"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.actions.journeys import day_of
from suivi.reporting.models import Contribution, Reminder
from suivi.reporting.notices.moves import tell_of_reminder
from suivi.reporting.queries.reminding import reminder_page


@transaction.atomic
def send_reminder(
    *, by: Person, at: datetime, contribution: Contribution, note: str = "", of_all: bool = False
) -> Reminder:
    """Writes to those on whom a contribution waits; with `of_all` about all of the body's at once.

    It is the last contact with the department. Raises Refused: who, when, or nobody to write to.
    """
    permissions.may_coordinate(standing(by, contribution.plan))
    policies.can_be_reminded_of(contribution, at)
    page = reminder_page(contribution, day_of(at))
    policies.somebody_is_there(page.recipients)
    about = page.together if of_all else [contribution]
    reminder = Reminder.objects.create(
        period=contribution.period,
        body=contribution.body,
        note=note.strip(),
        sent_at=at,
        sent_by=by,
    )
    reminder.contributions.set(about)
    reminder.recipients.set(page.recipients)
    tell_of_reminder(at, reminder, page.recipients)
    _record(by, at, reminder, about)
    return reminder


def _record(by: Person, at: datetime, reminder: Reminder, about: Sequence[Contribution]) -> None:
    record(
        by=by,
        at=at,
        verb="send_reminder",
        object=f"reminder:{reminder.pk}",
        role="coordinator",
        body=reminder.body.code,
        contributions=[contribution.pk for contribution in about],
    )
