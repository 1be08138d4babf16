"""Where a file and people here both changed something, who says which side stands?"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from suivi.activities import permissions
from suivi.activities.iati.actions.events import tell
from suivi.activities.iati.models import IatiImport, IatiImportRow, ImportState, RowState
from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.standing import Standing


@transaction.atomic
def decide_row(
    *, by: Person, at: datetime, who: Standing, row: IatiImportRow, choice: str
) -> IatiImportRow:
    """Keeps which side stands for one activity in conflict. Raises Refused."""
    _may_be_decided(who, row.imported)
    if row.state != RowState.CONFLICT:
        raise Refused(_("There is nothing to decide about this activity."))
    row.choice = IatiImportRow.Choice(choice)
    row.save(update_fields=["choice"])
    tell(by, at, "decide_iati_row", row.imported, position=row.position, choice=choice)
    return row


@transaction.atomic
def decide_all(
    *, by: Person | None, at: datetime, who: Standing | None, imported: IatiImport, choice: str
) -> int:
    """Keeps the same choice for every conflict that nobody decided; gives how many there were."""
    _may_be_decided(who, imported)
    decided = imported.rows.undecided().update(choice=IatiImportRow.Choice(choice))
    tell(by, at, "decide_iati_rows", imported, rows=decided, choice=choice)
    return decided


def _may_be_decided(who: Standing | None, imported: IatiImport) -> None:
    if who is not None:
        permissions.may_enter(who, imported.body_id)
    if imported.state != ImportState.READ:
        raise Refused(_("This file is not waiting for a decision."))
