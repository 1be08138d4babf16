"""Whom would a reminder reach, and about what?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suivi.people.models import Person
from suivi.reporting.clearance import clears, lying
from suivi.reporting.models import Clearance, Contribution, Reminder
from suivi.reporting.queries.people import waited_for
from suivi.reporting.states import Status, pen


@dataclass(frozen=True)
class ReminderPage:
    """Those on whom a contribution waits, what of its body waits for them too, earlier ones."""

    recipients: Sequence[Person]
    together: Sequence[Contribution]
    earlier: Sequence[Reminder]


def reminder_page(contribution: Contribution, on: date) -> ReminderPage:
    """Reads it: nine queries, however large the plan."""
    is_cleared = clears(contribution)
    holder = pen(contribution.status, clears=is_cleared)
    waiting = [status for status in Status if pen(status, clears=is_cleared) == holder]
    rows = Contribution.objects.filter(
        period=contribution.period, body=contribution.body, status__in=waiting
    ).select_related("period__plan", "provision__plan", "body")
    if (lies := lying(contribution)) is not None:
        together = Clearance.objects.at_steps([lies.step_id])
        rows = rows.filter(pk__in=together.values("contribution"))
    earlier = contribution.reminders.select_related("sent_by").prefetch_related("recipients")
    return ReminderPage(
        recipients=waited_for(contribution, holder, on),
        together=list(rows.defer("account", "obstacles", "next_steps").in_order()),
        earlier=list(earlier.order_by("-sent_at", "-pk")),
    )
