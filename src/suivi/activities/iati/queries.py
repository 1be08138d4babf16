"""Which imports may a person see, and what does one of them say, a page at a time?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from suivi.activities.iati import saying
from suivi.activities.iati.flaws import Flaw, flaws_of
from suivi.activities.iati.models import IatiImport, IatiImportRow, RowState
from suivi.activities.models import Activity
from suivi.activities.queries.writing import Desk

_TASKS: Final = tuple(f"suivi.activities.iati.tasks.{name}_iati" for name in ("read", "apply"))
_UNDER_WAY: Final = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
PAGE: Final = 50
LISTED: Final = 50
# What stops, or asks for a decision, is read first.
ORDER: Final = (
    RowState.FAULTY,
    RowState.CONFLICT,
    RowState.ELSEWHERE,
    RowState.REMOVED,
    RowState.CHANGED,
    RowState.NEW,
    RowState.UNCHANGED,
)


@dataclass(frozen=True)
class Row:
    """One activity of the file, in words."""

    row: IatiImportRow
    label: str
    differences: Sequence[saying.Told]
    flaws: Sequence[Flaw]
    notes: Sequence[Flaw]
    facts: Sequence[tuple[str, str]]
    activity: Activity | None


@dataclass(frozen=True)
class Preview:
    """A page of rows in one state, and how many there are in each."""

    state: str
    counts: Sequence[tuple[str, str, int]]
    rows: Sequence[Row]
    number: int
    pages: int
    undecided: int

    @property
    def is_taken(self) -> bool:
        """Whether anything would be entered."""
        taken = {RowState.NEW, RowState.CHANGED, RowState.CONFLICT}
        return any(state in taken for state, _label, _count in self.counts)


def imports_of(desk: Desk) -> list[IatiImport]:
    """The newest imports of the person's bodies."""
    rows = IatiImport.objects.filter(body__in=[each.pk for each in desk.bodies])
    related = rows.select_related("file", "body", "received_by")
    return list(related.order_by("-received_at", "-pk")[:LISTED])


def find_import(desk: Desk, pk: int) -> IatiImport:
    """An import of one of the person's bodies; Http404 for any other."""
    rows = IatiImport.objects.filter(body__in=[each.pk for each in desk.bodies], pk=pk)
    found = rows.select_related("file", "body", "received_by", "applied_by").first()
    if found is None:
        raise Http404
    return found


def is_interrupted(imported: IatiImport) -> bool:
    """Whether nobody reads or enters it any more: the worker gave it up."""
    if not imported.is_at_work:
        return False
    jobs = DBTaskResult.objects.filter(task_path__in=_TASKS, status__in=_UNDER_WAY)
    return not jobs.filter(args_kwargs__args__0=imported.pk).exists()


def find_row(imported: IatiImport, position: int) -> IatiImportRow:
    """A row of an import; Http404 where there is none."""
    row = imported.rows.filter(position=position).select_related("imported__body").first()
    if row is None:
        raise Http404
    return row


def preview(imported: IatiImport, state: str, number: int) -> Preview:
    """A page of the rows in a state: the one asked for, else the first that there is."""
    given: dict[str, int] = imported.counts
    present = [each for each in ORDER if given.get(each)]
    shown = state if state in present else str(present[0]) if present else ""
    pages = max(1, -(-given.get(shown, 0) // PAGE))
    number = min(max(number, 1), pages)
    rows = imported.rows.filter(state=shown).in_order()
    page = list(rows[(number - 1) * PAGE : number * PAGE])
    here = _activities(page)
    counts = [(str(each), str(each.label), given[each]) for each in present]
    told = [_told(row, here.get(row.identifier)) for row in page]
    return Preview(shown, counts, told, number, pages, imported.rows.undecided().count())


def _activities(rows: Sequence[IatiImportRow]) -> dict[str, Activity]:
    identifiers = [row.identifier for row in rows if row.identifier]
    found = Activity.objects.filter(iati_identifier__in=identifiers).select_related("body")
    return {each.iati_identifier: each for each in found}


def _told(row: IatiImportRow, activity: Activity | None) -> Row:
    return Row(
        row,
        str(RowState(row.state).label),
        list(saying.differences(row.differences)),
        flaws_of(row.flaws),
        flaws_of(row.notes),
        list(saying.summary(row.summary)) if row.state == RowState.NEW else [],
        activity,
    )
