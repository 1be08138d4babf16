"""What is done with an IATI file by the worker, after the page has answered?"""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from suivi.activities.iati.actions.applying import Stale, apply_import
from suivi.activities.iati.actions.reading import read_import, take_up_again
from suivi.activities.iati.models import IatiImport, ImportState
from suivi.activities.iati.publisher import publisher


@task()
def read_iati(number: int, at: str) -> None:
    """Reads a file for its preview; asked again after the worker was killed, from the beginning.

    `number` is the import's number in the database, `at` the moment it was handed over (ISO).
    """
    moment = datetime.fromisoformat(at)
    on = timezone.localtime(moment).date()
    read_import(at=moment, imported=_find(number), publisher=publisher(), on=on)


@task()
def apply_iati(number: int, at: str) -> None:
    """Enters what was confirmed; what is no longer as it was previewed is read anew instead."""
    imported, moment = _find(number), datetime.fromisoformat(at)
    on = timezone.localtime(moment).date()
    if imported.state != ImportState.APPLYING:
        return
    by = imported.applied_by
    try:
        apply_import(by=by, at=moment, imported=imported, publisher=publisher(), on=on)
    except Stale:
        take_up_again(at=moment, imported=imported)
        read_import(at=moment, imported=imported, publisher=publisher(), on=on, stale=True)


def _find(number: int) -> IatiImport:
    return IatiImport.objects.select_related("file", "body", "applied_by").get(pk=number)
