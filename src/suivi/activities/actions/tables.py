"""How does a table become activities? Handed over first, confirmed after a look, undone as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from suivi.activities import permissions, policies
from suivi.activities.actions.together import ToWrite, write_together
from suivi.activities.facts import COLUMNS, columns_of
from suivi.activities.models import Activity, ActivityImport, ActivityVersion
from suivi.activities.permissions import reach
from suivi.activities.queries.names import Names, names
from suivi.activities.tables.comparing import TABLE, Comparison, Difference, compare
from suivi.activities.tables.reading import UNPACKED, Filled, read
from suivi.audit.actions import record
from suivi.errors import Fault, Faults, Refused
from suivi.files.actions import store_file
from suivi.files.kinds import CSV, TEXT
from suivi.files.workbooks import check
from suivi.people.models import Person

ENTER: Final = "enter"
LEAVE_OUT: Final = "leave_out"


@dataclass(frozen=True)
class Decisions:
    """What a person decided: which side stands where both changed an activity, by identifier or
    for all `others`; and whether new rows that may be there already are entered or left out."""

    sides: Mapping[str, str] = field(default_factory=dict)
    others: str = ""
    alike: str = ""

    def side(self, difference: Difference) -> str:
        """Which side stands for an activity that both changed; "" where that is open."""
        return self.sides.get(difference.uid) or self.others


@transaction.atomic
def receive_table(*, by: Person, at: datetime, upload: "File[bytes]") -> ActivityImport:
    """Keeps a table as it was handed over; nothing of it is applied yet.

    Raises Refused (who), or Faults when no table of activities is in the file.
    """
    permissions.may_write(reach(by))
    check(upload, also=(CSV, TEXT), unpacked=UNPACKED)
    upload.seek(0)
    filled = read(upload.read())
    if not filled.rows:
        raise Faults([Fault("", _("The table has no rows."))])
    upload.seek(0)
    imported = ActivityImport.objects.create(
        file=store_file(by=by, at=at, upload=upload), received_at=at, received_by=by
    )
    _tell(by, at, imported, "receive_activity_table", rows=len(filled.rows))
    return imported


def apply_table(
    *, by: Person, at: datetime, imported: ActivityImport, seen: str, decisions: Decisions
) -> ActivityImport:
    """Enters and changes what a table says, all or nothing, as one change that can be undone.

    `seen` is the mark of the comparison that the person looked at. Raises Refused, or Faults:
    cells that cannot be taken, what is not decided, what changed since it was looked at.
    """
    filled = read(imported.file.path.read_bytes())  # before anybody else has to wait
    return _apply(by, at, imported, filled, seen, decisions)


@transaction.atomic
def _apply(
    by: Person,
    at: datetime,
    imported: ActivityImport,
    filled: Filled,
    seen: str,
    decisions: Decisions,
) -> ActivityImport:
    locked = ActivityImport.objects.select_for_update().get(pk=imported.pk)
    permissions.may_write(reach(by))
    policies.table_is_not_applied(locked)
    compared = compare(filled, reach(by))
    chosen = _chosen(compared, seen, decisions)
    _hold(chosen)
    known = names()
    todo = [_to_write(each, by, at, known, decisions.side(each)) for each in chosen]
    write_together(by=by, at=at, all_of=todo, imported=locked)
    locked.applied_at, locked.applied_by = at, by
    left_out = len(compared.differences) - len(chosen)
    locked.counts = {**compared.counts(), "left_out": left_out}
    locked.save(update_fields=["applied_at", "applied_by", "counts"])
    _tell(by, at, locked, "apply_activity_table", **locked.counts)
    return locked


@transaction.atomic
def undo_table(*, by: Person, at: datetime, imported: ActivityImport) -> ActivityImport:
    """Takes back all that a table changed, but for what somebody changed since.

    New activities are removed, changed ones get their earlier version again.
    """
    locked = ActivityImport.objects.select_for_update().get(pk=imported.pk)
    seen = reach(by)
    permissions.may_write(seen)
    policies.table_can_be_undone(locked)
    mine = ActivityVersion.objects.filter(imported=locked, activity__body__in=seen.writes_for)
    made = dict(mine.values_list("activity_id", "number"))
    count = ActivityVersion.objects.filter(imported=locked).count()
    untouched = [
        each
        for each in Activity.objects.select_for_update().filter(pk__in=list(made)).order_by("pk")
        if each.version == made[each.pk]
    ]
    todo = _back(untouched, at)
    write_together(by=by, at=at, all_of=todo, imported=locked)
    locked.undone_at, locked.undone_by = at, by
    locked.counts = {**locked.counts, "undone": len(todo), "not_undone": count - len(todo)}
    locked.save(update_fields=["undone_at", "undone_by", "counts"])
    _tell(by, at, locked, "undo_activity_table", undone=len(todo))
    return locked


def _chosen(compared: Comparison, seen: str, decisions: Decisions) -> list[Difference]:
    """The rows to be written; raises Faults for what is wrong, open or changed meanwhile."""
    if compared.faults:
        raise Faults(compared.faults)
    if not compared.differences:
        raise Refused(_("This table changes nothing that you may write."))
    if compared.mark() != seen:
        sentence = _("The register was changed meanwhile; look at the differences again.")
        raise Faults([Fault("", sentence)])
    if compared.alike and decisions.alike not in {ENTER, LEAVE_OUT}:
        sentence = _("Say whether the rows that may be in the register already are entered.")
        raise Faults([Fault("", sentence)])
    for each in compared.differences:
        try:
            each.result(decisions.side(each))
        except ValueError:
            sentence = _("Choose what stands wherever both changed an activity.")
            raise Faults([Fault("", sentence)]) from None
    left_out = {each.difference.row for each in compared.alike if decisions.alike == LEAVE_OUT}
    chosen = [each for each in compared.differences if each.row not in left_out]
    if not chosen:
        raise Refused(_("This table changes nothing that you may write."))
    return chosen


def _hold(chosen: list[Difference]) -> None:
    """Holds the activities until all is written; raises Faults when one was changed since."""
    versions = {each.activity.pk: each.activity.version for each in chosen if each.activity}
    rows = Activity.objects.select_for_update().filter(pk__in=list(versions)).order_by("pk")
    if dict(rows.values_list("pk", "version")) != versions:
        sentence = _("The register was changed meanwhile; look at the differences again.")
        raise Faults([Fault("", sentence)])


def _to_write(difference: Difference, by: Person, at: datetime, known: Names, side: str) -> ToWrite:
    told = difference.result(side or TABLE)
    activity = difference.activity or Activity(
        body=known.bodies[told["body"]], entered_by=by, entered_at=at, is_sample=by.is_sample
    )
    lines, plans = told["lines"]
    return ToWrite(
        activity,
        {name: told[name] for name in COLUMNS},
        [known.bodies[code].pk for code in told["partners"] if code in known.bodies],
        [known.plans[slug].pk for slug in plans if slug in known.plans],
        [pk for pk in lines if pk in known.line_names],
        told["links"],
    )


def _back(activities: list[Activity], at: datetime) -> list[ToWrite]:
    """What each activity was before its newest version; removed where it was not there yet."""
    known = names()
    numbers = {each.pk: each.version for each in activities}
    rows = ActivityVersion.objects.filter(activity__in=activities)
    facts = {
        (pk, number): told
        for pk, number, told in rows.values_list("activity_id", "number", "facts")
        if numbers[pk] - 1 <= number
    }
    taken = set(
        Activity.objects.exclude(pk__in=list(numbers))
        .exclude(iati_identifier="")
        .filter(iati_identifier__in=[told["iati_identifier"] for told in facts.values()])
        .values_list("iati_identifier", flat=True)
    )
    todo = []
    for each in activities:
        is_new = each.version == 1
        told = facts.get((each.pk, each.version if is_new else each.version - 1))
        if told and (is_new or told["iati_identifier"] not in taken):
            todo.append(_earlier(each, told, known, at if is_new else None))
    return todo


def _earlier(
    activity: Activity, told: Mapping[str, Any], known: Names, removed_at: datetime | None
) -> ToWrite:
    return ToWrite(
        activity,
        columns_of(told),
        [known.bodies[code].pk for code in told["partners"] if code in known.bodies],
        [known.plans[slug].pk for slug in told["plans"] if slug in known.plans],
        [pk for pk in told["provisions"] if pk in known.line_names],
        [(each["title"], each["link"]) for each in told["evidence"] if each["link"]],
        removed_at,
    )


def _tell(by: Person, at: datetime, imported: ActivityImport, verb: str, **facts: Any) -> None:
    object_ = f"activity_import:{imported.pk}"
    record(by=by, at=at, verb=verb, object=object_, **facts)
