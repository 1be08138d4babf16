"""Where do the outbox of a demo and the sending of mails stand in the navigation?"""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from suivi.ui.navigation import Entry, entry
from suivi.ui.signed_in import person


def entries(request: HttpRequest) -> Iterable[Entry]:
    """The outbox for everybody in a demo; how sending goes for administrators."""
    if settings.SUIVI_DEMO:
        yield from entry(request, _("Outbox"), "outbox")
    if person(request).is_administrator:
        yield from entry(request, _("Mails"), "mails")
