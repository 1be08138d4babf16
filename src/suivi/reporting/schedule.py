"""Which dates has a period?"""

from dataclasses import dataclass
from datetime import date

from suivi.plans.models import Period


@dataclass(frozen=True)
class Schedule:
    """When a period opens, when contributions are due, when it closes; None where nobody said."""

    opens_on: date | None
    due_on: date | None
    closes_on: date | None

    @classmethod
    def of(cls, period: Period) -> "Schedule":
        """As the period has it."""
        return cls(period.opens_on, period.due_on, period.closes_on)

    @property
    def is_in_order(self) -> bool:
        """Whether the dates that are said follow each other."""
        said = [day for day in (self.opens_on, self.due_on, self.closes_on) if day is not None]
        return said == sorted(said)

    def changes_to(self, other: "Schedule") -> dict[str, tuple[date | None, date | None]]:
        """By name of the date: what it is here and what it is there, where the two differ."""
        pairs = {name: (getattr(self, name), getattr(other, name)) for name in vars(self)}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
