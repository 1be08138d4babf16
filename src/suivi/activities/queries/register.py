"""Which activities answer to a question, a page at a time, whatever their number?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.db.models import Q

from suivi.activities.models import Activity, ActivityQuerySet
from suivi.activities.permissions import Reach, readable
from suivi.activities.queries.finding import (
    Part,
    Question,
    answering_each,
    comes_in_order,
    parts,
    rows_of,
    terms_of,
)
from suivi.activities.words import place_of

__all__ = ["COUNTED", "NOT_SCREENED", "Page", "Question", "all_in_order", "newest", "page_of"]

PAGE: Final = 50
# Beyond this a count says "more than": nobody reads so many, and counting them takes time.
COUNTED: Final = 1000
# So many are found first and put in order then, where the index gives them in another order.
SORTED: Final = 5000
NOT_SCREENED: Final = "none"
CHUNK: Final = 1000

# How a list may be ordered: field, and whether it falls. The number of the row decides ties.
ORDERS: Final = {
    "newest": ("started_on", True),
    "oldest": ("started_on", False),
    "entered": ("id", True),
    "title": ("title", False),
}


@dataclass(frozen=True)
class Page:
    """Some activities in order; keys lead to the pages before and after."""

    rows: Sequence[Activity]
    count: int
    before: str
    after: str

    @property
    def is_more(self) -> bool:
        """Whether there are more than are counted."""
        return self.count > COUNTED


# Where a row stands in an order: the fact that the order goes by, then its number.
Key = tuple[Any, int]


class _Answer:
    """The activities that answer, in the order that is asked for.

    Few are found first and put in order then; of many, the order is walked until enough is found.
    """

    def __init__(self, question: Question, among: ActivityQuerySet, seen: Reach) -> None:
        self.question, self.among, self.seen = question, among, seen
        self.found = readable(among, seen)
        self.field, self.falls = ORDERS.get(question.order, ORDERS["newest"])
        self.terms = terms_of(question)
        self.parts = parts(question, self.terms)
        self.is_all = not (self.terms or question.first or question.last)

    @cached_property
    def few(self) -> list[tuple[Key, int]] | None:
        """All of them with their place in the order, sorted; None where they are too many."""
        if self.is_all:
            return None
        names = ("title",) if self.field == "title" else ()
        most = COUNTED if comes_in_order(self.field, self.terms) else max(COUNTED, SORTED)
        rows = _gathered(self.found, self.parts, most + 1, *names)
        if len(rows) > most:
            return None
        return sorted((self._key(*row), row[0]) for row in rows)

    @cached_property
    def count(self) -> int:
        """How many there are; one more than are counted stands for more."""
        if self.is_all:
            return self.found.values("pk")[: COUNTED + 1].count()
        return COUNTED + 1 if self.few is None else min(len(self.few), COUNTED + 1)

    def numbers(self, limit: int, key: Key | None = None, back: bool = False) -> list[int]:
        """The numbers of those that come after the key, or before it, nearest first."""
        falls = self.falls != back
        if self.few is not None:
            rows = [(k, pk) for k, pk in self.few if not key or (k < key if falls else k > key)]
            return [pk for _key, pk in (rows[::-1] if falls else rows)[:limit]]
        if self.field == "started_on":
            return self._by_days(limit, key, falls)
        # Whether it answers is quicker to say than whether it may be read.
        walked = self.among.filter(answering_each(self.question, self.terms))
        walked = readable(walked, self.seen)
        if key:
            walked = walked.filter(_beyond(self.field, falls, key))
        sign = "-" if falls else ""
        walked = walked.order_by(*dict.fromkeys((f"{sign}{self.field}", f"{sign}id")))
        return list(walked.values_list("pk", flat=True)[:limit])

    def _by_days(self, limit: int, key: Key | None, falls: bool) -> list[int]:
        at = None if key is None else place_of(key[0], key[1])
        bounded = [_bounded(part, at, falls) for part in self.parts]
        ordered = bounded if falls else bounded[::-1]
        return [row[0] for row in _gathered(self.found, ordered, limit, falls=falls)]

    def _key(self, pk: int, place: int, title: str = "") -> Key:
        facts: dict[str, Any] = {"started_on": place, "id": pk, "title": title}
        return facts[self.field], pk

    def key_from(self, written: str) -> Key | None:
        """The key that stands in an address; None for what is none."""
        number, _sign, value = written.partition("~")
        if not (number.isdecimal() and len(number) < 11 and value):
            return None
        if self.field != "started_on":
            return (int(number) if self.field == "id" else value), int(number)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return None
        return (place_of(day, int(number)) if self.few is not None else day), int(number)


def _bounded(part: Part, at: int | None, falls: bool) -> Part:
    """What of a part comes after a place, falling or rising."""
    if at is None:
        return part
    if falls:
        return replace(part, high=at if part.high is None else min(part.high, at))
    return replace(part, low=at + 1 if part.low is None else max(part.low, at + 1))


def _gathered(
    found: ActivityQuerySet,
    ordered: Iterable[Part],
    limit: int,
    *names: str,
    falls: bool | None = None,
) -> list[tuple[Any, ...]]:
    """The first rows over all parts: one query for each."""
    rows: list[tuple[Any, ...]] = []
    for part in ordered:
        rows += rows_of(found, part, limit - len(rows), *names, falls=falls)
    return rows


def _beyond(field: str, falls: bool, key: Key) -> Q:
    """What comes after the row of the key in an order by title or number."""
    value, number = key
    way = "lt" if falls else "gt"
    if field == "id":
        return Q(**{f"id__{way}": number})
    further = Q(**{f"{field}__{way}": value}) | Q(**{field: value, f"id__{way}": number})
    return Q(**{f"{field}__{way}e": value}) & further


def page_of(question: Question, seen: Reach, *, after: str = "", before: str = "") -> Page:
    """One page of the answer: a fixed number of queries, whatever the number of activities."""
    answer = _Answer(question, Activity.objects.all(), seen)
    count = answer.count
    key = answer.key_from(before or after)
    backwards = bool(before and key)
    numbers = answer.numbers(PAGE + 1, key, backwards)
    has_more, numbers = len(numbers) > PAGE, numbers[:PAGE]
    if backwards:
        numbers.reverse()
    shown = _read(numbers, "provisions__plan", "plans")
    has_before = has_more if backwards else bool(key)
    has_after = bool(key) if backwards else has_more
    first = _key_of(shown[0], answer.field) if shown and has_before else ""
    last = _key_of(shown[-1], answer.field) if shown and has_after else ""
    return Page(shown, count, first, last)


def all_in_order(
    question: Question, seen: Reach, most: int, bodies: Collection[int] | None = None
) -> list[Activity]:
    """The first `most` activities of the list with all that is told of them; of `bodies` alone."""
    among = Activity.objects.all()
    if bodies is not None:
        among = among.filter(body_id__in=bodies)
    numbers = _Answer(question, among, seen).numbers(most)
    return _read(numbers, "provisions__plan", "plans", "partners", "evidence")


def answering(question: Question, seen: Reach) -> ActivityQuerySet:
    """All that answer, to be counted or read in pieces; slower than a page."""
    return readable(Activity.objects.filter(answering_each(question, terms_of(question))), seen)


def newest(question: Question, seen: Reach, most: int, *names: str) -> list[tuple[Any, ...]]:
    """These facts of the newest that answer."""
    found = readable(Activity.objects.all(), seen)
    ordered = parts(question, terms_of(question))
    return [row[2:] for row in _gathered(found, ordered, most, *names, falls=True)]


def _read(numbers: Sequence[int], *related: str) -> list[Activity]:
    """The activities of these numbers, in their order."""
    read: dict[int, Activity] = {}
    for first in range(0, len(numbers), CHUNK):
        rows = Activity.objects.filter(pk__in=numbers[first : first + CHUNK])
        rows = rows.select_related("body").prefetch_related(*related)
        read |= {each.pk: each for each in rows}
    return [read[number] for number in numbers if number in read]


def _key_of(activity: Activity, field: str) -> str:
    return f"{activity.pk}~{getattr(activity, field)}"
