"""Which activities does a table speak of, how did they stand when it left, who handed it over?"""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from suivi.activities.models import Activity, ActivityImport, ActivityVersion
from suivi.activities.permissions import Reach, readable

if TYPE_CHECKING:
    from suivi.people.models import Person

RELATED = ("partners", "provisions", "plans", "evidence")


def found_by_uid(uids: Iterable[UUID], seen: Reach) -> dict[UUID, Activity]:
    """The activities that the reader may see, removed ones of their own bodies as well."""
    named = Activity.with_removed.filter(uid__in=list(uids))
    current = Q(removed_at__isnull=True) | Q(body_id__in=seen.writes_for)
    rows = readable(named.filter(current), seen).select_related("body").prefetch_related(*RELATED)
    return {each.uid: each for each in rows}


def earlier_versions(wanted: Mapping[int, int]) -> dict[int, Any]:
    """What was told of activities at an earlier version, by number; left out where none was."""
    rows = ActivityVersion.objects.filter(activity__in=list(wanted), number__in={*wanted.values()})
    return {
        pk: facts
        for pk, number, facts in rows.values_list("activity_id", "number", "facts")
        if wanted[pk] == number
    }


def imports_of(person: "Person", writes_for: Collection[int]) -> list[ActivityImport]:
    """The tables that the person handed over, and those that changed activities of their bodies."""
    rows = ActivityImport.objects.filter(_open_to(person, writes_for)).distinct()
    related = rows.select_related("file", "received_by", "applied_by")
    return list(related.order_by("-received_at", "-pk")[:50])


def find_import(person: "Person", writes_for: Collection[int], pk: int) -> ActivityImport:
    """One of those; Http404 for others."""
    rows = ActivityImport.objects.filter(_open_to(person, writes_for), pk=pk)
    related = rows.select_related("file", "received_by", "applied_by", "undone_by")
    found = related.distinct().first()
    if found is None:
        raise Http404
    return found


def _open_to(person: "Person", writes_for: Collection[int]) -> Q:
    return Q(received_by=person) | Q(versions__activity__body__in=writes_for)
