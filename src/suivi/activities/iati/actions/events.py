"""How is it recorded what happens to an IATI import?"""

from datetime import datetime
from typing import Any

from suivi.activities.iati.models import IatiImport
from suivi.audit.actions import record
from suivi.people.models import Person


def tell(by: Person | None, at: datetime, verb: str, imported: IatiImport, **facts: Any) -> None:
    """The audit event of what happens to an import."""
    name = f"iati_import:{imported.pk}"
    record(by=by, at=at, verb=verb, object=name, body=imported.body.code, **facts)
