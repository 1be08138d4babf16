"""How is an IATI file read for a preview: what does each of its activities mean here?"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from suivi.activities.iati.actions.events import tell
from suivi.activities.iati.actions.rows import insert
from suivi.activities.iati.comparing import BATCH, Compared, compared, notable, summary_of
from suivi.activities.iati.derived import main_title, shortened
from suivi.activities.iati.flaws import Flaw, Unreadable
from suivi.activities.iati.models import IatiImport, IatiImportRow, ImportState, RowState
from suivi.activities.iati.reading import IatiFile
from suivi.activities.iati.recorded import Publisher

ROW = (
    *("imported", "position", "line", "identifier", "title", "state", "summary"),
    *("differences", "flaws", "notes", "choice", "fingerprint"),
)
Say = Callable[[IatiImport], object]


def read_import(
    *,
    at: datetime,
    imported: IatiImport,
    publisher: Publisher,
    on: date,
    stale: bool = False,
    say: Say = lambda _: None,
) -> IatiImport:
    """Reads a file and keeps what each activity of it means, as a preview; asked again, anew.

    Batch by batch, so that others can work meanwhile and the page can say how far it is. `stale`
    when it is read again because the register changed after it was confirmed.
    """
    _begin(imported, stale)
    counts: Counter[str] = Counter()
    with imported.file.path.open("rb") as stream:
        file = IatiFile(stream)
        rows = compared(file, imported.body, publisher=publisher, on=on)
        try:
            while batch := list(islice(rows, BATCH)):
                counts.update(str(each.state) for each in batch)
                _keep_rows(imported, batch, file, sum(counts.values()))
                say(imported)
        except Unreadable as unreadable:
            return _refuse(at, imported, unreadable)
        imported.left_out = file.left_out
    return _settle(at, imported, counts)


def _begin(imported: IatiImport, stale: bool) -> None:
    imported.rows.all().delete()
    imported.state, imported.flaw = ImportState.READING, Flaw("stale").plain() if stale else []
    imported.read_bytes = imported.found = 0
    imported.save(update_fields=["state", "flaw", "read_bytes", "found"])


@transaction.atomic
def _keep_rows(imported: IatiImport, batch: Sequence[Compared], file: IatiFile, found: int) -> None:
    first = found - len(batch)
    rows = (_row(imported, position, each) for position, each in enumerate(batch, start=first + 1))
    insert(IatiImportRow, ROW, rows)
    imported.read_bytes, imported.found = file.read_bytes, found
    imported.save(update_fields=["read_bytes", "found"])


def _row(imported: IatiImport, position: int, row: Compared) -> tuple[Any, ...]:
    """The fields of `ROW`."""
    told = row.read.record
    return (
        imported.pk,
        position,
        row.read.line,
        told.identifier,
        shortened(main_title(told).text) if told.titles else "",
        str(row.state),
        {} if row.read.flaws else summary_of(told),
        [each.plain() for each in row.differences],
        [flaw.plain() for flaw in row.read.flaws],
        [note.plain() for note in notable(row)],
        "",
        row.fingerprint,
    )


@transaction.atomic
def _refuse(at: datetime, imported: IatiImport, unreadable: Unreadable) -> IatiImport:
    imported.rows.all().delete()
    imported.state, imported.flaw = ImportState.REFUSED, unreadable.flaw.plain()
    imported.counts = {}
    imported.save(update_fields=["state", "flaw", "counts"])
    tell(None, at, "refuse_iati_import", imported, reason=unreadable.flaw.code)
    return imported


@transaction.atomic
def _settle(at: datetime, imported: IatiImport, counts: Counter[str]) -> IatiImport:
    imported.state = ImportState.READ
    imported.read_bytes = imported.file.size
    imported.counts = {state: counts[state] for state in RowState.values if counts[state]}
    imported.save(update_fields=["state", "read_bytes", "counts", "left_out"])
    tell(None, at, "read_iati_import", imported, **imported.counts)
    return imported


@transaction.atomic
def take_up_again(*, at: datetime, imported: IatiImport) -> None:
    """Lets an import be read anew, because the register changed since it was read."""
    imported.state = ImportState.WAITING
    imported.save(update_fields=["state"])
    tell(None, at, "take_up_iati_import", imported)
