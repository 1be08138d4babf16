"""Is an activity perhaps in the register already?"""

from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Final

from suivi.activities.models import Activity
from suivi.people.models import Body
from suivi.plans.words import folded

DAYS: Final = 3
LIKE: Final = 0.75
MOST: Final = 500


def are_alike(one: str, other: str) -> bool:
    """Whether two titles are nearly the same, whatever their accents and the order of words."""
    first, second = folded(one).split(), folded(other).split()
    straight = SequenceMatcher(None, " ".join(first), " ".join(second)).ratio()
    if straight >= LIKE:
        return True
    return SequenceMatcher(None, " ".join(sorted(first)), " ".join(sorted(second))).ratio() >= LIKE


def alike(body: Body, day: date, title: str, but: int | None = None) -> list[Activity]:
    """Activities of the body within three days of `day` with a like title; `but` is not one."""
    near = Activity.objects.filter(body=body, started_on__range=(_days(day, -1), _days(day, 1)))
    near = near.exclude(pk=but).in_order() if but else near.in_order()
    return [each for each in near[:MOST] if are_alike(each.title, title)]


def _days(day: date, way: int) -> date:
    try:
        return day + timedelta(days=way * DAYS)
    except OverflowError:
        return day
