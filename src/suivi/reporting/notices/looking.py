"""What became due by itself? Looked at every day, told once for each day that is set.

A day that passed unseen, because nothing ran, is made up for: what counts is how near the due day
is now, not that the look came exactly fourteen days before.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from suivi.notices.actions import queue
from suivi.plans.models import Period, Role
from suivi.reporting.models import Contribution
from suivi.reporting.notices.kinds import DUE_TOMORROW, TO_REVIEW, TO_WRITE
from suivi.reporting.queries.people import WRITERS, holders

# Days before, and the word for it. The nearest that has come counts.
SOON: Final = ((1, "tomorrow"), (7, "7"), (14, "14"))


def look(at: datetime) -> None:
    """Queues what those are to hear who have not delivered."""
    on = timezone.localtime(at).date()
    last = on + timedelta(days=SOON[-1][0])
    for period in Period.objects.open().order_by("pk"):
        for due_on, bodies in _owing(period).items():
            if due_on <= last:
                _tell(at, period, due_on, bodies, on)


def _owing(period: Period) -> dict[date, set[int]]:
    """The bodies that still owe something, by the day by which each of them delivers."""
    owed = Contribution.objects.of_period(period).outstanding().with_due_day().order_by()
    found: dict[date, set[int]] = defaultdict(set)
    for each in owed.only("body", "period"):
        if each.due_day is not None:
            found[each.due_day].add(each.body_id)
    return found


def _tell(at: datetime, period: Period, due_on: date, bodies: set[int], on: date) -> None:
    left = (due_on - on).days
    word = next(name for days, name in SOON if left <= days) if left >= 0 else "overdue"
    writers = holders(period.plan_id, WRITERS, bodies)
    about, facts = f"period:{period.pk}/{due_on}/{word}", {"period": period.pk}
    kind = DUE_TOMORROW if word == "tomorrow" else TO_WRITE
    queue(at=at, kind=kind, about=about, people=writers, facts=facts)
    if word == "overdue":
        coordinators = holders(period.plan_id, [Role.COORDINATOR])
        queue(at=at, kind=TO_REVIEW, about=about, people=coordinators, facts=facts)
