"""How many activities answer in each month, and for each country?

What is drawn is drawn from the newest that answer, at most as many as are counted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from suivi.activities.permissions import Reach
from suivi.activities.queries.register import Question, newest

COUNTED: Final = 10_000


@dataclass(frozen=True)
class Month:
    """A month and its number of activities."""

    first_day: date
    count: int


@dataclass(frozen=True)
class Overview:
    """The activities by month and by country."""

    months: Sequence[Month]
    countries: Sequence[tuple[str, int]]
    count: int
    without_country: int

    @property
    def is_partial(self) -> bool:
        """Whether more activities answer than are drawn."""
        return self.count > COUNTED


def overview(question: Question, seen: Reach) -> Overview:
    """Counts the newest that answer: a few queries."""
    rows = newest(question, seen, COUNTED + 1, "started_on", "countries")
    counted = rows[:COUNTED]
    months = Counter(started_on.replace(day=1) for started_on, _codes in counted)
    countries = Counter(code for _day, codes in counted for code in codes)
    return Overview(
        [Month(day, months[day]) for day in sorted(months)],
        sorted(countries.items(), key=lambda each: (-each[1], each[0])),
        len(rows),
        sum(not codes for _day, codes in counted),
    )
