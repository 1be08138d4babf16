"""Whom would a reminder reach, and about what?"""

from collections.abc import Sequence
from dataclasses import dataclass

from suivi.people.models import Person
from suivi.reporting.models import Contribution, Reminder
from suivi.reporting.policies import has_clearing_officer
from suivi.reporting.queries.people import waited_for
from suivi.reporting.states import Status, pen


@dataclass(frozen=True)
class ReminderPage:
    """Those on whom a contribution waits, what of its body waits for them too, earlier ones."""

    recipients: Sequence[Person]
    together: Sequence[Contribution]
    earlier: Sequence[Reminder]


def reminder_page(contribution: Contribution) -> ReminderPage:
    """Reads it: eight queries, however large the plan."""
    clears = has_clearing_officer(contribution)
    holder = pen(contribution.status, clears=clears)
    waiting = [status for status in Status if pen(status, clears=clears) == holder]
    rows = Contribution.objects.filter(
        period=contribution.period, body=contribution.body, status__in=waiting
    ).select_related("period__plan", "provision__plan", "body")
    earlier = contribution.reminders.select_related("sent_by").prefetch_related("recipients")
    return ReminderPage(
        recipients=waited_for(contribution, holder),
        together=list(rows.defer("account", "obstacles", "next_steps").in_order()),
        earlier=list(earlier.order_by("-sent_at", "-pk")),
    )
