"""Is an activity perhaps in the register already?"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from suivi.activities.models import Activity
from suivi.people.models import Body
from suivi.plans.words import folded

DAYS: Final = 3
LIKE: Final = 0.75
MOST: Final = 500
_BEGINNING: Final = 4  # letters of a word


@dataclass(frozen=True)
class _Compared:
    """A title as it is compared: folded, in its order and in that of the alphabet."""

    straight: str
    ordered: str
    beginnings: frozenset[str]
    letters: Mapping[str, int]


@lru_cache(maxsize=20_000)
def _compared(title: str) -> _Compared:
    words = folded(title).split()
    straight = " ".join(words)
    beginnings = frozenset(word[:_BEGINNING] for word in words)
    return _Compared(straight, " ".join(sorted(words)), beginnings, Counter(straight))


def are_alike(one: str, other: str) -> bool:
    """Whether two titles are nearly the same, whatever their accents and the order of words."""
    first, second = _compared(one), _compared(other)
    if first.straight == second.straight:
        return True
    if first.beginnings.isdisjoint(second.beginnings):
        return False
    # No order of letters makes more of them fit than both have: most pairs end here.
    shared = sum(min(count, second.letters.get(sign, 0)) for sign, count in first.letters.items())
    if 2 * shared < LIKE * (len(first.straight) + len(second.straight)):
        return False
    pairs = ((first.straight, second.straight), (first.ordered, second.ordered))
    return any(SequenceMatcher(None, *pair).ratio() >= LIKE for pair in pairs)


def alike(body: Body, day: date, title: str, but: int | None = None) -> list[Activity]:
    """Activities of the body within three days of `day` with a like title; `but` is not one."""
    span = (_days(day, -DAYS), _days(day, DAYS))
    near = Activity.objects.filter(body=body, started_on__range=span)
    near = near.exclude(pk=but).in_order() if but else near.in_order()
    return [each for each in near[:MOST] if are_alike(each.title, title)]


@dataclass(frozen=True)
class Titled:
    """What is compared of an activity: in the register by its identifier, in a table by its row."""

    key: str
    title: str
    day: date
    body: str
    is_there: bool = False


def alike_in(new: Sequence[Titled]) -> dict[str, list[Titled]]:
    """For each new activity those like it, in the register and before it in the table.

    One query for each body.
    """
    found: dict[str, list[Titled]] = {}
    for body in sorted({each.body for each in new}):
        of_body = [each for each in new if each.body == body]
        by_day = _there(body, of_body)
        for each in of_body:
            near = (_days(each.day, way) for way in range(-DAYS, DAYS + 1))
            candidates = [one for day in dict.fromkeys(near) for one in by_day[day][:MOST]]
            like = [one for one in candidates if are_alike(one.title, each.title)]
            if like:
                found[each.key] = like
            by_day[each.day].append(each)
    return found


def _there(body: str, new: Sequence[Titled]) -> defaultdict[date, list[Titled]]:
    first, last = min(each.day for each in new), max(each.day for each in new)
    span = (_days(first, -DAYS), _days(last, DAYS))
    near = {_days(each.day, way) for each in new for way in range(-DAYS, DAYS + 1)}
    rows = Activity.objects.filter(body__code=body, started_on__range=span).order_by("started_on")
    by_day: defaultdict[date, list[Titled]] = defaultdict(list)
    for uid, title, day in rows.values_list("uid", "title", "started_on").iterator():
        if day in near:
            by_day[day].append(Titled(str(uid), title, day, body, is_there=True))
    return by_day


def _days(day: date, way: int) -> date:
    try:
        return day + timedelta(days=way)
    except OverflowError:
        return day
