"""How are many activities of a file written at once, each with its version, words and tables?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from suivi.activities.actions.keeping import rebuild_words
from suivi.activities.facts import kept_with
from suivi.activities.iati.actions.recording import forget_records, keep_records
from suivi.activities.iati.actions.rows import insert
from suivi.activities.iati.comparing import Compared
from suivi.activities.iati.models import IatiImport
from suivi.activities.iati.records import Record
from suivi.activities.iati.stored import stored_records
from suivi.activities.models import Activity, ActivityVersion
from suivi.people.models import Person


@dataclass(frozen=True)
class Change:
    """An activity to be written; `keep` leaves as it is here what is in conflict."""

    row: Compared
    keep: bool

    @property
    def record(self) -> Record:
        """What the file says."""
        return self.row.read.record


class Writing:
    """Writes batches of one import, in the transaction of the action that applies it."""

    def __init__(self, *, by: Person | None, at: datetime, imported: IatiImport) -> None:
        self.by, self.at, self.imported = by, at, imported
        self.lines = list(imported.lines.order_by("pk"))

    def write(self, batch: Sequence[Change]) -> None:
        """New ones, changed ones, then what belongs to both."""
        changed = {each.row.there.activity.pk: each for each in batch if each.row.there is not None}
        self._keep_first(changed)
        forget_records(changed)
        written = {**self._added(batch), **{pk: self._changed(c) for pk, c in changed.items()}}
        records = {pk: change.record for pk, (_one, change) in written.items()}
        keep_records(records, at=self.at, came_with=self.imported)
        self._keep_versions(written)

    def _added(self, batch: Sequence[Change]) -> dict[int, tuple[Activity, Change]]:
        new = [each for each in batch if each.row.there is None]
        stored = Activity.objects.bulk_create(self._made(each) for each in new)
        pairs = [(each.pk, line.pk) for each in stored for line in self.lines]
        insert(Activity.provisions.through, ("activity", "provision"), pairs)
        return {each.pk: (each, change) for each, change in zip(stored, new, strict=True)}

    def _made(self, change: Change) -> Activity:
        facts = {"kind": Activity.Kind.PROJECT, "source": source_of(change.record)}
        return Activity(
            **{**facts, **change.row.columns(keep=False)},
            body=self.imported.body,
            iati_identifier=change.record.identifier,
            entered_by=self.by,
            entered_at=self.at,
            is_sample=self.by.is_sample if self.by else False,
        )

    def _changed(self, change: Change) -> tuple[Activity, Change]:
        assert change.row.there is not None
        activity = change.row.there.activity
        facts = change.row.columns(change.keep)
        for name, fact in facts.items():
            setattr(activity, name, fact)
        activity.save(update_fields=list(facts))
        return activity, change

    def _keep_first(self, changed: Mapping[int, Change]) -> None:
        """What stood before, of activities that came without versions."""
        known = ActivityVersion.objects.filter(activity__in=list(changed))
        without = changed.keys() - set(known.values_list("activity_id", flat=True))
        activities = [found.activity for pk in without if (found := changed[pk].row.there)]
        records = stored_records({each.pk: each.iati_identifier for each in activities})
        ActivityVersion.objects.bulk_create(
            ActivityVersion(
                activity=each,
                number=1,
                facts=_kept(each, records.get(each.pk)),
                at=each.entered_at,
                by_id=each.entered_by_id,
            )
            for each in activities
        )

    def _keep_versions(self, written: Mapping[int, tuple[Activity, Change]]) -> None:
        versions = ActivityVersion.objects.filter(activity__in=list(written))
        newest = dict(versions.values_list("activity_id").annotate(Max("number")))
        for pk, (activity, change) in written.items():
            activity.version = newest.get(pk, 0) + 1
            if change.row.there is not None:
                activity.save(update_fields=["version"])
        by = self.by.pk if self.by else None
        rows = (
            (pk, activity.version, self._facts(activity, change), self.at, by)
            for pk, (activity, change) in written.items()
        )
        insert(ActivityVersion, ("activity", "number", "facts", "at", "by"), rows)
        found = Activity.objects.filter(pk__in=list(written)).order_by("pk")
        rebuild_words(activities=found.prefetch_related("provisions", "plans"))

    def _facts(self, activity: Activity, change: Change) -> dict[str, Any]:
        if change.row.there is not None:
            return _kept(activity, change.record)
        nothing: dict[str, Any] = {"partners": (), "plans": (), "evidence": ()}
        return kept_with(activity, provisions=self.lines, iati=change.record, **nothing)


def _kept(activity: Activity, record: Record | None) -> dict[str, Any]:
    """The facts of a version of an activity that was read with all that belongs to it."""
    return kept_with(
        activity,
        partners=sorted(activity.partners.all(), key=lambda each: each.code),
        plans=sorted(activity.plans.all(), key=lambda each: each.slug),
        provisions=sorted(activity.provisions.all(), key=lambda each: each.pk),
        evidence=sorted(activity.evidence.all(), key=lambda each: each.pk),
        iati=record,
    )


def source_of(record: Record) -> str:
    """What the register says is the source of an activity that came from a file."""
    names = [text for _language, text in record.reporter.names]
    return f"IATI: {record.reporter.ref or ''.join(names[:1]) or record.identifier}"[:300]
