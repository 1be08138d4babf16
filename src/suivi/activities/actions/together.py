"""How are thousands of activities written at once, each with its version and its words?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from suivi.activities.actions.keeping import rebuild_words
from suivi.activities.facts import COLUMNS, kept
from suivi.activities.models import Activity, ActivityImport, ActivityVersion, Evidence
from suivi.people.models import Person

CHUNK: Final = 500
RELATED: Final = ("partners", "plans", "provisions", "evidence")
_CHANGING: Final = (*COLUMNS, "version", "removed_at")


@dataclass(frozen=True)
class ToWrite:
    """An activity, new or known, with all that is to be told of it.

    Partners, plans and provisions are numbers; `links` are title and address of each piece of
    evidence that is no file. Files stay.
    """

    activity: Activity
    columns: Mapping[str, Any]
    partners: Sequence[int]
    plans: Sequence[int]
    provisions: Sequence[int]
    links: Sequence[tuple[str, str]]
    removed_at: datetime | None = None


def write_together(
    *, by: Person, at: datetime, all_of: Sequence[ToWrite], imported: ActivityImport
) -> None:
    """Writes them, each as its next version, made by a table: some thirty queries for 500.

    Who, when and whether they contradict themselves was checked before.
    """
    for first in range(0, len(all_of), CHUNK):
        chunk = all_of[first : first + CHUNK]
        _write_columns(chunk)
        for name in ("partners", "plans", "provisions"):
            _write_many(chunk, name)
        _write_links(chunk)
        _keep_versions([each.activity.pk for each in chunk], by, at, imported)


def _write_columns(chunk: Sequence[ToWrite]) -> None:
    known = [each.activity for each in chunk if each.activity.pk]
    _keep_first(known)
    for each in chunk:
        activity = each.activity
        activity.version = activity.version + 1 if activity.pk else 1
        for name in COLUMNS:
            fact = each.columns[name]
            setattr(activity, name, list(fact) if name == "countries" else fact)
        activity.removed_at = each.removed_at
    Activity.objects.bulk_create([each.activity for each in chunk if not each.activity.pk])
    Activity.with_removed.bulk_create(
        known, update_conflicts=True, unique_fields=["id"], update_fields=_CHANGING
    )


def _keep_first(known: Sequence[Activity]) -> None:
    """What stood before the first change, of activities that came without versions."""
    bare = Activity.with_removed.filter(pk__in=[each.pk for each in known], versions=None)
    ActivityVersion.objects.bulk_create(
        ActivityVersion(
            activity=each, number=1, facts=kept(each), at=each.entered_at, by_id=each.entered_by_id
        )
        for each in bare.prefetch_related(*RELATED)
    )


def _write_many(chunk: Sequence[ToWrite], name: str) -> None:
    """The rows that tie activities to bodies, plans or lines."""
    field = Activity._meta.get_field(name)
    through: Any = getattr(Activity, name).through
    target = f"{field.m2m_reverse_field_name()}_id"  # type: ignore[union-attr]
    pks = [each.activity.pk for each in chunk]
    there: dict[int, set[int]] = {pk: set() for pk in pks}
    rows = through._default_manager.filter(activity_id__in=pks)
    for pk, other in rows.values_list("activity_id", target):
        there[pk].add(other)
    changed = [each for each in chunk if there[each.activity.pk] != set(getattr(each, name))]
    rows.filter(activity_id__in=[each.activity.pk for each in changed]).delete()
    through._default_manager.bulk_create(
        through(**{"activity_id": each.activity.pk, target: other})
        for each in changed
        for other in getattr(each, name)
    )


def _write_links(chunk: Sequence[ToWrite]) -> None:
    rows = Evidence.objects.filter(activity__in=[each.activity.pk for each in chunk], file=None)
    there: dict[int, list[Evidence]] = {}
    for evidence in rows.order_by("pk"):
        there.setdefault(evidence.activity_id, []).append(evidence)
    gone, new = [], []
    for each in chunk:
        wanted = list(each.links)
        for evidence in there.get(each.activity.pk, ()):
            if (evidence.title, evidence.link) in wanted:
                wanted.remove((evidence.title, evidence.link))
            else:
                gone.append(evidence.pk)
        new += [Evidence(activity=each.activity, title=name, link=link) for name, link in wanted]
    Evidence.objects.filter(pk__in=gone).delete()
    Evidence.objects.bulk_create(new)


def _keep_versions(pks: Iterable[int], by: Person, at: datetime, imported: ActivityImport) -> None:
    """The activities as they now stand, and the words by which they are found."""
    written = list(Activity.with_removed.filter(pk__in=pks).prefetch_related(*RELATED))
    ActivityVersion.objects.bulk_create(
        ActivityVersion(
            activity=each, number=each.version, facts=kept(each), at=at, by=by, imported=imported
        )
        for each in written
    )
    rebuild_words(activities=written)
