"""By when does each body deliver in a period?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from suivi.plans.models import Period
from suivi.reporting.models import DueDay


@dataclass(frozen=True)
class Deadlines:
    """The days of a period: of bodies that have their own (by number), and of all others."""

    period: Period
    own: Mapping[int, date]

    def of(self, body: int) -> date | None:
        """The day of this body; None while none is set."""
        return self.own.get(body, self.period.due_on)

    def is_late(self, body: int, on: date) -> bool:
        """Whether what this body has not delivered by that day is late."""
        due_on = self.of(body)
        return self.period.is_open and due_on is not None and due_on < on


def deadlines(period: Period) -> Deadlines:
    """Reads the days of a period: one query."""
    own = DueDay.objects.filter(period=period).values_list("body", "due_on")
    return Deadlines(period, dict(own))
