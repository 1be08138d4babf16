"""How does what was previewed come into the register? All of it or nothing, exactly as shown."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from suivi.activities.iati.actions.events import tell
from suivi.activities.iati.actions.writing import Change, Writing
from suivi.activities.iati.comparing import BATCH, compared
from suivi.activities.iati.models import IatiImport, IatiImportRow, ImportState, RowState
from suivi.activities.iati.reading import IatiFile
from suivi.activities.iati.recorded import Publisher
from suivi.errors import Refused
from suivi.people.models import Person

TAKEN = frozenset({RowState.NEW, RowState.CHANGED, RowState.CONFLICT})


class Stale(Refused):
    """The register, or the file on the disk, is no longer as it was when the preview was made."""


@transaction.atomic
def apply_import(
    *, by: Person | None, at: datetime, imported: IatiImport, publisher: Publisher, on: date
) -> IatiImport:
    """Enters every new activity and every change of a file that was read and confirmed.

    The file is compared anew: raises Stale when anything is otherwise than in the preview, and then
    nothing is entered. One audit event, with the counts; every changed activity gets a version.
    """
    locked = IatiImport.objects.select_for_update().get(pk=imported.pk)
    if locked.state != ImportState.APPLYING:
        can_be_applied(locked)
    writing = Writing(by=by, at=at, imported=locked)
    changes = _changes(locked, publisher, on)
    while batch := list(islice(changes, BATCH)):
        writing.write(batch)
    locked.state, locked.applied_at, locked.applied_by = ImportState.APPLIED, at, by
    locked.save(update_fields=["state", "applied_at", "applied_by"])
    tell(by, at, "apply_iati_import", locked, **locked.counts)
    return locked


def can_be_applied(imported: IatiImport) -> None:
    """Refuses what is not read, what changes nothing, and what is not decided."""
    if imported.state != ImportState.READ:
        raise Refused(_("This file is not waiting to be confirmed."))
    if not TAKEN & set(imported.counts):
        raise Refused(_("This file changes nothing."))
    open_ones = imported.rows.undecided().count()
    if open_ones:
        sentence = _("Decide first which side stands; activities still open: %(count)d.")
        raise Refused(sentence % {"count": open_ones})


def _changes(imported: IatiImport, publisher: Publisher, on: date) -> Iterator[Change]:
    """What is to be written, each compared with its row of the preview."""
    with imported.file.path.open("rb") as stream:
        rows = compared(IatiFile(stream), imported.body, publisher=publisher, on=on)
        first = 1
        while batch := list(islice(rows, BATCH)):
            seen = _seen(imported, first, len(batch))
            for position, row in enumerate(batch, start=first):
                fingerprint, choice = seen.get(position, ("", ""))
                if fingerprint != row.fingerprint:
                    raise Stale(
                        _("The register changed since this file was read; look at it again.")
                    )
                if row.state in TAKEN:
                    yield Change(row, keep=choice == IatiImportRow.Choice.KEEP)
            first += len(batch)


def _seen(imported: IatiImport, first: int, count: int) -> dict[int, tuple[str, str]]:
    """What was previewed, and decided, of some activities by their place in the file."""
    rows = imported.rows.filter(position__range=(first, first + count - 1)).in_order()
    found = rows.values_list("position", "fingerprint", "choice")
    return {position: (fingerprint, choice) for position, fingerprint, choice in found}
