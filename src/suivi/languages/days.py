"""How is a day written when it is typed by hand, or stands in a cell?"""

import re
from datetime import date, datetime, timedelta
from typing import Any, Final

# As browsers send it, and as people write it in Belgium: day before month, in every language.
TYPED: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")

# Day first, as all four languages of the house write it; or year first.
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([./\- ])(\d{1,2})\2(\d{4})(?: 0{1,2}:00(?::00)?)?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})(?:[T ].*)?")
_COUNTED: Final = re.compile(r"\d{5}(?:[.,]0+)?")
_DAY_ZERO: Final = date(1899, 12, 30)  # from which spreadsheets count days
_COUNTS: Final = range(18_000, 80_000)  # 1949 to 2119: a count that is a date without its format


def day_of(value: Any) -> date | None:
    """The day in a cell, however it was written; None when it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(int(value))
    text = str(value or "").strip()
    if _COUNTED.fullmatch(text):
        return _counted(int(text[:5]))
    day_first, year_first = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    if day_first:
        return _day(*(int(day_first.group(at)) for at in (4, 3, 1)))
    return _day(*(int(number) for number in year_first.groups())) if year_first else None


def reads_either_way(value: Any) -> bool:
    """Whether a text could also be meant month first: 03/04/2014, but not 13/04/2014."""
    found = _DAY_FIRST.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or found.group(2) != "/":
        return False
    day, month = int(found.group(1)), int(found.group(3))
    return day != month and 1 <= day <= 12


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _counted(count: int) -> date | None:
    return _DAY_ZERO + timedelta(days=count) if count in _COUNTS else None
