"""Which activities answer to a question, a page at a time, whatever their number?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from suivi.activities.models import Activity, ActivityQuerySet
from suivi.activities.permissions import Reach, readable
from suivi.activities.words import asked, facet
from suivi.plans.models import Provision

PAGE: Final = 50
# Beyond this a count says "more than": nobody reads so many, and counting them takes time.
COUNTED: Final = 10_000
NOT_SCREENED: Final = "none"

# How a list may be ordered: field, and whether it falls. The number of the row decides ties.
ORDERS: Final = {
    "newest": ("started_on", True),
    "oldest": ("started_on", False),
    "entered": ("id", True),
    "title": ("title", False),
}


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


def answering(question: Question, seen: Reach) -> ActivityQuerySet:
    """The activities that the reader may see and that answer, in no order."""
    found = readable(Activity.objects.all(), seen)
    if question.plan:
        found = found.filter(_serving(question.plan, question.line))
    if question.body:
        found = found.filter(body__code=question.body)
    if question.first:
        # Not "or": so that the index by date still leads.
        last_day = Coalesce("ended_on", "started_on")
        found = found.filter(GreaterThanOrEqual(last_day, Value(question.first)))
    if question.last:
        found = found.filter(started_on__lte=question.last)
    wanted = asked(question.words)
    if question.country:
        wanted.append([facet("country", question.country)])
    if wanted:
        # What is found by words is narrowed by words as well: one look into one index.
        wanted += [[facet(name, value)] for name, value in _of_columns(question)]
        return found.filter(_holding(wanted))
    if question.kind:
        found = found.filter(kind=question.kind)
    if question.forum:
        found = found.filter(forum=question.forum)
    if question.marker:
        marker = None if question.marker == NOT_SCREENED else int(question.marker)
        found = found.filter(gender_marker=marker)
    return found


def _of_columns(question: Question) -> list[tuple[str, str]]:
    asked_for = {"kind": question.kind, "forum": question.forum, "marker": question.marker}
    return [(name, value) for name, value in asked_for.items() if value]


def _serving(plan: str, line: str) -> Q:
    """Those that serve a line of the plan, or the plan as a whole."""
    lines = Provision.activities.through.objects.filter(activity_id=OuterRef("pk"))
    if line:
        named = Provision.objects.filter(plan__slug=plan, code__iexact=line).values_list(
            "pk", flat=True
        )
        serving = Provision.activities.through.objects.filter(provision_id__in=list(named))
        return Q(pk__in=serving.values("activity_id"))
    whole = Activity.plans.through.objects.filter(activity_id=OuterRef("pk"))
    on_lines = Exists(lines.filter(provision__plan__slug=plan))
    return Q(on_lines) | Q(Exists(whole.filter(plan__slug=plan)))


def _holding(wanted: Sequence[Sequence[str]]) -> Q:
    """Those whose words hold one form of each word asked for, by the index of the database."""
    if connection.vendor == "postgresql":
        query = " & ".join("(" + " | ".join(f"'{form}'" for form in word) + ")" for word in wanted)
        statement = (
            "SELECT activity_id FROM activities_activitywords "
            "WHERE to_tsvector('simple', text) @@ %s::tsquery"
        )
    else:
        query = " AND ".join(
            "(" + " OR ".join(f'"{form}"' for form in word) + ")" for word in wanted
        )
        statement = "SELECT rowid FROM activities_words_index WHERE activities_words_index MATCH %s"
    # The words are a parameter of the statement.
    return Q(pk__in=RawSQL(statement, [query]))  # noqa: S611


def page_of(question: Question, seen: Reach, *, after: str = "", before: str = "") -> Page:
    """One page of the answer: a fixed number of queries, whatever the number of activities."""
    field, falls = ORDERS.get(question.order, ORDERS["newest"])
    found = answering(question, seen)
    counted = found.order_by("-started_on", "-id") if question.first else found
    count = counted.values("pk")[: COUNTED + 1].count()
    key = _key(before or after)
    backwards = bool(before and key)
    sign = "-" if falls != backwards else ""
    rows = found.filter(_beyond(field, falls != backwards, key)) if key else found
    rows = rows.order_by(*dict.fromkeys((f"{sign}{field}", f"{sign}id")))
    rows = rows.select_related("body").prefetch_related("provisions__plan", "plans")
    shown = list(rows[: PAGE + 1])
    has_more, shown = len(shown) > PAGE, shown[:PAGE]
    if backwards:
        shown.reverse()
    has_before = has_more if backwards else bool(key)
    has_after = bool(key) if backwards else has_more
    first = _key_of(shown[0], field) if shown and has_before else ""
    last = _key_of(shown[-1], field) if shown and has_after else ""
    return Page(shown, count, first, last)


def _key_of(activity: Activity, field: str) -> str:
    return f"{activity.pk}~{getattr(activity, field)}"


def _key(written: str) -> tuple[int, str] | None:
    """Number and value of the row at which a page begins; None for what is no key."""
    number, _sign, value = written.partition("~")
    return (int(number), value) if number.isdecimal() and len(number) < 19 and value else None


def _beyond(field: str, falls: bool, key: tuple[int, str] | None) -> Q:
    """What comes after the row of the key in this order."""
    assert key is not None
    number, written = key
    way = "lt" if falls else "gt"
    if field == "id":
        return Q(**{f"id__{way}": number})
    value: Any = written
    if field == "started_on":
        try:
            value = date.fromisoformat(written)
        except ValueError:
            return Q()
    further = Q(**{f"{field}__{way}": value}) | Q(**{field: value, f"id__{way}": number})
    return Q(**{f"{field}__{way}e": value}) & further


def all_in_order(
    question: Question, seen: Reach, most: int, bodies: Collection[int] | None = None
) -> ActivityQuerySet:
    """The first `most` activities of the list with all that is told of them; of `bodies` alone."""
    field, falls = ORDERS.get(question.order, ORDERS["newest"])
    sign = "-" if falls else ""
    found = answering(question, seen).order_by(*dict.fromkeys((f"{sign}{field}", f"{sign}id")))
    if bodies is not None:
        found = found.filter(body_id__in=bodies)
    related = ("provisions__plan", "plans", "partners", "evidence")
    return found.select_related("body").prefetch_related(*related)[:most]
