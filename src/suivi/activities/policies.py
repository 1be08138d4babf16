"""When may a table of activities be applied, and when undone?"""

from django.utils.translation import gettext as _

from suivi.activities.models import ActivityImport
from suivi.errors import Refused


def table_is_not_applied(imported: ActivityImport) -> None:
    """Once."""
    if imported.applied_at is not None:
        raise Refused(_("This table was applied already."))


def table_can_be_undone(imported: ActivityImport) -> None:
    """After it was applied, and once."""
    if imported.applied_at is None:
        raise Refused(_("This table was not applied; there is nothing to undo."))
    if imported.undone_at is not None:
        raise Refused(_("This table was undone already."))
