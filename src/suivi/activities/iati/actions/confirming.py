"""How does a person say that what was previewed shall be entered?"""

from datetime import datetime

from django.db import transaction

from suivi.activities import permissions
from suivi.activities.iati import tasks
from suivi.activities.iati.actions.applying import can_be_applied
from suivi.activities.iati.actions.events import tell
from suivi.activities.iati.models import IatiImport, ImportState
from suivi.people.models import Person
from suivi.plans.standing import Standing


@transaction.atomic
def confirm_import(*, by: Person, at: datetime, who: Standing, imported: IatiImport) -> IatiImport:
    """Says that an import shall be applied; the worker does it. Raises Refused."""
    permissions.may_enter(who, imported.body_id)
    locked = IatiImport.objects.select_for_update().get(pk=imported.pk)
    can_be_applied(locked)
    locked.state, locked.applied_by = ImportState.APPLYING, by
    locked.save(update_fields=["state", "applied_by"])
    tell(by, at, "confirm_iati_import", locked)
    tasks.apply_iati.enqueue(locked.pk, at.isoformat())
    return locked
