"""How is an IATI file kept when it is handed over?"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from suivi.activities import permissions
from suivi.activities.iati import tasks
from suivi.activities.iati.actions.events import tell
from suivi.activities.iati.models import IatiImport, ImportState
from suivi.errors import Fault, Faults, Refused
from suivi.files.actions import store_large
from suivi.people.models import Body, Person
from suivi.plans.models import Provision
from suivi.plans.standing import Standing

XML = "application/xml"


@transaction.atomic
def receive_import(
    *,
    by: Person,
    at: datetime,
    who: Standing,
    body: Body,
    lines: Sequence[Provision],
    upload: "File[bytes]",
) -> IatiImport:
    """Keeps an IATI file as it was handed over, and has it read by the worker.

    `lines` are what its new activities will serve. Nothing is entered yet. Raises Refused (who), or
    Faults when it is no XML file or too large.
    """
    permissions.may_enter(who, body.pk)
    imported = keep_import(by=by, at=at, body=body, lines=lines, upload=upload)
    tasks.read_iati.enqueue(imported.pk, at.isoformat())
    return imported


@transaction.atomic
def keep_import(
    *,
    by: Person | None,
    at: datetime,
    body: Body,
    lines: Sequence[Provision],
    upload: "File[bytes]",
) -> IatiImport:
    """Keeps an IATI file for whoever reads it next; `by` is None for the program itself."""
    if not (upload.name or "").lower().endswith(".xml"):
        raise Faults([Fault("", _("An IATI file is an XML file: its name ends in .xml."))])
    limit = settings.IATI_LIMIT_BYTES
    stored = store_large(by=by, at=at, upload=upload, media_type=XML, limit=limit)
    imported = IatiImport.objects.create(file=stored, body=body, received_at=at, received_by=by)
    imported.lines.set(lines)
    tell(by, at, "receive_iati_import", imported, lines=len(lines), bytes=stored.size)
    return imported


@transaction.atomic
def read_again(*, by: Person, at: datetime, who: Standing, imported: IatiImport) -> None:
    """Has a file read anew, from the beginning. Raises Refused for one that was entered."""
    permissions.may_enter(who, imported.body_id)
    locked = IatiImport.objects.select_for_update().get(pk=imported.pk)
    if locked.state == ImportState.APPLIED:
        raise Refused(_("This file was entered already."))
    locked.state = ImportState.WAITING
    locked.save(update_fields=["state"])
    tasks.read_iati.enqueue(locked.pk, at.isoformat())
    tell(by, at, "read_iati_import_again", locked)
