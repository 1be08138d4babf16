"""How does the database find what answers to a question, whatever the number of activities?

Words and filters alike are words of one index (see `words`), in which activities stand by day. So
every combination is one look into it, from the newest on, that ends when enough is found.

What began before the first day asked for and was still under way is another part of the answer:
it stands further back, and is found by the year in which it lasted. `parts` says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from django.db import connection
from django.db.models import BooleanField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Concat, StrIndex
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual

from suivi.activities.models import ActivityQuerySet, ActivityWords
from suivi.activities.words import NUMBER_BITS, asked, facet, lasting_in, place_of
from suivi.people.models import Body
from suivi.plans.models import Plan, Provision

NUMBER: Final = (1 << NUMBER_BITS) - 1
INDEX: Final = "activities_words_index"
# Conditions on rows of activities; what is searched for is a parameter of each.
IN_VECTOR: Final = "activities_activitywords.vector @@ %s::tsquery"
IN_INDEX: Final = (
    "activities_words_index MATCH %s",
    f"activities_activity.id = (activities_words_index.rowid & {NUMBER})",
)
HOLDS: Final = (
    "EXISTS (SELECT 1 FROM activities_activitywords w "
    "WHERE w.activity_id = activities_activity.id AND w.vector @@ %s::tsquery)"
)
Terms = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Question:
    """What is asked of the register; what is empty asks for nothing."""

    words: str = ""
    plan: str = ""
    line: str = ""
    body: str = ""
    kind: str = ""
    forum: str = ""
    country: str = ""
    marker: str = ""
    first: date | None = None
    last: date | None = None
    order: str = "newest"


@dataclass(frozen=True)
class Part:
    """Some of the answer: what holds one word of each term, from one place on and before another.

    `until` asks for what was under way on that day or later.
    """

    terms: Terms
    low: int | None = None
    high: int | None = None
    until: date | None = None


def terms_of(question: Question) -> Terms:
    """One word of each must be there: at most three queries, for names of plan, line and body."""
    wanted: list[Sequence[str]] = list(asked(question.words))
    if question.plan:
        plan = Plan.objects.filter(slug=question.plan)
        if question.line:
            lines = Provision.objects.filter(plan__in=plan, code__iexact=question.line)
            wanted.append(_facets("line", lines))
        else:
            wanted.append(_facets("plan", plan))
    if question.body:
        wanted.append(_facets("body", Body.objects.filter(code=question.body)))
    for name in ("kind", "forum", "country", "marker"):
        if getattr(question, name):
            wanted.append([facet(name, getattr(question, name))])
    return wanted


def _facets(name: str, rows: "QuerySet[Any]") -> Sequence[str]:
    """A word for each row; one that nothing has where there are none."""
    numbers = sorted(rows.values_list("pk", flat=True))
    return [facet(name, number) for number in numbers] or [facet(name, "unknown")]


def parts(question: Question, terms: Terms) -> list[Part]:
    """The answer in the order of days, newest first."""
    high = place_of(question.last) + NUMBER + 1 if question.last else None
    if question.first is None:
        return [Part(terms, high=high)]
    first = place_of(question.first)
    before = min(first, high) if high is not None else first
    lasting = [*terms, [lasting_in(question.first.year)]]
    return [Part(terms, first, high), Part(lasting, None, before, question.first)]


def rows_of(
    found: ActivityQuerySet, part: Part, limit: int, *names: str, falls: bool | None = None
) -> list[tuple[Any, ...]]:
    """The first rows of a part: number, place, and the facts of these names.

    By day, falling or not; without saying, in the order that costs least.
    """
    if part.until is not None:
        found = found.filter(ended_on__gte=part.until)
    if not part.terms:
        rows = _by_days(found, part, falls is not False)
        told = rows.values_list("pk", "started_on", *names)[:limit]
        return [(pk, place_of(day, pk), *more) for pk, day, *more in told]
    is_postgresql = connection.vendor == "postgresql"
    rows = _by_vector(found, part) if is_postgresql else _by_index(found, part)
    if falls is not None or not is_postgresql:
        rows = rows.order_by("place" if falls is False else "-place")
    return list(rows.values_list("pk", "place", *names)[:limit])


def _by_days(found: ActivityQuerySet, part: Part, falls: bool) -> ActivityQuerySet:
    if part.low is not None:
        day, number = _parted(part.low)
        found = found.filter(Q(started_on__gte=day), Q(started_on__gt=day) | Q(pk__gte=number))
    if part.high is not None:
        day, number = _parted(part.high - 1)
        found = found.filter(Q(started_on__lte=day), Q(started_on__lt=day) | Q(pk__lte=number))
    return found.order_by("-started_on", "-pk") if falls else found.order_by("started_on", "pk")


def _parted(place: int) -> tuple[date, int]:
    return date.fromordinal(place >> NUMBER_BITS), place & NUMBER


def _by_vector(found: ActivityQuerySet, part: Part) -> ActivityQuerySet:
    limits = {"gte": part.low, "lt": part.high}
    bounds = {f"words__place__{way}": end for way, end in limits.items() if end is not None}
    found = found.filter(words__isnull=False, **bounds).annotate(place=F("words__place"))
    found_there = found.extra(where=[IN_VECTOR], params=[_as_query(part.terms)])  # noqa: S610
    return cast(ActivityQuerySet, found_there)


def _by_index(found: ActivityQuerySet, part: Part) -> ActivityQuerySet:
    where, params = [*IN_INDEX], [_as_query(part.terms)]
    for sign, end in ((">=", part.low), ("<", part.high)):
        if end is not None:
            where.append(f"activities_words_index.rowid {sign} %s")
            params.append(end)
    place = {"place": "activities_words_index.rowid"}
    found_there = found.extra(select=place, tables=[INDEX], where=where, params=params)  # noqa: S610
    return cast(ActivityQuerySet, found_there)


def _as_query(terms: Terms) -> Any:
    """The terms in the language of the index; words are made of letters and digits alone."""
    if connection.vendor == "postgresql":
        return " & ".join("(" + " | ".join(f"'{word}'" for word in term) + ")" for term in terms)
    return " AND ".join("(" + " OR ".join(f'"{word}"' for word in term) + ")" for term in terms)


def comes_in_order(field: str, terms: Terms) -> bool:
    """Whether the database finds rows in the order of this field, and stops when it has enough."""
    return field == "started_on" and not (terms and connection.vendor == "postgresql")


def answering_each(question: Question, terms: Terms) -> Q:
    """The same as a condition on each row, for orders that the index does not know."""
    condition = Q()
    if question.first:
        last_day = Coalesce("ended_on", "started_on")
        condition &= Q(GreaterThanOrEqual(last_day, Value(question.first)))
    if question.last:
        condition &= Q(started_on__lte=question.last)
    return condition & _each_holds(terms) if terms else condition


def _each_holds(terms: Terms) -> Q:
    """The terms looked for in the words of each row: the index of SQLite is slow at one row."""
    if connection.vendor == "postgresql":
        return Q(RawSQL(HOLDS, [_as_query(terms)], output_field=BooleanField()))  # noqa: S611
    padded = Concat(Value(" "), "text", Value(" "))
    condition = Q()
    for term in terms:
        any_of = Q()
        for word in term:
            any_of |= Q(GreaterThan(StrIndex(padded, Value(f" {word} ")), Value(0)))
        condition &= any_of
    return Q(Exists(ActivityWords.objects.filter(condition, activity=OuterRef("pk"))))
