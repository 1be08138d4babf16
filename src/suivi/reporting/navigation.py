"""Where does the round stand in the navigation?"""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from suivi.plans.models import Membership, Period, Role
from suivi.ui.navigation import Entry
from suivi.ui.signed_in import person


def board_entry(request: HttpRequest) -> Iterable[Entry]:
    """The board of the newest open period, for those who coordinate its plan: one query."""
    coordinating = Membership.objects.held_by(person(request)).filter(role=Role.COORDINATOR)
    mine = Period.objects.open().filter(plan__in=coordinating.values("plan"))
    period = mine.select_related("plan").order_by("-year", "pk").first()
    if period is not None:
        href = reverse("board", args=[period.plan.slug, period.year])
        yield Entry(_("Board"), href, request.path == href)
