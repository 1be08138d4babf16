"""By when was something promised: a day, or a year as a whole?"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from suivi.languages.days import day_of
from suivi.ui.numbers_and_days import day

_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Due:
    """A year, and the day in it where one was given."""

    year: int
    on: date | None = None

    @property
    def last_day(self) -> date:
        """The day after which it is late."""
        return self.on or date(self.year, 12, 31)

    @property
    def typed(self) -> str:
        """As it stands in a form: "2015", or "2015-06-30"."""
        return self.on.isoformat() if self.on else str(self.year)

    def __str__(self) -> str:
        """In words, in the language of the page."""
        return day(self.on) if self.on else str(self.year)


def due_in(text: str) -> Due | None:
    """What was typed for a day or a year; None when it is neither.

    Days are read day first, or year first, as everywhere in the house.
    """
    written = text.strip()
    if _YEAR.fullmatch(written):
        return Due(int(written))
    found = day_of(written)
    return Due(found.year, found) if found else None
